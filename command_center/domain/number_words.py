"""How digits are written without being digits, and which numbers in a report are surely nobody's."""

import re
from collections.abc import Mapping

_SPOKEN = """
0 nol nul kosong ksong kosng enol zero oh
1 satu setunggal siji sij st one
2 dua duwa loro kalih two
3 tiga tigo telu tilu tga three
4 empat ampat mpat papat sekawan pat four
5 lima limo gangsal lma five
6 enam anam nam nem enem six
7 tujuh tuju tujuhh pitu tjuh seven
8 delapan dlapan lapan delapn dlpn wolu eight
9 sembilan smbilan sembiln sblan songo sanga nine
"""
DIGITS: Mapping[str, str] = {
    word: digit for digit, *words in (line.split() for line in _SPOKEN.strip().splitlines()) for word in words
}
"""Word -> its digit: Indonesian, Javanese, English, and as typed in a hurry."""

SCALES: Mapping[str, str] = {
    "belas": "1",
    "puluh": "0",
    "sebelas": "11",
    "sepuluh": "10",
    "ratus": "00",
    "seratus": "100",
}
"""Parts of longer numbers: they belong to a number that is dictated in pairs."""

LETTERS = str.maketrans("oOlIiSBZ", "00111582")
"""Letters that are written for digits."""

_DAY, _MONTH, _YEAR = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])", r"(?:19|20)\d\d"
_END = r"(?!\d|[\-./]\d)"
_FREE = r"(?<![\d.\-/])(?<!\d\x20)"
"""What follows digits may be their end, and is kept only where nothing like a number stands before it."""
_NO_PHONE = r"(?!\+|0[2-9]|62|8[1-9]\d)"
_CLOCK = r"[0-2]?\d[.:][0-5]\d(?:[.:][0-5]\d)?"
_HOUSE = r"[1-9]\d{0,2}[a-z]?\b(?![.\-/\x20]\d)"

KEPT = (
    re.compile(  # begins with a digit
        rf"""(?=[\d\-]){_FREE}(?:
    [1-9]\d{{0,2}}(?:[.,]\d{{3}}){{1,3}}\s?
    (?:rupiah|perak|rb|ribu|jt|juta|orang|jiwa|kk|liter|watt|va|kg|meter|m2|m)\b
  | [1-9]\d{{0,2}}(?:\.\d{{3}}){{0,2}}\.000(?:,(?:\d\d|-))?{_END}
  | {_DAY}[-/.]{_MONTH}[-/.]{_YEAR}{_END}                                            # date
  | {_DAY}\x20{_MONTH}\x20{_YEAR}(?!\d|[\x20\-./]\d)
  | {_YEAR}[-/.]{_MONTH}[-/.]{_DAY}(?:T?{_CLOCK})?{_END}
  | {_YEAR}(?:\s?(?:-|–|/|,|&|s/d|sampai|dan)\s?{_YEAR}){{1,9}}{_END}                # years
  | {_CLOCK}\s?(?:-|–|s/?d|sampai)\s?{_CLOCK}{_END}                                  # hours
  | {_YEAR}(?:\x20{_YEAR}){{1,3}}(?!\d|[\x20\-./]\d)
  | [0-2]?\d:[0-5]\d(?::[0-5]\d)?(?!\d|[:.]\d)
  | -?(?:[67])[.,]\d{{3,8}}\s?[,;/\s]\s?1[01]\d[.,]\d{{3,8}}(?![\d\-])               # degrees
  | -[67][.,]\d{{3,8}}(?![\d.\-])
  | 11[01][.,]\d{{3,8}}(?![\d.\-])
  | (?<!°)0{{0,2}}(?:[67]|1[01]\d)\s?°\s?\d{{1,2}}(?!\d|\s?°)(?:\s?['′’]\s?(?:\d{{1,2}}(?:[.,]\d{{1,4}})?\s?(?:["″”]|'')?)?)?
  | {_NO_PHONE}\d{{1,4}}(?:\.\d{{1,3}}){{0,2}}/\d{{1,4}}/(?:[IVX]{{1,4}}/)?{_YEAR}{_END}         # letters of offices
    )""",
        re.IGNORECASE | re.VERBOSE,
    ),
    re.compile(  # begins with a word
        rf"""\b(?:
    LH[-\s]?\d{{4}}[-\s]?\d{{6}}(?!\d)                                                    # tracking number
  | (?:Rp|IDR)[\s.]{{0,2}}[1-9]\d{{0,2}}(?:[.,]?\d{{3}}){{0,3}}(?:,(?:\d\d|-))?{_END}     # price
  | R[TW][\s.:]{{0,3}}\d{{1,3}}(?:\s?[/\-,&]?\s?(?:dan\s)?(?:R[TW][\s.:]{{0,3}})?\d{{1,3}}(?!\d)){{0,9}}(?!\d)  # RT 03/RW 05
  | (?:no|nomor|nmr|rt|rw)\b[\s.:]{{0,3}}[1-9]\d{{0,2}}[,\x20]{{1,2}}[1-9]\d{{4}}(?!\d|[\x20.\-/]\d)      # house and postcode
  | (?:no|nomor|nmr|blok|gang|km|kelas|lantai|kav|jalur|koridor)\b[\s.:]{{0,3}}(?!8[1-9]|62\W{{1,4}}8){_HOUSE}
    (?:\s?(?:,|/|-|&|dan|s/?d|sampai)\s?(?=\d\d){_HOUSE}){{0,6}}                            # houses
  | km[\s.]{{0,2}}\d{{1,3}}[+.,]\d{{1,3}}(?:\s?(?:-|s/?d|sampai)\s?(?:km\s?)?\d{{1,3}}[+.,]\d{{1,3}})?{_END}
  | (?:jam|pukul|pkl)\.?\s?[0-2]?\d[.:][0-5]\d{_END}
  | (?:kwh|meter|meteran|tiang|gardu|panel|pju)(?:[^\w\n]{{1,2}}(?:listrik|pln|pju|air|pdam|lampu|no|nomor|nmr|kode)\b){{0,4}}
    [^\w\n+]{{0,3}}(?:[a-z]{{1,4}}[.\-/]?)?{_NO_PHONE}\d[\d.\-/]{{1,13}}(?![\d.\-/])         # meters and poles
  | (?:laporan|lapor|aduan|pengaduan|tiket|ticket|tracking)(?:\x20(?:saya|sy|kami|ini))?\W{{0,3}}(?:(?:id|no|nomor|nmr|kode|dengan)\W{{0,3}}){{1,2}}
    {_NO_PHONE}[1-9]\d{{4,8}}(?!\d|[.\-\x20/]\d)
  | (?:(?:kode|tiket|ticket|nomor|nomer|no|id|tracking)\W{{0,2}}){{1,2}}(?:aduan|pengaduan|laporan|lapor|tiket|tracking)
    \W{{0,3}}(?:(?:id|no|nomor)\W{{0,3}})?{_NO_PHONE}[1-9]\d{{4,8}}(?!\d|[.\-\x20/]\d)       # numbers of other systems
  | (?:tiket|ticket|tracking)\W{{0,2}}(?:(?:id|no|nomor|nmr|kode)\W{{0,3}}){{1,2}}8\d{{4,6}}(?!\d|[.\-\x20/]\d)  # too short for a mobile number
  | (?:kode\s?pos|kodepos)[\s,:.]{{0,3}}[1-9]\d{{4}}(?!\d|[.\-/]\d)               # postcode
    )""",
        re.IGNORECASE | re.VERBOSE,
    ),
)
"""Numbers that stay. Each alternative is bounded, and none may begin like a telephone number."""
