"""A learned model as plain numbers: what it knows, what it says of a text, and how it is written down.

It is applied without the library that made it, so that a server needs neither the library nor its memory.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import exp, isfinite
from typing import Any

from command_center.domain.findings import Classification
from command_center.learning.features import of_rules, terms_of, weighed

FORM = 1
"""Of the file; a file of another form is not read."""
LEAST_CHANCE = 0.6
"""A model that is less certain than this says nothing."""


@dataclass(frozen=True, slots=True, eq=False)
class LearnedModel:
    """A linear model over words and the rules' scores, and where it may speak.

    `weights` has for each feature the weight by category in the order of `categories`; `bias` theirs without any feature.
    `speaks_for` are the categories, `channels_off` the channels, for which it was shown to be better, or not to be.
    `rules` is the fingerprint of the rules that it was trained beside.
    """

    categories: tuple[str, ...]
    rarity: Mapping[str, float]
    weights: Mapping[str, tuple[float, ...]]
    bias: tuple[float, ...]
    rules: str
    speaks_for: frozenset[str] = frozenset()
    channels_off: frozenset[str] = frozenset()
    examples: int = 0
    trained_at: str = ""

    def chances(self, text: str, scores: Mapping[str, float], slang: Mapping[str, tuple[str, ...]]) -> dict[str, float]:
        """How likely each category is, by the model alone."""
        features = weighed(terms_of(text, slang), self.rarity) | of_rules(scores)
        totals = list(self.bias)
        for name, value in features.items():
            for place, weight in enumerate(self.weights.get(name, ())):
                totals[place] += weight * value
        highest = max(totals)
        raised = [exp(total - highest) for total in totals]
        whole = sum(raised)
        return {category: part / whole for category, part in zip(self.categories, raised, strict=True)}

    def says(self, text: str, scores: Mapping[str, float], slang: Mapping[str, tuple[str, ...]]) -> tuple[str, float]:
        """The likeliest category and its chance."""
        chances = self.chances(text, scores, slang)
        return max(chances.items(), key=lambda each: (each[1], each[0]))

    def second_thought(
        self,
        found: Classification,
        text: str,
        channel: str,
        scores: Mapping[str, float],
        slang: Mapping[str, tuple[str, ...]],
    ) -> Classification:
        """What the rules found, or where they doubt and the model may speak, what it says; still doubtful: a person reads it."""
        if not found.doubtful or found.chosen_by_sender or found.chosen_by_staff or channel in self.channels_off:
            return found
        category, chance = self.says(text, scores, slang)
        if category == found.category or category not in self.speaks_for or chance < LEAST_CHANCE:
            return found
        return replace(found, category=category, words=(), score=0.0, runner_up=found.category, learned=True)


def to_text(model: LearnedModel) -> str:
    """The model as JSON, the same text for the same model."""
    return json.dumps(
        {
            "form": FORM,
            "rules": model.rules,
            "trained_at": model.trained_at,
            "examples": model.examples,
            "speaks_for": sorted(model.speaks_for),
            "channels_off": sorted(model.channels_off),
            "categories": list(model.categories),
            "bias": list(model.bias),
            "rarity": dict(sorted(model.rarity.items())),
            "weights": {name: list(row) for name, row in sorted(model.weights.items())},
        },
        ensure_ascii=False,
    )


def from_text(text: str) -> LearnedModel:
    """The model of a text. Raises ValueError where it is none of this form, or does not fit together: what reads texts of
    citizens asks it, and must not fail by it.
    """
    try:
        kept: Any = json.loads(text)
    except RecursionError as error:
        raise ValueError("it is nested without an end") from error
    if not isinstance(kept, dict) or kept.get("form") != FORM:
        raise ValueError("it is not a model of this program's form")
    try:
        model = LearnedModel(
            categories=tuple(map(str, kept["categories"])),
            rarity={str(term): float(value) for term, value in kept["rarity"].items()},
            weights={str(name): tuple(map(float, row)) for name, row in kept["weights"].items()},
            bias=tuple(map(float, kept["bias"])),
            rules=str(kept["rules"]),
            speaks_for=frozenset(map(str, kept["speaks_for"])),
            channels_off=frozenset(map(str, kept["channels_off"])),
            examples=int(kept["examples"]),
            trained_at=str(kept["trained_at"]),
        )
    except (KeyError, TypeError, AttributeError, OverflowError) as error:
        raise ValueError(f"it lacks a part: {error!r}") from error
    rows = [model.bias, *model.weights.values()]
    if not model.categories or any(len(row) != len(model.categories) for row in rows):
        raise ValueError("its weights are not those of its categories")
    if not all(map(isfinite, (*model.rarity.values(), *(value for row in rows for value in row)))):
        raise ValueError("it holds what is no number")
    if not model.speaks_for <= set(model.categories):
        raise ValueError("it speaks for categories that it does not know")
    return model
