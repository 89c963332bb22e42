"""The ways on which alerts leave beside mail: a Telegram bot, and a signed webhook for another system.

They stand beside the channels, whose way to ask a platform they share; citizens are never answered by them.
"""

import hashlib
import hmac
from collections.abc import Callable
from datetime import datetime
from typing import ClassVar

from command_center.domain.alerts import TELEGRAM_ROUTE, WEBHOOK_ROUTE
from command_center.domain.outgoing import Begin, HandedIn, HandIn, Outgoing, Trouble
from command_center.post.http_call import HttpReply, HttpRequest
from command_center.post.public_address import NotPublic, public_address
from data_sources.platform_call import hand_in, json_of, json_request, said

TIMESTAMP, SIGNATURE, IDEMPOTENCY = "X-Command-Center-Timestamp", "X-Command-Center-Signature", "Idempotency-Key"
LONGEST_TELEGRAM = 4096
"""Characters of one message of a bot (core.telegram.org/bots/api#sendmessage)."""
CUT = "…"


class TelegramAlerts:
    """`sendMessage` of a bot. What is unsure is told to people: Telegram knows no key."""

    code: ClassVar[str] = TELEGRAM_ROUTE
    repeatable: ClassVar[bool] = False
    by_person: ClassVar[bool] = False

    def __init__(self, token: str, api_url: str) -> None:
        self._token, self._api_url = token, api_url

    @property
    def missing(self) -> tuple[str, ...]:
        """The bot's token."""
        return () if self._token else ("ALERT_TELEGRAM_TOKEN",)

    def send(self, outgoing: Outgoing, begin: Begin) -> HandedIn:
        """Ask the bot to write it."""
        text = str(outgoing.payload["text"])
        text = text if len(text) <= LONGEST_TELEGRAM else text[: LONGEST_TELEGRAM - 1] + CUT
        body = {
            "chat_id": str(outgoing.payload["chat_id"]),
            "text": text,
            "link_preview_options": {"is_disabled": True},
        }
        request = json_request(f"{self._api_url}/bot{self._token}/sendMessage", body, {})
        return hand_in(request, begin, _telegram_says)


def _telegram_says(answer: HttpReply) -> HandedIn | None:
    told = json_of(answer)
    result = told.get("result")
    if told.get("ok") is True and isinstance(result, dict):
        return HandedIn(HandIn.TAKEN, external_id=str(result.get("message_id", "")))
    if answer.status in (400, 404):
        # The chat is not there, or the bot is not in it: a person must mend rota.toml.
        return HandedIn(
            HandIn.REFUSED, trouble=Trouble.NOT_THERE, told=said(answer.status, str(told.get("description", "")))
        )
    return None


class AlertWebhook:
    """A POST of JSON, signed over its raw bytes and the time of sending (docs/alerts.md). It carries the outbox's key, which a
    receiver takes once: what is unsure is sent again.
    """

    code: ClassVar[str] = WEBHOOK_ROUTE
    repeatable: ClassVar[bool] = True
    by_person: ClassVar[bool] = False

    def __init__(self, url: str, secret: str, clock: Callable[[], datetime], *, within: bool = False) -> None:
        self._url, self._secret, self._clock, self._within = url, secret, clock, within

    @property
    def missing(self) -> tuple[str, ...]:
        """Where it goes."""
        return () if self._url else ("ALERT_WEBHOOK_URL",)

    def send(self, outgoing: Outgoing, begin: Begin) -> HandedIn:
        """Post it, to an address that is looked up and judged now: a name may lead elsewhere than it did."""
        if outgoing.recipient != self._url:
            # The setting has changed since: what was for the former receiver is not for this one.
            return HandedIn(HandIn.REFUSED, trouble=Trouble.NOT_CONFIGURED, told="ALERT_WEBHOOK_URL is another one now")
        try:
            address = public_address(self._url, within=self._within)
        except NotPublic as error:
            return HandedIn(HandIn.REFUSED, trouble=Trouble.REFUSED, told=str(error))
        except OSError as error:
            return HandedIn(HandIn.LATER, trouble=Trouble.AWAY, told=type(error).__name__)
        body = str(outgoing.payload["body"]).encode()
        stamp = str(int(self._clock().timestamp()))
        headers = {
            "Content-Type": "application/json",
            TIMESTAMP: stamp,
            SIGNATURE: f"v1={signature(self._secret, stamp, body)}",
            IDEMPOTENCY: outgoing.key,
        }
        return hand_in(HttpRequest("POST", self._url, headers, body, address), begin, _taken)


def signature(secret: str, stamp: str, body: bytes) -> str:
    """HMAC-SHA256, in hexadecimal, of the time of sending, a dot and the raw body."""
    return hmac.new(secret.encode(), stamp.encode() + b"." + body, hashlib.sha256).hexdigest()


def _taken(answer: HttpReply) -> HandedIn | None:
    return HandedIn(HandIn.TAKEN) if 200 <= answer.status < 300 else None
