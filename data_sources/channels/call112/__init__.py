"""Calls to 112: the operator's call form as JSON, and the switchboard's events as the telephony transport keeps them.

The form, in English words so that any call centre software can send it::

    {"call_id": "1795301291.17", "caller": "08122334455", "name": "Bu Ratna", "kind": "normal", "text": "...",
     "address": "...", "lat": -6.98, "lon": 110.42, "category": "...", "visibility": "public", "operator": "...",
     "at": "2026-11-22T09:30:00+07:00"}

`call_id` is Asterisk's Linkedid where the form was opened by the call, else the call centre's own number of the call.
`kind` is normal, information, prank or ghost; the last two are counted and are no reports. `visibility` is public (where it
is left out), anonim or rahasia. A form that is sent again with `"revision": 1` (2, 3, ...) changes the report of the same
call. An event is ``{"ami": {...}}``, a picture of all calls ``{"switchboard": {...}}``.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import ClassVar

from pydantic import Field, field_validator

from command_center.domain.inbound import (
    Action,
    CallKind,
    CallSeen,
    Inbound,
    Item,
    Payload,
    Position,
    Reporter,
)
from command_center.domain.outgoing import OutgoingRoute, ReachWay
from command_center.domain.report_kinds import ReportClass, Visibility
from command_center.domain.working_days import WIB
from command_center.errors import BadSetting
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
from data_sources.channels.call112 import ami_events
from data_sources.channels.call112.call_watch import CallWatch, picture_id, seen_in, step
from data_sources.errors import BadMessage
from data_sources.phone_numbers import is_reachable
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
    storable,
    whole,
)
from data_sources.told_by_person import ToldByPerson
from data_sources.transports.listener import Listener, Put
from data_sources.transports.telephony import AmiAddress, AmiListener

LINE = "112"
"""The account: there is one number."""

_REPORTS = {CallKind.NORMAL: ReportClass.COMPLAINT, CallKind.INFORMATION: ReportClass.INFORMATION}


class Call112Settings(ChannelSettings):
    """Settings of the channel."""

    inbound_secrets: ClassVar[tuple[str, ...]] = ("call112_token",)

    call112_token: str = Field("", description="Token of the call form: Authorization: Bearer <token>.")
    ami_url: str = Field(
        "", description="Asterisk's manager interface, ami://user:secret@host:5038; empty listens to no switchboard."
    )
    ami_contexts: str = Field(
        "",
        description="Contexts of Asterisk's dialplan in which calls from outside arrive, with commas: dari-112; empty tells "
        "them by the caller's number.",
    )

    @field_validator("ami_url")
    @classmethod
    def _an_address(cls, url: str) -> str:
        if url:
            try:
                AmiAddress.read(url)
            except BadSetting as error:
                raise ValueError(str(error).removeprefix("AMI_URL ")) from error
        return url

    @property
    def contexts(self) -> frozenset[str]:
        """The contexts one by one."""
        return frozenset(filter(None, (each.strip() for each in self.ami_contexts.split(","))))


class Call112(Hook):
    """Telephone calls to 112."""

    code: ClassVar[str] = "112"
    Settings = Call112Settings
    settings: Call112Settings
    answers_with_number: ClassVar[bool] = True
    may_be_silent: ClassVar[bool] = True  # events of the switchboard that are no step of a caller's call

    def authenticate(self, request: HookRequest) -> None:
        """The bearer token."""
        tokens.check(tokens.bearer(request), self.settings.call112_token, "CALL112_TOKEN")

    def deliver(self, request: HookRequest) -> Delivery:
        """An event under its own key; a form under its call and what it says, so that a changed form is kept too."""
        digest = hashlib.sha256(request.body).hexdigest()
        kind = content_type(request.headers, JSON)
        return Delivery(LINE, _key(request.body) or digest, kind, request.body)

    def listeners(self, put: Put) -> Mapping[str, Listener]:
        """The switchboard, where the settings name one."""
        if not self.settings.ami_url:
            return {}
        watch = CallWatch(self.code, LINE, self.settings.contexts)
        return {"switchboard": AmiListener(self.settings.ami_url, put, watch)}

    def sender(self, wiring: SenderWiring) -> OutgoingRoute:
        """Somebody calls back."""
        return ToldByPerson(self.code, ReachWay.CALL)

    def parse(self, payload: Payload) -> Iterable[Item]:
        """Steps of calls, and reports. Raises BadMessage naming the field of a form that is missing or wrong."""
        sent = whole(read_json(payload.body), "the payload")
        if "ami" in sent:
            yield from self._step(whole(sent["ami"], '"ami"'), payload, of_caller=sent.get("of_caller") is True)
        elif "switchboard" in sent:
            yield from seen_in(whole(sent["switchboard"], '"switchboard"'), payload, self.settings.contexts)
        else:
            yield from _SentForm(sent, payload).items()

    def _step(self, fields: Mapping[str, object], payload: Payload, *, of_caller: bool) -> Iterator[Item]:
        """What the event says of a caller's call; an event of the operators' channels, or of another kind, is none."""
        event = _event(fields)
        required(event.get("Event", ""), 'the field "Event" of an AMI event')
        ends = of_caller and event["Event"] == "Hangup"
        if not ends and not ami_events.is_kept(event, self.settings.contexts):
            return
        outside = event["Event"] == "Hangup" and ami_events.is_from_outside(event, self.settings.contexts)
        yield step(event, payload, payload.received_at, outside=outside)

    def acknowledge(self, outcome: DeliveryOutcome) -> HookResponse:
        """What the call form shows to the operator."""
        told = {
            "numbers": list(outcome.numbers),
            "pending": outcome.pending,
            "duplicate": outcome.duplicate,
            "problem": outcome.problem,
        }
        return HookResponse(body=json.dumps(told), content_type="application/json")


def _key(body: bytes) -> str:
    """The key of a delivery; "" where it cannot be read."""
    try:
        sent = mapping(read_json(body))
    except BadMessage:
        return ""
    if "ami" in sent:
        event = _event(mapping(sent["ami"]))
        return ami_events.delivery_id(event) if ami_events.call_of(event) else ""
    if "switchboard" in sent:
        return picture_id(body)
    call_id = identifier_of(sent, "call_id")
    return identifier(f"{call_id}:{hashlib.sha256(body).hexdigest()[:16]}") if call_id else ""


def _event(fields: Mapping[str, object]) -> Mapping[str, str]:
    return {name: storable(value) for name, value in fields.items() if isinstance(value, str)}


class _SentForm:
    """One call form, read field by field; every fault is found before any item is given."""

    def __init__(self, sent: Mapping[str, object], payload: Payload) -> None:
        self._sent = sent
        self._payload = payload
        self.call_id = required(identifier_of(sent, "call_id"), '"call_id" (the number of the call)')
        self.kind = self._kind()
        self.visibility = self._visibility()
        self.revision = self._revision()
        self.at = plausible(self._at(), payload.received_at)
        self.text = self._word("text")
        self.position = self._position()
        self.caller = self._caller()
        self.name, self.operator = self._word("name"), self._word("operator")
        self.address, self.category = self._word("address"), self._word("category")
        if self.kind in _REPORTS and not self.text:
            raise BadMessage('"text" is missing: write what the caller said, or set "kind" to prank or ghost')

    def items(self) -> Iterator[Item]:
        """That the call was classified; and the report, unless it is a prank or nobody spoke."""
        yield CallSeen(
            channel=self._payload.channel,
            account=self._payload.account,
            call_id=self.call_id,
            at=self.at,
            step="classified",
            caller=self.caller,
            agent=self.operator,
            kind=self.kind,
        )
        if self.kind in _REPORTS:
            yield self._report(Action.AMEND if self.revision else Action.NEW, _REPORTS[self.kind])
        elif self.revision:
            # First taken for a call for help, then seen to be none: what was reported is taken back.
            yield self._report(Action.RETRACT, ReportClass.COMPLAINT)

    def _report(self, action: Action, report_class: ReportClass) -> Inbound:
        changes = action is not Action.NEW
        return Inbound(
            channel=self._payload.channel,
            account=self._payload.account,
            external_id=identifier(f"{self.call_id}#{self.revision}") if changes else self.call_id,
            sent_at=self.at,
            text=self.text,
            reporter=Reporter(
                key=self.caller or identifier(f"call:{self.call_id}"), name=self.name, contact=self.caller
            ),
            action=action,
            amends=self.call_id if changes else "",
            position=self.position,
            address=self.address,
            category=self.category,
            report_class=report_class,
            visibility=self.visibility,
            answerable=is_reachable(self.caller),
        )

    def _word(self, name: str) -> str:
        value = self._sent.get(name, "")
        if value is not None and not isinstance(value, str):
            raise BadMessage(f'"{name}" must be a text, not {value!r:.40}')
        return storable(value or "").strip()

    def _caller(self) -> str:
        """The caller's number; "" where it is withheld, which switchboards write as some word."""
        written = self._word("caller")
        found = ami_events.number_of(written)
        digits = [letter for letter in written if letter.isdigit()]
        if not found and len(digits) >= ami_events.SUBSCRIBER_DIGITS and set(digits) != {"0"}:
            raise BadMessage(f'"caller" is {written!r:.40}: write the number alone, like 08122334455')
        return found

    def _kind(self) -> CallKind:
        try:
            return CallKind(self._word("kind").lower())
        except ValueError:
            raise BadMessage(
                f'"kind" is {self._sent.get("kind")!r:.40}: it must be normal, information, prank or ghost'
            ) from None

    def _visibility(self) -> Visibility:
        try:
            return Visibility(self._word("visibility").lower() or Visibility.PUBLIC)
        except ValueError:
            raise BadMessage(
                f'"visibility" is {self._sent.get("visibility")!r:.40}: it must be public, anonim or rahasia'
            ) from None

    def _revision(self) -> int:
        value = self._sent.get("revision", 0)
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 9999:
            raise BadMessage('"revision" must be a whole number: none for the first form of a call, then 1, 2, ...')
        return value

    def _at(self) -> datetime | None:
        value = self._sent.get("at")
        if value in (None, ""):
            return None
        found = moment(value)
        if found is None and isinstance(value, str):
            try:
                found = datetime.fromisoformat(value.strip()).replace(tzinfo=WIB)
            except (ValueError, OverflowError):
                found = None
        if found is None:
            raise BadMessage(f'"at" is {value!r:.40}: write it like 2026-11-22T09:30:00+07:00')
        return found

    def _position(self) -> Position | None:
        lat, lon = self._sent.get("lat"), self._sent.get("lon")
        if lat in (None, "") and lon in (None, ""):
            return None
        found = position(lat, lon)
        if found is None:
            raise BadMessage(
                f'"lat" and "lon" are {number(lat)} and {number(lon)}: both must be degrees, like -6.98 and 110.42'
            )
        return found
