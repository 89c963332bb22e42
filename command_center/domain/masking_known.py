"""Finds a name that is known in a text, also in another order or spelling, glued together or letter by letter."""

import re
from collections.abc import Iterable, Sequence, Set

from command_center.domain.given_names import ALSO_WORDS
from command_center.domain.masking_reading import NameReading, Places
from command_center.domain.masking_words import is_name, is_ordinary
from command_center.domain.ordinary_words import ORDINARY

_SHORTEST = 3
_SHORTEST_OTHERWISE = 5
"""Letters of a part of a name that is looked for in other spellings and in glued words."""
_MOST_PARTS = 8
_SPELLINGS = (
    *(
        ("oe", "u"),
        ("dj", "j"),
        ("tj", "c"),
        ("sj", "sy"),
        ("ch", "h"),
        ("kh", "h"),
        ("ph", "f"),
        ("v", "f"),
        ("dh", "d"),
    ),
    *(("th", "t"), ("y", "i"), ("j", "i"), ("q", "k"), ("z", "s")),
)
"""How one name is written by different people: "Soetrisno" and "Sutrisno", "Yohanes" and "Johanes"."""
_TWICE = re.compile(r"(.)\1")
_SPACED = re.compile(r"[ .\-_]{1,3}")


def take_known(reading: NameReading, known: Iterable[str], places: Places) -> None:
    """Take names that are known, where they are names.

    "Info Genuk", "Air Bersih" or "Candi" are none; of "Melati Contoh" the first is a word too.
    """
    for name in known:
        itself = NameReading(name, places)
        parts = itself.words[:_MOST_PARTS]
        proper = {
            part
            for number, part in enumerate(parts)
            if len(part) >= _SHORTEST
            and not is_ordinary(part)
            and part not in ALSO_WORDS
            and (is_name(part) or not itself.is_place(number))
        }
        both = {part for part in parts if len(part) >= _SHORTEST and part in ALSO_WORDS}
        if not proper and not both:
            continue
        phrase = len(parts) >= 2 and bool(proper or (len(both) == len(parts)))
        _take_words(reading, parts, proper, both, phrase)
        _take_spaced(reading, parts, proper)


def _take_words(reading: NameReading, parts: Sequence[str], proper: Set[str], both: Set[str], phrase: bool) -> None:
    keys = {_key(part) for part in proper if len(part) >= _SHORTEST_OTHERWISE}
    glued = _glued(parts) if phrase else frozenset()
    named = proper | both
    for number, word in enumerate(reading.words):
        if phrase and word == parts[0] and reading.words[number : number + len(parts)] == list(parts):
            if not all(map(reading.is_place, range(number, number + len(parts)))):
                reading.mark(number, number + len(parts))
            continue
        if word in glued:
            reading.mark(number, number + 1)
            continue
        if reading.is_place(number):
            continue
        if word in proper or (len(word) >= _SHORTEST_OTHERWISE and not is_ordinary(word) and _key(word) in keys):
            reading.mark(number, number + 1)
        elif word in both:
            written = reading.capital[number] and not reading.opens_sentence(number)
            if word not in ORDINARY or (written and proper) or (phrase and _beside(reading, number, named)):
                reading.mark(number, number + 1)


def _beside(reading: NameReading, number: int, named: Set[str]) -> bool:
    """Whether another part of the name stands beside this one, in any order."""
    word = reading.words[number]
    for other in (number - 1, number + 1):
        near = 0 <= other < len(reading) and reading.gap(min(number, other)) in (" ", ", ")
        if near and reading.words[other] in named - {word} and not reading.is_place(other):
            return True
    return False


def _take_spaced(reading: NameReading, parts: Sequence[str], proper: Set[str]) -> None:
    """A name letter by letter: "B u d i". Letters that spell no part of it stay."""
    wanted = [part for part in parts if len(part) >= 4 and (part in proper or part not in ORDINARY)]
    number = 0
    while wanted and number < len(reading):
        end = number
        while end < len(reading) and len(reading.words[end]) == 1:
            end += 1
            if not _SPACED.fullmatch(reading.gap(end - 1)):
                break
        letters = "".join(reading.words[number:end])
        for part in wanted:
            at = letters.find(part)
            while at >= 0:
                reading.mark(number + at, number + at + len(part))
                at = letters.find(part, at + len(part))
        number = max(end, number + 1)


def _glued(parts: Sequence[str]) -> frozenset[str]:
    """Two parts or more written as one word, in the order of the name and the other way round."""
    found = set()
    for first in range(len(parts)):
        for end in range(first + 2, len(parts) + 1):
            found |= {"".join(parts[first:end]), "".join(reversed(parts[first:end]))}
    return frozenset(word for word in found if len(word) >= _SHORTEST_OTHERWISE + 1 and not is_ordinary(word))


def _key(word: str) -> str:
    """What a name is, however it is spelled."""
    for written, read in _SPELLINGS:
        word = word.replace(written, read)
    return _TWICE.sub(r"\1", word).removesuffix("h")
