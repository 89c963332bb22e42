"""Telephone numbers as people and switchboards write them, brought to one form: +62 and the rest."""

import re

from data_sources.reading import identifier

_ORNAMENT = re.compile(r"[\s().\-/]|^tel:", re.IGNORECASE)
_DIGITS = re.compile(r"\+?\d+", re.ASCII)


def international(number: str) -> str:
    """`number` in E.164 form where it is a full Indonesian or foreign one; short codes and names as they are.

    ``0812-233-4455``, ``62 812 233 4455`` and ``+628122334455`` are one person. Plan of numbers: ITU E.164, +62;
    a subscriber number with its area code has 8 to 12 digits after the country code.
    """
    plain = _ORNAMENT.sub("", number)
    if not _DIGITS.fullmatch(plain):
        return identifier(number)
    if plain.startswith("00"):
        plain = "+" + plain[2:]
    if plain.startswith("+620"):
        return _indonesian(plain[4:])
    if plain.startswith("+"):
        return identifier(plain)
    if plain.startswith("62") and len(plain) >= 10:
        return _indonesian(plain[2:].removeprefix("0"))
    if plain.startswith("0") and len(plain) >= 8:
        return _indonesian(plain[1:])
    if plain.startswith("8") and 9 <= len(plain) <= 13:
        return _indonesian(plain)
    return identifier(plain)


def is_reachable(number: str) -> bool:
    """Whether an answer can be sent to a number as `international` gives it: a full number, no name or short code."""
    return number.startswith("+") and 8 <= len(number) <= 16


def _indonesian(rest: str) -> str:
    return identifier(f"+62{rest}")
