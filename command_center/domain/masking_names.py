"""Finds personal names in a text by what people write around them, since no list of names is complete."""

import re
from collections.abc import Iterable, Mapping, Sequence

from command_center.domain.given_names import ALSO_WORDS
from command_center.domain.masking_canvas import ACCOUNT, ADDRESS, ANY_MARK, LINK, MARKS, NAME, NUMBER, Canvas
from command_center.domain.masking_known import take_known
from command_center.domain.masking_reading import NameReading, Places, Sign
from command_center.domain.masking_words import can_be_name, is_name, is_ordinary
from command_center.domain.name_words import (
    GREETED,
    OFFICES,
    OTHERS,
    PLACE_TITLES,
    RELATIVES,
    ROLES,
    SELVES,
    SHORT_TITLES,
    THANKS,
    TITLES,
)
from command_center.domain.ordinary_words import ORDINARY

_HERE = r"(?<![^\W\d_])"
_SIGN = rf"[^\w{ANY_MARK}]"
_SELF = r"(?:saya|sy|aku|kami|kulo|kula|ku|q)"
_AFTER_TITLE = rf"(?:/i|\s?\([iI]\))?(?![\w\-])[^\w\n\-{ANY_MARK}]{{0,3}}(?:(?:{TITLES}|{SHORT_TITLES})\b(?!-)[^\w\n\-{ANY_MARK}]{{1,3}}){{0,4}}(?<!,)(?<!,\s)"
_OF_AREA = r"(?:\s(?:rt|rw)[\s.]{0,2}\d{1,3}(?:\s?/?\s?(?:rw)?\s?\d{1,3})?|\s?\d{1,3}(?:/\d{1,3})?)?\b"
_KIN = rf"(?:\s(?:{RELATIVES})(?:ku|nya|e|ne|\s(?:saya|kami|kulo))?)?"

_WHOSE = (
    "lengkap|pelapor|pengirim|panggilan|asli|beliau|terlapor|korban|pasien|ybs|pemohon|pemilik|kk|kepala\\skeluarga|ibu|ayah|bapak|anak|suami|"
    "istri|siswa|guru|petugas|penerima|wali|bayi|balita|murid|mahasiswa|warga|tersangka|pelaku|saksi|tamu|penghuni|karyawan|pegawai|"
    "orang\\stua|ortu|adik|kakak|nenek|kakek|cucu|mertua|tetangga|teman|ketua|lurah|sopir|supir|juru\\sparkir|jukir|oknum|dokter|saudara|"
    "saudari|almarhum|almarhumah|alm"
)
_CALLED = (
    rf"namaku|namanya|bernama|mengatasnamakan|atas\s?nama|a\s?[./]\s?n\b|an(?=\s?[.:])|jeneng(?:e|ku)?(?:\s{_SELF})?|asma(?:ne|nipun)?|"
    rf"nami\s(?:kula|kulo|dalem)|panggil(?:\s(?:saja|aja))?\s{_SELF}|panggil\s(?:saja|aja)|sebut\s(?:saja|aja)(?:\snama(?:ku|nya)?)?|"
    r"dipanggil|dikenal(?:\s(?:sebagai|dengan))?(?:\snama)?|alias|inisial|my\sname(?:\sis|'s)?|identitas(?:\spelapor)?"
)
_FIELDS = "pelapor|pengirim|pengadu|pemohon|kontak|ttd|tertanda|contact\\sperson|narahubung|saksi|korban|terlapor|pic|cp|cc|by|dari|from|up|u\\.p"
_LETTERS = "laporan|lap|pesan|kiriman|aduan|pengaduan|titipan|info|informasi|surat|sms|wa|chat|telepon|dikirim|datang"
_CONTACTS = "hubungi|hub|cp|kontak(?:\\sperson)?|narahubung|pic"

