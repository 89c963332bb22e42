"""SMS to the city's number, as Kannel 1.4.5 hands it on by HTTP (`get-url` of a `group = sms-service`).

A GET has no body: its raw query string is what is kept, without the token. Kannel percent-encodes the text in UTF-8, or in
what its `charset` and `coding` say; `%I` is one id over all HTTP retries and a new one when the SMSC sends again.
A binary SMS that no person wrote, and a delivery report of an SMS of ours, are known and no report. Source: Kannel 1.4.5 User's Guide,
"SMS-service configurations" and its table of escape codes.
"""

import hashlib
import ipaddress
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import ClassVar
from urllib.parse import quote_plus, unquote_to_bytes, urlsplit

from pydantic import Field, field_validator

from command_center.domain import gsm7
from command_center.domain.inbound import Inbound, Item, NoReport, Payload, Reporter
from command_center.domain.outgoing import OutgoingRoute, SendReceipt
from command_center.domain.small_talk import own_phrases
from command_center.domain.text import fold
from command_center.domain.text import tokens as words_in
from command_center.reference.load import Reference
from data_sources import tokens
from data_sources.channel import (
    ChannelSettings,
    Delivery,
    DeliveryOutcome,
    Hook,
    HookRequest,
    HookResponse,
    SenderWiring,
)
from data_sources.channels.sms.kannel_sender import KannelSender, receipt_of
from data_sources.channels.sms.senders import is_binary, is_ours
from data_sources.errors import BadMessage, NotAuthentic
from data_sources.phone_numbers import international, is_reachable
from data_sources.reading import identifier, moment, plausible, storable
from data_sources.transports.answer_limit import AnswerLimit

NO_KEYWORD = "the text does not begin with the keyword"
NO_TEXT = "there is no text after the keyword"
FORM = "application/x-www-form-urlencoded"
DLR = "dlr"
"""The account of delivery reports: they come for what we sent, to no number of ours."""

_UTF16 = frozenset({"utf-16be", "utf-16", "ucs-2", "ucs2", "iso-10646-ucs-2"})
_LATIN = frozenset({"iso-8859-1", "latin1", "latin-1", "windows-1252", "cp1252"})
_AFTER_KEYWORD = r"\s*(?:[:;,.]|-(?=\s))?\s*"


