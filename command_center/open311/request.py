"""What the fields of a posted GeoReport v2 form mean, and the key under which one request is the same as another.

The server reads a form to refuse what is wrong while the app still listens; the channels read the same bytes again,
later, from the inbox. Both use these functions, so that they cannot disagree.
"""

import hashlib
import json
import re
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from command_center.domain.inbound import Position
from command_center.domain.report_kinds import ReportClass, Visibility
from command_center.domain.working_days import WIB
from command_center.open311.body import BadForm, Form

E = TypeVar("E", bound=StrEnum)

VISIBILITY, CLASS = "visibility", "class"
"""Codes of our two extension attributes; every service has them."""

# Headers that the inbox keeps beside the raw form.
IDEMPOTENCY_KEY = "idempotency-key"
FINGERPRINT = "form-fingerprint"
ADDRESS_OF_ID = "address-of-id"
"""The area that `address_id` stands for, in words: the server knows the city's areas, the channels do not."""

_NEXT_URL = re.compile(r"\s*,\s*(?=https?://)", re.ASCII)
_COMMA = re.compile(r"[+-]?\d{1,3},\d{1,20}", re.ASCII)
_NUMBER = re.compile(r"[+-]?\d{1,3}(\.\d{1,20})?", re.ASCII)


def position_of(form: Form) -> Position | None:
    """The point of `lat` and `long`, WGS 84 degrees; None where both are absent. Raises BadForm."""
    lat, lon = form.first("lat"), form.first("long")
    if not lat and not lon:
        return None
    if not lat or not lon:
        raise BadForm("lat and long must be sent together")
    north, east = _degrees("lat", lat, 90), _degrees("long", lon, 180)
    return Position(north, east)


def _degrees(name: str, text: str, limit: int) -> float:
    if _COMMA.fullmatch(text):
        raise BadForm(f"{name} is written with a comma, {text!r}: write a point, {text.replace(',', '.')}")
    if not _NUMBER.fullmatch(text) or abs(float(text)) > limit:
        raise BadForm(f"{name} must be WGS 84 degrees from -{limit} to {limit}, like -6.9812, not {text[:40]!r}")
    return float(text)


def media_urls(form: Form) -> tuple[str, ...]:
    """Every `media_url` and `media_url[]`, in the order they came, each once; one value may list several with commas."""
    values = (value for name, value in form.fields if name in ("media_url", "media_url[]"))
    return tuple(dict.fromkeys(url for value in values for url in _NEXT_URL.split(value)))


def visibility_of(form: Form) -> Visibility:
    """`attribute[visibility]`; PUBLIC where absent. Raises BadForm for any other word: a guess could expose a secret."""
    return _chosen(form, VISIBILITY, Visibility, Visibility.PUBLIC)


def class_of(form: Form) -> ReportClass:
    """`attribute[class]`; COMPLAINT where absent. Raises BadForm for any other word."""
    return _chosen(form, CLASS, ReportClass, ReportClass.COMPLAINT)


def _chosen(form: Form, code: str, kinds: type[E], default: E) -> E:
    values = set(form.attributes().get(code, ()))
    if not values:
        return default
    try:
        (value,) = values
        return kinds(value.lower())
    except ValueError as error:
        raise BadForm(f"attribute[{code}] must be one of {', '.join(kinds)}") from error


def answers_of(form: Form) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The attributes that are not ours: code and values, in the order they came."""
    return tuple((code, values) for code, values in form.attributes().items() if code not in (VISIBILITY, CLASS))


def fingerprint(form: Form) -> str:
    """SHA-256 (64 hex digits) of everything the form says, whatever its encoding, order of names or boundary.

    Left out is the api_key, so that exchanging an app's key does not make old requests new.
    """
    fields = sorted((pair for pair in form.fields if pair[0] != "api_key"), key=lambda pair: pair[0])
    uploads = [(upload.field, hashlib.sha256(upload.data).hexdigest()) for upload in form.uploads]
    return hashlib.sha256(json.dumps([fields, uploads]).encode("ascii")).hexdigest()


def delivery_id(form: Form, idempotency_key: str, received_at: datetime) -> str:
    """The key of a request: equal keys of one app are one report.

    It is the app's Idempotency-Key, for good; without one it is what the form says and the WIB day, so that a request
    sent again after a lost answer is the same report, while the same complaint tomorrow is a new one.
    """
    if idempotency_key:
        return "key-" + hashlib.sha256(idempotency_key.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{received_at.astimezone(WIB).date()}-{fingerprint(form)}"
