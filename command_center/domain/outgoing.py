"""What goes out to people: the route it takes, whether somebody can be reached, and what became of it.

An answer, an acknowledgement and an alert all leave through the outbox as an `Outgoing`. What a route can do is its
`OutgoingRoute`: channels implement it, and so does mail. Recipient and payload are personal data: they stay in the outbox.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Protocol, runtime_checkable

from command_center.domain.text_length import TextLimit


class SendState(StrEnum):
    """Where something that goes out stands.

    `SENDING` is kept before the first byte leaves: whoever dies then leaves it `UNSURE`, since it may have arrived; a receipt
    settles it, or a person. `SENT`: the platform took it. `DELIVERED` and `READ` are told by receipts. `PUBLISHED`: it
    stands on the status page, where no channel takes it.
    """

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    DELIVERED = "delivered"
    READ = "read"
    FAILED = "failed"
    UNSURE = "unsure"
    CANCELLED = "cancelled"
    PUBLISHED = "published"

    @property
    def handed_over(self) -> bool:
        """Whether it was given to the citizen's channel, or published."""
        return self in (SendState.SENT, SendState.DELIVERED, SendState.READ, SendState.PUBLISHED)

    @property
    def on_its_way(self) -> bool:
        """Whether it may still be handed over by itself."""
        return self in (SendState.WAITING, SendState.SENDING)


class Trouble(StrEnum):
    """Why something did not arrive or cannot be sent, as a word that screens and commands put into a sentence."""

    NONE = ""
    WINDOW_OVER = "window_over"
    NOT_MENTIONED = "not_mentioned"
    NO_ADDRESS = "no_address"
    NO_WAY = "no_way"
    NOT_CONFIGURED = "not_configured"
    SIMULATED = "simulated"
    TOO_LONG = "too_long"
    UNKNOWN_PLACEHOLDER = "unknown_placeholder"
    SAME_ANSWER = "same_answer"
    OTHER_OPD = "other_opd"
    CLOSED = "closed"
    BLOCKED = "blocked"
    NOT_THERE = "not_there"
    ACCESS_REFUSED = "access_refused"
    TEMPLATE_REFUSED = "template_refused"
    REFUSED = "refused"
    BUSY = "busy"
    AWAY = "away"
    GAVE_UP = "gave_up"
    NO_ANSWER = "no_answer"
    PROCESS_ENDED = "process_ended"
    EXPIRED = "expired"
    CUT_OFF = "cut_off"
    CONFIDENTIAL = "confidential"
    TAKEN_BACK = "taken_back"


class ReachWay(StrEnum):
    """How somebody is reached.

    `DIRECT`: on their own channel. `TEMPLATE`: there, by a message that the platform approved beforehand. `MAIL`: by letter
    to the address they left. `PAGE`: on the status page alone. `FILE`: in a file that a person takes to another system.
    `CALL`: a person calls back. `NONE`: not now; the reach says why, and what else may be done.
    """

    DIRECT = "direct"
    TEMPLATE = "template"
    MAIL = "mail"
    PAGE = "page"
    FILE = "file"
    CALL = "call"
    NONE = "none"


PAGE = "page"
"""The route of what is published on the status page."""
MAIL = "mail"
"""The route of letters."""
CITIZENS = "simulated"
"""The route of a demo's citizens."""


@dataclass(frozen=True, slots=True)
class Reach:
    """Whether and how a reporter can be answered.

    `route` is the code of the route taken. `limit` is what one answer may be long. `until` is when the way shuts, None where
    it stays open; `window` how long it is open after the citizen's last message. `trouble` says why it is not the direct
    way, `missing` the settings that are not set; `instead` what else may be done where the way is `NONE`.
    """

    route: str
    way: ReachWay
    limit: TextLimit
    until: datetime | None = None
    window: timedelta | None = None
    trouble: Trouble = Trouble.NONE
    missing: tuple[str, ...] = ()
    instead: ReachWay | None = None

    @property
    def possible(self) -> bool:
        """Whether an answer is taken now."""
        return self.way is not ReachWay.NONE


@dataclass(frozen=True, slots=True)
class Addressee:
    """Who is answered: `contact` is where the channel takes an answer, `person` who it is there.

    `heard_at` is when this person last wrote to us on the channel, aware; `message` and `thread` are the external ids of what is
    answered and of where it stands, "" where they are not known. `answerable` see `Inbound`. `confidential`: nothing of it is
    said where others read.
    """

    channel: str
    account: str
    number: str
    contact: str
    person: str
    answerable: bool
    heard_at: datetime
    message: str = ""
    thread: str = ""
    confidential: bool = False
    simulated: bool = False


