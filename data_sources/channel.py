"""What a channel is: a code, its settings, a check of authenticity, a key a delivery, and a pure `parse`."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Literal

from pydantic_settings import BaseSettings, SettingsConfigDict

from command_center.domain.inbound import Inbound, Item, Payload

Kind = Literal["message", "social", "web", "app", "call"]


class ChannelSettings(BaseSettings):
    """Base of a channel's settings: fields are environment variables in lower case, each with default and description.

    `door_secrets` names the fields that guard our own door (signatures and tokens of what comes in, not the keys we
    call others with). One left empty leaves the door shut; with DEMO=1 the composition root fills it with a value
    derived from SECRET_KEY, so that every demo instance has its own.
    """

    door_secrets: ClassVar[tuple[str, ...]] = ()

    model_config = SettingsConfigDict(env_file=".env", env_file_encoding="utf-8", extra="ignore", frozen=True)

    @classmethod
    def demo_value(cls, name: str, derive: Callable[[str], str]) -> str:
        """What a door secret is in a demo; `derive` gives a secret of this instance for a purpose."""
        return derive(name.upper())


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
class Receipt:
    """What became of a delivery, for channels that answer the sender: `numbers` are tracking numbers.

    `numbers` is empty while the delivery waits (`pending`), was quarantined, or held no report.
    """

    numbers: tuple[str, ...] = ()
    pending: bool = False
    duplicate: bool = False
    problem: str = ""


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


class Channel(ABC):
    """A way that reports reach the city. One file in `data_sources/channels/` each.

    `parse` is pure: the same payload gives the same items, without clock, network or database.
    """

    code: ClassVar[str]
    label: ClassVar[str]
    kind: ClassVar[Kind]
    transport: ClassVar[str]
    Settings: ClassVar[type[ChannelSettings]] = ChannelSettings
    clock_from_sender: ClassVar[bool] = False
    """True where the item was received by the city elsewhere before (another system's export): deadlines run from then."""

    def __init__(self, settings: ChannelSettings) -> None:
        self.settings = settings

    @abstractmethod
    def parse(self, payload: Payload) -> Iterable[Item]:
        """Items in the payload, in order; nothing for receipts, echoes and status callbacks.

        Raises BadMessage where the payload cannot be read, PartlyBad after the good items where some cannot.
        """


class Hook(Channel):
    """A channel that is posted to at ``/hooks/<code>``."""

    answers_with_number: ClassVar[bool] = False
    """True where the HTTP answer carries the tracking number, so that the transport waits for the pump (2 s at most)."""

    def challenge(self, request: HookRequest) -> HookResponse | None:
        """The answer to a subscription check (GET), or None where the request is none. Raises NotAuthentic."""
        return None

    @abstractmethod
    def authenticate(self, request: HookRequest) -> None:
        """Returns if the request is genuine; raises NotAuthentic, or ChannelBroken where the secret is not set."""

    @abstractmethod
    def deliver(self, request: HookRequest) -> Delivery:
        """Key and bytes to keep. Must not fail on hostile bytes: fall back to a hash of the body as key."""

    def acknowledge(self, receipt: Receipt) -> HookResponse:
        """What the sender is told after the delivery is durable."""
        return HookResponse()


__all__ = [
    "Channel",
    "ChannelSettings",
    "Delivery",
    "Hook",
    "HookRequest",
    "HookResponse",
    "Inbound",
    "Item",
    "Kind",
    "Payload",
    "Receipt",
]