class SmsSettings(ChannelSettings):
    """Settings of the channel. The texts are answers of one SMS: at most 160 characters of the GSM alphabet."""

    inbound_secrets: ClassVar[tuple[str, ...]] = ("sms_token",)

    sms_token: str = Field("", description="Token in the get-url of Kannel (token=...) or its header X-Kannel-Token.")
    sms_allowed_ips: str = Field(
        "127.0.0.1/32, ::1/128", description="Addresses and networks that Kannel calls from, separated by commas."
    )
    sms_keywords: str = Field(
        "LaporHendi", description="Words that a report begins with, separated by commas; capitals and spaces are free."
    )
    sms_keyword_required: bool = Field(
        True, description="1 sets an SMS without the keyword aside and answers how to write; 0 takes every SMS."
    )
    sms_number: str = Field("1708", description="Number that people send to, as named in answers.")
    sms_own_numbers: str = Field(
        "",
        description="Further numbers of ours, separated by commas: they and SMS_NUMBER are never answered.",
    )
    sms_answers_per_hour: int = Field(
        5,
        ge=0,
        le=1000,
        description="Answers that one number is sent within an hour; further SMS of it are taken and not answered.",
    )
    sms_sendsms_url: str = Field(
        "",
        description="Kannel's sendsms, such as http://127.0.0.1:13013/cgi-bin/sendsms; empty: nobody is answered by SMS.",
    )
    sms_sendsms_user: str = Field("", description="username of Kannel's group sendsms-user.")
    sms_sendsms_password: str = Field("", description="Its password.")
    sms_dlr_url: str = Field(
        "",
        description="Address that Kannel tells of deliveries at, as Kannel reaches it; empty: BASE_URL/hooks/sms.",
    )
    sms_max_parts: int = Field(
        4, ge=1, le=10, description="Most parts that one answer may be cut into; each is paid for."
    )
    sms_answer_recorded: str = Field(
        "Terima kasih. Laporan Anda tercatat dengan nomor {nomor}. Simpan nomor ini untuk menanyakan tindak lanjutnya.",
        description="Answer to a report; {nomor} is its tracking number.",
    )
    sms_answer_received: str = Field(
        "Laporan Anda sudah kami terima dan akan diperiksa petugas. Tidak perlu dikirim ulang. Terima kasih.",
        description="Answer while there is no tracking number yet, or where a person must look first.",
    )
    sms_answer_format: str = Field(
        "Format laporan: {kunci} <spasi> isi laporan dan lokasi. Contoh: {kunci} jalan berlubang di Jl Pandanaran. "
        "Kirim ke {tujuan}.",
        description="Answer to an SMS without keyword or text; {kunci} is the keyword, {tujuan} the number.",
    )

    @field_validator("sms_allowed_ips")
    @classmethod
    def _networks(cls, listed: str) -> str:
        for each in _listed(listed):
            try:
                ipaddress.ip_network(each, strict=False)
            except ValueError as error:
                raise ValueError(f"holds {each!r}, which is no address or network like 10.0.0.0/8") from error
        return listed

    @field_validator("sms_sendsms_url", "sms_dlr_url")
    @classmethod
    def _an_address(cls, url: str) -> str:
        parts = urlsplit(url.strip())
        if url.strip() and (parts.scheme not in ("http", "https") or not parts.hostname or parts.query):
            raise ValueError("is no address: it reads like http://127.0.0.1:13013/cgi-bin/sendsms")
        return url.strip()

    @field_validator("sms_keywords")
    @classmethod
    def _some_keyword(cls, listed: str) -> str:
        if not _listed(listed):
            raise ValueError("needs at least one word, for example LaporHendi")
        return listed

    @field_validator("sms_answer_recorded", "sms_answer_received", "sms_answer_format")
    @classmethod
    def _one_sms(cls, text: str) -> str:
        try:
            length = gsm7.septets(text.format(nomor="LH-2026-000001", kunci="LaporHendi", tujuan="1708"))
        except (KeyError, IndexError, ValueError) as error:
            raise ValueError(f"cannot be sent: {error}") from error
        if length > gsm7.ONE_SMS:
            raise ValueError(f"is {length} characters long filled in; one SMS holds {gsm7.ONE_SMS}")
        return text


