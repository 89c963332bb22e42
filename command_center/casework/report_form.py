"""A citizen's report form: what it says, what is wrong with it, and the delivery that it becomes. Pure."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from command_center.casework.typed_fields import contact_typed, is_address, leads_to_somebody, place_typed
from command_center.domain.areas import Areas
from command_center.domain.categories import Categories
from command_center.domain.citizen_form import ACCOUNT, CHANNEL, CONTENT_TYPE, FormKind, SentPicture
from command_center.domain.inbound import Payload, Position
from command_center.domain.report_kinds import Visibility
from command_center.domain.working_days import WIB

MOST_PHOTOS = 5
LONGEST_TEXT = 4000
LONGEST_ADDRESS = 300
LONGEST_NAME = 100
LONGEST_CONTACT = 100
SHORTEST_TEXT = 5
"""Letters and digits below which nobody could say what is meant."""

SHORTEST_KEY = 16
"""Characters of a form's own key below which somebody else could guess it (docs/decisions/known-by-the-key-of-the-form.md)."""

LONGEST: Mapping[str, int] = {
    "text": LONGEST_TEXT,
    "address": LONGEST_ADDRESS,
    "name": LONGEST_NAME,
    "contact": LONGEST_CONTACT,
}
"""Field -> the most letters that it takes."""

VISIBILITY_WORDS: Mapping[str, Visibility] = {
    "": Visibility.PUBLIC,
    "publik": Visibility.PUBLIC,
    "anonymous": Visibility.ANONYMOUS,
    "confidential": Visibility.CONFIDENTIAL,
    **{str(each): each for each in Visibility},
}
"""Word of the form -> who may see the report."""

FAR_DEGREES = 0.3
"""Degrees (33 km) from the nearest middle of a kelurahan beyond which a point cannot be meant for this city. A place of a neighbour
is taken: whose it is, P3M says.
"""
_DEGREES = re.compile(r"[+-]?\d{1,3}(\.\d{1,20})?", re.ASCII)
_LETTERS = re.compile(r"\w")


class FormFault(StrEnum):
    """What may be wrong with a field; the screens have the words."""

    MISSING = "missing"
    SHORT = "short"
    LONG = "long"
    UNKNOWN = "unknown"
    CONTACT = "contact"
    DEGREES = "degrees"
    RANGE = "range"
    FAR = "far"
    HALF = "half"
    MANY = "many"
    NO_FILE = "no_file"
    GONE = "gone"
    GUESSABLE = "guessable"


@dataclass(frozen=True, slots=True)
class ReportForm:
    """A form as it was sent, each field stripped. `key` is the form's own, which nobody else knows; "" where it has none:
    then it is a report of its own each time. `same_as` is the tracking number of a report that this citizen says is the same.
    """

    text: str = ""
    address: str = ""
    lat: str = ""
    lon: str = ""
    contact: str = ""
    name: str = ""
    visibility: str = ""
    category: str = ""
    key: str = ""
    same_as: str = ""
    photos: tuple[SentPicture, ...] = ()

    @property
    def position(self) -> Position | None:
        """The point, None where there is none that can be used."""
        if not (_DEGREES.fullmatch(self.lat) and _DEGREES.fullmatch(self.lon)):
            return None
        lat, lon = float(self.lat), float(self.lon)
        return Position(lat, lon) if abs(lat) <= 90 and abs(lon) <= 180 else None

    @property
    def contact_key(self) -> str:
        """What tells one contact from another, however it is written; "" for none."""
        if is_address(self.contact):
            return self.contact.lower()
        return re.sub(r"\D", "", self.contact).lstrip("0").removeprefix("62").lstrip("0")


def as_meant(form: ReportForm) -> ReportForm:
    """The form with its point and its contact as they are meant."""
    lat, lon = place_typed(form.lat, form.lon)
    return replace(form, lat=lat, lon=lon, contact=contact_typed(form.contact))


