"""The operator's call form: what is wrong with it, and the delivery of channel 112 that it becomes. Pure.

What it writes is the JSON that docs/channels/112.md describes, as any other call centre's software would send it.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from command_center.domain.areas import Areas
from command_center.domain.calls import Call, same_number
from command_center.domain.categories import Categories
from command_center.domain.inbound import CallKind, Payload
from command_center.domain.report_kinds import Visibility
from command_center.domain.text import clean
from command_center.domain.working_days import WIB

CHANNEL = "112"
LINE = "112"
"""Channel and account: the one line there is."""

REPORTED = frozenset({CallKind.NORMAL, CallKind.INFORMATION})
"""Kinds of call that become reports; the others are counted."""

LONGEST = {"caller": 40, "name": 120, "text": 5000, "address": 300}
"""Characters that each field takes."""

_FORM_ID = re.compile(r"[0-9a-f]{32}")
_NUMBER = re.compile(r"\+?[0-9](?:[ ().\-/]{0,2}[0-9]){2,15}")


class Fault(StrEnum):
    """What can be wrong with a field."""

    MISSING = "missing"
    UNKNOWN = "unknown"
    NO_NUMBER = "no_number"
    TOO_LONG = "too_long"


@dataclass(frozen=True, slots=True)
class CallForm:
    """What the operator wrote. `form_id` is 32 hex digits that a form keeps until it is taken.

    `call_id` names the call of the switchboard that the form was opened for, "" where it was for none, or for one that
    had been written down before. `kind` and `visibility` are values of `CallKind` and `Visibility`; `kelurahan` and
    `category` are codes, "" where the operator left them to intake.
    """

    form_id: str
    kind: str = ""
    caller: str = ""
    name: str = ""
    text: str = ""
    address: str = ""
    kelurahan: str = ""
    category: str = ""
    visibility: str = str(Visibility.PUBLIC)
    call_id: str = ""


def faults(form: CallForm, areas: Areas, categories: Categories) -> Mapping[str, Fault]:
    """What is wrong, by field; empty where the form can be taken."""
    found: dict[str, Fault] = {}
    if not _FORM_ID.fullmatch(form.form_id):
        found["form_id"] = Fault.UNKNOWN
    if form.kind not in set(CallKind):
        found["kind"] = Fault.UNKNOWN if form.kind else Fault.MISSING
    if form.caller.strip() and not _NUMBER.fullmatch(form.caller.strip()):
        found["caller"] = Fault.NO_NUMBER
    if form.kind in REPORTED and not clean(form.text):
        found["text"] = Fault.MISSING
    for name, longest in LONGEST.items():
        if len(getattr(form, name)) > longest:
            found[name] = Fault.TOO_LONG
    if form.kelurahan and form.kelurahan not in areas.kelurahan_by_code:
        found["kelurahan"] = Fault.UNKNOWN
    if form.category and form.category not in categories.by_code:
        found["category"] = Fault.UNKNOWN
    if form.visibility not in set(Visibility):
        found["visibility"] = Fault.UNKNOWN
    return found


def belongs_to(form: CallForm, call: Call | None, operator: str) -> bool:
    """Whether the form is that of this call of the switchboard.

    It is not where the operator put another number in, or where another form wrote the call down meanwhile: such a form
    is a report of its own, since nobody's report may be replaced by another one's. A number that was taken out says
    nothing else: the caller wants none to be kept.
    """
    if call is None:
        return False
    if call.form == form.form_id and call.written:
        return True
    if call.form not in ("", form.form_id) or (call.written and call.agent != operator):
        return False
    return not form.caller.strip() or same_number(form.caller, call.caller)


def delivery(form: CallForm, call: Call | None, operator: str, areas: Areas, received_at: datetime) -> Payload:
    """The form as the inbox keeps it. `call` is the switchboard's call that it belongs to, None for none.

    A form that is sent twice is the same delivery: what it says depends on nothing but the form and its call.
    """
    call_id = call.call_id if call is not None else own_call_id(form)
    sent = {
        "call_id": call_id,
        "caller": form.caller.strip(),
        "name": form.name.strip(),
        "kind": form.kind,
        "text": form.text.strip(),
        "address": address(form, areas),
        "category": form.category,
        "visibility": form.visibility,
        "operator": operator,
        "at": call.started_at.astimezone(WIB).isoformat() if call is not None else "",
    }
    body = json.dumps({name: value for name, value in sent.items() if value}, ensure_ascii=False)
    raw = body.encode("utf-8", "replace")
    key = f"{call_id}:{hashlib.sha256(raw).hexdigest()[:16]}"
    return Payload(CHANNEL, LINE, key, received_at, "application/json", {}, raw)


def own_call_id(form: CallForm) -> str:
    """The call's id where the switchboard told of none: "the call centre's own number of the call"."""
    return f"desk-{form.form_id}"


def address(form: CallForm, areas: Areas) -> str:
    """The place in words, the chosen kelurahan first: there it outweighs other places that the address names."""
    parts = [form.address.strip()] if form.address.strip() else []
    if form.kelurahan:
        kelurahan = areas.kelurahan_by_code[form.kelurahan]
        kecamatan = areas.kecamatan_by_code[kelurahan.kecamatan]
        parts = [f"Kelurahan {kelurahan.name}", f"Kecamatan {kecamatan.name}", *parts]
    return ", ".join(parts)