class Sms(Hook):
    """Text messages to the city's number."""

    code: ClassVar[str] = "sms"
    Settings = SmsSettings
    settings: SmsSettings
    answers_with_number: ClassVar[bool] = True
    sets_aside_what_goes_on: ClassVar[bool] = True  # the second half of a long SMS, there before the first

    def __init__(self, settings: ChannelSettings, reference: Reference | None = None) -> None:
        super().__init__(settings, reference)
        self._networks = [ipaddress.ip_network(each, strict=False) for each in _listed(self.settings.sms_allowed_ips)]
        self._keyword = _keyword_pattern(_listed(self.settings.sms_keywords))

    def authenticate(self, request: HookRequest) -> None:
        """The token, and an address on the list: Kannel signs nothing."""
        given = request.query.get("token") or request.headers.get("x-kannel-token", "")
        tokens.check(given, self.settings.sms_token, "SMS_TOKEN")
        if not self._is_allowed(request.remote_addr):
            raise NotAuthentic(f"{request.remote_addr!r:.60} is not in SMS_ALLOWED_IPS")

    def _is_allowed(self, address: str) -> bool:
        try:
            caller = ipaddress.ip_address(address)
        except ValueError:
            return False
        if isinstance(caller, ipaddress.IPv6Address) and caller.ipv4_mapped:
            caller = caller.ipv4_mapped
        return any(caller in network for network in self._networks)

    def deliver(self, request: HookRequest) -> Delivery:
        """The fields as they were sent, percent-encoded, under Kannel's own message id and what the message is.

        A further try has the same of all four. The id alone is not enough: a second gateway may count from 1 as well, and
        a gateway may begin to count anew.
        """
        sent = _without_token(request.body or request.query_string or _encoded(request.query))
        fields = _fields(sent)
        if "dlr" in fields:
            told = identifier(f"dlr:{_text(fields.get('key', b''))}:{_text(fields['dlr'])}")
            return Delivery(DLR, told, FORM, sent)
        said = hashlib.sha256(b"\n".join(fields.get(name, b"") for name in ("from", "time", "text"))).hexdigest()
        given = _text(fields.get("id", b""))
        key = identifier(f"{given}:{said[:16]}") if given else hashlib.sha256(sent).hexdigest()
        account = identifier(_text(fields.get("to", b""))) or self.code
        return Delivery(account, key, FORM, sent)

    def parse(self, payload: Payload) -> Iterable[Item]:
        """The one report that an SMS is; a binary one without the keyword is none.

        Raises BadMessage for one without sender, keyword or text.
        """
        fields = _fields(payload.body)
        if "dlr" in fields:
            if self._receipt(fields, payload) is None:
                raise BadMessage("the delivery report names no SMS of ours, or nothing that is known: see SMS_DLR_URL")
            yield NoReport(self.code, "receipt")
            return
        sender = international(storable(_text(fields.get("from", b""))))
        if not sender:
            raise BadMessage("the sender is missing: the get-url of Kannel needs from=%p")
        if "text" not in fields:
            raise BadMessage("the text is missing: the get-url of Kannel needs text=%b")
        said = storable(_decoded(fields["text"], _text(fields.get("charset", b"")), _text(fields.get("coding", b""))))
        if self._is_for_a_program(fields, said):
            yield NoReport(self.code, "binary")
            return
        text = self._report(said)
        clock = _text(fields.get("time", b""))
        yield Inbound(
            channel=self.code,
            account=payload.account,
            external_id=payload.delivery_id,
            sent_at=plausible(_smsc_time(clock), payload.received_at),
            text=text,
            reporter=Reporter(key=sender, contact=sender),
            resend_key=hashlib.sha256("\n".join((sender, clock, said)).encode()).hexdigest(),
            unless_joined=self._missing(said),
            answerable=is_reachable(sender),
        )
        if missing := self._missing(said):
            raise BadMessage(missing)

    def receipts(self, payload: Payload) -> Iterable[SendReceipt]:
        """What Kannel tells of an SMS that it was given."""
        fields = _fields(payload.body)
        found = self._receipt(fields, payload) if "dlr" in fields else None
        return () if found is None else (found,)

    def _receipt(self, fields: Mapping[str, bytes], payload: Payload) -> SendReceipt | None:
        at = plausible(moment(_text(fields.get("time", b""))), payload.received_at)
        key, what, reply = (storable(_text(fields.get(name, b""))) for name in ("key", "dlr", "reply"))
        return receipt_of(key, what, at, reply)

    def sender(self, wiring: SenderWiring) -> OutgoingRoute:
        """Kannel's sendsms."""
        return KannelSender(self.settings, wiring.base_url)

    def _is_for_a_program(self, fields: Mapping[str, bytes], said: str) -> bool:
        """Whether an SMS is data that no person reads; some gateways send plain words as data, and those count."""
        if not _is_data(fields):
            return False
        said = said.strip()
        written = "\ufffd" not in said and all(letter.isprintable() or letter.isspace() for letter in said)
        needed = self.settings.sms_keyword_required
        return not (written and said and (not needed or self._keyword.match(said)))

    def withheld(self, request: HookRequest, limit: AnswerLimit) -> str:
        """No machine is answered, and no person without end; the message itself is kept all the same."""
        fields = _fields(request.body or request.query_string or _encoded(request.query))
        if "dlr" in fields:
            return "it is a delivery report"
        written = storable(_text(fields.get("from", b"")))
        sender = international(written)
        if is_ours(written, (self.settings.sms_number, *_listed(self.settings.sms_own_numbers))) or (
            written and is_ours(written, (_text(fields.get("to", b"")),))
        ):
            return "the sender is a number of ours"
        if not is_reachable(sender):
            return "the sender is a name or a short code"
        if _is_data(fields):
            return "the SMS is binary"
        if self._is_ours(_text(fields.get("text", b""))):
            return "the text is an answer of ours"
        per_hour = self.settings.sms_answers_per_hour
        if not limit.take(self.code, sender, per_hour):
            return f"the sender had {per_hour} answers within an hour"
        return ""

    def _is_ours(self, said: str) -> bool:
        """Whether a machine sends back what it was answered: all phrases of one of our answers stand in it."""
        words, settings = " ".join(fold(token) for token in words_in(said)), self.settings
        every = (settings.sms_answer_recorded, settings.sms_answer_received, settings.sms_answer_format)
        return any(all(phrase in words for phrase in own_phrases(each)) for each in every if own_phrases(each))

    def _report(self, said: str) -> str:
        """What was said after the keyword, or without one."""
        said = said.strip()
        found = self._keyword.match(said)
        text = (said[found.end() :] if found else said).strip()
        if not text:
            missing = f"{NO_TEXT}: the sender was told how to write"
            raise BadMessage(missing if found is not None else self._missing(said) or missing)
        return text

    def _missing(self, said: str) -> str:
        """What is wrong with an SMS that begins a report, "" where nothing is. One that goes on with another needs no keyword."""
        if not self.settings.sms_keyword_required or self._keyword.match(said.strip()):
            return ""
        return f"{NO_KEYWORD} {self.settings.sms_keywords}: read it, and answer if it is a report"

    def acknowledge(self, outcome: DeliveryOutcome) -> HookResponse:
        """The answer that Kannel sends back as an SMS; an empty one is sent to nobody (`omit-empty`)."""
        words = self.settings
        if outcome.withheld:
            return HookResponse()
        if outcome.numbers:
            text = words.sms_answer_recorded.format(nomor=", ".join(outcome.numbers), kunci="", tujuan="")
        elif outcome.pending or (outcome.problem and not _is_format_fault(outcome.problem)):
            text = words.sms_answer_received.format(nomor="", kunci="", tujuan="")
        else:
            keyword = _listed(words.sms_keywords)[0]
            text = words.sms_answer_format.format(nomor="", kunci=keyword, tujuan=words.sms_number)
        return HookResponse(body=gsm7.fit(text))


