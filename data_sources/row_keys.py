"""The key of a report in somebody's file: what a spreadsheet has damaged is told, since it would merge different reports.

A spreadsheet keeps 15 digits of a number (IEEE 754; Microsoft, "Excel specifications and limits"): longer ids come out
as 8,81764E+12, or end in zeros that were other digits.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from data_sources.errors import BadMessage
from data_sources.reading import identifier
from data_sources.tables import Cell

DIGITS = 15
"""Digits of a number that a spreadsheet keeps."""
CERTAIN = 3
"""Zeros in the places that a spreadsheet loses, in all keys of a file together, from which it is no chance: one in 1,000."""

_MEND = "format its column as text, enter the ids again from the source, and export once more"
_ROUNDED = re.compile(r"[+-]?(?:\d+[.,]\d+[eE][+-]?|\d+[eE][+-])\d+")
"""``8,8E+12``, ``8.8E12``, ``1E+17``; not ``12E5``, which may be an id."""
_IN_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3}){2,}|\d{1,3}(?:,\d{3}){2,}")
"""``8.800.003``: a number that a spreadsheet shows in groups; one group may be an id of its own."""
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
"""Letters without a shape, which come along when ids are copied from a page."""
_NOTHING = frozenset({"-", "--", "n/a", "na", "null", "none", "nan", "nil", "undefined", "(kosong)"})
"""Words that stand for an empty cell."""
_AS_TEXT = re.compile(r'="(.*)"')
_NUMBER_SIGN = re.compile(r"^#\s*(?=\d)")
_DECIMAL_ZERO = re.compile(r"(\d{1,15})[.,]0+")
_FAULT = re.compile(r"#(?:N/A|REF!|VALUE!|NAME\?|NUM!|DIV/0!|NULL!|#+)")


def key_of(cell: Cell, what: str) -> str:
    """The key in a cell; "" for an empty one. `what` names it in errors. Raises BadMessage where it was damaged."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        raise BadMessage(f"the {what} is {cell} and no id")
    if isinstance(cell, (datetime, date, time, timedelta)):
        raise BadMessage(f"the {what} is a date or time, {cell}, and no id: {_MEND}")
    if isinstance(cell, (int, float)):
        return _number(cell, what)
    text = _UNSEEN.sub("", cell).strip()
    if wrapped := _AS_TEXT.fullmatch(text):
        text = wrapped[1].strip()
    text = _NUMBER_SIGN.sub("", text.removeprefix("'"))
    if text.lower() in _NOTHING:
        return ""
    if text.lower() in ("true", "false"):
        raise BadMessage(f"the {what} is {text} and no id: {_MEND}")
    if _FAULT.match(text) or text.startswith("="):
        raise BadMessage(f"the {what} {text[:40]!r} is what a spreadsheet shows for a fault or a formula: {_MEND}")
    if _ROUNDED.fullmatch(text):
        raise BadMessage(f"the {what} {text[:40]!r} is a rounded number, which several reports may share: {_MEND}")
    if whole := _DECIMAL_ZERO.fullmatch(text):
        text = whole[1]
    elif _IN_THOUSANDS.fullmatch(text):
        text = re.sub("[.,]", "", text)
    return identifier(text)


def _number(number: float, what: str) -> str:
    if number != number or number in (float("inf"), float("-inf")) or number != int(number):
        raise BadMessage(f"the {what} {number} is no whole number: {_MEND}")
    if abs(number) >= 10**DIGITS:
        raise BadMessage(
            f"the {what} {int(number)} was kept as a number, of which a spreadsheet keeps {DIGITS} digits only, so that "
            f"several reports may share it: {_MEND}"
        )
    return str(int(number))


def cut_to_zeros(keys: Iterable[str]) -> frozenset[str]:
    """The keys of a file that a spreadsheet has cut: all that are longer than it keeps end in zeros there."""
    long = {key for key in keys if key.isdecimal() and len(key) > DIGITS}
    zeros = sum(len(key) - DIGITS for key in long)
    if zeros >= CERTAIN and all(set(key[DIGITS:]) == {"0"} for key in long):
        return frozenset(long)
    return frozenset()


CUT = (
    f"the id was kept as a number, of which a spreadsheet keeps {DIGITS} digits only: all long ids of the file end in zeros, "
    f"so that several reports may share one: {_MEND}"
)
