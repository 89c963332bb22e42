"""What WhatsApp, Facebook and Instagram share: Meta's secrets, signature, subscription check and envelope of entries.

Source: developers.facebook.com, Webhooks, "Getting started" (hub.* parameters, X-Hub-Signature-256, retries).
"""

import hashlib
import hmac
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import ClassVar

from pydantic import Field, field_validator

from command_center.domain.inbound import Item, Payload
from data_sources import tokens
from data_sources.channel import ChannelSettings, Delivery, Hook, HookRequest, HookResponse
from data_sources.errors import BadMessage, ChannelBroken, NotAuthentic
from data_sources.platform_call import base_url
from data_sources.reading import (
    JSON,
    Part,
    content_type,
    identifier_of,
    known,
    mapping,
    named,
    read_json,
    refused,
    stated,
    text_of,
)

SIGNATURE = "x-hub-signature-256"

EMPTY = "empty"
"""What a webhook or an entry that carries nothing is counted as."""

_LARGEST_EMPTY = 500
"""Bytes up to which a body may turn out to hold no entry."""


def sign(body: bytes, secret: str) -> str:
    """The value of X-Hub-Signature-256 for a raw body: ``sha256=`` and the HMAC in hexadecimal."""
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


class MetaSettings(ChannelSettings):
    """The secrets of a Meta app; the `env_prefix` of each channel's own class makes them WHATSAPP_APP_SECRET and so on."""

    inbound_secrets = ("app_secret", "verify_token")

    app_secret: str = Field("", description="App secret of the Meta app: signs what Meta posts to us.")
    verify_token: str = Field("", description="The word that Meta repeats when it checks the subscription.")
    access_token: str = Field("", description="Token that answers are sent with; empty: nobody is answered there.")
    graph_url: str = Field(
        "https://graph.facebook.com/v23.0",
        description="Address of Meta's Graph API that answers go to, with its version.",
    )

    @field_validator("graph_url")
    @classmethod
    def _a_platform(cls, url: str) -> str:
        return base_url(url)


class MetaHook(Hook):
    """A channel that Meta posts to; a subclass adds code, settings and what it reads in an entry."""

    Settings: ClassVar[type[MetaSettings]]
    settings: MetaSettings

    def challenge(self, request: HookRequest) -> HookResponse | None:
        """The answer to Meta's subscription check."""
        if request.method != "GET" or request.query.get("hub.mode") != "subscribe":
            return None
        setting = self.settings.environment_name("verify_token")
        tokens.check(request.query.get("hub.verify_token", ""), self.settings.verify_token, setting)
        return HookResponse(body=request.query.get("hub.challenge", ""))

    def authenticate(self, request: HookRequest) -> None:
        """Meta's signature. The raw bytes are signed: JSON read and written again has another signature."""
        secret = self.settings.app_secret
        if not secret:
            setting = self.settings.environment_name("app_secret")
            raise ChannelBroken(f"{setting} is not set: copy the app secret from the app's dashboard at Meta")
        given = request.headers.get(SIGNATURE, "")
        if not given:
            raise NotAuthentic("the header X-Hub-Signature-256 is missing")
        if not hmac.compare_digest(given.encode("utf-8", "surrogatepass"), sign(request.body, secret).encode()):
            raise NotAuthentic("X-Hub-Signature-256 does not match the body")

    def deliver(self, request: HookRequest) -> Delivery:
        """The delivery under the hash of its body: one POST holds many items, and each carries a key of its own."""
        key = hashlib.sha256(request.body).hexdigest()
        kept = not _is_empty(request.body)
        return Delivery(self.code, key, content_type(request.headers, JSON), request.body, keep=kept)


def _is_empty(body: bytes) -> bool:
    """Whether it is a webhook without any entry: genuine, and nothing to keep."""
    if len(body) > _LARGEST_EMPTY:
        return False
    try:
        sent = mapping(read_json(body))
    except BadMessage:
        return False
    return bool(text_of(sent, "object")) and sent.get("entry") == []


Entry = Mapping[str, object]
ReadChange = Callable[[Entry, str, object], Iterable[Part]]
ReadEvent = Callable[[Entry, Mapping[str, object]], Iterable[Item]]

_EVENTS = ("messaging", "standby")
_ABOUT_ENTRY = frozenset({"id", "time", "uid", "hop_context"})
"""Fields that say whose entry it is and when it was sent, and nothing of what happened."""


