"""Tries a model on examples that it has not seen, and tells where it may speak: only where it beats the rules.

The newest fifth of the examples is put aside. On the others, in five parts of which each is judged by a model of the
other four, it is counted for which categories the model, where the rules doubt, is right more often than chance would have
it (sign test, one-sided). Then it must not be worse than the rules on the fifth that had no part in it.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from math import comb

from command_center.learning.features import Example
from command_center.learning.model import LEAST_CHANCE, LearnedModel
from command_center.learning.training import trained

LEAST_EXAMPLES = 200
"""Fewer say too little of any category."""
PARTS = 5
CHANCE = 0.05
"""A category is believed where so many better answers come about by luck at most this often."""


@dataclass(frozen=True, slots=True)
class Score:
    """Of `examples`: how often the rules were right, and how often rules and model together."""

    examples: int
    rules_right: int
    together_right: int


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of it. `model` is None where it may not be used, `why` says why then. `won` and `lost` count by category how
    often the model changed a doubtful answer for the better, and for the worse.
    """

    model: LearnedModel | None
    why: str
    examples: int
    whole: Score = Score(0, 0, 0)
    newest: Score = Score(0, 0, 0)
    by_category: Mapping[str, Score] | None = None
    by_channel: Mapping[str, Score] | None = None
    won: Mapping[str, int] | None = None
    lost: Mapping[str, int] | None = None


@dataclass(frozen=True, slots=True)
class _Judged:
    """An example, and what a model that had not seen it would say where the rules doubt: "" for nothing."""

    example: Example
    says: str

    def together(self, speaks_for: frozenset[str], channels_off: frozenset[str]) -> str:
        """The answer of rules and model."""
        speaks = self.says in speaks_for and self.example.channel not in channels_off
        return self.says if speaks else self.example.found


def tried(examples: Sequence[Example], slang: Mapping[str, tuple[str, ...]], rules: str) -> Trial:
    """Train and try a model on examples in the order in which they were corrected, oldest first."""
    if len(examples) < LEAST_EXAMPLES:
        return Trial(
            None,
            f"there are {len(examples)} corrected or confirmed reports; a model needs {LEAST_EXAMPLES}",
            len(examples),
        )
    older, newest = examples[: -len(examples) // PARTS], examples[-len(examples) // PARTS :]
    try:
        judged = _judged_by_others(older, slang, rules)
        of_older = trained(older, slang, rules)
    except ValueError as error:
        return Trial(None, str(error), len(examples))
    won, lost = _changes(judged)
    speaks_for = frozenset(
        category for category in won if _by_luck(won[category], won[category] + lost[category]) <= CHANCE
    )
    off = _channels_off(judged, speaks_for)
    last = [_judge(of_older, each, slang) for each in newest]
    found = Trial(
        None,
        "",
        len(examples),
        whole=_score(judged, speaks_for, off),
        newest=_score(last, speaks_for, off),
        by_category=_scores(judged, speaks_for, off, lambda each: each.example.right),
        by_channel=_scores(judged, speaks_for, off, lambda each: each.example.channel),
        won=won,
        lost=lost,
    )
    if not speaks_for:
        return replace(found, why="it is better than the rules for no category")
    if found.newest.together_right < found.newest.rules_right:
        return replace(found, why="it is worse than the rules on the newest reports")
    model = replace(trained(examples, slang, rules), speaks_for=speaks_for, channels_off=off)
    return replace(found, model=model)


def _judged_by_others(examples: Sequence[Example], slang: Mapping[str, tuple[str, ...]], rules: str) -> list[_Judged]:
    """Each judged by a model of the parts that it is not in; a text that stands there twice is in one part."""
    parts: list[list[Example]] = [[] for _ in range(PARTS)]
    for each in examples:
        digest = blake2b(" ".join(each.text.lower().split()).encode("utf-8", "replace"), digest_size=4).digest()
        parts[int.from_bytes(digest, "big") % PARTS].append(each)
    judged = []
    for number, part in enumerate(parts):
        model = trained([each for other in range(PARTS) if other != number for each in parts[other]], slang, rules)
        judged += [_judge(model, each, slang) for each in part]
    return judged


def _judge(model: LearnedModel, example: Example, slang: Mapping[str, tuple[str, ...]]) -> _Judged:
    if example.sure:
        return _Judged(example, "")
    category, chance = model.says(example.text, example.scores, slang)
    return _Judged(example, category if chance >= LEAST_CHANCE and category != example.found else "")


def _changes(judged: Iterable[_Judged]) -> tuple[Counter[str], Counter[str]]:
    """How often the model's answer was right where the rules' was wrong, and the other way round, by the model's answer."""
    won: Counter[str] = Counter()
    lost: Counter[str] = Counter()
    for each in judged:
        if each.says and each.says == each.example.right:
            won[each.says] += 1
        elif each.says and each.example.found == each.example.right:
            lost[each.says] += 1
    return won, lost


def _by_luck(won: int, tries: int) -> float:
    """The chance of at least so many better answers where better and worse were as likely."""
    return float(sum(comb(tries, number) for number in range(won, tries + 1)) / 2**tries)


def _channels_off(judged: Sequence[_Judged], speaks_for: frozenset[str]) -> frozenset[str]:
    """Channels on which people write so that the model does more harm than good."""
    scores = _scores(judged, speaks_for, frozenset(), lambda each: each.example.channel)
    return frozenset(channel for channel, score in scores.items() if score.together_right < score.rules_right)


def _score(judged: Iterable[_Judged], speaks_for: frozenset[str], off: frozenset[str]) -> Score:
    every = list(judged)
    return Score(
        len(every),
        sum(each.example.found == each.example.right for each in every),
        sum(each.together(speaks_for, off) == each.example.right for each in every),
    )


def _scores(
    judged: Sequence[_Judged], speaks_for: frozenset[str], off: frozenset[str], key: Callable[[_Judged], str]
) -> dict[str, Score]:
    groups: dict[str, list[_Judged]] = defaultdict(list)
    for each in judged:
        groups[key(each)].append(each)
    return {name: _score(group, speaks_for, off) for name, group in sorted(groups.items())}
