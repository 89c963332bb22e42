"""A briefing as the text that is kept of it, and back: the same briefing is always the same text, whose digest tells it."""

import json
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from functools import lru_cache
from hashlib import sha256
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from command_center.errors import NotFound
from command_center.readmodel.briefing_view import Briefing


class UnreadableBriefing(NotFound):
    """What is kept of a briefing is not what this program writes, or was changed after it was issued."""


def as_text(briefing: Briefing) -> str:
    """JSON with its keys in order and no blanks."""
    return json.dumps(_plain(briefing), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def fingerprint(text: str) -> str:
    """SHA-256 of the text, in hexadecimal digits."""
    return sha256(text.encode()).hexdigest()


def as_briefing(text: str, digest: str) -> Briefing:
    """The briefing that was kept as `text` with this fingerprint. Raises UnreadableBriefing."""
    if fingerprint(text) != digest:
        raise UnreadableBriefing("what is kept is not what was issued: its fingerprint differs; restore a backup")
    try:
        return _read(text)
    except (KeyError, TypeError, ValueError) as error:
        raise UnreadableBriefing(f"it was kept by another version of the program ({error}): issue it anew") from error


@lru_cache(maxsize=4)
def _read(text: str) -> Briefing:
    """Those that were read last are kept: everybody opens the newest, and a version is compared with the one before."""
    briefing = _built(Briefing, json.loads(text))
    assert isinstance(briefing, Briefing)
    return briefing


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


def _built(kind: Any, value: Any) -> Any:
    """A value of the type `kind` from JSON; what has another shape raises KeyError, TypeError or ValueError."""
    if get_origin(kind) is UnionType:
        if value is None and NoneType in get_args(kind):
            return None
        (kind,) = (each for each in get_args(kind) if each is not NoneType)
    if isinstance(kind, type) and is_dataclass(kind):
        if not isinstance(value, Mapping):
            raise TypeError(f"{value!r} is no table")
        types = get_type_hints(kind)
        # What an earlier program did not know of yet is as its default says; all else must be there.
        known = [field for field in fields(kind) if field.name in value or field.default is MISSING]
        return kind(**{field.name: _built(types[field.name], value[field.name]) for field in known})
    if get_origin(kind) is tuple:
        parts = get_args(kind)
        if parts[-1] is Ellipsis:
            return tuple(_built(parts[0], each) for each in value)
        return tuple(_built(part, each) for part, each in zip(parts, value, strict=True))
    if kind is datetime or kind is date:
        return kind.fromisoformat(value)
    if kind is float:
        return float(value)
    if not isinstance(value, kind):
        raise TypeError(f"{value!r} is no {kind.__name__}")
    return value
