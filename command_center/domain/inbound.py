"""What a channel hands to the core: one item a citizen, operator or switchboard sent, in the core's own words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from command_center.domain.report_kinds import ReportClass, Visibility
from command_center.domain.workflow import Status


@dataclass(frozen=True, slots=True)
class Payload:
    """What the inbox keeps of one delivery: raw bytes as received. `received_at` is aware UTC.

    (`channel`, `account`, `delivery_id`) is unique for good: a second delivery with the same key is not stored again.
    """

    channel: str
    account: str
    delivery_id: str
    received_at: datetime
    content_type: str
    headers: Mapping[str, str]
    body: bytes


class Action(StrEnum):
    """What an item does: start a report, change the text of an earlier item, or take an earlier item back."""

    NEW = "new"
    AMEND = "amend"
    RETRACT = "retract"


@dataclass(frozen=True, slots=True)
class Reporter:
    """Who sent an item. Personal data: never in an event, a frame or the read model.

    `key` identifies the person on the channel (phone number, user id); `contact` is where an answer goes.
    """

    key: str
    name: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Position:
    """A place on the map: WGS 84 degrees."""

    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Media:
    """A picture, video, voice note or file: `ref` is a URL or the channel's own media id; it is not fetched here.

    `label` says what a picture of an answer shows: "before" or "after" the work, "" for what is not said.
    """

    kind: str
    ref: str
    content_type: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Inbound:
    """One item from a channel.

    `account` is which of our own numbers, pages, apps or lines received it; (`channel`, `account`, `external_id`) is
    unique for good. `sent_at` is when the citizen wrote it, aware. `amends` names the external id that an `AMEND` or
    `RETRACT` is about; where an item is amended again, it is the id of the first one. `resend_key` is set where the
    channel may deliver the same thing under two ids: equal keys flag a possible duplicate, and drop nothing.
    What ties it to other messages of one complaint: `album` is the id that the channel gives to pictures sent together,
    `reply_to` the external id of the message that this one answers (the citizen's own or one of ours), `thread` the id
    of the public thread or topic it stands in. All three are compared within one channel and account, "" where unknown.
    `about` is the tracking number of the report that it goes on with, whoever sent that and wherever: its sender has shown
    that it is his (the code of the receipt). `same_as` is the number of another's report that its sender says is the same.
    `unless_joined` is what is wrong with an item that is a report only where it goes on with another message (an SMS
    without the keyword, the second half of a long one); the channel then raises BadMessage with the same words, and intake
    lifts it where the item joins.
    `media` is all that the item carries now; an amendment that says nothing of its pictures has `keeps_media`. `picture` is
    set where a `RETRACT` takes back one picture of the item that it amends, and not the whole: the platform's id of it.
    `category`, `opd`, `policy` and `subject` are codes or words the sender chose (an app's form, an SP4N file); empty
    where the core decides. `status` is what another system already did with it (SP4N), None where it says
    nothing; `status_at` is when it did so, aware, None where that is not known. `extended` says that the sender's system counts it among those that a policy gives longer to be settled.
    """

    channel: str
    account: str
    external_id: str
    sent_at: datetime
    text: str
    reporter: Reporter
    action: Action = Action.NEW
    amends: str = ""
    subject: str = ""
    position: Position | None = None
    address: str = ""
    category: str = ""
    opd: str = ""
    policy: str = ""
    status: Status | None = None
    status_at: datetime | None = None
    report_class: ReportClass = ReportClass.COMPLAINT
    visibility: Visibility = Visibility.PUBLIC
    extended: bool = False
    media: tuple[Media, ...] = field(default=())
    keeps_media: bool = False
    picture: str = ""
    album: str = ""
    reply_to: str = ""
    thread: str = ""
    resend_key: str = ""
    about: str = ""
    same_as: str = ""
    unless_joined: str = ""
    answerable: bool = True


class CallKind(StrEnum):
    """What a call to 112 turned out to be; prank and ghost calls are counted but are no reports."""

    NORMAL = "normal"
    INFORMATION = "information"
    PRANK = "prank"
    GHOST = "ghost"


@dataclass(frozen=True, slots=True)
class CallSeen:
    """One step of a telephone call, from the switchboard or the operator's form.

    `call_id` is the Uniqueid of the caller's own channel, which is the Linkedid of all its channels. `via` is the channel
    that the step was raised for where that is another one: a caller who waits through a Local channel is heard by that.
    `step` is one of ``ringing queued answered completed abandoned hungup classified``; `kind` is set when the operator
    classified the call. `agent` is the switchboard's name of an operator's phone, in a classified step who wrote the call
    down. Only what came from outside the house or entered the queue is a call; `outside` is set where an end shows it alone.
    """

    channel: str
    account: str
    call_id: str
    at: datetime
    step: str
    caller: str = ""
    queue: str = ""
    agent: str = ""
    kind: CallKind | None = None
    via: str = ""
    outside: bool = False


@dataclass(frozen=True, slots=True)
class SwitchboardSeen:
    """What the switchboard has at one moment, `at` (aware, by its own clock): what it no longer has is over.

    `present` are ids of the channels there are, each by its Uniqueid and its Linkedid. `complete`: all channels are named,
    not only those that wait or speak. `after_gap`: nobody listened before. `speaking` are (call, phones on its line) by
    Uniqueid; `phones` the names of the operators' phones.
    """

    channel: str
    account: str
    at: datetime
    present: frozenset[str]
    complete: bool = True
    after_gap: bool = False
    speaking: tuple[tuple[str, tuple[str, ...]], ...] = ()
    phones: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NoReport:
    """An item that the channel knows and that is no report: a receipt, an echo, a like, a button, an empty callback.

    `kind` is one word of the channel's file (``receipt echo like sticker membership ..``), by which it is counted.
    A shape that the channel does not know is no `NoReport` but a BadMessage or PartlyBad: a person reads it.
    """

    channel: str
    kind: str


Item = Inbound | CallSeen | SwitchboardSeen | NoReport
