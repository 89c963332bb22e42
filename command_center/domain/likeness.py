"""How alike two complaints are worded: the share of their telling words that both have."""

from command_center.domain.text import tokens

SHORTEST = 4
"""Letters of a word that tells something; shorter ones are mostly of form."""


def likeness(one: str, other: str) -> float:
    """0 for no word in common, 1 for the same words (Jaccard's index of the words of four letters and more)."""
    first, second = _telling(one), _telling(other)
    both = first | second
    return len(first & second) / len(both) if both else 0.0


def _telling(text: str) -> frozenset[str]:
    return frozenset(word for word in tokens(text) if len(word) >= SHORTEST)
