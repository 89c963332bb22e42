"""What a model sees of a text: its words and pairs of words, and what the rules say for each category."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import pairwise
from math import log, sqrt

from command_center.domain.categories import Categories
from command_center.domain.text import words

MOST_WORDS = 400
"""Words of a text that are looked at: a life story says what it is about before."""
RULE = "rule:"
"""Begins the features that are the rules' own scores."""
MOST_SCORE = 10.0
"""A score of the rules from which on more says nothing more."""


@dataclass(frozen=True, slots=True)
class Example:
    """A text whose category a person named. `found` is what the rules say, `sure` whether they are; `scores` are their
    scores by category. `channel` is where the text came from.
    """

    text: str
    right: str
    channel: str
    found: str
    sure: bool
    scores: Mapping[str, float]


def fingerprint(categories: Categories, slang: Mapping[str, tuple[str, ...]]) -> str:
    """Tells the rules of a city's categories, and its list of slang, from others: a model is good beside those that it was
    trained with.
    """
    rules = [(each.code, [(phrase.written, phrase.weight) for phrase in each.phrases]) for each in categories.every]
    return blake2b(repr((rules, sorted(slang.items()))).encode(), digest_size=12).hexdigest()


def terms_of(text: str, slang: Mapping[str, tuple[str, ...]] | None = None) -> Counter[str]:
    """Words and pairs of neighbours of a text, with how often each stands there."""
    said = words(text, slang)[:MOST_WORDS]
    return Counter([*said, *(f"{one} {two}" for one, two in pairwise(said))])


def weighed(terms: Mapping[str, int], rarity: Mapping[str, float]) -> dict[str, float]:
    """Terms that are known, by how often and how rare they are, scaled to length 1: TF-IDF with sublinear counts."""
    found = {term: (1 + log(count)) * rarity[term] for term, count in terms.items() if term in rarity}
    length = sqrt(sum(value * value for value in found.values()))
    return {term: value / length for term, value in found.items()} if length else {}


def of_rules(scores: Mapping[str, float]) -> dict[str, float]:
    """What the rules say, each between 0 and 1."""
    return {RULE + category: min(score, MOST_SCORE) / MOST_SCORE for category, score in scores.items()}


def rarity_of(texts: Sequence[Mapping[str, int]], least: int = 2) -> dict[str, float]:
    """Inverse document frequency of the terms that stand in at least so many texts; smoothed, natural logarithm."""
    present = Counter(term for terms in texts for term in terms)
    return {term: log((1 + len(texts)) / (1 + count)) + 1 for term, count in sorted(present.items()) if count >= least}
