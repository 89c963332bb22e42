"""Closures of reports with a sign that they came too easily: which sign, its figures, and whether somebody looked at it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ClosureSign(StrEnum):
    """`INSTANT`: settled so soon after it was forwarded that hardly anybody can have gone there. `TEMPLATED`: its citizen got
    words that the department sent many times. `NO_EVIDENCE`: said to be settled without a picture of what was done. `RETURNED`:
    it was opened again, or the same was reported again nearby.
    """

    INSTANT = "instant"
    TEMPLATED = "templated"
    NO_EVIDENCE = "no_evidence"
    RETURNED = "returned"


SAME_WORDS = 10
"""From so many settlements with the same words on, in the period, a department's words are a template."""
FEWEST_CLOSURES = 20
"""With fewer settlements in the period a share says nothing, and none is shown."""


@dataclass(frozen=True, slots=True)
class LookedAt:
    """What somebody found who looked at a closure."""

    at: datetime
    by: str
    fine: bool
    comment: str


@dataclass(frozen=True, slots=True)
class FlaggedClosure:
    """A settlement with at least one sign. Times are aware UTC.

    `seconds` is from forwarding, or opening again, to settlement, None where one of both is unknown; `again_at` when the same
    was reported again, `reopened_at` when it was opened again, `same_words` how many settlements of the department had the same words. `text` is what its citizen was told, "" where it was
    not told from here.
    """

    report_id: int
    number: str
    opd: str
    category: str
    kelurahan: str
    confidential: bool
    received_at: datetime
    closed_at: datetime
    signs: tuple[ClosureSign, ...]
    seconds: float | None = None
    again_at: datetime | None = None
    same_words: int = 0
    text: str = ""
    looked: LookedAt | None = None
    reopened_at: datetime | None = None

    @property
    def key(self) -> str:
        """Names this settlement: of one report there may be two."""
        return f"{self.number}@{self.closed_at.timestamp():.6f}"


@dataclass(frozen=True, slots=True)
class OpdClosures:
    """The settlements of one department in the period: `marked` of `closed` bear a sign that nobody found fine. `told` counts
    those whose words and pictures are known, since their citizens were told from here.
    """

    closed: int
    marked: int
    told: int = 0

    @property
    def share(self) -> float | None:
        """Part of its settlements that bears a sign; None with too few of them."""
        return self.marked / self.closed if self.closed >= FEWEST_CLOSURES else None
