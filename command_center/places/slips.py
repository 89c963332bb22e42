"""Misspelt names of the city's places, among the words that are part of no name that is written right."""

from collections.abc import Sequence

from rapidfuzz.distance import OSA

from command_center.domain.areas import WordKind
from command_center.places.gazetteer import Name
from command_center.places.mention import OWN, PLACE, Elsewhere, Mention
from command_center.places.reader import TextReader

SHORTEST_SLIP = 5
"""Letters of the shortest misspelt name; shorter ones are too often ordinary words."""

MOST_WORDS = 3
"""Words of the longest misspelt name."""


def slips(reader: TextReader, exact: Sequence[Mention | Elsewhere]) -> list[Mention]:
    """The misspelt names of a text. A name elsewhere that is written right is no slip of one of ours."""
    taken = {index for name in exact for index in range(name.first, name.last + 1)}
    found = []
    at, count = 0, len(reader.words)
    while at < count:
        if at in taken or not _may_slip(reader, at, 1):
            at += 1
            continue
        best: tuple[int, int, Sequence[Name], int] | None = None
        key = ""
        strength = -1
        for size in range(1, MOST_WORDS + 1):
            index = at + size - 1
            if index >= count or index in taken or not _may_slip(reader, index, size):
                break
            key += reader.words[index].key
            if len(key) < SHORTEST_SLIP:
                continue
            if strength < 0:
                strength = reader.context(at).strength
                strength = max(strength, PLACE) if reader.in_address else strength
            most = most_edits(len(key), strength)
            edits, names = _near(reader, key, at, size, most) if most else (0, [])
            score = len(key) - 3 * edits
            if names and (best is None or score > best[0]):
                best = score, size, names, edits
        mention = reader.mention(best[2], at, best[1], best[3]) if best else None
        if mention:
            found.append(mention)
        at += best[1] if best else 1
    return found


def most_edits(length: int, strength: int) -> int:
    """How many letters a word of `length` letters may be off a name: the more its place in the text speaks for one.

    Measured on a dictionary of Indonesian: nearer limits make ordinary words (buangan, serampangan) into kelurahan.
    """
    if strength == OWN:
        return 1 if length < 8 else 2
    if length < (6 if strength == PLACE else 8):
        return 0
    return 1 if length < 12 else 2


def _may_slip(reader: TextReader, index: int, size: int) -> bool:
    """Whether the word may be part of a misspelt name: ordinary words only where they stand alone."""
    kind = reader.kinds[index]
    if kind in (WordKind.COMMON, WordKind.CASUAL):
        return size == 1
    if kind is WordKind.PART:
        return size > 1
    return kind is None and not reader.words[index].key.isdigit()


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
    return max(off) <= 1 and min(off) == 0
