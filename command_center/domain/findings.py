"""What intake found out about a report, each with the evidence as data; screens put it into words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from command_center.domain.due_changes import DueChange
from command_center.domain.inbound import Position
from command_center.domain.pauses import Pause
from command_center.domain.workflow import Stage


@dataclass(frozen=True, slots=True)
class Classification:
    """Which category a text belongs to. `words` are the words of the text that decided, in order of weight.

    `score` is the sum of their weights; `runner_up` the next category ("" where there is none). `chosen_by_staff`: a person
    here chose it, whatever the words say. `learned`: the rules doubted, and what was learned from corrections decided. `doubtful` says that a
    person must read the text: it says too little, or nearly as much for another category.
    """

    category: str
    words: tuple[str, ...] = ()
    score: float = 0.0
    runner_up: str = ""
    chosen_by_sender: bool = False
    doubtful: bool = False
    chosen_by_staff: bool = False
    learned: bool = False


class FoundBy(StrEnum):
    """How a place was found, best first."""

    COORDINATES = "coordinates"
    KELURAHAN = "kelurahan"
    STREET = "street"
    LANDMARK = "landmark"
    KECAMATAN = "kecamatan"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class PlaceEvidence:
    """What decided a place, and what speaks against it.

    `words` are the parts of the text or address that decided. `point` are the sender's coordinates where they were
    given (None where they could not be read, too); `outside` says that they lie outside the city and decided nothing;
    `metres_outside` how far beyond the limit of their area they lie, 0 within. `candidates` are other areas that the
    names may mean, `text_names` the area that the text names against the coordinates: codes, or the names themselves
    in reports of version 0.1.
    """

    words: tuple[str, ...] = ()
    point: Position | None = None
    outside: bool = False
    metres_outside: float = 0.0
    candidates: tuple[str, ...] = ()
    text_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Location:
    """Where a report is. Codes are Kemendagri codes; "" where unknown.

    `position` is the sender's point, or the centre of the smallest area known; `exact` tells which.
    """

    found_by: FoundBy
    kelurahan: str = ""
    kecamatan: str = ""
    position: Position | None = None
    exact: bool = False
    evidence: PlaceEvidence = field(default_factory=PlaceEvidence)


class AssignedBy(StrEnum):
    """Who or what chose an OPD. `TAKEN_BACK`: it was forwarded to it once, and is with P3M again. `P3M`: P3M answered it
    itself, as the department that it belongs to.
    """

    ROUTE = "route"
    SENDER = "sender"
    STAFF = "staff"
    TAKEN_BACK = "taken_back"
    P3M = "p3m"


@dataclass(frozen=True, slots=True)
class Assignment:
    """Which OPD must act (its code), and who chose it.

    `category` and `kecamatan` are what the city's routes were asked with, "" where no route chose.
    """

    opd: str
    by: AssignedBy
    category: str = ""
    kecamatan: str = ""


@dataclass(frozen=True, slots=True)
class Deadlines:
    """The deadlines fixed on a report at intake: aware UTC by stage; a stage without a deadline has no entry.

    `policy` is ``code@version``; `calendar` the version of the working-day calendar they were counted with; `extended`
    says that the policy gives this report longer to be settled. `pauses` are the times in which it waited for its citizen
    or was with another level of government, oldest first; `changes` what moved a deadline since the receipt.
    """

    policy: str
    calendar: str
    due: Mapping[Stage, datetime] = field(default_factory=dict)
    extended: bool = False
    pauses: tuple[Pause, ...] = ()
    changes: tuple[DueChange, ...] = ()
