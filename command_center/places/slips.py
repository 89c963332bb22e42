"""Misspelt names of the city's places, among the words that are part of no name that is written right."""

from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz.distance import OSA

from command_center.domain.areas import WordKind
from command_center.places.gazetteer import Name
from command_center.places.mention import OWN, PLACE, Elsewhere, Mention
from command_center.places.reader import TextReader

SHORTEST_SLIP = 5
"""Letters of the shortest misspelt name; shorter ones are too often ordinary words."""

MOST_WORDS = 3
"""Words of the longest misspelt name."""

SHORTEST_WRONG = 4
"""Letters of the shortest word of a longer name that may be off: "tanah pas" is no Tanah Mas."""


ALONE = (None, WordKind.COMMON, WordKind.CASUAL)
JOINED = (None, WordKind.PART)


def slips(reader: TextReader, exact: Sequence[Mention | Elsewhere]) -> list[Mention]:
    """The misspelt names of a text. A name elsewhere that is written right is no slip of one of ours."""
    taken = {index for name in exact for index in range(name.first, name.last + 1)}
    alone, joined = _usable(reader, taken)
    parts = reader.gazetteer.parts
    known = [word.key in parts for word in reader.words]
    found = []
    at, count = 0, len(reader.words)
    while at < count:
        if not alone[at] and not joined[at]:
            at += 1
            continue
        best: _Candidate | None = _candidate(reader, at, 1) if alone[at] else None
        for size in range(2, MOST_WORDS + 1):
            end = at + size
            if end > count or not all(joined[at:end]) or not reader.goes_on(end - 1):
                break
            if any(known[at:end]):
                longer = _candidate(reader, at, size)
                best = longer if longer and (best is None or longer.score > best.score) else best
        mention = reader.mention(best.names, at, best.size, best.edits) if best else None
        if mention:
            found.append(mention)
        at += best.size if best else 1
    return found


class _Candidate(NamedTuple):
    """The `size` words that may be a misspelt name; the higher the score, the more letters are right."""

    score: int
    size: int
    names: Sequence[Name]
    edits: int


def _usable(reader: TextReader, taken: set[int]) -> tuple[list[bool], list[bool]]:
    """For each word whether it may be a misspelt name by itself, and whether it may be a part of one of several words.

    Ordinary words may only where they stand alone, and what tells names apart (kulon) only with others.
    """
    alone, joined = [], []
    for index, (word, kind) in enumerate(zip(reader.words, reader.kinds, strict=True)):
        free = index not in taken and not word.key.isdigit()
        alone.append(free and kind in ALONE)
        joined.append(free and kind in JOINED)
    return alone, joined


def _candidate(reader: TextReader, at: int, size: int) -> _Candidate | None:
    """What the `size` words from word `at` may be a slip of."""
    key = "".join([word.key for word in reader.words[at : at + size]])
    if len(key) < SHORTEST_SLIP:
        return None
    # The most that any context allows is asked for first: nearly all words are like no name at all.
    if not reader.gazetteer.slips(key, most_edits(len(key), OWN))[1]:
        return None
    strength = reader.context(at).strength
    most = most_edits(len(key), max(strength, PLACE) if reader.in_address else strength)
    edits, names = _near(reader, key, at, size, most) if most else (0, [])
    return _Candidate(len(key) - 3 * edits, size, names, edits) if names else None


def most_edits(length: int, strength: int) -> int:
    """How many letters a word of `length` letters may be off a name: the more its place in the text speaks for one.

    Measured on a dictionary of Indonesian: nearer limits make ordinary words (buangan, serampangan) into kelurahan.
    """
    if strength == OWN:
        return 1 if length < 8 else 2
    if length < (6 if strength == PLACE else 8):
        return 0
    return 1 if length < 12 else 2


def _near(reader: TextReader, key: str, at: int, size: int, most: int) -> tuple[int, list[Name]]:
    """The names nearest to the `size` words from word `at`, with their distance.

    One word may be a name of several written together. Several words are a misspelt name of as many only: words that
    follow one another by chance ("kami cari") make no name of one word.
    """
    edits, names = reader.gazetteer.slips(key, most)
    if not names:
        return 0, []
    if size == 1:
        return edits, [name for name in names if name.words == 1 or edits < 2]
    written = [word.key for word in reader.words[at : at + size]]
    return edits, [name for name in names if name.words == size and _word_by_word(written, name.parts)]


def _word_by_word(written: Sequence[str], parts: Sequence[str]) -> bool:
    """Whether each word is at most one letter off its part of the name, and one of them is right."""
    off = [OSA.distance(one, other, score_cutoff=1) for one, other in zip(written, parts, strict=True)]
    short = any(each and len(one) < SHORTEST_WRONG for each, one in zip(off, written, strict=True))
    return max(off) <= 1 and min(off) == 0 and not short