_RULES: tuple[tuple[str, str, Sign], ...] = (
    # words it begins with, what stands between them and the name, what that says of it
    (
        "nama",
        rf"(?:\s?(?:{_SELF}|{_WHOSE})\b){{0,3}}(?:\s?(?:adalah|yaitu|ialah|iku|niku)\b)?{_SIGN}{{1,4}}",
        Sign.ANNOUNCED,
    ),
    (_CALLED, rf"{_KIN}{_SIGN}{{1,4}}", Sign.ANNOUNCED),
    (_FIELDS, r"(?:\sperson)?\s?[:=,]\s?", Sign.ANNOUNCED),
    (rf"(?<!-)(?:pak\sd[eh]{{1,2}}|bu\sd[eh]{{1,2}}|pak\slik|bu\slik|{TITLES})", _AFTER_TITLE, Sign.TITLED),
    (TITLES, r"\s?,\s?", Sign.WRITTEN),
    (_CONTACTS, rf"\b{_SIGN}{{1,3}}", Sign.TITLED),
    (GREETED, rf"(?:\s(?:yang|yg))?(?:\sbernama)?{_SIGN}{{1,3}}", Sign.WRITTEN),
    (SELVES, rf"(?:\s(?:saya|sy|kulo|aku))?(?:\s(?:yang|yg))?(?:\sbernama)?{_SIGN}{{1,3}}", Sign.PERSON),
    (
        RELATIVES,
        rf"(?:ku|nya|\s(?:saya|sy|kami|aku|kulo|nya|kita))\b{_SIGN}{{1,3}}(?:yang\s|bernama\s){{0,2}}",
        Sign.PERSON,
    ),
    (ROLES, rf"\b{_SIGN}{{1,3}}", Sign.PERSON),
    (RELATIVES, r"\s(?-i:(?=[A-Z]))", Sign.WRITTEN),
    ("si", rf"\b{_SIGN}{{1,2}}", Sign.PERSON),
    (
        RELATIVES,
        rf"(?:\s(?:saya|kami))?\s(?:pertama|kedua|ketiga|sulung|bungsu|kandung|angkat|tiri)(?:\s(?:saya|kami))?{_SIGN}{{1,3}}",
        Sign.PERSON,
    ),
    (OTHERS, rf"\b{_SIGN}{{1,2}}", Sign.WRITTEN),
    (
        rf"(?:{TITLES})\s(?:rt|rw|guru|dokter|haji|polisi|satpam|dosen|bayan|{OFFICES})",
        rf"{_OF_AREA}{_SIGN}{{1,3}}",
        Sign.PERSON,
    ),
    (OFFICES, rf"{_OF_AREA}{_SIGN}{{1,3}}", Sign.PERSON),
    ("perkenalkan|kenalkan|dengan|dgn|dg|ini", rf"{_SIGN}{{1,3}}(?:saya|sy){_SIGN}{{1,3}}", Sign.PERSON),
    (r"u\.p", rf"\.?{_SIGN}{{1,2}}", Sign.PERSON),
    (_LETTERS, rf"(?:\sini)?\s(?:dari|dr){_SIGN}{{1,2}}", Sign.PERSON),
    ("an", rf"\b{_SIGN}{{1,2}}", Sign.PERSON),
)
_KEY = 2
"""Letters of a word by which its rules are found: a rule is tried only where a word begins like it."""


def _by_first_letters() -> Mapping[str, Sequence[tuple[re.Pattern[str], Sign]]]:
    """The rules, in their order, by the first letters of the words that they begin with."""
    found: dict[str, list[tuple[re.Pattern[str], Sign]]] = {}
    for words, between, sign in _RULES:
        pattern = re.compile(rf"(?:{words}){between}", re.IGNORECASE)
        for key in dict.fromkeys(word[:_KEY] for word in re.findall(r"(?:\A|(?<=[|(:]))[a-z]+", words)):
            found.setdefault(key, []).append((pattern, sign))
    return found


_BY_FIRST_LETTERS = _by_first_letters()

