"""What a channel is: a code, its settings, a check of authenticity, a key a delivery, a pure `parse`, what listens for it."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from pydantic_settings import BaseSettings, SettingsConfigDict

from command_center.domain.inbound import Item, Payload
from command_center.domain.outgoing import OutgoingRoute, SendReceipt
from command_center.reference.load import Reference
from data_sources.transports.answer_limit import AnswerLimit
from data_sources.transports.listener import Listener, Put


class ChannelSettings(BaseSettings):
    """Base of a channel's settings: fields are environment variables in lower case, each with default and description.

    `inbound_secrets` names the fields that prove what comes in (signatures and tokens, not the keys we call others
    with). While one is empty nothing is taken; with DEMO=1 the composition root fills it with a value derived from
    SECRET_KEY, so that every demo instance has its own.
    """

    inbound_secrets: ClassVar[tuple[str, ...]] = ()

    model_config = SettingsConfigDict(env_file=".env", env_file_encoding="utf-8-sig", extra="ignore", frozen=True)

    @classmethod
    def environment_name(cls, field: str) -> str:
        """The environment variable of a field."""
        return (cls.model_config.get("env_prefix", "") + field).upper()

    @classmethod
    def demo_value(cls, field: str, derive: Callable[[str], str], codes: Sequence[str]) -> str:
        """What an inbound secret is in a demo; `derive` gives a secret of this instance for a purpose.

        `codes` are the channels that have these settings.
        """
        return derive(cls.environment_name(field))


@dataclass(frozen=True, slots=True)
class HookRequest:
    """One HTTP request as it came: header names in lower case, `body` the raw bytes, `query` first values.

    `query_string` is the raw text after the question mark: `query` has lost bytes that are no UTF-8.
    """

    method: str
    headers: Mapping[str, str]
    query: Mapping[str, str]
    body: bytes
    remote_addr: str = ""
    query_string: bytes = b""


@dataclass(frozen=True, slots=True)
class HookResponse:
    """What is answered to a hook."""

    status: int = 200
    body: str = ""
    content_type: str = "text/plain; charset=utf-8"


@dataclass(frozen=True, slots=True)
class DeliveryOutcome:
    """What became of a delivery, for channels that answer the sender: `numbers` are tracking numbers.

    `numbers` is empty while the delivery waits (`pending`), was quarantined, or held no report. `withheld` says why the
    sender is sent no answer though the delivery is kept, "" where he is.
    """

    numbers: tuple[str, ...] = ()
    pending: bool = False
    duplicate: bool = False
    problem: str = ""
    withheld: str = ""


@dataclass(frozen=True, slots=True)
class Delivery:
    """How a request is kept: key and the bytes to store (`body` as it came, unless the request has none: a GET).

    `keep` False means that the request is genuine but carries nothing to keep (an empty callback).
    """

    account: str
    delivery_id: str
    content_type: str
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    keep: bool = True

    def payload(self, code: str, received_at: datetime) -> Payload:
        """What the inbox keeps of it for a channel; `received_at` is aware UTC."""
        return Payload(code, self.account, self.delivery_id, received_at, self.content_type, self.headers, self.body)


@dataclass(frozen=True, slots=True)
class SenderWiring:
    """What a sender is given: `base_url` is our own address without a final slash; `mail` the route of letters."""

    base_url: str
    mail: OutgoingRoute


class Channel(ABC):
    """A way that reports reach the city: one file in `data_sources/channels/` each, or a folder where it needs several.

    What only this channel does is a method of its class, so that nobody else has to know it by name. What the city
    calls it, and of which kind it is, stands in `command_center/reference/channels.toml`.
    """

    code: ClassVar[str]
    Settings: ClassVar[type[ChannelSettings]] = ChannelSettings
    clock_from_sender: ClassVar[bool] = False
    """True where the item was received by the city elsewhere before (another system's export): deadlines run from then."""
    may_be_silent: ClassVar[bool] = False
    """True where a delivery may hold nothing that is counted; of all other channels such a delivery is set aside."""
    takes_files: ClassVar[bool] = False
    """True where a delivery is a file of many reports: it is read beside the messages, and again where it comes again."""
    sets_aside_what_goes_on: ClassVar[bool] = False
    """True where a message may be set aside only since what it goes on with was not there yet: it is then read again."""

    def __init__(self, settings: ChannelSettings, reference: Reference | None = None) -> None:
        """`reference` is the city's data; None leaves a channel with what comes with the program."""
        self.settings = settings

    @abstractmethod
    def parse(self, payload: Payload) -> Iterable[Item]:
        """Items in the payload, in order; a `NoReport` for each receipt, echo or status callback.

        Pure: the same payload gives the same items, without clock, network or database. Raises BadMessage where the
        payload cannot be read, PartlyBad after the good items where some cannot, RetryLater where it cannot be read yet.
        """

    def faults(self) -> Iterable[str]:
        """What its settings name and this machine lacks, each with what to do; asked by `manage.py doctor`."""
        return ()

    def sender(self, wiring: SenderWiring) -> OutgoingRoute | None:
        """How its reporters are answered; None where it takes no answers, so that they stand on the status page."""
        return None

    def receipts(self, payload: Payload) -> Iterable[SendReceipt]:
        """What the payload tells of messages that we sent, for a payload in which `parse` found a ``receipt``. Pure."""
        return ()

    def listeners(self, put: Put) -> Mapping[str, Listener]:
        """Name -> what listens or fetches by itself, as the settings ask for it; not started yet.

        `put` keeps a payload durably. Raises BadSetting for a setting that cannot be used.
        """
        return {}


class Hook(Channel):
    """A channel that is posted to at ``/hooks/<code>``."""

    answers_with_number: ClassVar[bool] = False
    """True where the HTTP answer carries the tracking number, so that the transport waits for the inbox worker (2 s at most)."""

    def challenge(self, request: HookRequest) -> HookResponse | None:
        """The answer to a subscription check (GET), or None where the request is none. Raises NotAuthentic."""
        return None

    @abstractmethod
    def authenticate(self, request: HookRequest) -> None:
        """Returns if the request is genuine; raises NotAuthentic, or ChannelBroken where the secret is not set."""

    @abstractmethod
    def deliver(self, request: HookRequest) -> Delivery:
        """Key and bytes to keep. Must not fail on hostile bytes: fall back to a hash of the body as key."""

    def withheld(self, request: HookRequest, limit: AnswerLimit) -> str:
        """Why the sender is sent no answer, "" where he is; asked once a delivery, after it is durable."""
        return ""

    def acknowledge(self, outcome: DeliveryOutcome) -> HookResponse:
        """What the sender is told after the delivery is durable."""
        return HookResponse()
