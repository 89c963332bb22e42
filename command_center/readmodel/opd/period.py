"""The period that an OPD page looks at: weeks that end today, as of one moment, and the weeks before them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Any

from command_center.domain.workflow import CLOSED, Stage, Status
from command_center.readmodel.schema import OPEN

PAST_WEEKS = 26
"""How many past weeks tell what is usual for an OPD."""


def listed(statuses: Iterable[Status]) -> str:
    """Statuses as SQL lists them."""
    return f"({', '.join(repr(str(status)) for status in sorted(statuses))})"


FORWARDED = listed(status for status in Status if status.rule.meets)
"""Statuses that meet the stage of forwarding, or a later one."""
ANSWERED = listed(status for status in Status if Stage.ANSWER in status.rule.meets)
STANDS = listed(status for status in Status if status.rule.clock_stands)
NOT_ASKED = listed(status for status in CLOSED if not status.rule.meets)
"""Closed without an answer: not ours, archived."""
TIMED = (
    f"NOT retracted AND (answered_at IS NOT NULL OR (status NOT IN {ANSWERED} AND (closed_at IS NOT NULL OR ({OPEN}))))"
)
"""Reports that are cases of a curve of answer times: all but those answered, or closed, at a time that nobody knows. What
was closed without an answer has waited until then (docs/decisions/closed-without-an-answer.md).
"""
ANSWERABLE = f"{TIMED} AND status NOT IN {NOT_ASKED}"
"""Those of them of which an answer is asked."""

JUDGEABLE = f"{ANSWERABLE} AND status NOT IN {STANDS}"
"""Reports that are late or in time once their answer is due; while the citizen is waited for they are neither."""
JUDGED = f"answer_due > $since AND answer_due <= $now AND {JUDGEABLE}"
"""Reports whose answer was due in the period: only they can be late or in time."""
LATE = "(answered_at IS NULL OR answered_at > answer_due)"

PLACE = "coalesce(nullif(kelurahan, ''), kecamatan, '')"
"""Code of the smallest area known."""

__all__ = (
    "ANSWERABLE",
    "ANSWERED",
    "FORWARDED",
    "JUDGEABLE",
    "JUDGED",
    "LATE",
    "NOT_ASKED",
    "OPEN",
    "PAST_WEEKS",
    "PLACE",
    "STANDS",
    "TIMED",
    "OpdPeriod",
    "listed",
)


@dataclass(frozen=True, slots=True)
class OpdPeriod:
    """`weeks` of seven days that end today; a report belongs to the WIB day of its receipt."""

    now: datetime
    zone: tzinfo
    weeks: int

    @property
    def utc(self) -> datetime:
        """Now as the read model keeps times."""
        return self.now.astimezone(UTC).replace(tzinfo=None)

    @property
    def today(self) -> date:
        """The WIB day of now."""
        return self.now.astimezone(self.zone).date()

    @property
    def first(self) -> date:
        """The first day."""
        return self.today - timedelta(days=7 * self.weeks - 1)

    def midnight(self, day: date) -> datetime:
        """The first moment of a WIB day, as the read model keeps times."""
        return datetime(day.year, day.month, day.day, tzinfo=self.zone).astimezone(UTC).replace(tzinfo=None)

    @property
    def offset(self) -> timedelta:
        """What is added to a kept time to read its WIB day from it."""
        return self.now.astimezone(self.zone).utcoffset() or timedelta()

    def values(self, code: str) -> dict[str, Any]:
        """What the queries are filled with."""
        return {"opd": code, "now": self.utc, "since": self.midnight(self.first)}
