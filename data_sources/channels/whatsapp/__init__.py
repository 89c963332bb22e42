"""WhatsApp Business Cloud API: webhook of the object `whatsapp_business_account`, field `messages`.

People are keyed by `user_id`, the business-scoped id: since 2026 the phone number may be absent. What a person filled into
a Flow is the report. Known and no reports: statuses (sent, delivered, read, failed), echoes of our own messages, reactions,
stickers, tapped buttons and list entries, answers to a call permission, number changes, opened chats, calls, notices of
errors, and what Meta tells of the account, its templates and its groups. Any other field or type of message is a
BadMessage. Source: developers.facebook.com, WhatsApp Business Platform, webhooks reference and business-scoped user IDs.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import partial
from typing import ClassVar

from pydantic import Field, field_validator
from pydantic_settings import SettingsConfigDict

from command_center.domain.inbound import Action, Inbound, Item, Media, NoReport, Payload, Position, Reporter
from command_center.domain.outgoing import OutgoingRoute, SendReceipt
from data_sources import meta
from data_sources.channel import SenderWiring
from data_sources.channels.whatsapp.cloud_sender import CloudSender, statuses
from data_sources.errors import BadMessage
from data_sources.flow_answers import read_answers
from data_sources.reading import (
    Part,
    each,
    identifier,
    identifier_of,
    known,
    mapping,
    moment,
    named,
    plausible,
    position,
    refused,
    required,
    sequence,
    stated,
    text_of,
    whole,
)

NO_REPORT_TYPES: Mapping[str, str] = {
    "button": "button",
    "reaction": "reaction",
    "request_welcome": "opened",
    "sticker": "sticker",
    "system": "system",
}
"""Types of message that say nothing to the city -> what they are counted as."""

NO_REPORT_INTERACTIVE: Mapping[str, str] = {
    "button_reply": "button",
    "call_permission_reply": "call_permission",
    "list_reply": "button",
}
"""Kinds of interactive message that are no reports; the other one, `nfm_reply`, is a filled form."""

NO_REPORT_FIELDS: Mapping[str, str] = {
    **dict.fromkeys(
        [
            "account_alerts",
            "account_review_update",
            "account_settings_update",
            "account_update",
            "business_capability_update",
            "business_status_update",
            "business_username_update",
            "partner_solutions",
            "payment_configuration_update",
            "phone_number_name_update",
            "phone_number_quality_update",
            "security",
            "user_id_update",
        ],
        "account",
    ),
    **dict.fromkeys(
        [
            "message_template_components_update",
            "message_template_quality_update",
            "message_template_status_update",
            "template_category_update",
            "template_correct_category_detection",
        ],
        "template",
    ),
    **dict.fromkeys(
        ["group_lifecycle_update", "group_participants_update", "group_settings_update", "group_status_update"], "group"
    ),
    "automatic_events": "tracking",
    "calls": "call",
    "flows": "flow",
    "history": "history",
    "message_echoes": "echo",
    "messaging_handovers": "handover",
    "smb_app_state_sync": "history",
    "smb_message_echoes": "echo",
    "tracking_events": "tracking",
    "user_preferences": "optin",
}
"""Other fields -> what their changes are counted as."""

_WITHOUT_CONTENT = frozenset({"order", "unknown", "unsupported"})
"""Known types that cannot be shown: the report says what came."""

_KINDS = {
    "image": "image",
    "video": "video",
    "audio": "audio",
    "voice": "voice",
    "document": "document",
}


class WhatsAppSettings(meta.MetaSettings):
    """Settings of the channel."""

    model_config = SettingsConfigDict(env_prefix="whatsapp_")

    phone_number_id: str = Field(
        "", description="Id of the number that answers come from, as Meta gives it; empty: the one that was written to."
    )
    template: str = Field(
        "",
        description="Name of the approved template for answers after 24 hours, with two parameters in its body: number and text.",
    )
    template_language: str = Field("id", description="Language of that template, as Meta writes it: id, en_US.")

    @field_validator("phone_number_id")
    @classmethod
    def _an_id(cls, given: str) -> str:
        if given and not (given.isascii() and given.isdigit()):
            raise ValueError("is no id of a number: Meta writes it in digits alone, like 106540352242922")
        return given


class WhatsApp(meta.MetaHook):
    """Messages to the city's WhatsApp number."""

    code: ClassVar[str] = "whatsapp"
    Settings = WhatsAppSettings
    settings: WhatsAppSettings

    def sender(self, wiring: SenderWiring) -> OutgoingRoute:
        """The Cloud API."""
        return CloudSender(self.settings)

    def receipts(self, payload: Payload) -> Iterable[SendReceipt]:
        """Statuses of what we sent."""
        return statuses(payload)

    def parse(self, payload: Payload) -> Iterable[Item]:
        """Every message of every change; `account` is the id of our phone number."""
        return each(meta.parts(payload, "whatsapp_business_account", partial(_change, payload.received_at)))


