"""Takes personal data out of a text that goes on a public page; where in doubt, it masks."""

import re
from collections.abc import Iterable

from command_center.domain.masking_names import NAME, mask_known, mask_names

NUMBER = "[nomor]"
ADDRESS = "[surel]"
ACCOUNT = "[akun]"
LINK = "[tautan]"
PLATE = "[pelat]"
BIRTH = "[tanggal]"

_LINK = re.compile(
    r"\b(?:https?://|www\.)\S+"
    r"|\b(?:wa\.me|t\.me|m\.me|instagram\.com|facebook\.com|fb\.com|fb\.me|tiktok\.com|twitter\.com|x\.com)/\S+",
    re.IGNORECASE,
)
_MAIL = re.compile(
    r"[\w.+-]{1,64}(?:[@＠]| @ |\s?\(at\)\s?|\s?\[at\]\s?)[\w-]{1,63}(?:\s?(?:\.|\(dot\)|\[dot\])\s?[\w-]{2,63}){1,4}",
    re.IGNORECASE,
)
_HANDLE = re.compile(
    r"(?<![\w.])[@＠][\w.]{2,30}"
    r"|\b(?P<site>(?:ig|fb|instagram|facebook|twitter|tiktok|telegram|line|medsos|sosmed)\s*[:=]\s*)[\w.@]{2,40}"
    r"|\b(?P<pin>pin(?:\s*bb)?\s*[:=]?\s*)(?=[a-f]*\d)[0-9a-f]{8}\b",
    re.IGNORECASE,
)
_BIRTH = re.compile(
    r"\b(?P<lead>(?:ttl|tempat[\s,/&dan]{1,6}(?:tanggal|tgl)\.?\s+lahir|(?:tanggal|tgl)\.?\s*lahir|"
    r"lahir(?:\s+(?:pada|tanggal|tgl))*)\b[^\d\n]{0,40}?)"
    r"\d{1,2}[\s\-/.]{1,3}(?:\d{1,2}|[a-z]{3,9})[\s\-/.]{1,3}\d{2,4}",
    re.IGNORECASE,
)

_REGION = (
    "A[ABDEG]?|B[ABDEGHKLMNP]?|D[ABCDEGHKLMNRST]?|E[ABD]?|F|G|H|K[BHTU]?|L|M|N|P[ABGSTY]?|R|S|T|W|Z"  # first letters
)
_PLATE = re.compile(
    # A block or house number looks like a plate ("Blok B 12 C") and is no secret.
    r"\b(?=[a-z]{1,8}\b\W|[a-z]{1,2}\d)(?:(?P<keep>(?:blok|blk|kav|kavling|no|nomor|unit|gang|gg|lantai|tipe|koridor)\b\.?\s*[A-Z]{1,2}[\s./\-]*\d{1,4}"
    r"(?:[\s./\-]*[A-Z0-9]{1,3}\b)?)"
    rf"|(?P<lead>(?:plat(?:\s+nomor)?|nopol|no\.?\s*pol|nomor\s+polisi)\W{{0,3}})?(?:{_REGION})[\s.\-]?\d{{1,4}}"
    r"(?(lead)(?:[\s.\-]?[A-Z]{1,3}\b)?|[\s.\-]?[A-Z]{1,3}\b))",
    re.IGNORECASE,
)

_PLAIN_WORD = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")
_LONG = 6
"""Fewer digits than this make no telephone number, even with a letter O for a nought."""
_SITES = frozenset(
    {"ig", "fb", "instagram", "facebook", "twitter", "tiktok", "telegram", "line", "medsos", "sosmed", "pin"}
)
_BIRTH_WORDS = frozenset({"ttl", "lahir"})

_DIGIT_WORD = (
    "nol|kosong|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|siji|loro|telu|papat|limo|nem|pitu|wolu|songo"
)
_DIGIT_WORDS = frozenset(_DIGIT_WORD.split("|"))
_SPELLED = re.compile(rf"\b(?:{_DIGIT_WORD})(?:[\s.,\-]{{1,3}}(?:{_DIGIT_WORD}|\d{{1,4}})\b){{5,}}", re.IGNORECASE)

