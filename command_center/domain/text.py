"""The text of a report: made safe to store, split into words to match, freed of the service's keyword."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache

from command_center.domain.masking import mask_personal

__all__ = ["MAX_CHARS", "clean", "mask_personal", "strip_keyword", "tokens", "words"]

MAX_CHARS = 10_000
"""Longest text kept of one report; the inbox still has the whole of it."""

_SURROGATE = re.compile("[\ud800-\udfff]")
# Characters that are invisible, steer the terminal or the writing direction, or are illegal in XML 1.0.
_UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_SPACES = re.compile(r"[^\S\n]+")
_AROUND_LINE_END = re.compile(r" ?\n ?")
_EMPTY_LINES = re.compile(r"\n{3,}")
# ASCII text that needs no work: printable, single blanks, no blank at an end.
_TIDY = re.compile(r"[!-~]+(?: [!-~]+)*")

# Longer runs are no words; cut, so that none of them costs time or memory.
_TOKEN = re.compile(r"[^\W_]{1,40}")
_ELONGATED = re.compile(r"([^\W\d_])\1{2,}")
_DOUBLED = re.compile(r"([^\W\d_]{3,})2")


def clean(raw: str) -> str:
    """Any string as text that every part of the house can keep, show and send.

    Lone surrogates, NUL, control, zero-width and bidi characters go; the rest is NFC; runs of blanks become one blank,
    of empty lines one empty line; at most `MAX_CHARS` characters stay. `clean(clean(x)) == clean(x)`.
    """
    if len(raw) <= MAX_CHARS and _TIDY.fullmatch(raw):
        return raw
    text = raw[: 4 * MAX_CHARS]
    if _SURROGATE.search(text):
        # Joins pairs that came as two escapes, drops the lone ones.
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
    text = _LINE_END.sub("\n", text)
    text = _UNWANTED.sub("", text)
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    text = _SPACES.sub(" ", text)
    if "\n" in text:
        text = _EMPTY_LINES.sub("\n\n", _AROUND_LINE_END.sub("\n", text))
    return text.strip()[:MAX_CHARS].rstrip()


def tokens(text: str) -> list[str]:
    """Runs of letters and digits, in lower case and plain letters: "Café" -> cafe, "jln." -> jln; cut at 40 letters."""
    lower = text.lower()
    if not lower.isascii():
        # Styled and accented letters to plain ones: people write 𝗷𝗮𝗹𝗮𝗻 in social media.
        decomposed = unicodedata.normalize("NFKD", lower)
        lower = "".join(letter for letter in decomposed if not unicodedata.combining(letter)).lower()
    return _TOKEN.findall(lower)


@lru_cache(maxsize=16_384)
def fold(token: str) -> str:
    """A token without elongation ("parahhh" -> parah) and without the 2 of a doubled word ("jalan2" -> jalan)."""
    if _ELONGATED.search(token):
        token = _ELONGATED.sub(r"\1", token)
    doubled = _DOUBLED.fullmatch(token)
    return doubled[1] if doubled else token


def words(text: str, slang: Mapping[str, tuple[str, ...]] | None = None) -> tuple[str, ...]:
    """The words of a text for matching: tokens, folded, with `slang` (short form -> words) written out.

    >>> words("Jln. Fatmawati rusak parahhh", {"jln": ("jalan",)})
    ('jalan', 'fatmawati', 'rusak', 'parah')
    """
    if not slang:
        return tuple(map(fold, tokens(text)))
    found: list[str] = []
    for token in map(fold, tokens(text)):
        found.extend(slang.get(token) or (token,))
    return tuple(found)


def strip_keyword(text: str, keywords: Iterable[str]) -> str:
    """The text without the words that address the service: at its start, or as a hashtag or mention anywhere.

    `keywords` are written as they are spoken ("Lapor Hendi", "#LaporHendi", "1708"); case, "#", "@" and the blank
    between their words do not matter. The result is "" where the text is nothing but keywords.
    """
    start, anywhere = _keyword_patterns(tuple(keywords))
    if start is None or anywhere is None:
        return text
    rest = anywhere.sub(" ", text) if "#" in text or "@" in text else text
    found = start.match(rest)
    if found:
        rest = rest[found.end() :]
    return text if rest is text else _AROUND_LINE_END.sub("\n", _SPACES.sub(" ", rest)).strip()


@lru_cache(maxsize=256)
def _keyword_patterns(keywords: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]] | tuple[None, None]:
    parts = [keyword.strip().lstrip("#@").split() for keyword in keywords]
    spoken = sorted({r"[\s_-]*".join(map(re.escape, part)) for part in parts if part}, key=len, reverse=True)
    if not spoken:
        return None, None
    any_of = "|".join(spoken)
    # Possessive quantifiers: a long row of punctuation after a keyword must not be tried in every split.
    start = rf"\A(?:[\s#@(\[\"']*+(?:{any_of})(?!\w)[\s:;,.!\-–—)\]\"'/]*+)+"
    return re.compile(start, re.IGNORECASE), re.compile(rf"[#@](?:{any_of})(?!\w)", re.IGNORECASE)
