"""Who is told by itself that a report came, and who is not: machines that answer each other would go on for ever."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Withheld(StrEnum):
    """Why nothing is acknowledged."""

    NONE = ""
    BY_CHANNEL = "by_channel"
    MACHINE = "machine"
    ANSWER_TO_US = "answer_to_us"
    ENOUGH = "enough"


@dataclass(frozen=True, slots=True)
class AcknowledgingRules:
    """At most `per_hour` to one person; none to what comes within `quiet` of something of ours, nor to a text with one of the
    `marks` (in small letters) of machines.
    """

    per_hour: int
    quiet: timedelta
    marks: tuple[str, ...]


def withheld(text: str, at: datetime, last_sent: datetime | None, lately: int, rules: AcknowledgingRules) -> Withheld:
    """Why a report that came at `at` is not acknowledged; `last_sent` is when something last went to its sender (also later than
    the report: then it was said what there is to say), `lately` how many acknowledgements did within the hour.
    """
    said = text.casefold()
    if any(mark in said for mark in rules.marks):
        return Withheld.MACHINE
    if last_sent is not None and at - last_sent < rules.quiet:
        return Withheld.ANSWER_TO_US
    return Withheld.ENOUGH if lately >= rules.per_hour else Withheld.NONE