_DAY, _MONTH, _YEAR = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])", r"(?:19|20)\d\d"
_END = r"(?!\d|[\-./]\d)"
_KEEP = rf"""(?P<keep>
    \bLH[-\s]?\d{{4}}[-\s]?\d{{6}}(?!\d)                                                    # tracking number
  | \b(?:Rp|IDR)[\s.]{{0,2}}[1-9]\d{{0,2}}(?:[.,]?\d{{3}}){{0,3}}(?:,(?:\d\d|-))?{_END}     # price
  | (?<![\d.\-/])[1-9]\d{{0,2}}(?:[.,]\d{{3}}){{1,3}}\s?
    (?:rupiah|perak|rb|ribu|jt|juta|orang|jiwa|kk|liter|watt|kg|meter|m2|m)\b
  | (?<![\d.\-/]){_DAY}[-/.]{_MONTH}[-/.]{_YEAR}{_END}                                      # date
  | (?<![\d.\-/]){_YEAR}[-/.]{_MONTH}[-/.]{_DAY}{_END}
  | (?<![\d.\-/]){_YEAR}\s?(?:-|–|/|s/d|sampai)\s?{_YEAR}{_END}                             # span of years
  | \bR[TW][\s.:]{{0,3}}\d{{1,3}}(?:\s?[/\-]?\s?(?:RW[\s.:]{{0,3}})?\d{{1,3}}(?!\d))?(?!\d)   # RT 03/RW 05
  | (?<![\d.\-/])[0-2]?\d[.:][0-5]\d\s?(?:-|–|s/?d|sampai)\s?[0-2]?\d[.:][0-5]\d{_END}       # opening hours
  | \b(?:jam|pukul|pkl)\.?\s?[0-2]?\d[.:][0-5]\d{_END}
  | (?<![\d.\-/])-?(?:[67]|11[01])\.\d{{3,8}}(?![\d.\-])                                     # degrees
)"""
_GAP = r"[\s.\-_/()+*•·‐-―\ufe0f\u20e3]{0,3}"
# Three passes, so that a house number before a telephone number is not taken with it.
_NUMBERS = tuple(
    # The look-ahead rules most places out at once: what is kept or masked begins with one of these.
    re.compile(rf"(?=[\d(+\-LIRJPO])(?:{_KEEP}|{pattern})", re.IGNORECASE | re.VERBOSE)
    for pattern in (
        rf"(?<!\d)\(?\+?(?:62|[0oO]){_GAP}[2-9](?:{_GAP}[\doOlI]){{7,12}}(?![\doO])",  # O for 0, l for 1
        r"\d{7,}",
        rf"(?<!\d)[+(]{{0,2}}\d(?:{_GAP}\d){{6,}}",
    )
)


def mask_personal(text: str, names: Iterable[str] = ()) -> str:
    """The text with personal data replaced by what it was: ``[nomor]``, ``[nama]``, ``[surel]`` and so on.

    Masked are telephone numbers in every way of writing, NIK, KK, NPWP, accounts and all other runs of seven digits
    or more, e-mail addresses, links, handles, vehicle plates, dates of birth, and names that their surroundings give
    away ("nama saya ...", "a.n. ...", "Bu ...", "saya ... dari"), as well as `names` that are known (the reporter's).
    Tracking numbers, prices, dates, years, RT/RW, street and house numbers stay.
    """
    text = mask_known(text, names)
    # The patterns are many: each is tried only where a word or sign that it needs is in the text.
    present = frozenset(_PLAIN_WORD.findall(text.lower()))
    if "/" in text or "www" in present:
        text = _LINK.sub(LINK, text)
    at = "@" in text or "＠" in text
    if at or "at" in present:
        text = _MAIL.sub(ADDRESS, text)
    if at or not present.isdisjoint(_SITES):
        text = _HANDLE.sub(_account, text)
    digits = len(_DIGIT.findall(text))
    if digits:
        if not present.isdisjoint(_BIRTH_WORDS):
            text = _BIRTH.sub(lambda found: found["lead"] + BIRTH, text)
        text = _PLATE.sub(_plate, text)
    if digits >= _LONG:
        for pattern in _NUMBERS:
            text = pattern.sub(_number, text)
    if not present.isdisjoint(_DIGIT_WORDS):
        text = _SPELLED.sub(NUMBER, text)
    return mask_names(text, present)


def _account(found: re.Match[str]) -> str:
    return (found["site"] or found["pin"] or "") + ACCOUNT


def _plate(found: re.Match[str]) -> str:
    return found["keep"] or (found["lead"] or "") + PLATE


def _number(found: re.Match[str]) -> str:
    return found["keep"] or NUMBER


__all__ = ["NAME", "NUMBER", "mask_personal"]
