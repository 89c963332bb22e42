"""What people type into the small fields of a form, brought to what is meant: a point on the earth, a way to be reached. Pure."""

import re

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
"""Marks of direction and of width that an address book puts around a number that is copied."""
_DASHES = re.compile("[\u2010-\u2015\u2212\ufe63\uff0d]")
_PAIR = re.compile(r"([+-]?\d{1,3}\.\d{1,20}) ?[,; ] ?([+-]?\d{1,3}\.\d{1,20})", re.ASCII)
_COMMA = re.compile(r"[+-]?\d{1,3},\d{1,20}", re.ASCII)
_EMAIL = re.compile(r"[^@\s<>,;:/]{1,64}@[^@\s<>,;:/]{1,180}\.[^@\s<>,;:/.]{2,40}")
_PHONE = re.compile(r"\+?[\d\s().\-/]+", re.ASCII)
_LABEL = r"(?:no|nomor|hp|wa|whatsapp|telp|tlp|tel|telepon|telpon|phone|sms|e-?mail|surel|mailto)"
_BEFORE = re.compile(rf"(?:(?:{_LABEL}\b[\s.:=/-]*)+|https?://wa\.me/)(?=\S)", re.IGNORECASE)
_BEHIND = re.compile(rf"\s*(?:\({_LABEL}(?:[\s/,]+{_LABEL})*\)|{_LABEL}\b)$", re.IGNORECASE)
FEWEST_DIGITS, MOST_DIGITS = 8, 16
"""Digits of a telephone number as it is written: 024 and five at least; a country code with a 0 behind it at most."""


def place_typed(lat: str, lon: str) -> tuple[str, str]:
    """Degrees with a decimal point, as the two fields mean them. A decimal comma is one, as Indonesian writes it; two numbers
    in the first field alone are both, as maps copy them (``-6.98412, 110.40931``). What is not understood stays as it is.
    """
    lat, lon = _plain(lat), _plain(lon)
    if not lon and (both := _PAIR.fullmatch(lat)):
        lat, lon = both[1], both[2]
    return _pointed(lat), _pointed(lon)


def contact_typed(text: str) -> str:
    """The number or address in a contact, without the words for what it is (``WA: 0812 3344 5566``). What is not understood
    stays as it is.
    """
    plain = _plain(text)
    bare = _BEHIND.sub("", _BEFORE.sub("", plain, count=1) if _BEFORE.match(plain) else plain)
    return bare if leads_to_somebody(bare) else plain


def leads_to_somebody(contact: str) -> bool:
    """Whether it is one telephone number or one e-mail address, and nothing else."""
    digits = sum(letter.isdigit() for letter in contact)
    is_number = _PHONE.fullmatch(contact) is not None and FEWEST_DIGITS <= digits <= MOST_DIGITS
    return is_number or is_address(contact)


def is_address(contact: str) -> bool:
    """Whether it is an e-mail address."""
    return _EMAIL.fullmatch(contact) is not None


def _plain(text: str) -> str:
    """Without what is not to be seen; blanks and dashes of any kind as those of a keyboard."""
    return " ".join(_DASHES.sub("-", _INVISIBLE.sub("", text)).split())


def _pointed(degrees: str) -> str:
    return degrees.replace(",", ".") if _COMMA.fullmatch(degrees) else degrees
