"""Finds dates of birth in a text: a date after a word for birth, and a full date of the last century anywhere."""

import re

from command_center.domain.masking_canvas import BIRTH, Canvas

_MONTH = (
    "jan(?:uari)?|feb(?:ruari)?|pebruari|mar(?:et)?|apr(?:il)?|mei|jun[ie]?|jul[iy]?|agu(?:st(?:us)?)?|agt|ags|agst|sep(?:t|tember)?|okt(?:ober)?|"
    "nov(?:ember)?|nop(?:ember)?|des(?:ember)?|january|february|march|may|june|july|august|october|december"
)
_SEP = r"[\s\-/.,]{1,4}"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_SPOKEN = (
    "satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|sebelas|belas|puluh|ratus|ribu|seribu|seratus|nol"
)
_DATE = (
    rf"(?:{_DAY}(?:{_SEP}(?:{_MONTH}|\d{{1,2}}){_SEP}|\s?(?:{_MONTH})\s?)(?:\d{{4}}|\d{{2}})(?!\d)"
    rf"|(?:19|20)\d\d{_SEP}(?:\d{{1,2}}|{_MONTH}){_SEP}\d{{1,2}}(?!\d)"
    rf"|(?:{_MONTH}){_SEP}{_DAY}{_SEP}(?:19|20)\d\d(?!\d)"
    rf"|{_DAY}\s?[a-z]{{3,12}}\s?(?:19|20)\d\d(?!\d)"
    rf"|\d{{6}}(?!\d)|\d{{8}}(?!\d)"
    rf"|{_DAY}{_SEP}(?:{_MONTH})\b"
    rf"|(?:tahun|thn|th)\s?'?\d{{2,4}}(?!\d)(?:[\s,]{{1,2}}(?:bulan|bln)\s\w{{1,10}})?(?:[\s,]{{1,2}}(?:tanggal|tgl)\s?\d{{1,2}}(?!\d))?"
    rf"|(?:19[3-9]|20[0-2])\d(?!\d)"
    rf"|(?:(?:{_SPOKEN})\s){{1,4}}(?:{_MONTH})(?:\s(?:tahun\s)?(?:{_SPOKEN})\b){{0,8}})"
)
_LEAD = (
    r"(?<![^\W\d_])(?:t\.?t\.?l|tempat[\s,/&dan]{1,6}(?:tanggal|tgl)[\s.]{0,2}(?:lahir|lhr)|(?:tanggal|tgl)[\s.]{0,2}(?:lahir|lhr)|"
    r"kelahiran|lahir(?:nya)?|lhr|dilahirkan|dob|born|birthday|ulang\s?tahun|ultah|birth)(?![^\W\d_])"
)
_BIRTH = re.compile(rf"{_LEAD}[^\d\n]{{0,40}}?(?<![^\W_])(?P<secret>{_DATE})", re.IGNORECASE)
_OLD = re.compile(
    rf"(?<![\d.\-/])(?P<secret>{_DAY}(?:{_SEP}(?:{_MONTH}|\d{{1,2}}){_SEP})19[5-9]\d)(?![\d\-/]|[.,]\d)", re.IGNORECASE
)
BIRTH_WORDS = frozenset(
    [
        "ttl",
        "t",
        "lahir",
        "lahirnya",
        "lhr",
        "kelahiran",
        "dilahirkan",
        "dob",
        "born",
        "birthday",
        "birth",
        "ulang",
        "ulangtahun",
        "ultah",
    ]
)


def mask_births(canvas: Canvas, present: frozenset[str]) -> None:
    """Cover dates of birth; `present` are the words of the text in lower case. Dates of this century stay without a word."""
    if not present.isdisjoint(BIRTH_WORDS):
        canvas.mask(_BIRTH, BIRTH)
    canvas.mask(_OLD, BIRTH)
