"""Forms of Indonesian words: from which roots a word may be formed by affixes, and which words are known at all.

The affixes are those of the standard grammar (di-, me-, pe-an, ke-an, per-an, ter-, ber-, -kan, -i, -isasi, with the
letters that a nasal swallows), the spoken nasal of Java ("ngecor", "nyampah"), and the short "d"
of messages ("dcor").
"""

from collections.abc import Iterator
from dataclasses import dataclass

SHORTEST_ROOT = 3

_ENDINGS = ("", "nya", "kan", "an", "i", "isasi", "annya", "kannya", "inya", "kah", "lah", "pun")
# A prefix, and what may have stood in its place at the head of the root.
_PREFIXES = (
    ("", ("",)),
    ("di", ("",)),
    ("d", ("",)),
    ("ke", ("",)),
    ("se", ("",)),
    ("be", ("",)),
    ("bel", ("",)),
    ("pel", ("",)),
    ("ber", ("", "r")),
    ("te", ("",)),
    ("ter", ("", "r")),
    ("pe", ("",)),
    ("per", ("", "r")),
    ("pem", ("", "p")),
    ("pen", ("", "t")),
    ("peng", ("", "k")),
    ("penge", ("",)),
    ("peny", ("s",)),
    ("me", ("",)),
    ("mem", ("", "p")),
    ("men", ("", "t")),
    ("meng", ("", "k")),
    ("menge", ("",)),
    ("meny", ("s",)),
    ("diper", ("",)),
    ("memper", ("",)),
    ("keber", ("",)),
    ("keter", ("",)),
    ("pember", ("",)),
    ("member", ("",)),
    ("menye", ("",)),
    ("penye", ("",)),
    ("ng", ("", "k")),
    ("nge", ("",)),
    ("ny", ("s",)),
    ("n", ("t",)),
    ("m", ("p",)),
)
_LONGEST_PREFIX = max(len(prefix) for prefix, _ in _PREFIXES)
_BY_PREFIX = dict(_PREFIXES)


def roots(word: str) -> Iterator[str]:
    """Every root from which affixes may make `word`, the word itself not among them; most are no words at all."""
    for ending in _ENDINGS:
        if not word.endswith(ending):
            continue
        stem = word[: len(word) - len(ending)]
        for length in range(min(_LONGEST_PREFIX, len(stem) - SHORTEST_ROOT + 1) + 1):
            heads = _BY_PREFIX.get(stem[:length])
            if heads is None or not (length or ending):
                continue
            for head in heads:
                root = head + stem[length:]
                if len(root) >= SHORTEST_ROOT:
                    yield root


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words that are no slips of others: `bases`, from which more are formed by affixes, and words of `others`, as of
    another language.
    """

    bases: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()

    def lists(self, word: str) -> bool:
        """Whether a word stands in the lexicon as it is."""
        return word in self.bases or word in self.others

    def has(self, word: str) -> bool:
        """Whether a word is listed, or formed from a base."""
        return self.lists(word) or any(root in self.bases for root in roots(word))