_SHORT_TITLED = re.compile(rf"{_HERE}(?:{SHORT_TITLES})(?:\.[ \t]?|[ \t])(?=[^\W\d_])", re.IGNORECASE)
_DOTTED_ONLY = frozenset({"m", "h", "st", "ag", "k.h", "ci", "ki", "ko"})
_GLUED = re.compile(r"(?:pak|bu|bpk|mas|mbak|mba|bang|kang|mbah|om)([a-z]{4,20})")
_FROM = re.compile(
    r"\s{0,3},?\s{0,3}(?:dari|dr|saking|seko|warga|asal|tinggal|umur|usia|rt|di\s?sini|disini|rw|wargane)\b",
    re.IGNORECASE,
)
_AFTER_SELF = re.compile(rf"{_HERE}(?:{SELVES}|{GREETED})\s?[,(]?\s", re.IGNORECASE)
_AFTER_NUMBER = re.compile(rf"{MARKS[NUMBER]}[ \t]?[(,/\-:]?[ \t]?(?=[^\W\d_])")
_BEFORE_NUMBER = re.compile(rf"[ \t]{{0,2}}[(:\-=/,]?[ \t]?{MARKS[NUMBER]}")
_FAREWELL = re.compile(
    rf"{_HERE}(?:{THANKS})(?![^\W\d_]){_SIGN}{{0,8}}(?:(?:dari|dr|from|by|dr)\s)?(?=[^\W\d_])", re.IGNORECASE
)
_DASH = re.compile(r"(?:\A|[\s.,!?)])[-–—~*]{1,3}\s?(?=[^\W\d_])")
_CONTACT_MARKS = "".join(MARKS[label] for label in (NUMBER, ADDRESS, ACCOUNT, LINK))
_SIGNED_END = re.compile(rf"[\s.)!~\-–]{{0,20}}\Z|\s?[,\n(/]|\s?[{_CONTACT_MARKS}]")
_SIGNED_LOW = re.compile(
    rf"[\s.)!~\-–]{{0,20}}\Z|\s?[\n(]|\s?,\s?(?:rt|rw|warga|jl|jalan|kel|perum)\b|\s?[{_CONTACT_MARKS}]", re.IGNORECASE
)
_AT_END = re.compile(r"[\s.)!~\-–]{0,20}\Z")
_INTRODUCED = re.compile(
    r"\s?[,(]\s?(?:warga|wargane|rt|rw|tetangga|umur|usia|ketua|anak|istri|suami|pemilik|\d{1,2}\s?(?:th|tahun|thn)?\s?[,)])",
    re.IGNORECASE,
)
_ADDRESSED = re.compile(
    rf"[ .,]{{0,2}}\n\s?(?:(?:rt|rw|jl|jln|jalan|alamat|kel|kp|perum|warga|hp|wa)\b|[{_CONTACT_MARKS}])", re.IGNORECASE
)
# "Budi, Siti", "1. Budi 2. Siti"
_LISTING = re.compile(r"\s?[,&/+;]\s?(?:\d{1,2}[.)]\s?)?|\s{1,2}\d{1,2}[.)]\s?")
_AND = frozenset({"dan", "sama", "serta", "karo", "lan", "and", "bersama", "dg", "kalih", "atau", "n"})
_CLANS = frozenset(
    [
        "tan",
        "lim",
        "liem",
        "lie",
        "ong",
        "oei",
        "oey",
        "tjan",
        "tjia",
        "tjoa",
        "kwee",
        "thio",
        "go",
        "the",
        "sie",
        "gan",
        "han",
        "nio",
        "phoa",
        "siauw",
        "swie",
        "lauw",
        "bong",
        "chen",
        "wong",
        "huang",
        "liu",
        "li",
    ]
)


def mask_names(canvas: Canvas, known: Iterable[str] = (), places: Places = frozenset()) -> None:
    """Cover every name that its surroundings give away, and those of `known` that are names.

    `places` are names of the city: they are no persons where nothing announces one. Numbers must be covered before.
    """
    reading = NameReading(canvas.plain, places)
    if not len(reading):
        return
    take_known(reading, known, places)
    for number, word in enumerate(reading.words):
        if reading.is_place(number) and word in PLACE_TITLES:
            continue
        for pattern, sign in _BY_FIRST_LETTERS.get(word[:_KEY], ()):
            found = pattern.match(reading.text, reading.start(number))
            if found:
                reading.take(reading.word_at(found.end()), sign)
    _take_short_titled(reading)
    _take_myself(reading)
    if canvas.has(NUMBER):
        _take_beside_numbers(reading)
    _take_signatures(reading)
    _take_unannounced(reading)
    _take_listed(reading)
    _take_repeated(reading)
    canvas.cover((start, end, NAME) for start, end in reading.spans())


