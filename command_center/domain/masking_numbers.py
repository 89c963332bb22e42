"""Finds the numbers of people in a text: digits and words for digits, whatever stands between them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from command_center.domain.masking_canvas import ANY_MARK, NUMBER, Canvas
from command_center.domain.number_words import DIGITS, KEPT, LETTERS, SCALES

_ONE = "|".join(sorted(map(re.escape, DIGITS), key=len, reverse=True))
_SCALE = "|".join(sorted(SCALES, key=len, reverse=True))
_TOKEN = re.compile(
    # Letters for digits ("o8l2"), digits, and words for digits, also glued together; nothing here can go back.
    rf"(?:(?<![^\W_])|(?<=hp|wa|no)|(?<=tlp|nmr)|(?<=telp|hape|nope))(?=[oOlIiSBZ]{{0,9}}\d)(?P<slip>[0-9oOlIiSBZ]{{2,20}}+)(?![^\W_])"
    r"|(?P<digits>\d++)"
    rf"|(?<![^\W\d_])(?:(?P<words>(?:{_ONE})++)|(?P<scale>{_SCALE}))(?![^\W\d_])",
    re.IGNORECASE,
)
_WORD = re.compile(_ONE, re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_SPOKEN = re.compile(rf"(?:{_ONE})", re.IGNORECASE)
_BETWEEN = re.compile(
    rf"[^\w{ANY_MARK}]{{0,24}}+|_{{1,6}}"
    rf"|[\W_]{{0,6}}(?:strip|setrip|titik|spasi|dash|minus|min|koma|garis|plus|lalu|terus|trus|slash|dot|double|dobel)[\W_]{{0,6}}",
    re.IGNORECASE,
)
_LONGEST_GAP = 30
_PART = 9
"""With its country, so few digits are only the first part of a mobile number."""
_ANY_WORD = re.compile(r"[\W_]{0,4}[^\W\d_]{1,10}[\W_]{0,4}")
_TIGHT = re.compile(r"[\s.\-_/()\[\]+*•·‐-―\ufe0f\u20e3]{0,3}")
_LEAD = re.compile(
    r"(?<![^\W\d_])(?:nik|no\W?kk|ktp|npwp|sim|paspor|passport|bpjs|rek|rekening|hp|nohp|wa|whatsapp|telp|tlp|telpon|telepon|tlpn|"
    r"hub|hubungi|kontak|cp|call|imei|idpel|nisn|nip|nuptk|va|ktm)(?:nya|ku)?"
    r"(?:[\W_]{1,3}(?:no|nomor|nomer|saya|sy|kami|rumah|pelanggan|c|a|b|bca|bri|bni|mandiri|bank)){0,5}[\W_]{0,4}\Z",
    re.IGNORECASE,
)
_LEAD_REACH = 40

PHONE_LEAST, PHONE_MOST = 7, 13
"""Digits of a telephone number of Indonesia after its 0 or 62."""
LONG = 7
"""A run of so many digits is no house number, no year and no date."""
ANNOUNCED = 6
"""As many are enough where something says that a number follows."""

_CLEARLY = 5
"""With so many digits of its own, a word with letters for digits is a number wherever it stands."""
_WIDE, _LISTED = 10, 13
"""So many digits are a number with any signs between them, one by one or in groups of three and more; with commas."""
_LISTING_SIGNS = frozenset({",", "&", "-", "–", "/"})
"""Signs, blanks aside, that also stand between the numbers of houses or bus lines."""
_ROW = 5
"""So many groups with one and the same other sign between them are one number."""
_WINDOW = 12
"""Tokens within which a number shows that it is one."""


@dataclass(frozen=True, slots=True)
class _Token:
    """A stretch that stands for digits. `spoken` are words, `scale` such as "belas", `slip` has letters for digits."""

    start: int
    end: int
    digits: str
    spoken: bool = False
    scale: bool = False
    slip: bool = False


def mask_numbers(canvas: Canvas) -> None:
    """Cover telephone numbers, NIK, KK, NPWP, accounts and other long numbers.

    Tracking numbers, prices, dates, times, years, degrees, RT/RW, enumerations of houses and numbers of meters and
    poles stay, each where it cannot be a telephone number.
    """
    plain = canvas.plain
    digits = len(_DIGIT.findall(plain))
    if digits < ANNOUNCED and digits + len(_SPOKEN.findall(plain)) < ANNOUNCED:
        return
    kept = sorted(found.span() for pattern in KEPT for found in pattern.finditer(plain)) if digits >= ANNOUNCED else []
    spans = [
        (chain[a].start, chain[b - 1].end, NUMBER) for chain in _chains(plain, kept) for a, b in _secret(plain, chain)
    ]
    canvas.cover(spans)


def _chains(plain: str, kept: Sequence[tuple[int, int]]) -> Iterator[list[_Token]]:
    """Tokens that only signs stand between, in order."""
    chain: list[_Token] = []
    at = 0
    for found in _TOKEN.finditer(plain):
        token = _token(found)
        while at < len(kept) and kept[at][1] <= token.start:
            at += 1  # stretches that overlap begin in order, and the later one reaches further or is within
        if at < len(kept) and kept[at][0] < token.end:
            if chain:
                yield chain
            chain = []
            continue
        if chain and not _joined(plain, chain, token):
            yield chain
            # "no 5, 0812 dan 3344": what goes on over a word may begin with the last token.
            chain = chain[-1:] if len(chain) > 1 and _joined(plain, chain[-1:], token) else []
        chain.append(token)
    if chain:
        yield chain


def _token(found: re.Match[str]) -> _Token:
    kind, text = found.lastgroup, found[0]
    if kind == "words":
        return _Token(*found.span(), "".join(DIGITS[word.lower()] for word in _WORD.findall(text)), spoken=True)
    if kind == "scale":
        return _Token(*found.span(), SCALES[text.lower()], spoken=True, scale=True)
    digits = text.translate(LETTERS)
    return _Token(*found.span(), digits, slip=digits != text and len(_DIGIT.findall(text)) < _CLEARLY)


def _joined(plain: str, chain: Sequence[_Token], token: _Token) -> bool:
    """Whether a token goes on with a chain. What begins like a mobile number may go on over any one word."""
    start, end, first = chain[-1].end, token.start, chain[0].digits
    if end - start > _LONGEST_GAP:
        return False
    if _BETWEEN.fullmatch(plain, start, end):
        return True
    if not first.startswith(("0", "62")) or _ANY_WORD.fullmatch(plain, start, end) is None:
        return False
    mobile = first.startswith("08") and 3 <= len(first) <= 6 and len(chain) < 6 and len(token.digits) >= 2
    # Any word, if it is the same every time: "08 dan 13 dan 22".
    head = "".join(each.digits for each in chain[:4])
    mobile = mobile or (head.startswith(("628", "6208", "00628")) and len(head) <= _PART and len(chain) < 6)
    same = len(chain) == 1 or plain[chain[-2].end : chain[-1].start] == plain[start:end]
    return mobile or (same and not chain[0].spoken and not token.spoken)


def _secret(plain: str, chain: Sequence[_Token]) -> Iterator[tuple[int, int]]:
    """The stretches of a chain, as indices, that are numbers of people."""
    at = 0
    while at < len(chain):
        end = _phone_end(plain, chain, at) or _long_end(plain, chain, at)
        if end:
            yield at, end
        at = end or at + 1


def _phone_end(plain: str, chain: Sequence[_Token], start: int) -> int | None:
    """Where the telephone number that begins here ends; None where none does."""
    first = chain[start]
    plus = "+" in plain[max(0, first.start - 2) : first.start]
    begins = first.digits[:1] in ("0", "6", "8") or plus
    if not begins or (first.scale and not plus):
        return None
    digits = ""
    gaps: set[str] = set()
    best = None
    for at in range(start, min(len(chain), start + PHONE_MOST + 3)):
        token = chain[at]
        if at > start:
            gap = plain[chain[at - 1].end : token.start]
            # What follows a whole number after another sign than stood inside of it is something else.
            if best and len(digits) >= 10 and gap not in gaps:
                break
            gaps.add(gap)
        digits += token.digits
        rest = _subscriber(digits, first, plus)
        if rest is None:
            if len(digits) >= 4:
                break
            continue
        if PHONE_LEAST <= len(rest) <= PHONE_MOST:
            best = at + 1
        elif len(rest) > PHONE_MOST:
            break
    return best


def _subscriber(digits: str, first: _Token, plus: bool) -> str | None:
    """The digits after 0, 62 or nothing; None where this begins like no telephone number."""
    for country in ("0062", "620", "62"):
        if digits.startswith(country):
            rest = digits[len(country) :]
            return (
                rest
                if (not rest or rest[0] in "23456789")
                and (plus or len(first.digits) >= 2 or first.spoken or len(digits) >= 10)
                else None
            )
    if digits.startswith("0"):
        return digits[1:] if digits[1:2] in tuple("23456789") else None
    if digits.startswith("8") and digits[1:2] in tuple("123456789"):
        # Without its 0: told from an amount by a first group of three or more, or by one digit at a time.
        whole = len(first.digits) >= 3 or (len(first.digits) == 1 and len(digits) >= 9)
        return digits if whole and len(digits) >= 9 else ("" if whole or len(first.digits) == 1 else None)
    return digits if plus else None


def _long_end(plain: str, chain: Sequence[_Token], start: int) -> int | None:
    """Where a long number that begins here ends; None where the tokens are amounts, years or enumerations."""
    digits = spoken = longest = 0
    shortest = shortest_before = _WINDOW
    tight, least, gap = True, _WIDE, ""
    gaps: set[str] = set()
    best = None
    for at in range(start, len(chain)):
        token = chain[at]
        # What makes a number shows in its first tokens: a long row of others is not read again from each of them.
        if token.slip or (token.scale and chain[start].digits != "0") or (best is None and at - start >= _WINDOW):
            break
        if at > start:
            gap = plain[chain[at - 1].end : token.start]
            gaps.add(gap)
            tight = tight and _TIGHT.fullmatch(gap) is not None
            # "112, 123 dan 1708" are several numbers rather than one.
            least = _LISTED if gap == ", " else least
        size = len(token.digits)
        digits += size
        spoken += size if token.spoken else 0
        longest, shortest_before, shortest = max(longest, size), shortest, min(shortest, size)
        if (
            (tight and digits >= LONG and not spoken)
            or spoken >= ANNOUNCED
            or (spoken and digits >= LONG)
            or (digits >= _WIDE and longest == 1)
            or (digits >= least and shortest_before >= 3)
            or (digits >= _WIDE and at - start + 1 >= _ROW and len(gaps) == 1 and gap.strip() not in _LISTING_SIGNS)
        ):
            best = at + 1
        elif best is not None:
            break
    if best is None and digits >= ANNOUNCED:
        lead = plain[max(0, chain[start].start - _LEAD_REACH) : chain[start].start]
        if _LEAD.search(lead):
            return min(len(chain), start + _WINDOW)
    return best