def parts(payload: Payload, kind: str, change: ReadChange, event: ReadEvent | None = None) -> Iterator[Part]:
    """Every change and messaging event in a webhook of the object `kind`, or in a list of such webhooks.

    A change stands in `changes`, or with `field` and `value` straight in the entry, as Instagram login sends it; its
    value may be a list of values, and each may hold many messages, hence gives parts. An event stands in `messaging` or
    `standby`. An entry with none of these, but with anything else, is a part that cannot be read.
    """
    sent = read_json(payload.body)
    envelopes = sent if isinstance(sent, list) else [sent]
    for number, envelope in enumerate(envelopes):
        yield from _envelope(
            f"envelope {number}, " if len(envelopes) > 1 else "", envelope, payload, kind, change, event
        )


def _envelope(
    prefix: str, found: object, payload: Payload, kind: str, change: ReadChange, event: ReadEvent | None
) -> Iterator[Part]:
    envelope = found if isinstance(found, dict) else {}
    entries = envelope.get("entry")
    if envelope.get("object") != kind:
        yield f"{prefix}webhook", refused(f'"object" is {envelope.get("object")!r:.60}, not {kind!r}')
    elif not isinstance(entries, list):
        yield f"{prefix}webhook", refused('"entry" is no list of entries')
    elif not entries:
        yield f"{prefix}webhook", known(payload.channel, EMPTY)
    else:
        for number, entry in enumerate(entries):
            where = f"{prefix}entry {number}"
            if isinstance(entry, dict):
                yield from _entry(where, stated(entry), payload, change, event)
            else:
                yield where, refused("is no JSON object")


def _entry(where: str, entry: Entry, payload: Payload, change: ReadChange, event: ReadEvent | None) -> Iterator[Part]:
    known_names = {"changes", "field", *(_EVENTS if event is not None else ())} & entry.keys()
    if "changes" in known_names:
        for number, found in enumerate(_list(entry, "changes")):
            yield from _change(f"{where}, change {number}", entry, found, change)
    if "field" in known_names:
        yield from _change(where, entry, entry, change)
    if event is not None:
        yield from _events(where, entry, event)
    if known_names:
        return
    others = entry.keys() - _ABOUT_ENTRY
    if "changed_fields" in others:
        yield where, refused('only "changed_fields" came: switch on "Include values" in the subscription at Meta')
    elif others:
        yield where, refused(f"its shape is not known: it has {named(others)}")
    else:
        yield where, known(payload.channel, EMPTY)


def _change(where: str, entry: Entry, change: object, read: ReadChange) -> Iterator[Part]:
    if not isinstance(change, dict):
        yield where, refused("is no JSON object")
        return
    value = change.get("value")
    field = text_of(change, "field")
    for number, each in enumerate(value if isinstance(value, list) and value else [value]):
        here = f"{where}, value {number}" if isinstance(value, list) else where
        for inner, part in read(entry, field, each):
            yield f"{here}{inner}", part


def _events(where: str, entry: Entry, read: ReadEvent) -> Iterator[Part]:
    for name in _EVENTS:
        for number, event in enumerate(_list(entry, name)):
            here = f"{where}, {name} {number}"
            if isinstance(event, dict):
                yield here, partial(read, entry, event)
            else:
                yield here, refused("is no JSON object")


def is_messaging(field: str) -> bool:
    """Whether changes of a field are messaging events: ``messages``, ``message_edits``, ``messaging_postbacks`` and so on."""
    return field.startswith("messag") or field == "standby"


def unknown_field(field: str) -> Callable[[], Iterable[Item]]:
    """The reading of a change of a field that the channel does not know."""
    return refused(f"the field {field!r:.60} is not known" if field else '"field" is missing')


def _list(entry: Entry, name: str) -> list[object]:
    """The list under `name`; one bad part where something else is there."""
    value = entry.get(name, [])
    return value if isinstance(value, list) else [value]


def account_of(entry: Entry, fallback: str) -> str:
    """The id of our page or account that an entry is for."""
    return identifier_of(entry, "id") or fallback


def change_key(*what: object) -> str:
    """A short key of what is given, for edits that have no id and for resends: the same has the same, another another."""
    return hashlib.sha256("\x1f".join(map(str, what)).encode("utf-8", "surrogatepass")).hexdigest()[:16]
