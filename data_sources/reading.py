"""Safe reading of what strangers send: JSON, text, ids, numbers, positions and times that can be stored."""

import hashlib
import json
import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import NoReturn

from command_center.domain.inbound import Item, NoReport, Position
from data_sources.errors import BadMessage, PartlyBad

MAX_DEPTH = 100
"""Levels of nesting a JSON payload may have; no channel sends more than a dozen."""

MAX_IDENTIFIER = 200
"""Characters an id may have before it is replaced with its hash: a database index takes no long keys."""

JSON = "application/json"

MAX_NAMED = 20
"""Bad parts that an error names one by one."""

EARLIEST = datetime(2005, 1, 1, tzinfo=UTC)
"""No message can be older: the first of the channels (SMS to the city) is younger than this."""

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_MILLISECONDS_FROM = 1e11
"""Seconds reach this number in the year 5138, milliseconds in 1973: so a larger number counts milliseconds."""


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


_DECODER = json.JSONDecoder(parse_constant=_refuse_constant)


def read_json(body: bytes) -> object:
    """The JSON value in `body`. Raises BadMessage where it is none, is no UTF-8, or is nested too deeply."""
    if not body.strip():
        raise BadMessage("the body is empty where JSON was expected")
    try:
        value: object = _DECODER.decode(body.decode(json.detect_encoding(body), "surrogatepass"))
    except RecursionError as error:
        raise BadMessage(f"the JSON is nested more than {MAX_DEPTH} levels deep") from error
    except ValueError as error:  # JSONDecodeError, UnicodeDecodeError, and integers of thousands of digits
        raise BadMessage(f"the body is not valid JSON: {error}") from error
    if body.count(b"[") + body.count(b"{") > MAX_DEPTH and _too_deep(value):
        raise BadMessage(f"the JSON is nested more than {MAX_DEPTH} levels deep")
    return value


def _too_deep(value: object) -> bool:
    """Whether `value` has more than MAX_DEPTH levels; by levels and not by recursion, so that it cannot overflow."""
    level: list[object] = [value]
    for _ in range(MAX_DEPTH):
        children: list[object] = []
        for node in level:
            if isinstance(node, dict):
                children.extend(node.values())
            elif isinstance(node, list):
                children.extend(node)
        if not children:
            return False
        level = children
    return True


def storable(text: str) -> str:
    """`text` with NUL and lone surrogates, which database drivers refuse, replaced by U+FFFD; all else is kept."""
    return _UNSTORABLE.sub("\ufffd", text)


def text_of(node: Mapping[str, object], *names: str) -> str:
    """The first of the named fields that is a non-empty string, made storable; "" where there is none."""
    for name in names:
        value = node.get(name)
        if isinstance(value, str) and value:
            return storable(value)
    return ""


def identifier(value: object) -> str:
    """An id as text: strings and whole numbers, made storable; "" for all else; a hash where it is too long."""
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        return ""
    try:
        text = str(value).strip()
    except ValueError:  # an integer of thousands of digits
        return ""
    if len(text) > MAX_IDENTIFIER:
        return "sha256:" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return storable(text)


def identifier_of(node: Mapping[str, object], *names: str) -> str:
    """The first of the named fields that is an id, as `identifier` reads it; "" where there is none."""
    for name in names:
        found = identifier(node.get(name))
        if found:
            return found
    return ""


def mapping(value: object) -> Mapping[str, object]:
    """`value` if it is a JSON object, else an empty one: for optional parts of a payload."""
    return value if isinstance(value, dict) else {}


def sequence(value: object) -> Sequence[object]:
    """`value` if it is a JSON array, else an empty one: for optional parts of a payload."""
    return value if isinstance(value, list) else ()


def stated(node: Mapping[str, object]) -> Mapping[str, object]:
    """`node` without the fields that say nothing: null, false, 0, and empty texts, lists and objects.

    Libraries write every field they know, most of them so; a field that is there is then no sign of what came.
    """
    return {
        name: value
        for name, value in node.items()
        if value or not (value is None or isinstance(value, (bool, int, float, str, list, dict)))
    }


