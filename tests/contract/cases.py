"""How a channel says what the conformance suite must try on it: cases, exemptions, and where they are found.

A channel registers by a file `tests/contract/cases_<code>.py` with a constant `CASES`; see README.md in this folder.
"""

import hashlib
import importlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from command_center.domain.inbound import Item, Payload
from data_sources.channel import Channel, ChannelSettings, Hook, HookRequest
from data_sources.errors import BadMessage
from data_sources.registry import channel_classes

FOLDER = Path(__file__).parent
PAYLOADS = FOLDER / "payloads"
RECEIVED_AT = datetime(2026, 11, 22, 2, 30, tzinfo=UTC)
"""When all recorded payloads are taken to arrive."""

SCENARIOS = (
    "happy",
    "batch",
    "duplicate",
    "edited",
    "receipt_or_echo",
    "unknown_shape",
    "conversation",
    "no_text",
    "media",
    "location",
    "unknown_fields",
    "malformed",
)
"""What every channel must record, or be exempt from with a reason."""


@dataclass(frozen=True)
class Exempt:
    """Why a channel needs no case for a scenario."""

    reason: str


@dataclass(frozen=True)
class Case:
    """One delivery and what `parse` must give for it.

    `body` names a file below ``payloads/<code>/`` or holds the bytes; `items` are the fields to compare, item by item, or
    the kind of one that is no report; `raises` is the error that must follow the items. `account` is for channels that are no Hook.
    """

    body: str | bytes = b""
    items: Sequence[Mapping[str, Any] | str] = ()
    method: str = "POST"
    query: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    content_type: str = ""
    remote_addr: str = "127.0.0.1"
    account: str = ""
    settings: Mapping[str, Any] = field(default_factory=dict)
    raises: type[BadMessage] | None = None


Scenario = Case | Sequence[Case] | Exempt | None


@dataclass(frozen=True)
class Cases:
    """All that the suite knows of a channel; a scenario left None fails the suite."""

    code: str
    settings: Mapping[str, Any] = field(default_factory=dict)
    secrets: Sequence[str] = ()
    sign: Callable[[HookRequest, Any], HookRequest] | Exempt | None = None
    say: Callable[[str], Case | Exempt] | Exempt | None = None
    wire: str = "json"
    content_type: str = "application/json"
    happy: Scenario = None
    batch: Scenario = None
    duplicate: Scenario = None
    edited: Scenario = None
    receipt_or_echo: Scenario = None
    unknown_shape: Scenario = None
    conversation: Scenario = None
    no_text: Scenario = None
    media: Scenario = None
    location: Scenario = None
    unknown_fields: Scenario = None
    malformed: Scenario = None
    deep: Scenario = None

    def of(self, scenario: str) -> Sequence[Case]:
        """The cases of a scenario; none where it is exempt or missing."""
        found: Scenario = getattr(self, scenario)
        if found is None or isinstance(found, Exempt):
            return ()
        return (found,) if isinstance(found, Case) else found

    def recorded(self) -> list[Case]:
        """Every recorded case, whatever its scenario."""
        return [case for scenario in (*SCENARIOS, "deep") for case in self.of(scenario)]

    def bytes_of(self, case: Case) -> bytes:
        """The body of a case."""
        if isinstance(case.body, bytes):
            return case.body
        return (PAYLOADS / self.code / case.body).read_bytes()

    def request(self, case: Case, body: bytes | None = None) -> HookRequest:
        """The case as an HTTP request without any proof; `body` instead of its own where given."""
        headers = {"content-type": case.content_type or self.content_type, **case.headers}
        raw = self.bytes_of(case) if body is None else body
        return HookRequest(case.method, headers, case.query, raw, case.remote_addr, encoded(case.query))

    def signed(self, request: HookRequest, settings: ChannelSettings) -> HookRequest:
        """The request with the proof that `settings` ask for; as it is where the channel has none."""
        if isinstance(self.sign, Exempt) or self.sign is None:
            return request
        proven = self.sign(request, settings)
        return replace(proven, query_string=encoded(proven.query))

    def payload(self, channel: Channel, case: Case, body: bytes | None = None) -> Payload:
        """The case as the inbox would keep it."""
        if isinstance(channel, Hook):
            delivery = channel.deliver(self.signed(self.request(case, body), channel.settings))
            return delivery.payload(channel.code, RECEIVED_AT)
        raw = self.bytes_of(case) if body is None else body
        key = hashlib.sha256(raw).hexdigest()
        content_type = case.content_type or self.content_type
        return Payload(channel.code, case.account, key, RECEIVED_AT, content_type, case.headers, raw)


def encoded(query: Mapping[str, str]) -> bytes:
    """The raw text after the question mark."""
    return urlencode(query, errors="surrogatepass").encode()


def channels() -> dict[str, type[Channel]]:
    """Code -> channel class, for every channel there is."""
    return {cls.code: cls for cls in channel_classes()}


def registered() -> dict[str, Cases]:
    """Code -> cases, from every ``cases_<code>.py`` in this folder."""
    found = {}
    for file in sorted(FOLDER.glob("cases_*.py")):
        cases: Cases = importlib.import_module(f"tests.contract.{file.stem}").CASES
        if file.stem != f"cases_{cases.code}":
            raise AssertionError(f"{file.name} holds the cases of {cases.code!r}; call it cases_{cases.code}.py")
        found[cases.code] = cases
    return found


def build(cls: type[Channel], cases: Cases, **overrides: object) -> Channel:
    """The channel with the settings of its cases."""
    return cls(cls.Settings(**{**cases.settings, **overrides}))


def items_of(channel: Channel, payload: Payload) -> tuple[list[Item], BadMessage | None]:
    """What `parse` gives, and the BadMessage that ended it, if any; every other error passes through."""
    items: list[Item] = []
    try:
        for item in channel.parse(payload):
            items.append(item)  # noqa: PERF402 - the items before an error are wanted too
    except BadMessage as error:
        return items, error
    return items, None
