"""Answers by the Telegram bot: sendMessage in reply to the citizen's message; its answer is the receipt.

Source: core.telegram.org/bots/api, "Making requests", sendMessage, ReplyParameters, ResponseParameters (`retry_after`).
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, ClassVar

from command_center.domain.outgoing import (
    PAGE,
    Addressee,
    Begin,
    HandedIn,
    HandIn,
    Outgoing,
    Reach,
    ReachWay,
    SaidWords,
    Trouble,
)
from command_center.domain.text_length import TextLimit
from command_center.post.http_call import LONGEST_WAIT, HttpReply
from data_sources.platform_call import hand_in, json_of, json_request, said
from data_sources.reading import identifier_of, mapping, number, text_of

if TYPE_CHECKING:
    from data_sources.channels.telegram import TelegramSettings

TEXT = TextLimit(4096)
"""Characters of one message."""


class BotSender:
    """The route of Telegram."""

    code: ClassVar[str] = "telegram"
    repeatable: ClassVar[bool] = False
    by_person: ClassVar[bool] = False

    def __init__(self, settings: "TelegramSettings") -> None:
        self._settings = settings

    @property
    def missing(self) -> tuple[str, ...]:
        """The bot's token."""
        return () if self._settings.telegram_bot_token else ("TELEGRAM_BOT_TOKEN",)

    def reach(self, to: Addressee, at: datetime) -> Reach:
        """The chat that was written in, whenever; a group is no place for what is confidential."""
        if not to.contact:
            return Reach(PAGE, ReachWay.PAGE, TEXT, trouble=Trouble.NO_ADDRESS)
        if to.confidential and to.contact != to.person:
            return Reach(PAGE, ReachWay.PAGE, TEXT, trouble=Trouble.CONFIDENTIAL)
        return Reach(self.code, ReachWay.DIRECT, TEXT)

    def payload(self, to: Addressee, reach: Reach, words: SaidWords) -> Mapping[str, object]:
        """The chat, the text, and the message that is answered."""
        chat, _, message = to.message.partition(":")
        body: dict[str, object] = {"chat_id": to.contact, "text": words.text}
        if chat == to.contact and message.isdigit():
            body["reply_parameters"] = {"message_id": int(message), "allow_sending_without_reply": True}
        return body

    def send(self, outgoing: Outgoing, begin: Begin) -> HandedIn:
        """One POST; the token is part of the address, as Telegram wants it, and never of what is told."""
        settings = self._settings
        url = f"{settings.telegram_api_url}/bot{settings.telegram_bot_token}/sendMessage"
        return hand_in(json_request(url, outgoing.payload, {}), begin, _read)


def _read(answer: HttpReply) -> HandedIn | None:
    found = json_of(answer)
    if found.get("ok") is True:
        result = mapping(found.get("result"))
        chat, message = identifier_of(mapping(result.get("chat")), "id"), identifier_of(result, "message_id")
        return HandedIn(HandIn.TAKEN, f"{chat}:{message}" if chat and message else "")
    if found.get("ok") is not False:
        return None
    code, words = int(number(found.get("error_code")) or answer.status), text_of(found, "description")
    told = said(code, words)
    seconds = number(mapping(found.get("parameters")).get("retry_after"))
    if code == 429:
        after = min(timedelta(seconds=seconds or 1), LONGEST_WAIT)
        return HandedIn(HandIn.LATER, trouble=Trouble.BUSY, told=told, after=after)
    if code >= 500:
        return HandedIn(HandIn.LATER, trouble=Trouble.AWAY, told=told)
    return HandedIn(HandIn.REFUSED, trouble=_trouble(code, words.lower()), told=told)


def _trouble(code: int, words: str) -> Trouble:
    if code == 403:
        return Trouble.BLOCKED
    if code in (401, 404):
        return Trouble.ACCESS_REFUSED
    if "chat not found" in words or "deactivated" in words or "peer_id_invalid" in words:
        return Trouble.NOT_THERE
    return Trouble.TOO_LONG if "too long" in words else Trouble.REFUSED