def number(value: object) -> float | None:
    """A finite number from a number or a numeric string; None for all else."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        found = float(value)
    except (ValueError, OverflowError):
        return None
    return found if math.isfinite(found) else None


def position(lat: object, lon: object) -> Position | None:
    """The place at these WGS 84 degrees; None where either is missing, no number or off the globe."""
    north, east = number(lat), number(lon)
    if north is None or east is None or not (-90 <= north <= 90 and -180 <= east <= 180):
        return None
    return Position(north, east)


def moment(value: object) -> datetime | None:
    """The aware UTC time in a count of seconds or milliseconds since 1970, or in an ISO 8601 text with a zone.

    None where it cannot be read, also for a text without a zone: a guess would be seven hours off.
    """
    counted = number(value)
    try:
        if counted is not None:
            seconds = counted / 1000 if abs(counted) >= _MILLISECONDS_FROM else counted
            return datetime.fromtimestamp(seconds, UTC)
        if isinstance(value, str):
            read = datetime.fromisoformat(value.strip())
            return read.astimezone(UTC) if read.tzinfo else None
    except (ValueError, OverflowError, OSError):
        return None
    return None


def plausible(sent_at: datetime | None, received_at: datetime) -> datetime:
    """`sent_at` where it can be true: from 2005 to a day after the receipt; else `received_at`.

    A day is allowed since phones and switchboards have wrong clocks; an answer of 1970 or 2099 would spoil deadlines.
    """
    if sent_at is None or sent_at < EARLIEST or sent_at > received_at + timedelta(days=1):
        return received_at
    return sent_at


def content_type(headers: Mapping[str, str], default: str) -> str:
    """The Content-Type of a request as it can be kept: storable, at most 200 characters."""
    return storable(headers.get("content-type", "") or default)[:MAX_IDENTIFIER]


Part = tuple[str, Callable[[], Iterable[Item]]]
"""Where a part of a payload is ("entry 0, change 2"), and how it is read."""


def each(parts: Iterable[Part]) -> Iterator[Item]:
    """The items of all parts that can be read; then PartlyBad, or BadMessage where no part could, naming each bad one.

    A part that gives no item, not even a `NoReport`, and a payload without parts count as bad: nothing vanishes.
    """
    bad: list[str] = []
    good = False
    for where, read in parts:
        try:
            items = list(read())
        except BadMessage as error:
            bad.append(f"{where}: {error}")
            continue
        if not items:
            bad.append(f"{where}: nothing in it is known")
            continue
        good = True
        yield from items
    if bad:
        more = f"; and {len(bad) - MAX_NAMED} more" if len(bad) > MAX_NAMED else ""
        raise (PartlyBad if good else BadMessage)("; ".join(bad[:MAX_NAMED]) + more)
    if not good:
        raise BadMessage("nothing in the payload is known")


def refused(reason: str) -> Callable[[], Iterable[Item]]:
    """The reading of a part that cannot be read, for this reason."""

    def refuse() -> Iterable[Item]:
        raise BadMessage(reason)

    return refuse


def known(channel: str, kind: str) -> Callable[[], Iterable[Item]]:
    """The reading of a part that is known and no report."""
    return lambda: (NoReport(channel, kind),)


def named(names: Iterable[object]) -> str:
    """Names of fields for an error, as they can be stored and shown; "no field" where there are none."""
    found = sorted(f"{name!r:.40}" for name in names)
    return ", ".join(found[:MAX_NAMED]) or "no field"


def whole(value: object, what: str) -> Mapping[str, object]:
    """`value` if it is a JSON object; raises BadMessage naming `what` where it is none: for parts that must be there."""
    if not isinstance(value, dict):
        raise BadMessage(f"{what} is no JSON object")
    return value


def required(found: str, what: str) -> str:
    """`found` unless it is empty; raises BadMessage naming `what` is missing."""
    if not found:
        raise BadMessage(f"{what} is missing")
    return found
