"""What intake found out about a report, each with the evidence that a person can check."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from command_center.domain.inbound import Position


@dataclass(frozen=True, slots=True)
class Classification:
    """Which category a text belongs to. `words` are the words of the text that decided, in order of weight.

    `score` is the sum of their weights; `runner_up` the next category ("" where there is none).
    """

    category: str
    words: tuple[str, ...] = ()
    score: float = 0.0
    runner_up: str = ""
    chosen_by_sender: bool = False


class FoundBy(StrEnum):
    """How a place was found, best first."""

    COORDINATES = "coordinates"
    KELURAHAN = "kelurahan"
    STREET = "street"
    LANDMARK = "landmark"
    KECAMATAN = "kecamatan"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Location:
    """Where a report is. Codes are Kemendagri codes; "" where unknown.

    `position` is the sender's point, or the centre of the smallest area known; `exact` tells which. `evidence` is the
    part of the text or the coordinates that decided; `doubt` names other candidates ("" where there are none).
    """

    found_by: FoundBy
    kelurahan: str = ""
    kecamatan: str = ""
    position: Position | None = None
    exact: bool = False
    evidence: str = ""
    doubt: str = ""


UNLOCATED = Location(FoundBy.NONE)


@dataclass(frozen=True, slots=True)
class Assignment:
    """Which OPD must act (its code) and the rule that says so."""

    opd: str
    reason: str


@dataclass(frozen=True, slots=True)
class Deadlines:
    """The deadlines fixed on a report at intake: due times are aware UTC, None where the policy sets none.

    `policy` is ``code@version``; `calendar` the version of the working-day calendar they were counted with.
    """

    policy: str
    calendar: str
    forward_due: datetime | None = None
    answer_due: datetime | None = None
    settle_due: datetime | None = None
