"""Takes personal names out of a text: found by what people write around them, since no list of names is complete."""

import re
from collections.abc import Iterable

from command_center.domain.name_words import NOT_NAMES, RELATIVES, ROLES, SHORT_TITLES, TITLES

NAME = "[nama]"

_WORD = re.compile(r"[^\W\d_][^\W\d_'’]*\.?")
_GAP = re.compile(r"[ \t]+")
_LINKS = frozenset({"bin", "binti", "van", "de"})
_SELF = r"(?:saya|sy|aku|kami|kulo|kula)"

# What follows may be in lower case: these announce a name and nothing else.
_ANNOUNCED = re.compile(
    rf"""\b(?:
        nama\s*(?:(?:saya|sy|aku|kulo|lengkap|pelapor|pengirim|panggilan)\s*)+(?:adalah|yaitu|:|=|-|,)?
      | nama\s*[:=] | namaku | namanya | bernama
      | atas\s+nama | a\s?\.\s?n\b\.? | a/n\b\.? | (?<!\d\s)an\b\.?(?=\s)
      | panggil\s+(?:saja\s+)?{_SELF}
      | (?:pelapor|pengirim|kontak|ttd|tertanda|contact\s+person)\s*[:=,]
      | (?:hub|hubungi|cp)\b\.?\s*:?
    )\s*""",
    re.IGNORECASE | re.VERBOSE,
)
_TITLED = re.compile(rf"(?<![\w-])(?:{TITLES})\b\.?[ \t]+", re.IGNORECASE)
# "Jl. Dr. Wahidin" and "RS Dr. Kariadi" are places: the words before such a title rule it out.
_SHORT_TITLED = re.compile(
    rf"(?P<place>\b(?:jl|jln|jlan|jalan|gg|gang|rs|rsu|rsud|rsup|masjid|stadion|gedung)\b\.?\s*)?"
    rf"\b(?:{SHORT_TITLES})\b(?:\.[ \t]*|[ \t]+)(?=[A-Z])",
    re.IGNORECASE,
)
_RELATED = re.compile(rf"\b(?:{RELATIVES})\s+(?:saya|sy|kami|aku|kulo|nya)\b\s*,?\s*(?:yang\s+)?", re.IGNORECASE)
_ROLE = re.compile(rf"\b(?:{ROLES})\b\s*,?\s*", re.IGNORECASE)
_MYSELF = re.compile(rf"\b{_SELF}\s*,?[ \t]+", re.IGNORECASE)
_FROM = re.compile(r"\s*,?\s*(?:dari|dr|warga|asal|tinggal|umur|usia|rt)\b", re.IGNORECASE)
_AFTER_NUMBER = re.compile(r"\[nomor\][ \t]*[(,/\-:]?[ \t]*")
_BEFORE_NUMBER = re.compile(r"((?:[A-ZÀ-Þ][\w'’]+[ \t]+){1,3})(?=[(:\-=]?[ \t]*\[nomor\])")
_FAREWELL = re.compile(
    r"(?:terima\s?kasih|trima\s?kasih|makasih|trims?|thanks|thx|tks|suwun|nuwun|salam|hormat\s+(?:saya|kami)|"
    r"wassalam\w*|ttd)[ \t.,!:;\-–~(]*(?P<line>\n)?[ \t\-–~(]*",
    re.IGNORECASE,
)
_LAST_LINE = re.compile(r"\n[ \t\-–~(]*(?=[A-ZÀ-Þ][^\n]{1,60}\Z)")
_FIRST_WORDS = re.compile(r"\A(?=[A-ZÀ-Þ])")
_CITIZEN = re.compile(r"\s*[,(]\s*warga\b", re.IGNORECASE)
_AT_END = re.compile(r"[\s.)!]*\Z")

_ANNOUNCING = frozenset(
    {"nama", "namaku", "namanya", "bernama", "atas", "a", "an", "panggil", "pelapor", "pengirim", "kontak", "ttd"}
    | {"tertanda", "contact", "hub", "hubungi", "cp"}
)
_TITLES = frozenset(TITLES.replace("?", "").split("|")) | {"ustad"}
_SHORT_TITLES = frozenset(SHORT_TITLES.split("|"))
_RELATIVES = frozenset(RELATIVES.split("|"))
_ROLES = frozenset(re.findall(r"[a-z]{4,}", ROLES))
_SELVES = frozenset({"saya", "sy", "aku", "kami", "kulo", "kula"})
_THANKS = frozenset(
    {"terima", "terimakasih", "trima", "trimakasih", "makasih", "trim", "trims", "thanks", "thx", "tks", "suwun"}
    | {"nuwun", "salam", "hormat", "wassalam", "wassalamualaikum", "ttd"}
)


