"""WhatsApp Business Cloud API: webhook of the object `whatsapp_business_account`, field `messages`.

Statuses (sent, delivered, read, failed), echoes of our own messages, reactions, number changes and opened chats are no
reports. People are keyed by `user_id`, the business-scoped id: since 2026 the phone number may be absent.
Source: developers.facebook.com, WhatsApp Business Platform, messages webhook reference and business-scoped user IDs.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import partial
from typing import ClassVar

from pydantic_settings import SettingsConfigDict

from command_center.domain.inbound import Action, Inbound, Item, Media, Payload, Position, Reporter
from data_sources import meta
from data_sources.reading import (
    Part,
    each,
    identifier,
    identifier_of,
    mapping,
    moment,
    plausible,
    position,
    refused,
    required,
    sequence,
    text_of,
    whole,
)

NO_REPORTS = frozenset({"reaction", "system", "request_welcome"})
"""Types of message that say nothing to the city: reactions, number changes, an opened chat."""

_KINDS = {
    "image": "image",
    "video": "video",
    "audio": "audio",
    "voice": "voice",
    "document": "document",
    "sticker": "sticker",
}


class WhatsAppSettings(meta.MetaSettings):
    """Settings of the channel."""

    model_config = SettingsConfigDict(env_prefix="whatsapp_")


class WhatsApp(meta.MetaHook):
    """Messages to the city's WhatsApp number."""

    code: ClassVar[str] = "whatsapp"
    Settings = WhatsAppSettings

    def parse(self, payload: Payload) -> Iterable[Item]:
        """Every message of every change; `account` is the id of our phone number."""
        return each(meta.parts(payload, "whatsapp_business_account", partial(_change, payload.received_at)))


def _change(received_at: datetime, entry: Mapping[str, object], change: Mapping[str, object]) -> Iterator[Part]:
    if change.get("field") != "messages":
        return
    value = change.get("value")
    if not isinstance(value, dict):
        yield "", refused('"value" is no JSON object')
        return
    messages = value.get("messages", [])
    if not isinstance(messages, list):
        yield "", refused('"messages" is no list')
        return
    account = identifier_of(mapping(value.get("metadata")), "phone_number_id", "display_phone_number")
    account = account or meta.account_of(entry, WhatsApp.code)
    contacts = [mapping(contact) for contact in sequence(value.get("contacts"))]
    for number, message in enumerate(messages):
        yield f", message {number}", partial(_message, message, account, contacts, received_at)


def _message(
    value: object, account: str, contacts: list[Mapping[str, object]], received_at: datetime
) -> Iterator[Inbound]:
    message = whole(value, "the message")
    kind = text_of(message, "type")
    if kind in NO_REPORTS:
        return
    key = required(identifier_of(message, "id"), '"id"')
    sent_at = plausible(moment(message.get("timestamp")), received_at)
    reporter = _reporter(message, contacts)
    if kind == "revoke":
        first = required(identifier_of(mapping(message.get("revoke")), "original_message_id"), "original_message_id")
        key = key if key != first else identifier(f"{first}:revoked")
        yield Inbound("whatsapp", account, key, sent_at, "", reporter, Action.RETRACT, amends=first)
        return
    action, first, content = Action.NEW, "", message
    if kind == "edit":
        edit = whole(message.get("edit"), '"edit"')
        first = required(identifier_of(edit, "original_message_id"), "original_message_id")
        key = key if key != first else identifier(f"{first}:edited:{message.get('timestamp')}")
        action, content = Action.AMEND, whole(edit.get("message"), "edit.message")
        kind = text_of(content, "type")
    text, media, place, address = _content(kind, content)
    yield Inbound(
        "whatsapp",
        account,
        key,
        sent_at,
        text,
        reporter,
        action,
        amends=first,
        position=place,
        address=address,
        media=media,
    )


def _reporter(message: Mapping[str, object], contacts: list[Mapping[str, object]]) -> Reporter:
    """Who wrote: the contact of the message, by business-scoped id or number; the only contact where there is one."""
    phone, user = identifier_of(message, "from"), identifier_of(message, "from_user_id", "user_id")
    mine = [c for c in contacts if _is_of(c, phone, user)] or (contacts if len(contacts) == 1 else [])
    contact = mine[0] if mine else {}
    profile = mapping(contact.get("profile"))
    user = user or identifier_of(contact, "user_id")
    phone = phone or identifier_of(contact, "wa_id")
    key = required(user or phone, 'the sender ("from", "user_id")')
    return Reporter(key, text_of(profile, "name", "username"), phone or user)


def _is_of(contact: Mapping[str, object], phone: str, user: str) -> bool:
    return bool(user and identifier_of(contact, "user_id") == user) or bool(
        phone and identifier_of(contact, "wa_id") == phone
    )


def _content(kind: str, message: Mapping[str, object]) -> tuple[str, tuple[Media, ...], Position | None, str]:
    """Text, media, place and address of a message; a message with none of them says in its text what came.

    Media without a caption have an empty text: the picture is the report.
    """
    body = mapping(message.get(kind))
    if kind in _KINDS:
        voice = kind == "audio" and body.get("voice") is True
        ref = identifier_of(body, "id") or text_of(body, "url")
        media = (Media("voice" if voice else _KINDS[kind], ref, text_of(body, "mime_type")),) if ref else ()
        return text_of(body, "caption").strip() or ("" if media else f"[{kind} tanpa isi]"), media, None, ""
    if kind == "location":
        place = position(body.get("latitude"), body.get("longitude"))
        address = ", ".join(filter(None, (text_of(body, "name"), text_of(body, "address"))))
        return "" if place else f"[lokasi yang tidak terbaca] {address}".strip(), (), place, address
    text = _text(kind, body, message).strip()
    return text or f"[pesan WhatsApp tanpa teks: {kind[:60] or 'tanpa jenis'}]", (), None, ""


def _text(kind: str, body: Mapping[str, object], message: Mapping[str, object]) -> str:
    if kind == "interactive":
        reply = mapping(body.get("button_reply")) or mapping(body.get("list_reply")) or mapping(body.get("nfm_reply"))
        return "\n".join(filter(None, (text_of(reply, "title", "body"), text_of(reply, "description"))))
    if kind == "contacts":
        return "\n".join(filter(None, map(_contact, sequence(message.get("contacts")))))
    return text_of(body, "body", "text")


def _contact(value: object) -> str:
    """A shared contact as a line of text."""
    card = mapping(value)
    numbers = [text_of(mapping(phone), "phone", "wa_id") for phone in sequence(card.get("phones"))]
    words = [text_of(mapping(card.get("name")), "formatted_name", "first_name"), *numbers]
    return "Kontak: " + " ".join(filter(None, words)) if any(words) else ""
