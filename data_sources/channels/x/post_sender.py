"""Answers on X: a reply to a post that mentions or quotes us, or a direct message to who wrote one.

X signs a request of ours in the name of our account by OAuth 1.0a (RFC 5849, HMAC-SHA1); JSON is no part of what is signed.
Source: docs.x.com, "Create or Edit Post", "Create a DM message in a one-to-one conversation", "Creating a signature",
"Response codes & errors".
"""

import base64
import hashlib
import hmac
import secrets
import time
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import quote

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
from command_center.domain.text_length import LengthUnit, TextLimit
from command_center.post.http_call import LONGEST_WAIT, HttpReply
from data_sources.platform_call import hand_in, json_of, json_request, said
from data_sources.reading import identifier_of, mapping, moment, sequence, text_of

if TYPE_CHECKING:
    from data_sources.channels.x import XSettings

POST, MESSAGE = TextLimit(280, LengthUnit.X_WEIGHT), TextLimit(10_000)
"""Weighted characters of a post, and characters of a direct message."""


class PostSender:
    """The route of X."""

    code: ClassVar[str] = "x"
    repeatable: ClassVar[bool] = False
    by_person: ClassVar[bool] = False

    def __init__(self, settings: "XSettings") -> None:
        self._settings = settings

    @property
    def missing(self) -> tuple[str, ...]:
        """All four keys."""
        needed = ("x_consumer_key", "x_consumer_secret", "x_access_token", "x_access_token_secret")
        return tuple(name.upper() for name in needed if not getattr(self._settings, name))

    def reach(self, to: Addressee, at: datetime) -> Reach:
        """Only who mentioned or quoted us; X refuses all others."""
        kind, _, target = to.contact.partition(":")
        if kind == "message" and target:
            return Reach(self.code, ReachWay.DIRECT, MESSAGE)
        if kind != "post" or not target:
            return Reach(PAGE, ReachWay.PAGE, POST, trouble=Trouble.NO_ADDRESS)
        if not to.answerable:
            return Reach(PAGE, ReachWay.PAGE, POST, trouble=Trouble.NOT_MENTIONED)
        if to.confidential:
            return Reach(PAGE, ReachWay.PAGE, POST, trouble=Trouble.CONFIDENTIAL)
        return Reach(self.code, ReachWay.DIRECT, POST)

    def payload(self, to: Addressee, reach: Reach, words: SaidWords) -> Mapping[str, object]:
        """Path and body."""
        kind, _, target = to.contact.partition(":")
        if kind == "message":
            return {"path": f"/2/dm_conversations/with/{target}/messages", "body": {"text": words.text}}
        return {"path": "/2/tweets", "body": {"text": words.text, "reply": {"in_reply_to_tweet_id": target}}}

    def send(self, outgoing: Outgoing, begin: Begin) -> HandedIn:
        """One POST, signed."""
        url = self._settings.x_api_url + str(outgoing.payload["path"])
        signed = signature(self._settings, url, secrets.token_hex(16), int(time.time()))
        request = json_request(url, mapping(outgoing.payload["body"]), {"Authorization": signed})
        return hand_in(request, begin, _read)


def signature(settings: "XSettings", url: str, nonce: str, at: int) -> str:
    """The header Authorization of a POST; `at` in seconds since 1970."""
    fields = {
        "oauth_consumer_key": settings.x_consumer_key,
        "oauth_nonce": nonce,
        "oauth_signature_method": "HMAC-SHA1",
        "oauth_timestamp": str(at),
        "oauth_token": settings.x_access_token,
        "oauth_version": "1.0",
    }
    listed = "&".join(f"{_quoted(name)}={_quoted(value)}" for name, value in sorted(fields.items()))
    key = f"{_quoted(settings.x_consumer_secret)}&{_quoted(settings.x_access_token_secret)}"
    base = f"POST&{_quoted(url)}&{_quoted(listed)}"
    digest = hmac.new(key.encode(), base.encode(), hashlib.sha1).digest()
    signed = fields | {"oauth_signature": base64.b64encode(digest).decode()}
    return "OAuth " + ", ".join(f'{_quoted(name)}="{_quoted(value)}"' for name, value in sorted(signed.items()))


def _quoted(value: str) -> str:
    return quote(value, safe="~")


def _read(answer: HttpReply) -> HandedIn | None:
    found = json_of(answer)
    if answer.status in (200, 201):
        external_id = identifier_of(mapping(found.get("data")), "id", "dm_event_id")
        return HandedIn(HandIn.TAKEN, external_id) if external_id else None
    words = text_of(found, "detail", "title") or text_of(
        mapping(next(iter(sequence(found.get("errors"))), None)), "message"
    )
    told = said(answer.status, words or answer.text)
    if answer.status == 429:
        return HandedIn(HandIn.LATER, trouble=Trouble.BUSY, told=told, after=_until_reset(answer))
    if answer.status == 403 and words:
        trouble = Trouble.NOT_MENTIONED if "repl" in words.lower() else Trouble.REFUSED
        return HandedIn(HandIn.REFUSED, trouble=trouble, told=told)
    if answer.status == 404:
        return HandedIn(HandIn.REFUSED, trouble=Trouble.NOT_THERE, told=told)
    return None


def _until_reset(answer: HttpReply) -> timedelta | None:
    """X tells when its limit begins anew, in seconds since 1970; it knows no Retry-After."""
    now = datetime.now(UTC)
    reset = moment(answer.headers.get("x-rate-limit-reset", ""))
    if reset is None:
        return answer.retry_after(now)
    return min(max(reset - now, timedelta(seconds=1)), LONGEST_WAIT)