@dataclass(frozen=True, slots=True)
class SaidWords:
    """What is to be said: the text as it is sent, the report's number, and the address of its status page."""

    text: str
    number: str
    link: str


class OutgoingKind(StrEnum):
    """What goes out: an answer of a person, an acknowledgement by itself, an alert."""

    ANSWER = "answer"
    ACKNOWLEDGEMENT = "acknowledgement"
    ALERT = "alert"


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One thing that goes out. `key` is unique for good: the same key again is the same thing, and is not sent again.

    `payload` holds what the route needs, as JSON values. `try_at` is not before when it is tried; while it is sent, until
    when this process has it. `external_id` is the platform's own id of it. `told` is what the other side said, without
    numbers and addresses. `begun_at` is when a process last took it up: with `attempts`, which begin anew when a person sends
    it again, it says whose try it is. `id` is 0 until it is stored.
    """

    route: str
    kind: OutgoingKind
    recipient: str
    payload: Mapping[str, Any]
    key: str
    try_at: datetime
    made_at: datetime
    state: SendState = SendState.WAITING
    attempts: int = 0
    report_id: int | None = None
    external_id: str = ""
    sent_at: datetime | None = None
    trouble: Trouble = Trouble.NONE
    told: str = ""
    begun_at: datetime | None = None
    id: int = 0


class HandIn(StrEnum):
    """`LATER`: nothing was taken, the same may be tried again. `UNSURE`: all was sent and no answer came."""

    TAKEN = "taken"
    LATER = "later"
    REFUSED = "refused"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class HandedIn:
    """What the other side answered. `after` is how long it asks us to wait before the next try; `state` is where something
    stands that was taken. `of_recipient`: what it has no room for is more to this recipient; others may be written to.
    """

    result: HandIn
    external_id: str = ""
    trouble: Trouble = Trouble.NONE
    told: str = ""
    after: timedelta | None = None
    state: SendState = SendState.SENT
    of_recipient: bool = False


@dataclass(frozen=True, slots=True)
class SendReceipt:
    """What a platform tells later of what it took: by our `key` where it repeats that, else by its own id, or of all that was
    sent to a `recipient` until `at`.
    """

    route: str
    state: SendState
    at: datetime
    key: str = ""
    external_id: str = ""
    recipient: str = ""
    trouble: Trouble = Trouble.NONE
    told: str = ""


Begin = Callable[[], bool]
"""Called right before the bytes leave; False where another process has it meanwhile, and nothing may be sent."""


class SendingRoute(Protocol):
    """A way out, as the outbox knows it: a channel's sender, mail, the citizens of a demo, a receiver of alerts."""

    @property
    def code(self) -> str:
        """Its name in the outbox."""
        ...

    @property
    def repeatable(self) -> bool:
        """Whether the other side takes the same key once, so that what is unsure may be sent again."""
        ...

    @property
    def by_person(self) -> bool:
        """Whether a person does what is to be done, and says so."""
        ...

    @property
    def missing(self) -> tuple[str, ...]:
        """Settings that it needs and that are not set."""
        ...

    def send(self, outgoing: Outgoing, begin: Begin) -> HandedIn:
        """Give it away. Never raises for what the other side does."""
        ...


@runtime_checkable
class OutgoingRoute(SendingRoute, Protocol):
    """A way out on which citizens are answered."""

    def reach(self, to: Addressee, at: datetime) -> Reach:
        """Whether and how somebody can be answered at an aware moment, once it is set up. Pure."""
        ...

    def payload(self, to: Addressee, reach: Reach, words: SaidWords) -> Mapping[str, Any]:
        """What the outbox keeps for `send`, as JSON values. Pure."""
        ...


@dataclass(frozen=True, slots=True)
class RouteRules:
    """How a route is used: at most so many a minute, the pauses before each further try, and how long what is unsure waits for
    a receipt; `expires` after how long something that nobody waits for any more (an acknowledgement) is let go.
    """

    per_minute: int
    pauses: tuple[timedelta, ...]
    unsure: timedelta
    expires: timedelta


@dataclass(frozen=True, slots=True)
class OutgoingRules:
    """The rules of all routes; a route without its own has the usual ones. `held` is how long a process has what it sends."""

    usual: RouteRules
    held: timedelta
    by_route: Mapping[str, RouteRules] = field(default_factory=dict)

    def of(self, route: str) -> RouteRules:
        """The rules of a route."""
        return self.by_route.get(route, self.usual)
