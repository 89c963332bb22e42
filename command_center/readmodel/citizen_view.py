"""What the citizens' pages show: a report to the one who sent it, and open reports near by to anybody. Frozen values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from command_center.domain.answers import AnswerState
from command_center.domain.due_explained import StageExplained
from command_center.domain.report_kinds import Visibility
from command_center.domain.wording import Wording
from command_center.domain.workflow import Stage, Status


@dataclass(frozen=True, slots=True)
class NearbyReport:
    """An open report as anybody may read it; `metres` is how far it is from the point that was asked about."""

    number: str
    text: str
    category: str
    received_at: datetime
    metres: int
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class OwnMessage:
    """What the citizen sent, as it was sent. `photos` are keys of pictures that can be shown, `other_media` counts others."""

    at: datetime
    text: str
    photos: tuple[str, ...] = ()
    other_media: int = 0


@dataclass(frozen=True, slots=True)
class PublicStep:
    """A line of the history, in the city's words for the public."""

    at: datetime
    status: Status
    words: Wording


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """What the city wrote to the citizen, once it was handed over; a question waits for the citizen's answer."""

    at: datetime
    text: str
    photos: tuple[str, ...] = ()
    is_question: bool = False


@dataclass(frozen=True, slots=True)
class DayOfTerm:
    """One day of the working of a deadline; `number` is what has counted up to its end, in working days (hours for a term of
    hours), 0 where it does not count.
    """

    day: date
    number: float
    why: Wording


@dataclass(frozen=True, slots=True)
class OwnDeadline:
    """By when the city owes the next thing, and the working of it, `working` for the strip of days; `first_at` is what it was at
    first, where it has moved.
    """

    stage: Stage
    at: datetime
    first_at: datetime | None
    passed: bool
    provisional: bool
    in_hours: bool
    policy: Wording
    source: str
    days: tuple[DayOfTerm, ...]
    working: StageExplained


@dataclass(frozen=True, slots=True)
class MetDeadline:
    """A deadline that is behind the report: by when it was promised, when it was kept (None: nobody knows when), and whether late."""

    stage: Stage
    due: datetime
    at: datetime | None
    late: bool


@dataclass(frozen=True, slots=True)
class GivenRating:
    """What the citizen said of the answer: 1 to 5 stars."""

    stars: int
    comment: str


class WayPoint(StrEnum):
    """The places on the way of a report, from receipt to settlement."""

    RECEIVED = "received"
    VERIFIED = "verified"
    FORWARDED = "forwarded"
    ANSWERED = "answered"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class TrackedReport:
    """A report as its own citizen sees it: no name of staff, no note of theirs, no other citizen.

    `reached` are the places on the way with when they were reached, None where that is not known. `reopen_until` is the last moment to reopen it, None where it cannot be.
    `answering`: an answer was written that is on its way, or did not arrive. `withdrawn`: the citizen took it back. `needs_citizen`: P3M waits for the citizen. `passed_to`: whose it is where it is not
    the city's: province, nation, or "" where nobody said so.
    """

    number: str
    as_of: datetime
    received_at: datetime
    status: Status
    words: Wording
    channel: Wording
    category: Wording
    opd: Wording | None
    visibility: Visibility
    address: str
    area: str
    lat: float | None
    lon: float | None
    exact: bool
    reached: Sequence[tuple[WayPoint, datetime | None]]
    messages: tuple[OwnMessage, ...]
    history: tuple[PublicStep, ...]
    answers: tuple[GivenAnswer, ...]
    answering: AnswerState
    deadline: OwnDeadline | None
    met: tuple[MetDeadline, ...]
    rating: GivenRating | None
    needs_citizen: bool
    passed_to: str
    may_reply: bool
    may_rate: bool
    may_withdraw: bool
    reopen_until: datetime | None
    withdrawn: bool
    simulated: bool
