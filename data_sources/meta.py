"""What WhatsApp, Facebook and Instagram share: Meta's secrets, signature, subscription check and envelope of entries.

Source: developers.facebook.com, Webhooks, "Getting started" (hub.* parameters, X-Hub-Signature-256, retries).
"""

import hashlib
import hmac
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import ClassVar

from pydantic import Field

from command_center.domain.inbound import Item, Payload
from data_sources import tokens
from data_sources.channel import ChannelSettings, Delivery, Hook, HookRequest, HookResponse
from data_sources.errors import BadMessage, ChannelBroken, NotAuthentic
from data_sources.reading import JSON, Part, content_type, identifier_of, read_json, refused, whole

SIGNATURE = "x-hub-signature-256"


def sign(body: bytes, secret: str) -> str:
    """The value of X-Hub-Signature-256 for a raw body: ``sha256=`` and the HMAC in hexadecimal."""
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


class MetaSettings(ChannelSettings):
    """The secrets of a Meta app; the `env_prefix` of each channel's own class makes them WHATSAPP_APP_SECRET and so on."""

    inbound_secrets = ("app_secret", "verify_token")

    app_secret: str = Field("", description="App secret of the Meta app: signs what Meta posts to us.")
    verify_token: str = Field("", description="The word that Meta repeats when it checks the subscription.")


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
        return Delivery(self.code, key, content_type(request.headers, JSON), request.body)


Entry = Mapping[str, object]
ReadChange = Callable[[Entry, Mapping[str, object]], Iterable[Part]]
ReadEvent = Callable[[Entry, Mapping[str, object]], Iterable[Item]]


def parts(payload: Payload, kind: str, change: ReadChange, event: ReadEvent | None = None) -> Iterator[Part]:
    """Every change (`changes`) and messaging event (`messaging`, `standby`) in a webhook of the object `kind`.

    A change may hold many messages, hence gives parts; an event is one. Raises BadMessage where the envelope is broken.
    """
    envelope = whole(read_json(payload.body), "the payload")
    if envelope.get("object") != kind:
        raise BadMessage(f'"object" is {envelope.get("object")!r:.60}, not {kind!r}')
    entries = envelope.get("entry")
    if not isinstance(entries, list) or not entries:
        raise BadMessage('"entry" is no list of entries')
    for number, entry in enumerate(entries):
        where = f"entry {number}"
        if not isinstance(entry, dict):
            yield where, refused("is no JSON object")
            continue
        yield from _changes(where, entry, change)
        if event is not None:
            yield from _events(where, entry, event)


def _changes(where: str, entry: Entry, read: ReadChange) -> Iterator[Part]:
    for number, change in enumerate(_list(entry, "changes")):
        here = f"{where}, change {number}"
        if not isinstance(change, dict):
            yield here, refused("is no JSON object")
            continue
        for inner, part in read(entry, change):
            yield f"{here}{inner}", part


def _events(where: str, entry: Entry, read: ReadEvent) -> Iterator[Part]:
    for name in ("messaging", "standby"):
        for number, event in enumerate(_list(entry, name)):
            here = f"{where}, {name} {number}"
            if isinstance(event, dict):
                yield here, partial(read, entry, event)
            else:
                yield here, refused("is no JSON object")


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