def _is_data(fields: Mapping[str, bytes]) -> bool:
    return is_binary(_text(fields.get("coding", b"")), fields.get("udh", b""))


def _is_format_fault(problem: str) -> bool:
    return problem.startswith((NO_KEYWORD, NO_TEXT))


def _listed(text: str) -> list[str]:
    return [each.strip() for each in text.split(",") if each.strip()]


def _keyword_pattern(words: Iterable[str]) -> re.Pattern[str]:
    """A keyword at the start, in any capitals, its letters perhaps set apart: ``LAPOR HENDI:``, ``#laporhendi``.

    Longer words first: one may begin with another.
    """
    longest_first = sorted(words, key=len, reverse=True)
    spelled = (r"[\s_-]*".join(re.escape(letter) for letter in word if not letter.isspace()) for word in longest_first)
    return re.compile(rf"[#*\"']?\s*(?:{'|'.join(spelled)})[\"'*]?{_AFTER_KEYWORD}", re.IGNORECASE)


def _pairs(sent: bytes) -> Iterable[tuple[str, bytes, bytes]]:
    """Name, raw value and the pair as it was sent, for every field."""
    for pair in sent.split(b"&"):
        name, _, value = pair.partition(b"=")
        if name:
            yield _text(_unquoted(name)), value, pair


def _fields(sent: bytes) -> Mapping[str, bytes]:
    """Fields by name, decoded to bytes; the first of several with one name."""
    fields: dict[str, bytes] = {}
    for name, value, _ in _pairs(sent):
        fields.setdefault(name, _unquoted(value))
    return fields


def _without_token(sent: bytes) -> bytes:
    """Our own secret is no part of the message: it is not stored with it."""
    return b"&".join(pair for name, _, pair in _pairs(sent) if name != "token")


def _unquoted(value: bytes) -> bytes:
    return unquote_to_bytes(value.replace(b"+", b" "))


def _encoded(query: Mapping[str, str]) -> bytes:
    """The query as it may have been sent, for a transport that passes no raw query string."""
    return "&".join(
        f"{quote_plus(storable(name))}={quote_plus(storable(value))}" for name, value in query.items()
    ).encode()


def _text(value: bytes) -> str:
    return value.decode("utf-8", "replace").strip()


def _decoded(value: bytes, charset: str, coding: str) -> str:
    """Text in Kannel's charset; UCS-2 for coding 2 without a charset; else UTF-8, or Latin-1 where it is none."""
    charset = charset.lower()
    if charset in _UTF16 or (coding == "2" and not charset):
        return value.decode("utf-16-be", "replace")
    if charset in _LATIN:
        return value.decode("cp1252", "replace")
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")


def _smsc_time(text: str) -> datetime | None:
    """Kannel's `%T` (seconds since 1970) or `%t` (``2026-07-24 21:05:48``, which is UTC)."""
    found = moment(text)
    if found is None:
        try:
            found = datetime.strptime(text, "%Y-%m-%d %H:%M:%S").replace(tzinfo=UTC)
        except ValueError:
            return None
    return found
