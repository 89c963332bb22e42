"""How alike two complaints are worded: the share of the telling words of the shorter one that the other has too."""

from command_center.domain.text import tokens

SHORTEST = 4
"""Letters of a word that tells something; shorter ones are mostly of form."""
FEWEST = 3
"""Words in common that tell something."""


def likeness(one: str, other: str) -> float:
    """0 for next to no word in common, 1 where one says all that the other says (overlap coefficient of the words of four
    letters and more). Fewer than `FEWEST` words in common tell nothing: one street has many complaints.
    """
    first, second = _telling(one), _telling(other)
    both = len(first & second)
    return both / min(len(first), len(second)) if both >= FEWEST else 0.0


def _telling(text: str) -> frozenset[str]:
    return frozenset(word for word in tokens(text) if len(word) >= SHORTEST)
