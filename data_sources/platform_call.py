"""Asks a platform over HTTPS to send something, and tells what that means: taken, later, refused, or nobody knows."""

import json
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from urllib.parse import urlsplit

from command_center.domain.masking_canvas import ADDRESS, NUMBER
from command_center.domain.outgoing import Begin, HandedIn, HandIn, Trouble
from command_center.post.http_call import HttpReply, HttpRequest, NoAnswer, NothingSent, call
from data_sources.errors import BadMessage
from data_sources.reading import mapping, read_json

Read = Callable[[HttpReply], HandedIn | None]
"""What an answer of the platform means; None leaves it to what every HTTP server means."""

LONGEST_TOLD = 300
_LONG_NUMBER = re.compile(r"\+?\d(?:[ .()-]?\d){7,}")
_MAIL = re.compile(r"[^\s<>@\"']+@[^\s<>@\"']+")
_LINK = re.compile(r"https?://\S+")


def base_url(said: str) -> str:
    """An address of a platform as a setting, without a final slash. Raises ValueError for all that is none.

    Tokens are sent to it: a plain http address is taken for the own machine alone.
    """
    parts = urlsplit(said.strip())
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment or parts.username:
        raise ValueError("is no address of a server: it reads like https://graph.facebook.com/v23.0")
    if parts.scheme == "http" and parts.hostname not in ("127.0.0.1", "::1", "localhost"):
        raise ValueError("begins with http://, which would send the token in the open: use https://")
    return said.strip().rstrip("/")


def json_request(url: str, body: Mapping[str, object], headers: Mapping[str, str]) -> HttpRequest:
    """A POST of JSON."""
    sent = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    return HttpRequest("POST", url, {"Content-Type": "application/json", **headers}, sent)


def hand_in(request: HttpRequest, begin: Begin, read: Read) -> HandedIn:
    """Send a request once it is kept that it is sent; `read` says what the platform's own answer means."""
    if not begin():
        return HandedIn(HandIn.LATER, trouble=Trouble.BUSY, told="another process has it")
    try:
        answer = call(request)
    except NothingSent as error:
        return HandedIn(HandIn.LATER, trouble=Trouble.AWAY, told=str(error))
    except NoAnswer as error:
        return HandedIn(HandIn.UNSURE, trouble=Trouble.CUT_OFF, told=str(error))
    return read(answer) or by_status(answer)


def by_status(answer: HttpReply) -> HandedIn:
    """What a status means that the platform does not explain. A gateway that got no answer does not know either."""
    status, told = answer.status, said(answer.status, answer.text)
    if 200 <= status < 300:
        return HandedIn(HandIn.UNSURE, trouble=Trouble.CUT_OFF, told=said(status, "the answer cannot be read"))
    if status == 429:
        return HandedIn(HandIn.LATER, trouble=Trouble.BUSY, told=told, after=answer.retry_after(datetime.now(UTC)))
    if status in (500, 502, 504):
        return HandedIn(HandIn.UNSURE, trouble=Trouble.CUT_OFF, told=told)
    if status == 503:
        return HandedIn(HandIn.LATER, trouble=Trouble.AWAY, told=told, after=answer.retry_after(datetime.now(UTC)))
    if status in (401, 403):
        return HandedIn(HandIn.REFUSED, trouble=Trouble.ACCESS_REFUSED, told=told)
    return HandedIn(HandIn.REFUSED, trouble=Trouble.REFUSED, told=told)


def json_of(answer: HttpReply) -> Mapping[str, object]:
    """The JSON object in an answer; empty where there is none."""
    try:
        return mapping(read_json(answer.body))
    except BadMessage:
        return {}


def said(status: int | str, text: str) -> str:
    """What a platform said, for logs and screens: short, on one line, without numbers and addresses of people."""
    plain = _LINK.sub("", _MAIL.sub(ADDRESS, _LONG_NUMBER.sub(NUMBER, " ".join(text.split()))))
    return f"{status}: {plain}"[:LONGEST_TOLD]
