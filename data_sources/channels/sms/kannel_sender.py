"""Answers by SMS through Kannel's sendsms, and what Kannel tells of them afterwards.

Kannel signs nothing and knows no key of ours: the key stands in the `dlr-url` that it asks for each delivery report, so that
an SMS of which we do not know whether Kannel took it is known by its report. Source: Kannel 1.4.5 User's Guide, "Using the
HTTP interface to send SMS" and "Delivery reports".
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import quote, urlencode

from command_center.domain import gsm7
from command_center.domain.outgoing import (
    Addressee,
    Begin,
    HandedIn,
    HandIn,
    Outgoing,
    Reach,
    ReachWay,
    SaidWords,
    SendReceipt,
    SendState,
    Trouble,
)
from command_center.domain.text_length import LengthUnit, TextLimit
from command_center.post.http_call import HttpReply, HttpRequest
from data_sources.phone_numbers import is_reachable
from data_sources.platform_call import hand_in, said

if TYPE_CHECKING:
    from data_sources.channels.sms import SmsSettings

MASK = 31
"""Every report: 1 delivered, 2 not delivered, 4 waits at the SMSC, 8 the SMSC took it, 16 the SMSC refused it."""
_STATES: Mapping[str, tuple[SendState, Trouble]] = {
    "1": (SendState.DELIVERED, Trouble.NONE),
    "2": (SendState.FAILED, Trouble.NOT_THERE),
    "4": (SendState.SENT, Trouble.NONE),
    "8": (SendState.SENT, Trouble.NONE),
    "16": (SendState.FAILED, Trouble.REFUSED),
}


class KannelSender:
    """The route of SMS."""

    code: ClassVar[str] = "sms"
    repeatable: ClassVar[bool] = False
    by_person: ClassVar[bool] = False

    def __init__(self, settings: "SmsSettings", base_url: str) -> None:
        self._settings, self._base_url = settings, base_url

    @property
    def missing(self) -> tuple[str, ...]:
        """All three settings of Kannel's side, and the token that its reports prove themselves with."""
        needed = ("sms_sendsms_url", "sms_sendsms_user", "sms_sendsms_password", "sms_token")
        return tuple(name.upper() for name in needed if not getattr(self._settings, name))

    def reach(self, to: Addressee, at: datetime) -> Reach:
        """A full number is reached, whenever; a name or a short code never."""
        limit = TextLimit(self._settings.sms_max_parts, LengthUnit.SMS_PARTS)
        if not (to.answerable and is_reachable(to.contact)):
            return Reach("page", ReachWay.PAGE, TextLimit(4000), trouble=Trouble.NO_ADDRESS)
        return Reach(self.code, ReachWay.DIRECT, limit)

    def payload(self, to: Addressee, reach: Reach, words: SaidWords) -> Mapping[str, object]:
        """The number and the text."""
        return {"to": to.contact, "text": words.text}

    def send(self, outgoing: Outgoing, begin: Begin) -> HandedIn:
        """One GET. Kannel answers 202 where it took the SMS, or keeps it for later."""
        settings, text = self._settings, str(outgoing.payload["text"])
        plain = all(letter in gsm7.BASIC or letter in gsm7.EXTENSION for letter in text)
        fields = {
            "username": settings.sms_sendsms_user,
            "password": settings.sms_sendsms_password,
            "from": settings.sms_number,
            "to": str(outgoing.payload["to"]),
            "charset": "UTF-8",
            "coding": "0" if plain else "2",
            "dlr-mask": str(MASK),
            "dlr-url": self.dlr_url(outgoing.key),
            "text": text,
        }
        url = f"{settings.sms_sendsms_url}?{urlencode(fields, quote_via=quote)}"
        return hand_in(HttpRequest("GET", url, {}), begin, _read)

    def dlr_url(self, key: str) -> str:
        """Where Kannel tells what became of an SMS: it fills in %d (what), %T (when) and %A (what the SMSC said).

        A percent sign of our own is doubled, or Kannel would take it for one of its signs.
        """
        address = self._settings.sms_dlr_url or f"{self._base_url}/hooks/sms"
        ours = urlencode({"token": self._settings.sms_token, "key": key}, quote_via=quote).replace("%", "%%")
        return f"{address}?{ours}&dlr=%d&time=%T&reply=%A"


def _read(answer: HttpReply) -> HandedIn | None:
    told = said(answer.status, answer.text)
    if answer.status == 202 or (answer.status == 200 and answer.text.lstrip().startswith(("0:", "3:", "Sent"))):
        return HandedIn(HandIn.TAKEN)
    if answer.status == 503:
        return HandedIn(HandIn.LATER, trouble=Trouble.AWAY, told=told, after=timedelta(seconds=10))
    if answer.status in (401, 403):
        return HandedIn(HandIn.REFUSED, trouble=Trouble.ACCESS_REFUSED, told=told)
    return None


def receipt_of(key: str, what: str, at: datetime, reply: str) -> SendReceipt | None:
    """A delivery report of Kannel; None where it says nothing that is known."""
    found = _STATES.get(what)
    if found is None or not key:
        return None
    state, trouble = found
    return SendReceipt("sms", state, at, key=key, trouble=trouble, told=said(what, reply) if trouble else "")
