"""Telegram bot: one Update a webhook request; messages and channel posts are reports, their edits amend them.

Commands that only talk to the bot (/start), button taps, reactions, membership changes and service messages are no
reports. Telegram tells a bot nothing about deleted messages. Source: core.telegram.org/bots/api, Update and Message.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import ClassVar

from pydantic import Field

from command_center.domain.inbound import Action, Inbound, Item, Media, Payload, Position, Reporter
from data_sources import tokens
from data_sources.channel import ChannelSettings, Delivery, Hook, HookRequest
from data_sources.errors import BadMessage
from data_sources.reading import (
    JSON,
    content_type,
    identifier,
    identifier_of,
    mapping,
    moment,
    number,
    plausible,
    position,
    read_json,
    required,
    sequence,
    text_of,
    whole,
)

SECRET = "x-telegram-bot-api-secret-token"  # noqa: S105 - the name of a header

NEW = ("message", "channel_post")
EDITED = ("edited_message", "edited_channel_post")

_MEDIA = {
    "animation": "video",
    "audio": "audio",
    "document": "document",
    "sticker": "sticker",
    "video": "video",
    "video_note": "video",
    "voice": "voice",
}
"""Fields of a Message that hold one file -> our kind of media; a photo is a list of sizes."""

_OTHER = ("story", "checklist", "paid_media", "dice", "game")
"""Kinds of message that a bot cannot be shown as text, place or file."""

_SERVICE = re.compile(
    r"new_chat_|left_chat_|delete_chat_|group_chat_|supergroup_chat_|channel_chat_|message_auto_delete|migrate_"
    r"|pinned_|forum_|general_forum|video_chat_|write_access|proximity_|boost_added|chat_|users_shared|user_shared"
    r"|connected_website|giveaway|gift|unique_gift|passport_|successful_payment|refunded_payment|invoice|web_app_data"
    r"|direct_message_price|paid_message_price|suggested_post_(?:ap|de|pa|re)|checklist_tasks|poll_option"
)
"""Fields of a Message that Telegram itself writes into a chat (somebody joined, a message was pinned)."""

_COMMAND = re.compile(r"/(\w+)(?:@\w+)?(?:\s+|$)", re.ASCII)


class TelegramSettings(ChannelSettings):
    """Settings of the channel."""

    inbound_secrets: ClassVar[tuple[str, ...]] = ("telegram_secret_token",)

    telegram_bot_token: str = Field("", description="Token of the bot, from BotFather; its first part is the bot's id.")
    telegram_secret_token: str = Field("", description="secret_token given to setWebhook; Telegram repeats it to us.")
    telegram_report_commands: str = Field(
        "lapor,laporhendi,aduan", description="Commands whose text is the report, separated by commas."
    )
    telegram_other_commands: str = Field(
        "start,help,bantuan,stop,settings,status,cek,lacak",
        description="Commands that only talk to the bot and are no reports, separated by commas.",
    )


class Telegram(Hook):
    """Messages to the city's Telegram bot."""

    code: ClassVar[str] = "telegram"
    Settings = TelegramSettings
    settings: TelegramSettings

    def authenticate(self, request: HookRequest) -> None:
        """The secret token of setWebhook, which Telegram repeats in a header."""
        tokens.check(request.headers.get(SECRET, ""), self.settings.telegram_secret_token, "TELEGRAM_SECRET_TOKEN")

    def deliver(self, request: HookRequest) -> Delivery:
        """The update under its `update_id`; under the hash of the body where it cannot be read."""
        try:
            key = identifier_of(mapping(read_json(request.body)), "update_id")
        except BadMessage:
            key = ""
        key = key or "sha256:" + hashlib.sha256(request.body).hexdigest()
        return Delivery(self._account(), key, content_type(request.headers, JSON), request.body)

    def parse(self, payload: Payload) -> Iterable[Item]:
        """The message in the update, if it holds one. The reporter's `contact` is the chat that an answer goes to."""
        update = whole(read_json(payload.body), "the update")
        number_of = required(identifier_of(update, "update_id"), '"update_id"')
        for name in (*NEW, *EDITED):
            if name in update:
                message = whole(update[name], f'"{name}"')
                yield from self._message(message, name, number_of, payload)

    def _account(self) -> str:
        return self.settings.telegram_bot_token.partition(":")[0] or self.code

    def _message(self, message: Mapping[str, object], name: str, update: str, payload: Payload) -> Iterator[Inbound]:
        chat = mapping(message.get("chat"))
        to = required(identifier_of(chat, "id"), f"{name}.chat.id")
        first = identifier(f"{to}:{required(identifier_of(message, 'message_id'), f'{name}.message_id')}")
        # a channel, or an administrator who hides behind the group, is `sender_chat`; `from` is then a bot of Telegram's
        sender = mapping(message.get("sender_chat")) or mapping(message.get("from")) or chat
        if sender.get("is_bot") is True or _is_service(message):
            return
        text = self._text(text_of(message, "text", "caption").strip())
        if text is None or (name in EDITED and "live_period" in mapping(message.get("location"))):
            return
        place, address = _place(message)
        media = _media(message)
        if not (text or place or media):
            text = _described(message)
        edited = name in EDITED
        sent_at = plausible(moment(message.get("edit_date" if edited else "date")), payload.received_at)
        yield Inbound(
            self.code,
            payload.account or self._account(),
            identifier(f"{first}:edit:{update}" if edited else first),
            sent_at,
            text,
            Reporter(identifier_of(sender, "id") or to, _name(sender), to),
            Action.AMEND if edited else Action.NEW,
            amends=first if edited else "",
            position=place,
            address=address,
            media=media,
        )

    def _text(self, text: str) -> str | None:
        """The text without the command before it; None where the command makes it no report."""
        found = _COMMAND.match(text)
        if found is None:
            return text
        command, rest = found[1].lower(), text[found.end() :].strip()
        if command in _words(self.settings.telegram_other_commands):
            return None
        if command in _words(self.settings.telegram_report_commands):
            return rest or None
        return text


