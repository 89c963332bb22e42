"""How a name of a place is written: the words of a text, and one key for all the usual ways to write a name."""

import re
import unicodedata
from collections.abc import Mapping
from itertools import islice
from typing import NamedTuple

WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
"""Words and numbers; ``#BanjirKaligawe`` and ``RT05`` are two each."""

DOUBLED = re.compile(r"(.)\1+")


class Word(NamedTuple):
    """One word of a text: where it stands, in small letters with short forms written out, and its `key`."""

    start: int
    end: int
    text: str
    key: str


def readable(text: str) -> str:
    """The same text with accents and ornamental letters turned into plain ones."""
    if text.isascii():
        return text
    return "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))


def fold(word: str) -> str:
    """A word in small letters, without the differences that writers do not keep: dh/d, th/t, doubled letters."""
    return DOUBLED.sub(r"\1", word.replace("dh", "d").replace("th", "t"))


class PlaceSpelling:
    """Splits texts into words, with the city's short forms written out."""

    def __init__(self, short: Mapping[str, str]) -> None:
        self._short = dict(short)
        self._seen: dict[str, tuple[str, str]] = {}

    def words(self, text: str, most: int | None = None) -> list[Word]:
        """The first `most` words of `text`, which must be `readable`; all of them by default."""
        return [Word(*match.span(), *self._forms(match.group())) for match in islice(WORD.finditer(text), most)]

    def key(self, name: str) -> str:
        """The key of a name: equal for ``Kel. Tlogo-Sari Kulon`` written together, apart or with short forms."""
        return "".join(word.key for word in self.words(readable(name)))

    def _forms(self, word: str) -> tuple[str, str]:
        """(written out, key); remembered for short words, of which a language has few."""
        known = self._seen.get(word)
        if known is None:
            small = word.lower()
            text = self._short.get(small, small)
            known = text, fold(text)
            if len(self._seen) < 50_000:
                self._seen[word] = known
        return known