def _change(received_at: datetime, entry: Mapping[str, object], field: str, value: object) -> Iterator[Part]:
    if field in NO_REPORT_FIELDS:
        yield "", known(WhatsApp.code, NO_REPORT_FIELDS[field])
    elif field not in {"messages", "standby"}:
        yield "", meta.unknown_field(field)
    elif isinstance(value, dict):
        yield from _value(received_at, entry, value)
    else:
        yield "", refused('"value" is no JSON object')


def _value(received_at: datetime, entry: Mapping[str, object], value: Mapping[str, object]) -> Iterator[Part]:
    """What a change of `messages` holds: messages, statuses, echoes, or a notice of an error."""
    said = stated(value)
    account = identifier_of(mapping(said.get("metadata")), "phone_number_id", "display_phone_number")
    account = account or meta.account_of(entry, WhatsApp.code)
    contacts = [mapping(contact) for contact in sequence(said.get("contacts"))]
    messages = said.get("messages", [])
    if isinstance(messages, list):
        for number, message in enumerate(messages):
            yield f", message {number}", partial(_message, message, account, contacts, received_at)
    else:
        yield "", refused('"messages" is no list')
    for name, kind in (("statuses", "receipt"), ("message_echoes", "echo")):
        for number, _ in enumerate(sequence(said.get(name))):
            yield f", {name} {number}", known(WhatsApp.code, kind)
    if not {"messages", "statuses", "message_echoes"}.isdisjoint(said):
        return
    others = said.keys() - {"messaging_product", "metadata", "contacts"}
    if "errors" in others:
        yield "", known(WhatsApp.code, "error")
    elif others:
        yield "", refused(f"its shape is not known: it has {named(others)}")
    else:
        yield "", known(WhatsApp.code, meta.EMPTY)


def _message(
    value: object, account: str, contacts: list[Mapping[str, object]], received_at: datetime
) -> Iterator[Item]:
    message = whole(value, "the message")
    kind = text_of(message, "type")
    if counted := _no_report(kind, message):
        yield NoReport(WhatsApp.code, counted)
        return
    key = required(identifier_of(message, "id"), '"id"')
    sent_at = plausible(moment(message.get("timestamp")), received_at)
    reporter = _reporter(message, contacts)
    if kind == "revoke":
        first = required(identifier_of(mapping(message.get("revoke")), "original_message_id"), "original_message_id")
        key = key if key != first else identifier(f"{first}:revoked")
        yield Inbound(WhatsApp.code, account, key, sent_at, "", reporter, Action.RETRACT, amends=first)
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
        WhatsApp.code,
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
        # an edit of a caption may come without the picture that it stands below
        keeps_media=action is Action.AMEND and kind in _KINDS and not media,
        reply_to=identifier_of(mapping(message.get("context")), "id"),
        thread=identifier_of(message, "group_id"),
    )


def _no_report(kind: str, message: Mapping[str, object]) -> str:
    """What a message is counted as that is no report; "" for all others."""
    if kind != "interactive":
        return NO_REPORT_TYPES.get(kind, "")
    said = mapping(message.get("interactive"))
    for name, counted in NO_REPORT_INTERACTIVE.items():
        if name in said or said.get("type") == name:
            return counted
    return "" if _form(said) is None or read_answers(_form(said) or "") else "form"


def _form(interactive: Mapping[str, object]) -> str | None:
    """What was filled into a form, as it was sent; None where the message is none."""
    reply = interactive.get("nfm_reply")
    if reply is None:
        return None
    answers = mapping(reply).get("response_json")
    if isinstance(answers, dict):
        return json.dumps(answers)
    return answers if isinstance(answers, str) else ""


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
    """Text, media, place and address of a message; a known one with none of them says in its text what came.

    Media without a caption have an empty text: the picture is the report. Raises BadMessage for an unknown type.
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
    if kind == "interactive" and (form := _form(body)) is not None:
        answers = read_answers(form)
        return answers.text, answers.media, answers.position, ""
    text = _text(kind, body, message).strip()
    return text or f"[pesan WhatsApp tanpa teks: {kind}]", (), None, ""


def _text(kind: str, body: Mapping[str, object], message: Mapping[str, object]) -> str:
    if kind == "contacts":
        return "\n".join(filter(None, map(_contact, sequence(message.get("contacts")))))
    if kind == "interactive" and stated(body):
        raise BadMessage(f"the interactive message is of no known kind: it has {named(stated(body))}")
    if kind not in {"text", "interactive", *_WITHOUT_CONTENT}:
        raise BadMessage(f"the type {kind!r:.60} of the message is not known")
    return text_of(body, "body", "text")


def _contact(value: object) -> str:
    """A shared contact as a line of text."""
    card = mapping(value)
    numbers = [text_of(mapping(phone), "phone", "wa_id") for phone in sequence(card.get("phones"))]
    words = [text_of(mapping(card.get("name")), "formatted_name", "first_name"), *numbers]
    return "Kontak: " + " ".join(filter(None, words)) if any(words) else ""