def _words(setting: str) -> frozenset[str]:
    return frozenset(word.strip().lstrip("/").lower() for word in setting.split(",") if word.strip())


def _is_service(message: Mapping[str, object]) -> bool:
    said = any(name in message for name in ("text", "caption", "location", "photo", *_MEDIA))
    return not said and any(map(_SERVICE.match, message))


def _place(message: Mapping[str, object]) -> tuple[Position | None, str]:
    """Where the message points to: a shared place, or a venue with its name."""
    venue = mapping(message.get("venue"))
    location = mapping(venue.get("location")) or mapping(message.get("location"))
    address = ", ".join(filter(None, (text_of(venue, "title"), text_of(venue, "address"))))
    return position(location.get("latitude"), location.get("longitude")), address


def _media(message: Mapping[str, object]) -> tuple[Media, ...]:
    """The files of a message by their `file_id`, of a photo its largest size; nothing is fetched here."""
    found: list[Media] = []
    sizes = [mapping(size) for size in sequence(message.get("photo"))]
    if sizes:
        largest = max(sizes, key=lambda size: (number(size.get("width")) or 0) * (number(size.get("height")) or 0))
        found.append(Media("image", text_of(largest, "file_id"), "image/jpeg"))
    for name, kind in _MEDIA.items():
        file = mapping(message.get(name))
        if name == "document" and "animation" in message:
            continue  # an animation is sent as a document too, for old programs
        found.append(Media(kind, text_of(file, "file_id"), text_of(file, "mime_type")))
    return tuple(media for media in found if media.ref)


def _name(sender: Mapping[str, object]) -> str:
    person = " ".join(filter(None, (text_of(sender, "first_name"), text_of(sender, "last_name"))))
    return person or text_of(sender, "title", "username")


def _described(message: Mapping[str, object]) -> str:
    """What came, for a message without text, place or file."""
    contact = mapping(message.get("contact"))
    if contact:
        words = (text_of(contact, "first_name"), text_of(contact, "last_name"), text_of(contact, "phone_number"))
        return "Kontak: " + (" ".join(filter(None, words)) or "tanpa nama")
    question = text_of(mapping(message.get("poll")), "question").strip()
    if question:
        return question
    kind = next((name for name in _OTHER if name in message), "jenis yang belum dikenal")
    return f"[pesan Telegram tanpa teks: {kind}]"
