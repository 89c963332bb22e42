"""Telegram bot: one Update a webhook request; messages and channel posts are reports, their edits amend them.

So are messages to a business account that the bot serves, whose deletion is told and retracts them; of others Telegram
tells a bot no deletion. Known and no reports: commands that only talk to the bot (/start), tapped buttons, reactions,
stickers, votes, membership changes, service messages, moves of a live location, messages of bots and of the business
itself. An update or a message of any other kind is a BadMessage. Fields that say nothing (null, false, empty) count as
absent, since libraries write them. Source: core.telegram.org/bots/api, Update and Message.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import ClassVar

from pydantic import Field, field_validator

from command_center.domain.inbound import Action, Inbound, Item, Media, NoReport, Payload, Position, Reporter
from command_center.domain.outgoing import OutgoingRoute
from data_sources import tokens
from data_sources.channel import ChannelSettings, Delivery, Hook, HookRequest, SenderWiring
from data_sources.channels.telegram.bot_sender import BotSender
from data_sources.channels.telegram.kinds import (
    ABOUT_MESSAGE,
    DELETED,
    EDITED,
    MEDIA,
    MEMBERS,
    NEW,
    NO_REPORT_UPDATES,
    OTHER,
    SERVICE,
)
from data_sources.channels.telegram.rich_messages import blocks_of, text_of_rich
from data_sources.errors import BadMessage
from data_sources.flow_answers import read_answers
from data_sources.platform_call import base_url
from data_sources.reading import (
    JSON,
    Part,
    content_type,
    each,
    identifier,
    identifier_of,
    known,
    mapping,
    moment,
    named,
    number,
    plausible,
    position,
    read_json,
    refused,
    required,
    sequence,
    stated,
    text_of,
    whole,
)

SECRET = "x-telegram-bot-api-secret-token"  # noqa: S105 - the name of a header

_COMMAND = re.compile(r"/(\w+)(?:@\w+)?(?:\s+|$)", re.ASCII)


class TelegramSettings(ChannelSettings):
    """Settings of the channel."""

    inbound_secrets: ClassVar[tuple[str, ...]] = ("telegram_secret_token",)

    telegram_bot_token: str = Field("", description="Token of the bot, from BotFather; its first part is the bot's id.")
    telegram_api_url: str = Field(
        "https://api.telegram.org", description="Address of the Bot API that answers go to, without the token."
    )
    telegram_secret_token: str = Field("", description="secret_token given to setWebhook; Telegram repeats it to us.")
    telegram_report_commands: str = Field(
        "lapor,laporhendi,aduan", description="Commands whose text is the report, separated by commas."
    )
    telegram_other_commands: str = Field(
        "start,help,bantuan,stop,settings,status,cek,lacak",
        description="Commands that only talk to the bot and are no reports, separated by commas.",
    )

    @field_validator("telegram_api_url")
    @classmethod
    def _a_platform(cls, url: str) -> str:
        return base_url(url)


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

    def sender(self, wiring: SenderWiring) -> OutgoingRoute:
        """The bot."""
        return BotSender(self.settings)

    def parse(self, payload: Payload) -> Iterable[Item]:
        """The message in the update, or what else it is. The reporter's `contact` is the chat that an answer goes to.

        `album` is the `media_group_id`, `reply_to` the message answered, `thread` the topic or the first message of the
        discussion; messages are ``<chat>:<message>``.
        """
        update = stated(whole(read_json(payload.body), "the update"))
        number_of = required(identifier_of(update, "update_id"), '"update_id"')
        return each(self._parts(update, number_of, payload))

    def _parts(self, update: Mapping[str, object], number_of: str, payload: Payload) -> Iterator[Part]:
        for name in (*NEW, *EDITED):
            if name in update:
                yield name, partial(self._message, update[name], name, number_of, payload)
        if DELETED in update:
            yield DELETED, partial(self._deleted, update[DELETED], payload)
        for name in sorted(NO_REPORT_UPDATES.keys() & update.keys()):
            yield name, known(self.code, NO_REPORT_UPDATES[name])
        others = update.keys() - {"update_id"}
        if not others:
            yield "update", known(self.code, "empty")
        elif others.isdisjoint({*NEW, *EDITED, DELETED, *NO_REPORT_UPDATES}):
            yield "update", refused(f"it is of no known kind: it has {named(others)}")

    def _account(self) -> str:
        return self.settings.telegram_bot_token.partition(":")[0] or self.code

    def _message(self, found: object, name: str, update: str, payload: Payload) -> Iterator[Item]:
        message = stated(whole(found, f'"{name}"'))
        chat = mapping(message.get("chat"))
        to = required(identifier_of(chat, "id"), f"{name}.chat.id")
        first = _key(message, name, to)
        # a channel, or an administrator who hides behind the group, is `sender_chat`; `from` is then a bot of Telegram's
        sender = mapping(message.get("sender_chat")) or mapping(message.get("from")) or chat
        text, counted = self._said(message, name, sender, chat)
        if counted:
            yield NoReport(self.code, counted)
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
            album=identifier_of(message, "media_group_id"),
            reply_to=_answered(message, to),
            thread=identifier(f"{to}:{topic}") if (topic := identifier_of(message, "message_thread_id")) else "",
        )

    def _said(
        self, message: Mapping[str, object], name: str, sender: Mapping[str, object], chat: Mapping[str, object]
    ) -> tuple[str, str]:
        """The text of a message without the command before it; and what it is counted as where it is no report."""
        if sender.get("is_bot") is True:
            return "", "bot"
        if name.endswith("business_message") and _is_of_business(message, sender, chat):
            return "", "echo"
        if kind := _no_report(message, edited=name in EDITED):
            return "", kind
        text = (text_of(message, "text", "caption") or text_of_rich(mapping(message.get("rich_message")))).strip()
        found = _COMMAND.match(text)
        if found is None:
            return text, ""
        command, rest = found[1].lower(), text[found.end() :].strip()
        if command in _words(self.settings.telegram_report_commands):
            text = rest
        elif command in _words(self.settings.telegram_other_commands):
            text = ""
        # a picture or a place below a command alone is a report all the same
        return text, "" if text or _media(message) or _place(message)[0] else "command"

    def _deleted(self, found: object, payload: Payload) -> Iterator[Inbound]:
        """The messages that were deleted in a chat with the business account."""
        deleted = whole(found, f'"{DELETED}"')
        chat = mapping(deleted.get("chat"))
        to = required(identifier_of(chat, "id"), f"{DELETED}.chat.id")
        for each_id in map(identifier, sequence(deleted.get("message_ids"))):
            first = identifier(f"{to}:{required(each_id, 'a message id')}")
            yield Inbound(
                self.code,
                payload.account or self._account(),
                identifier(f"{first}:deleted"),
                payload.received_at,
                "",
                Reporter(to, _name(chat), to),
                Action.RETRACT,
                amends=first,
            )


def _words(setting: str) -> frozenset[str]:
    return frozenset(word.strip().lstrip("/").lower() for word in setting.split(",") if word.strip())


def _key(message: Mapping[str, object], name: str, to: str) -> str:
    """``<chat>:<message>``; where Telegram uses such a number again, for guests and for what vanishes, with more beside it."""
    number_of = required(identifier_of(message, "message_id"), f"{name}.message_id")
    for again in ("guest_query_id", "ephemeral_message_id"):
        if found := identifier_of(message, again):
            return identifier(f"{to}:{number_of}:{found}:{message.get('date')}")
    return identifier(f"{to}:{number_of}")


def _no_report(message: Mapping[str, object], *, edited: bool) -> str:
    """What a message is counted as that is no report by its kind; "" for all others."""
    if edited and "live_period" in mapping(message.get("location")):
        return "live_location"
    if any(name in message for name in ("text", "caption", "location", "photo", "rich_message", *MEDIA)):
        return ""
    if "sticker" in message:
        return "sticker"
    if not MEMBERS.isdisjoint(message):
        return "membership"
    return "" if SERVICE.isdisjoint(message) else "service"


def _is_of_business(message: Mapping[str, object], sender: Mapping[str, object], chat: Mapping[str, object]) -> bool:
    """Whether the business account wrote it, or a bot in its name: a private chat has the number of the other person."""
    return "sender_business_bot" in message or (
        chat.get("type") == "private" and identifier_of(sender, "id") != identifier_of(chat, "id")
    )


def _answered(message: Mapping[str, object], to: str) -> str:
    """The message that this one answers, in the same chat or another; "" where there is none."""
    for name in ("reply_to_message", "external_reply"):
        answered = mapping(message.get(name))
        number_of = identifier_of(answered, "message_id")
        if number_of:
            return identifier(f"{identifier_of(mapping(answered.get('chat')), 'id') or to}:{number_of}")
    return ""


def _place(message: Mapping[str, object]) -> tuple[Position | None, str]:
    """Where the message points to: a shared place, or a venue with its name."""
    venue = mapping(message.get("venue"))
    location = mapping(venue.get("location")) or mapping(message.get("location")) or _mapped(message)
    address = ", ".join(filter(None, (text_of(venue, "title"), text_of(venue, "address"))))
    return position(location.get("latitude"), location.get("longitude")), address


def _mapped(message: Mapping[str, object]) -> Mapping[str, object]:
    """The place on the first map of a formatted message."""
    maps = (mapping(block.node.get("location")) for block in blocks_of(mapping(message.get("rich_message"))))
    return next(filter(None, maps), {})


def _media(message: Mapping[str, object]) -> tuple[Media, ...]:
    """The files of a message by their `file_id`, of a photo its largest size; nothing is fetched here."""
    blocks = (block.node for block in blocks_of(mapping(message.get("rich_message"))))
    return tuple(dict.fromkeys(media for node in (message, *blocks) for media in _files(node)))


def _files(message: Mapping[str, object]) -> tuple[Media, ...]:
    found: list[Media] = []
    sizes = [mapping(size) for size in sequence(message.get("photo"))]
    if sizes:
        largest = max(sizes, key=lambda size: (number(size.get("width")) or 0) * (number(size.get("height")) or 0))
        found.append(Media("image", text_of(largest, "file_id"), "image/jpeg"))
    for name, kind in (*MEDIA.items(), ("voice_note", "voice")):
        file = mapping(message.get(name))
        if name == "document" and "animation" in message:
            continue  # an animation is sent as a document too, for old programs
        found.append(Media(kind, text_of(file, "file_id"), text_of(file, "mime_type")))
    return tuple(media for media in found if media.ref)


def _name(sender: Mapping[str, object]) -> str:
    person = " ".join(filter(None, (text_of(sender, "first_name"), text_of(sender, "last_name"))))
    return person or text_of(sender, "title", "username")


def _described(message: Mapping[str, object]) -> str:
    """What came, for a message without text, place or file. Raises BadMessage for a kind that is not known."""
    contact = mapping(message.get("contact"))
    if contact:
        words = (text_of(contact, "first_name"), text_of(contact, "last_name"), text_of(contact, "phone_number"))
        return "Kontak: " + (" ".join(filter(None, words)) or "tanpa nama")
    question = text_of(mapping(message.get("poll")), "question").strip()
    filled = read_answers(text_of(mapping(message.get("web_app_data")), "data")).text
    checklist = mapping(message.get("checklist"))
    tasks = [text_of(mapping(task), "text") for task in sequence(checklist.get("tasks"))]
    listed = "\n".join(filter(None, (text_of(checklist, "title"), *tasks)))
    if said := question or filled or listed:
        return said
    kind = next((name for name in (*OTHER, "rich_message", "web_app_data", *MEDIA) if name in message), "")
    if not kind:
        raise BadMessage(f"the message is of no known kind: it has {named(message.keys() - ABOUT_MESSAGE)}")
    return f"[pesan Telegram tanpa teks: {kind}]"
