"""Categories of reports, and the classifier: it adds the weights of the words it finds and says which they were."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from command_center.domain.findings import Classification
from command_center.domain.phrases import GAP, Phrase, Spelling, WordReader
from command_center.domain.text import tokens
from command_center.domain.wording import Wording

MAX_TOKENS = 400
"""A text is judged by its first 400 words; few reports have more than 60."""


class Shape(StrEnum):
    """Marks of the map; each says the same as its colour, for those who do not see the colour."""

    SQUARE = "square"
    TRIANGLE = "triangle"
    CIRCLE = "circle"
    DIAMOND = "diamond"
    HEXAGON = "hexagon"
    DOT = "dot"


@dataclass(frozen=True, slots=True)
class IncidentRule:
    """When reports are one incident: at least `reports` of them within `radius_m` metres and `hours` hours."""

    radius_m: int
    hours: int
    reports: int


@dataclass(frozen=True, slots=True, eq=False)
class Category:
    """What a report is about. `colour` is "#RRGGBB"; `group` is the code of the category whose mark it wears on the
    wall; `incident` is None where reports have no common place; `aliases` are names in other systems.
    """

    code: str
    label: Wording
    short: Wording
    colour: str
    shape: Shape
    group: str
    phrases: tuple[Phrase, ...] = ()
    aliases: tuple[str, ...] = ()
    incident: IncidentRule | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Categories:
    """All categories in the order of their file. `fallback` is the category of a text that says too little."""

    every: tuple[Category, ...]
    fallback: str
    minimum_score: float
    by_code: Mapping[str, Category] = field(init=False)
    _by_name: Mapping[str, str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Index by code, and by the names that other systems use."""
        names: dict[str, str] = {}
        for category in reversed(self.every):
            for name in (category.label.id, category.label.en, *category.aliases):
                names[_plain(name)] = category.code
        names.update({category.code: category.code for category in self.every})
        object.__setattr__(self, "by_code", MappingProxyType({category.code: category for category in self.every}))
        object.__setattr__(self, "_by_name", MappingProxyType(names))

    def __iter__(self) -> Iterator[Category]:
        return iter(self.every)

    def __len__(self) -> int:
        return len(self.every)

    def find(self, name: str) -> Category | None:
        """The category of a code or of a name from another system; None for an unknown one."""
        code = self._by_name.get(name) or self._by_name.get(_plain(name))
        return self.by_code[code] if code else None

    @property
    def groups(self) -> tuple[Category, ...]:
        """The categories that stand for a group on the wall, the fallback last."""
        own = [category for category in self.every if category.group == category.code]
        return tuple(sorted(own, key=lambda category: category.code == self.fallback))


_Found = tuple[Phrase, tuple[int, ...]]
"""A phrase and its place in a text: indices into the words read from it."""


class Classifier:
    """Puts texts into categories by weighted words; pure but for its memory of tokens, safe to share by threads."""

    def __init__(self, categories: Categories, spelling: Spelling) -> None:
        self.categories = categories
        phrases = [phrase for category in categories.every for phrase in category.phrases]
        self._rank = {category.code: rank for rank, category in enumerate(categories.every)}
        self._landmarks = spelling.landmarks
        self._places = frozenset(word for phrase in phrases if phrase.place for word in phrase.words)
        self._reader = WordReader((word for phrase in phrases for word in phrase.words), spelling)
        self._single: dict[str, list[Phrase]] = {}
        # Phrases by their first word, with their last word: most texts do not have that, and need no closer look.
        self._longer: dict[str, list[tuple[str, Phrase]]] = {}
        for phrase in phrases:
            if len(phrase.words) == 1:
                self._single.setdefault(phrase.words[0], []).append(phrase)
            else:
                self._longer.setdefault(phrase.words[0], []).append((phrase.words[-1], phrase))
        # A word of weight 3 or more names a subject: a phrase of another category does not reach across it.
        self._subjects: dict[str, set[str]] = {}
        for phrase in phrases:
            if len(phrase.words) == 1 and phrase.weight >= 3 and not phrase.place:
                self._subjects.setdefault(phrase.words[0], set()).add(phrase.category)

    def classify(self, text: str, chosen: str = "") -> Classification:
        """The category of a text with the words that decided, as they were written.

        `chosen` is the sender's own choice, a code or a name from another system. It stands, unless it is unknown or
        the fallback ("lainnya") and the text says more: people pick "other" where they did not look further.
        """
        scores = self._scores(text)
        best = scores[0][0] if scores and scores[0][1] >= self.categories.minimum_score else self.categories.fallback
        wish = self.categories.find(chosen) if chosen else None
        by_sender = wish is not None and (wish.code != self.categories.fallback or best == self.categories.fallback)
        code = wish.code if wish is not None and by_sender else best
        total, found = next(((total, words) for other, total, words in scores if other == code), (0.0, ()))
        runner_up = next((other for other, _, _ in scores if other != code), "")
        return Classification(code, found, total, runner_up, by_sender)

    def _scores(self, text: str) -> list[tuple[str, float, tuple[str, ...]]]:
        """(category, sum of weights, words that gave it) for every category that has any, best first."""
        written = tokens(text)[:MAX_TOKENS]
        read: list[str] = []
        origin: list[int] = []
        read_token = self._reader.read
        for index, token in enumerate(written):
            meant = read_token(token)
            read += meant
            origin += [index] * len(meant)
        found = self._find(read)
        if not found:
            return []
        scores = []
        for category, hits in found.items():
            used = {place for phrase, at in hits if phrase.bars for place in at}
            counted: set[Phrase] = set()
            total = 0.0
            shown: list[str] = []
            if len(hits) > 1:
                hits.sort(key=_heaviest_first)
            for phrase, at in hits:
                if phrase.bars or phrase in counted or not used.isdisjoint(at):
                    continue
                counted.add(phrase)
                used.update(at)
                total += phrase.weight
                shown += [written[origin[place]] for place in at]
            if total:
                scores.append((category, total, tuple(dict.fromkeys(shown))))
        scores.sort(key=lambda score: (-score[1], self._rank[score[0]]))
        return scores

    def _find(self, read: list[str]) -> dict[str, list[_Found]]:
        """All phrases in the words read, by category."""
        found: dict[str, list[_Found]] = {}
        present = set(read)
        near = False
        for start, word in enumerate(read):
            if not word:
                near = False
                continue
            for phrase in self._single.get(word, ()):
                if not (near and phrase.place):
                    found.setdefault(phrase.category, []).append((phrase, (start,)))
            for last, phrase in self._longer.get(word, ()):
                if last in present and not (near and phrase.place):
                    at = self._match(phrase, read, start)
                    if at:
                        found.setdefault(phrase.category, []).append((phrase, at))
            near = word in self._landmarks or (near and word in self._places)
        return found

    def _match(self, phrase: Phrase, read: list[str], start: int) -> tuple[int, ...]:
        """Where the words of a phrase stand that begins at `start`; () where it does not go on."""
        at = [start]
        for word, gap in zip(phrase.words[1:], phrase.gaps[1:], strict=True):
            place = at[-1] + 1
            last = min(place + GAP, len(read) - 1) if gap else place
            while place <= last and place < len(read) and read[place] != word:
                subject_of = self._subjects.get(read[place])
                if subject_of and phrase.category not in subject_of:
                    return ()
                place += 1
            if place > last or place >= len(read):
                return ()
            at.append(place)
        return tuple(at)


def _heaviest_first(found: _Found) -> tuple[float, int, tuple[int, ...]]:
    return -found[0].weight, -len(found[1]), found[1]


def _plain(name: str) -> str:
    return " ".join(tokens(name))