def mask_names(text: str, present: frozenset[str]) -> str:
    """The text with `NAME` in place of every name that its surroundings give away.

    `present` are the words of the text in lower case: a pattern none of whose words is there is not tried. Numbers must
    be masked before.
    """
    shouting = text.isupper()
    if not present.isdisjoint(_ANNOUNCING):
        # Up to three words in lower case, since an SMS knows no capitals.
        text = _mask_after(_ANNOUNCED, text, lower=3)
    if not present.isdisjoint(_TITLES):
        text = _mask_after(_TITLED, text, lower=1)
    if not present.isdisjoint(_SHORT_TITLES):
        text = _mask_after(_SHORT_TITLED, text, lower=0)
    if not present.isdisjoint(_SELVES):
        text = _mask_myself(text, shouting)
    if "[nomor]" in text:
        text = _mask_after(_AFTER_NUMBER, text, lower=0)
        text = _BEFORE_NUMBER.sub(_name_before_number, text)
    if shouting:
        return text
    if not present.isdisjoint(_RELATIVES):
        text = _mask_after(_RELATED, text, lower=0)
    if not present.isdisjoint(_ROLES):
        text = _mask_after(_ROLE, text, lower=0)
    return _mask_signature(text, present)


def mask_known(text: str, names: Iterable[str]) -> str:
    """The text without these very names, whole or in part, in any case."""
    parts = {part for name in names for part in _WORD.findall(name) if len(part) > 2 and part.lower() not in NOT_NAMES}
    if not parts:
        return text
    one = "|".join(map(re.escape, sorted(parts, key=len, reverse=True)))
    return re.sub(rf"\b(?:{one})\b(?:\s+(?:{one})\b)*", NAME, text, flags=re.IGNORECASE)


def _name_end(text: str, start: int, lower: int, most: int = 4) -> int | None:
    """Where the name that begins at `start` ends, None where there is none; `lower` words of it may be lower case."""
    end: int | None = None
    position = start
    for number in range(most):
        word = _WORD.match(text, position)
        if not word:
            break
        plain = word[0].rstrip(".").lower()
        capital = word[0][0].isupper()
        if plain in NOT_NAMES or not (capital or number < lower or (number and plain in _LINKS)):
            break
        # The full stop belongs to an initial ("B. Santoso"); after a longer word it ends the sentence.
        initial = len(plain) == 1
        end = word.end() if initial or not word[0].endswith(".") else word.end() - 1
        if end != word.end():
            break
        gap = _GAP.match(text, end)
        if not gap:
            break
        position = gap.end()
    return end


def _mask_after(trigger: re.Pattern[str], text: str, lower: int) -> str:
    """Masks the names that follow `trigger`."""
    parts: list[str] = []
    position = 0
    for found in trigger.finditer(text):
        if found.start() < position or found.groupdict().get("place"):
            continue
        end = _name_end(text, found.end(), lower)
        if end is not None:
            parts += text[position : found.end()], NAME
            position = end
    return "".join(parts) + text[position:] if parts else text


def _mask_myself(text: str, shouting: bool) -> str:
    """Names in "Saya Budi ..." and "saya budi dari ..."."""
    parts: list[str] = []
    position = 0
    for found in _MYSELF.finditer(text):
        if found.start() < position:
            continue
        end = None if shouting else _name_end(text, found.end(), lower=0)
        if end is None:
            end = _name_end(text, found.end(), lower=3)
            if end is not None and not _FROM.match(text, end):
                end = None
        if end is not None:
            parts += text[position : found.end()], NAME
            position = end
    return "".join(parts) + text[position:] if parts else text


def _name_before_number(found: re.Match[str]) -> str:
    """Masks the capitalised words before a number from the first that can be a name."""
    kept: list[str] = []
    listed = found[1].split()
    while listed and listed[0].lower() in NOT_NAMES:
        kept.append(listed.pop(0))
    if not listed or any(word.lower() in NOT_NAMES for word in listed):
        return found[0]
    return " ".join([*kept, NAME]) + " "


def _mask_signature(text: str, present: frozenset[str]) -> str:
    """Names that sign: after the thanks at the end, alone on the last line, or first as "Budi, warga ..."."""
    for found in _FAREWELL.finditer(text) if not present.isdisjoint(_THANKS) else ():
        end = _name_end(text, found.end(), lower=3 if found["line"] else 0)
        if end is not None and _AT_END.match(text, end):
            return text[: found.end()] + NAME + text[end:]
    last = _LAST_LINE.search(text) if "\n" in text else None
    if last:
        end = _name_end(text, last.end(), lower=0)
        if end is not None and _AT_END.match(text, end):
            return text[: last.end()] + NAME + text[end:]
    if _FIRST_WORDS.match(text):
        end = _name_end(text, 0, lower=0, most=3)
        if end is not None and _CITIZEN.match(text, end):
            return NAME + text[end:]
    return text
