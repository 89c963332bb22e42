"""How long a text is on a channel: SMS in parts, X in weighted characters, all others in characters or bytes.

Sources: 3GPP TS 23.038 (alphabets) and TS 23.040, 9.2.3.24.1 (a part of several gives 7 of 160 septets, or 3 of 70 letters of
UCS-2, to the header that joins it); docs.x.com, "Counting characters" (configuration v3: Latin and general punctuation count
one, all else two, a link 23).
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from command_center.domain import gsm7

_LINK = re.compile(r"https?://\S+", re.IGNORECASE)
_LIGHT = ((0x0000, 0x10FF), (0x2000, 0x200D), (0x2010, 0x201F), (0x2032, 0x2037))
"""Ranges of code points that X counts as one."""
LINK_WEIGHT = 23


class LengthUnit(StrEnum):
    """What a limit counts: parts of an SMS, weighted characters of X, characters, bytes of UTF-8."""

    SMS_PARTS = "sms_parts"
    X_WEIGHT = "x_weight"
    CHARACTERS = "characters"
    BYTES = "bytes"


@dataclass(frozen=True, slots=True)
class TextLimit:
    """The most that a channel takes in one answer, in its unit. `one_line`: line ends are not taken."""

    most: int
    unit: LengthUnit = LengthUnit.CHARACTERS
    one_line: bool = False


@dataclass(frozen=True, slots=True)
class TextSize:
    """A text measured: `used` of `most`, in the unit of its limit.

    Of an SMS also how many characters it has (`letters`) of those that this number of parts holds (`room`), and whether it
    is UCS-2 (70 letters) since a character is not in the GSM alphabet: `ucs2_for` is the first such character, else "".
    """

    used: int
    most: int
    unit: LengthUnit
    letters: int
    room: int
    ucs2_for: str = ""

    @property
    def fits(self) -> bool:
        """Whether the channel takes it."""
        return self.used <= self.most


def measured(text: str, limit: TextLimit) -> TextSize:
    """How much of a limit a text takes."""
    if limit.unit is LengthUnit.SMS_PARTS:
        return _sms(text, limit.most)
    used = {LengthUnit.X_WEIGHT: _x_weight, LengthUnit.BYTES: _bytes, LengthUnit.CHARACTERS: len}[limit.unit](text)
    return TextSize(used, limit.most, limit.unit, used, limit.most)


def _sms(text: str, most: int) -> TextSize:
    foreign = next((letter for letter in text if letter not in gsm7.BASIC and letter not in gsm7.EXTENSION), "")
    if foreign:
        # UCS-2 as phones read it is UTF-16: what lies beyond the first plane takes two.
        letters, one, of_several = len(text.encode("utf-16-be", "surrogatepass")) // 2, 70, 67
    else:
        letters, one, of_several = gsm7.septets(text), 160, 153
    parts = 1 if letters <= one else _parts(text, of_several, ucs2=bool(foreign))
    return TextSize(parts, most, LengthUnit.SMS_PARTS, letters, one if parts == 1 else parts * of_several, foreign)


def _parts(text: str, of_several: int, *, ucs2: bool) -> int:
    """Parts of a long SMS: no part ends in the middle of a character that takes two."""
    parts, left = 1, of_several
    for letter in text:
        wide = ord(letter) > 0xFFFF if ucs2 else letter in gsm7.EXTENSION
        cost = 2 if wide else 1
        if cost > left:
            parts, left = parts + 1, of_several
        left -= cost
    return parts


def _x_weight(text: str) -> int:
    links = _LINK.findall(text)
    rest = _LINK.sub("", text)
    return len(links) * LINK_WEIGHT + sum(1 if any(low <= ord(x) <= high for low, high in _LIGHT) else 2 for x in rest)


def _bytes(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


def cut(text: str, most: int) -> str:
    """The beginning of a text in at most so many characters, with an ellipsis where something is left out."""
    return text if len(text) <= most else text[: max(0, most - 1)].rstrip() + "…"
