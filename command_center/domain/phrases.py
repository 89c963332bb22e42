"""Words and phrases that speak for a category, found in a text that is written as people write."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from types import MappingProxyType

from command_center.domain.text import fold, tokens
from command_center.domain.told import Formalities
from command_center.domain.word_forms import Lexicon, roots

GAP = 7
"""Most words that may stand in the place of ".." in a phrase."""
GAP_BACK = 3
"""Most words between the parts of "a ~ b" where they stand the other way round: "rusaknya jalan", "kerusakan pada jalan"."""

_ANY_NUMBER = "#"
_LONGEST = 24
"""Longest token in which a form or a slip of a word is looked for: beyond that it is no word that anybody wrote."""
_LONG_ENOUGH = 5
"""Shortest word of a phrase that is recognised with a slip of one letter, or without its vowels."""
_VOWELS = str.maketrans("", "", "aiueo")
_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_NEIGHBOURS = {a + b for row in _KEYS for a, b in pairwise(row)} | {
    a + b for upper, lower in pairwise(_KEYS) for i, a in enumerate(upper) for b in lower[max(i - 1, 0) : i + 1]
}
_SOUNDS = {"bp", "dt", "gk", "fp", "fv", "pv", "iy", "sz", "cj", "mn", "ei"}
_ALIKE = {"il"}
"""Letters that a scanner takes one for the other."""
_AS_DIGITS = tuple(str.maketrans("013458", letters) for letters in ("oleasb", "oieasb"))
"""What digits within a word are misread for: "ja1an", "ban1ir"."""
_MISTAKEN = frozenset(pair for ab in _NEIGHBOURS | _SOUNDS | _ALIKE for pair in (ab, ab[::-1]))
"""Letters that are written one for the other: neighbours on the keyboard, and those that sound or look alike."""

_DIGIT_WITHIN = re.compile(r"[^\W\d_]\d+[^\W\d_]")


@dataclass(frozen=True, slots=True, eq=False)
class Phrase:
    """A word or phrase and what it is worth. `gaps[i]` is how many other words may stand before `words[i]`.

    `choices[i]` are the words that may stand for `words[i]`: itself, or the members of a class written "@name".
    `place` is for names of places, which count only where they are not mentioned to say where something is.
    `bars` is for a phrase that takes its words away from the category instead of counting. `written` is the form in
    which it stands in the file: phrases that are one entry in two orders have the same.
    """

    words: tuple[str, ...]
    gaps: tuple[int, ...]
    category: str
    weight: float = 0.0
    place: bool = False
    bars: bool = False
    choices: tuple[frozenset[str], ...] = ()
    written: str = ""

    @classmethod
    def read(
        cls,
        text: str,
        category: str,
        weight: float = 0.0,
        *,
        place: bool = False,
        bars: bool = False,
        classes: Mapping[str, Collection[str]] = MappingProxyType({}),
        written: str = "",
        gap: int = GAP,
    ) -> "Phrase":
        """A phrase from its written form: words, "#" for any number, ".." for a gap, "@name" for any word of a class.

        Raises ValueError where it is empty, not in plain lower-case words, names an unknown class, or begins or ends
        with a gap.
        """
        words: list[str] = []
        gaps: list[int] = []
        between = 0
        for part in text.split():
            if part == "..":
                if not words or between:
                    raise ValueError(f'"{text}": ".." stands between two words')
                between = gap
                continue
            if part.startswith("@"):
                if part[1:] not in classes:
                    raise ValueError(f'"{text}": there is no class "{part[1:]}"')
            elif part != _ANY_NUMBER and tokens(part) != [part]:
                raise ValueError(f'"{text}": "{part}" is not a plain word in lower case')
            words.append(part)
            gaps.append(between)
            between = 0
        if between or not words:
            raise ValueError(f'"{text}": a phrase begins and ends with a word')
        choices = tuple(frozenset(classes[word[1:]]) if word[0] == "@" else frozenset((word,)) for word in words)
        return cls(tuple(words), tuple(gaps), category, weight, place, bars, choices, written or text)


def in_both_orders(text: str) -> tuple[str, ...]:
    """The written forms that "a ~ b" stands for: "a .. b", then "b .. a"; a text without "~" as it is.

    Raises ValueError where "~" does not stand between two parts.
    """
    parts = [part.strip() for part in text.split("~")]
    if len(parts) == 1:
        return (text,)
    if len(parts) > 2 or not all(parts):
        raise ValueError(f'"{text}": "~" stands once, between two words')
    return (" .. ".join(parts), " .. ".join(reversed(parts)))


@dataclass(frozen=True, slots=True)
class Spelling:
    """How words are written: `slang` short form -> words, `suffixes` that may hang on a word, `landmarks` (words of
    place), and `ordinary` words that are no slips of others and no forms of them. Nothing is derived from words of
    `underived`; words of the `lexicon`, and what is formed from its bases, are no slips.
    """

    slang: Mapping[str, tuple[str, ...]]
    suffixes: tuple[str, ...] = ()
    landmarks: frozenset[str] = frozenset()
    ordinary: frozenset[str] = frozenset()
    underived: frozenset[str] = frozenset()
    formalities: Formalities = field(default_factory=Formalities)
    lexicon: Lexicon = field(default_factory=Lexicon)


class WordReader:
    """Finds the words of a vocabulary in written tokens: as they are, as slang, with an ending, formed by affixes, with
    one slip.

    The last 16,384 answers are kept, since the same tokens come again and again.
    """

    def __init__(self, vocabulary: Iterable[str], spelling: Spelling, fixed: Iterable[str] = ()) -> None:
        """`fixed` are further words that are known as they are: no form of them is (words of figures of speech)."""
        derived = frozenset(vocabulary)
        self._vocabulary = derived.union(fixed) - {_ANY_NUMBER}
        self._spelling = spelling
        self._bases = (derived & spelling.lexicon.bases) - spelling.underived
        self._slips: dict[str, tuple[str, ...]] = {}
        self._skeletons: dict[str, tuple[str, ...]] = {}
        for word in sorted(self._vocabulary):
            if len(word) < _LONG_ENOUGH:
                continue
            for form in {word} | _without_one(word):
                self._slips[form] = (*self._slips.get(form, ()), word)
            skeleton = word[0] + word[1:].translate(_VOWELS)
            if len(skeleton) >= _LONG_ENOUGH - 1:
                self._skeletons[skeleton] = (*self._skeletons.get(skeleton, ()), word)
        self.root: Mapping[str, str] = {
            word: root
            for word in sorted(self._vocabulary)
            if (root := self._formed(word)) and word not in spelling.ordinary
        }
        """Words of the vocabulary that are formed from another one, with that: "perbaikan jalan" speaks of both."""
        self.read: Callable[[str], tuple[str, ...]] = lru_cache(maxsize=16_384)(self._read)

    def _read(self, written: str) -> tuple[str, ...]:
        """What a token means: words of the vocabulary and landmarks, "#" for a number, "" for anything else."""
        token = fold(written)
        meant = self._spelling.slang.get(token)
        if meant:
            return tuple(map(self._known, meant))
        if token.isdecimal():
            return (_ANY_NUMBER,)
        known = self._known(token)
        if known or token in self._spelling.ordinary or self._spelling.lexicon.lists(token):
            return (known,)
        if len(token) > _LONGEST:
            return ("",)
        for suffix in self._spelling.suffixes:
            stem = token.removesuffix(suffix)
            if len(stem) == len(token) or len(stem) < (3 if len(suffix) > 1 else 4):
                continue
            meant = self._spelling.slang.get(stem) or (stem,)
            if all(map(self._known, meant)):
                return tuple(map(self._known, meant))
        return (self._formed(token) or self._slip(token) or self._misread(token),)

    def _misread(self, token: str) -> str:
        """The word of the vocabulary that a scanner or a player with letters made `token` of ("ja1an", "surnur")."""
        tries = []
        if _DIGIT_WITHIN.search(token):
            tries += [token.translate(letters) for letters in _AS_DIGITS]
        tries += [each.replace("rn", "m") for each in (token, *tries) if "rn" in each]
        for meant in tries:
            if not self._spelling.lexicon.lists(meant) or self._known(meant):
                found = self._known(meant) or self._formed(meant) or self._slip(meant)
                if found:
                    return found
        return ""

    def _known(self, word: str) -> str:
        return word if word in self._vocabulary or word in self._spelling.landmarks else ""

    def _formed(self, token: str) -> str:
        """The word of the vocabulary from which `token` is formed ("kerusakan", "pengecoran": rusak, cor)."""
        for root in roots(token):
            if root in self._bases:
                return root
        return ""

    def _slip(self, token: str) -> str:
        """The word of the vocabulary that `token` is a slip of: one letter, two swapped, or its vowels left out."""
        if len(token) < _LONG_ENOUGH - 1 or self._spelling.lexicon.has(token):
            return ""
        candidates = list(self._slips.get(token, ()))
        for form in _without_one(token):
            candidates += self._slips.get(form, ())
        near = sorted({word for word in candidates if word[0] == token[0] and _one_slip(token, word)})
        if near:
            return near[0]
        vowels = len(token) - len(token.translate(_VOWELS))
        if vowels * 3 > len(token):
            return ""
        skeleton = token[0] + token[1:].translate(_VOWELS)
        shortened = [word for word in self._skeletons.get(skeleton, ()) if _is_shortened(token, word)]
        return shortened[0] if len(shortened) == 1 else ""


def _without_one(word: str) -> set[str]:
    """All forms of a word with one letter left out."""
    return {word[:i] + word[i + 1 :] for i in range(len(word))}


def _one_slip(token: str, word: str) -> bool:
    """Whether the two differ by one letter left out or added, two swapped, or one mistaken for its neighbour."""
    if len(token) == len(word):
        wrong = [i for i, (a, b) in enumerate(zip(token, word, strict=True)) if a != b]
        if len(wrong) == 2:
            i, j = wrong
            return j == i + 1 and token[i] == word[j] and token[j] == word[i]
        return len(wrong) == 1 and token[wrong[0]] + word[wrong[0]] in _MISTAKEN
    short, long = sorted((token, word), key=len)
    return len(long) - len(short) == 1 and short in _without_one(long)


def _is_shortened(token: str, word: str) -> bool:
    """Whether `token` is `word` with letters left out."""
    letters = iter(word)
    return all(letter in letters for letter in token)