def _take_short_titled(reading: NameReading) -> None:
    """Names after "dr.", "Hj", "M.": before a capital only, and not where it is a street."""
    for found in _SHORT_TITLED.finditer(reading.text):
        number = reading.word_at(found.end())
        title = reading.word_at(found.start())
        if number is None or (title is not None and reading.is_place(title)):
            continue
        if found[0].rstrip(". \t").lower() in _DOTTED_ONLY and "." not in found[0]:
            continue
        if reading.capital[number] or (is_name(reading.words[number]) and not reading.is_place(number)):
            reading.take(number, Sign.TITLED)


def _take_myself(reading: NameReading) -> None:
    """Names in lower case after "saya" and before "dari", and titles that are glued to a name."""
    for found in _AFTER_SELF.finditer(reading.text):
        first = reading.word_at(found.end())
        if first is None or reading.taken[first]:
            continue
        for end in range(first + 1, min(first + 4, len(reading) + 1)):
            words = reading.words[first:end]
            if any(is_ordinary(word) and word not in ALSO_WORDS for word in words) or any(
                map(reading.is_place, range(first, end))
            ):
                break
            place = end < len(reading) and reading.is_place(end) and reading.gap(end - 1) in (" ", ", ")
            if place or _FROM.match(reading.text, reading.end(end - 1)):
                reading.mark(first, end)
                break
    for number, word in enumerate(reading.words):
        glued = _GLUED.fullmatch(word)
        if glued and not is_ordinary(word) and is_name_or_both(glued[1]):
            reading.mark(number, number + 1)


def is_name_or_both(word: str) -> bool:
    """Whether a word is known as a name, though it may be another word too."""
    return is_name(word) or (word in ALSO_WORDS and word not in ORDINARY)


def _take_beside_numbers(reading: NameReading) -> None:
    """Names beside a number: "Budi 0812", "0812 (Budi)"."""
    for found in _AFTER_NUMBER.finditer(reading.text):
        reading.take(reading.word_at(found.end()), Sign.PERSON if "(" in found[0] else Sign.WRITTEN)
    for found in _BEFORE_NUMBER.finditer(reading.text):
        last = reading.word_before(found.start())
        if last < 0 or reading.end(last) != found.start():
            continue
        first = last + 1
        while first > 0 and last - first < 3 and _may_be_owner(reading, first - 1):
            if first <= last and reading.gap(first - 1) != " ":
                break
            first -= 1
        if first <= last:
            reading.mark(first, last + 1)


def _may_be_owner(reading: NameReading, number: int) -> bool:
    word = reading.words[number]
    if reading.taken[number] or reading.is_place(number) or not can_be_name(word) or len(word) < 3:
        return False
    return reading.capital[number] or is_name_or_both(word) or (len(word) > 3 and not is_ordinary(word))


def _take_signatures(reading: NameReading) -> None:
    """Names that sign: after the thanks, after a dash, alone on the last line or as the last sentence; or that open."""
    text = reading.text
    for pattern in (_FAREWELL, _DASH):
        for found in pattern.finditer(text):
            first = reading.word_at(found.end())
            if first is None or reading.taken[first]:
                continue
            end = reading.name_end(first, Sign.PERSON)
            if end is None:
                continue
            signed = _SIGNED_END if reading.capital[first] else _SIGNED_LOW
            if signed.match(text, reading.end(end - 1)):
                reading.mark(first, end)
    last = len(reading) - 1
    first = last
    while first > 0 and last - first < 4 and reading.gap(first - 1) == " ":
        first -= 1
    # The last line, or the last sentence, where it is nothing but a name.
    if first > 0 and any(sign in reading.gap(first - 1) for sign in "\n.!?"):
        end = reading.name_end(first, Sign.WRITTEN)
        if end is not None and _AT_END.match(text, reading.end(end - 1)):
            reading.mark(first, end)
    for number in range(len(reading)):
        if number == 0 or "\n" in reading.gap(number - 1):
            end = reading.name_end(number, Sign.PERSON)
            if end is None:
                continue
            after = reading.end(end - 1)
            if _INTRODUCED.match(text, after) or _ADDRESSED.match(text, after):
                reading.mark(number, end)