def faults(form: ReportForm, categories: Categories, areas: Areas) -> Mapping[str, FormFault]:
    """Field -> what is wrong with it; empty where the form can be taken."""
    found: dict[str, FormFault] = {}
    if not form.text:
        found["text"] = FormFault.MISSING
    elif len(_LETTERS.findall(form.text)) < SHORTEST_TEXT:
        found["text"] = FormFault.SHORT
    for field, longest in LONGEST.items():
        if len(getattr(form, field)) > longest:
            found[field] = FormFault.LONG
    if form.contact and "contact" not in found and not leads_to_somebody(form.contact):
        found["contact"] = FormFault.CONTACT
    if form.visibility.lower() not in VISIBILITY_WORDS:
        found["visibility"] = FormFault.UNKNOWN
    if form.category and form.category not in categories.by_code:
        found["category"] = FormFault.UNKNOWN
    found |= _place_faults(form, areas)
    if len(form.photos) > MOST_PHOTOS:
        found["photo"] = FormFault.MANY
    if 0 < len(form.key) < SHORTEST_KEY:
        found["key"] = FormFault.GUESSABLE
    return found


def _place_faults(form: ReportForm, areas: Areas) -> Mapping[str, FormFault]:
    """What is wrong with the point, at the fields that it is wrong with."""
    typed = {"lat": form.lat, "lon": form.lon}
    if not any(typed.values()):
        return {}
    if not all(typed.values()):
        return dict.fromkeys(typed, FormFault.HALF)
    unread = {name: FormFault.DEGREES for name, value in typed.items() if not _DEGREES.fullmatch(value)}
    position = form.position
    if unread or position is None:
        return unread or {
            name: FormFault.RANGE for name, most in (("lat", 90), ("lon", 180)) if abs(float(typed[name])) > most
        }
    return {} if _is_near(position, areas) else dict.fromkeys(typed, FormFault.FAR)


def _is_near(position: Position, areas: Areas) -> bool:
    centres = (each.centre for each in areas.kelurahan)
    return any(
        abs(position.lat - each.lat) <= FAR_DEGREES and abs(position.lon - each.lon) <= FAR_DEGREES for each in centres
    )


def joining(form: ReportForm, number: str, category: str, position: Position | None) -> ReportForm:
    """The form of somebody who says that it is the same as a report that there is: of what it leaves open, the kind and
    the place are those of that report.
    """
    lat, lon = form.lat, form.lon
    if form.position is None and not form.address and position is not None:
        lat, lon = f"{position.lat:.6f}", f"{position.lon:.6f}"
    return replace(form, same_as=number, category=form.category or category, lat=lat, lon=lon)


def delivery(form: ReportForm, received_at: datetime) -> Payload:
    """A form without faults, and with a key, as the inbox keeps it. What was sent twice is the same delivery."""
    position = form.position
    said = {
        "kind": str(FormKind.REPORT),
        "text": form.text,
        "address": form.address,
        "lat": position.lat if position else None,
        "lon": position.lon if position else None,
        "contact": form.contact,
        "name": form.name,
        "visibility": str(VISIBILITY_WORDS[form.visibility.lower()]),
        "category": form.category,
        "same_as": form.same_as,
        "photos": _written(form.photos),
    }
    return as_delivery(said, form.key, received_at)


def reply_delivery(number: str, text: str, photos: tuple[SentPicture, ...], key: str, received_at: datetime) -> Payload:
    """A citizen's further words about the report with this number, as the inbox keeps them."""
    said = {"kind": str(FormKind.REPLY), "number": number, "text": text, "photos": _written(photos)}
    return as_delivery(said, key, received_at)


def as_delivery(said: Mapping[str, Any], key: str, received_at: datetime) -> Payload:
    """What is said, under its own key: the form's with its words, so that a form that was sent twice is one delivery and one
    whose words were changed meanwhile another. A draft that is sent again after the line broke has lost its pictures: it is
    the same all the same. Without a key it is all that is said and the day (WIB).
    """
    words = {name: value for name, value in said.items() if value and not (key and name == "photos")}
    body = json.dumps({name: value for name, value in said.items() if value}, ensure_ascii=False, sort_keys=True)
    raw = body.encode("utf-8", "replace")
    begins = key or f"{received_at.astimezone(WIB).date()}"
    identity = json.dumps([begins, words], sort_keys=True).encode("ascii")
    digest = hashlib.sha256(identity).hexdigest()
    return Payload(CHANNEL, ACCOUNT, f"form-{digest[:48]}", received_at, CONTENT_TYPE, {}, raw)


def _written(photos: tuple[SentPicture, ...]) -> list[dict[str, str]]:
    return [{"ref": each.ref, "type": each.content_type} for each in photos]
