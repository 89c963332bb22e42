"""What became of one item of a delivery, for tallies: `manage.py import` counts by it."""

from enum import StrEnum


class ItemOutcome(StrEnum):
    """`NEW` began a report, `UPDATED` changed the one it is about, `JOINED` went on with one as a further message.

    `UNCHANGED` was known before or says nothing newer; `NO_REPORT` is no report and was counted by its kind; `REFUSED` went to
    quarantine with its delivery; `CALL` is a step of a telephone call.
    """

    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    JOINED = "joined"
    NO_REPORT = "no_report"
    REFUSED = "refused"
    CALL = "call"