def _take_unannounced(reading: NameReading) -> None:
    """What is a name and nothing else, with the capitals before it; two that can be; a family name of three words."""
    number = 0
    while number < len(reading):
        end = reading.take(number, Sign.KNOWN)
        if end is None:
            end = _pair_end(reading, number)
            if end is not None:
                reading.mark(number, end)
        elif number > 0 and not reading.taken[number - 1] and reading.gap(number - 1) in (" ", ". "):
            before = number - 1
            word = reading.words[before]
            initial = len(word) == 1 and (reading.capital[before] or reading.shouted)
            written = reading.gap(before) == " " and reading.capital[before] and can_be_name(word) and len(word) > 1
            if (initial or written or is_name_or_both(word)) and not reading.is_place(before):
                reading.mark(before, number)
        number = end or number + 1


def _pair_end(reading: NameReading, number: int) -> int | None:
    """Where a name ends that is made of words that can be names, all with capitals."""
    end = number
    while end < len(reading) and end - number < 4 and reading.capital[end] and can_be_name(reading.words[end]):
        if reading.is_place(end) or reading.taken[end]:
            break
        end += 1
        if reading.gap(end - 1) != " ":
            break
    words = reading.words[number:end]
    if len(words) < 2:
        return None
    if words[0] in _CLANS:
        return end
    return end if all(word in ALSO_WORDS for word in words) and any(word not in ORDINARY for word in words) else None


def _take_listed(reading: NameReading) -> None:
    """Names in a row, as in "Budi, Siti dan Agus": what stands beside a name is one, where it is written like one."""
    for number in range(len(reading) - 1):
        if reading.taken[number] and not reading.taken[number + 1]:
            following = _over_listing(reading, number, 1)
            if following is not None:
                reading.take(following, Sign.WRITTEN if reading.capital[following] else Sign.TITLED)
    for number in range(len(reading) - 1, 0, -1):
        if reading.taken[number] and not reading.taken[number - 1]:
            before = _over_listing(reading, number, -1)
            if before is not None and not reading.opens_sentence(before):
                reading.mark(before, before + 1)


def _take_repeated(reading: NameReading) -> None:
    """A name that was given away once is one wherever it stands: "nama saya Dobleh ... rumah dobleh"."""
    found = {word for number, word in enumerate(reading.words) if reading.taken[number] and len(word) > 2}
    names = {word for word in found if word not in ORDINARY and (word in ALSO_WORDS or not is_ordinary(word))}
    for number, word in enumerate(reading.words):
        if word in names and not reading.is_place(number) and (word not in ALSO_WORDS or reading.capital[number]):
            reading.mark(number, number + 1)


def _over_listing(reading: NameReading, number: int, step: int) -> int | None:
    """The word on the other side of a comma or an "and", where it can be a name; None where there is neither."""
    beside = number + step
    gap = reading.gap(min(number, beside))
    if reading.words[beside] in _AND and len(gap) <= 3:
        beside += step
        if not 0 <= beside < len(reading):
            return None
        gap = reading.gap(min(beside, beside - step))
        if len(gap) > 3 or "." in gap or "\n" in gap:
            return None
    elif not _LISTING.fullmatch(gap):
        return None
    word = reading.words[beside]
    if reading.taken[beside] or not can_be_name(word) or len(word) < 3:
        return None
    if reading.is_place(beside) and not (is_name(word) and reading.is_only_listed(beside)):
        return None
    return beside if reading.capital[beside] or is_name_or_both(word) or not is_ordinary(word) else None
