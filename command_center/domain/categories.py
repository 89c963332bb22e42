"""Categories of reports, and the classifier: it adds the weights of the words it finds and says which they were."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from command_center.domain.findings import Classification
from command_center.domain.phrases import Phrase, Spelling, WordReader
from command_center.domain.text import tokens
from command_center.domain.told import Told, tell
from command_center.domain.well import WELL_COUNTS
from command_center.domain.wording import Wording

SUBJECT = 3.0
"""Weight from which a single word names a subject."""
MOST_OF_HINTS = 4.0
"""What the words that only hint (weight below `SUBJECT`) count together: many passing words are no subject."""
MOST_STARTS = 20
"""Times that one word is taken for the beginning of phrases: no report says a word so often, and each time costs."""
LIST_OF_PLACES = 3
"""Words that may stand between two names of places that are listed."""


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


@dataclass(frozen=True, slots=True)
class Doubt:
    """When a finding is doubtful: its score is below `score` (below `score_of_long` for a text of `long` words or more,
    which has had room to say what it is about, below `score_of_story` from `story` words on), or the next category has more
    than the share `rival` of it (`rival_of_sure` where the score is `sure` or more).
    """

    score: float = 0.0
    score_of_long: float = 0.0
    long: int = 0
    score_of_story: float = 0.0
    story: int = 10_000
    rival: float = 1.0
    sure: float = 1e9
    rival_of_sure: float = 1.0


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
    """All categories in the order of their file. `fallback` is the category of a text that says too little.

    `figures` are figures of speech whose words speak for no category; `doubt` tells which findings a person must read.
    """

    every: tuple[Category, ...]
    fallback: str
    minimum_score: float
    figures: tuple[Phrase, ...] = ()
    doubt: Doubt = Doubt()
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


class _Found(NamedTuple):
    """A phrase, its place in a text (indices into the words read from it), and how much it counts there."""

    phrase: Phrase
    at: tuple[int, ...]
    counts: float


class _Weighed(NamedTuple):
    """What a text says for a category: the sum of weights, the same with the title counting once, and the words."""

    category: str
    total: float
    said: float
    words: tuple[str, ...]


class Classifier:
    """Puts texts into categories by weighted words; pure but for its memory of tokens, safe to share by threads."""

    def __init__(self, categories: Categories, spelling: Spelling) -> None:
        self.categories = categories
        phrases = [phrase for category in categories.every for phrase in category.phrases]
        self._rank = {category.code: rank for rank, category in enumerate(categories.every)}
        self._landmarks = spelling.landmarks
        self._formalities = spelling.formalities
        self._places = frozenset(
            word for phrase in phrases if phrase.place for word in phrase.words if not word.startswith("@")
        )
        self._reader = WordReader(_words_of(phrases), spelling, fixed=_words_of(categories.figures))
        # A word of weight 3 or more names a subject: a phrase of another category does not reach across it.
        self._subjects: dict[str, set[str]] = {}
        for phrase in phrases:
            if len(phrase.words) == 1 and phrase.weight >= SUBJECT and not phrase.place:
                for word in phrase.choices[0]:
                    self._subjects.setdefault(word, set()).add(phrase.category)
        phrases = _with_forms(phrases, self._reader.root)
        self._single: dict[str, list[Phrase]] = {}
        # Phrases by their first word: most texts have no last word to it, and need no closer look.
        self._longer: dict[str, list[Phrase]] = {}
        for phrase in (*phrases, *categories.figures):
            index = self._single if len(phrase.choices) == 1 else self._longer
            for word in phrase.choices[0]:
                index.setdefault(word, []).append(phrase)

    def classify(self, text: str, chosen: str = "") -> Classification:
        """The category of a text with the words that decided, as they were written.

        A first line of few words is the title of what stands below it, and counts double. `chosen` is the sender's own
        choice, a code or a name from another system. It stands, unless it is unknown or the fallback ("lainnya") and
        the text says more: people pick "other" where they did not look further.
        """
        told = tell(text, self._formalities)
        scores = self._scores(told)
        best = (
            scores[0].category
            if scores and scores[0].total >= self.categories.minimum_score
            else self.categories.fallback
        )
        wish = self.categories.find(chosen) if chosen else None
        by_sender = wish is not None and (wish.code != self.categories.fallback or best == self.categories.fallback)
        code = wish.code if wish is not None and by_sender else best
        own = next((score for score in scores if score.category == code), _Weighed(code, 0.0, 0.0, ()))
        rival = next((score for score in scores if score.category != code), _Weighed("", 0.0, 0.0, ()))
        doubtful = self._is_doubtful(own, rival, len(told.tokens), by_sender)
        return Classification(code, own.words, own.total, rival.category, by_sender, doubtful)

    def scores(self, text: str) -> dict[str, float]:
        """What a text says for each category that it says anything for: sums of weights."""
        return {score.category: score.total for score in self._scores(tell(text, self._formalities))}

    def _is_doubtful(self, own: _Weighed, rival: _Weighed, words: int, by_sender: bool) -> bool:
        """Whether a person must read the text: it says too little, or nearly as much for another category.

        One word of a title is one word, though it decides. What the sender chose is doubtful only where the text says
        clearly something else.
        """
        doubt = self.categories.doubt
        least = doubt.score_of_long if words >= doubt.long else doubt.score
        if words >= doubt.story:
            least = doubt.score_of_story
        if by_sender:
            return not own.total and rival.total > least
        share = doubt.rival_of_sure if own.total >= doubt.sure else doubt.rival
        return own.said < least or rival.total > share * own.total

    def _scores(self, told: Told) -> list[_Weighed]:
        """What the text says for every category that it says anything for, best first."""
        read: list[str] = []
        origin: list[int] = []
        begins: list[bool] = []
        read_token = self._reader.read
        for index, token in enumerate(told.tokens):
            meant = read_token(token)
            read += meant
            origin += [index] * len(meant)
            begins += [told.begins[index], *[False] * (len(meant) - 1)]
        well = {place for place, index in enumerate(origin) if index in told.well} if told.well else set()
        found = self._find(read, [told.counts[index] for index in origin], begins, well)
        figures = found.pop("", [])
        scores = []
        for category, hits in found.items():
            used = {place for hit in (*hits, *figures) if hit.phrase.bars for place in hit.at}
            counted: set[str] = set()
            total = hints = said = hinted = 0.0
            shown: list[str] = []
            if len(hits) > 1:
                hits.sort(key=_longest_first)
            for hit in hits:
                if hit.phrase.bars or hit.phrase.written in counted or not used.isdisjoint(hit.at):
                    continue
                counted.add(hit.phrase.written)
                used.update(hit.at)
                once = min(hit.counts, 1.0)
                if hit.phrase.weight < SUBJECT:
                    hints += hit.phrase.weight * hit.counts
                    hinted += hit.phrase.weight * once
                else:
                    total += hit.phrase.weight * hit.counts
                    said += hit.phrase.weight * once
                shown += [told.tokens[origin[place]] for place in hit.at]
            total += min(hints, MOST_OF_HINTS)
            said += min(hinted, MOST_OF_HINTS)
            if total:
                scores.append(_Weighed(category, total, said, tuple(dict.fromkeys(shown))))
        scores.sort(key=lambda score: (-score.total, -score.said, self._rank[score.category]))
        return scores

    def _find(
        self, read: list[str], counts: list[float], begins: list[bool], well: Collection[int]
    ) -> dict[str, list[_Found]]:
        """All phrases in the words read, by category; figures of speech under "". `well` are words for what is well."""
        found: dict[str, list[_Found]] = {}
        present = set(read)
        where = self._said_where(read, begins)
        started: Counter[str] = Counter()
        for start, word in enumerate(read):
            if not word:
                continue
            started[word] += 1
            if started[word] > MOST_STARTS:
                continue
            for phrase in self._single.get(word, ()):
                if not (phrase.place and start in where):
                    counted = counts[start] * (WELL_COUNTS if start in well else 1.0)
                    found.setdefault(phrase.category, []).append(_Found(phrase, (start,), counted))
            for phrase in self._longer.get(word, ()):
                if not present.isdisjoint(phrase.choices[-1]):
                    at = self._match(phrase, read, begins, start)
                    if at and not (phrase.place and not where.isdisjoint(at)):
                        counted = min(counts[place] for place in at)
                        if all(place in well for place in at):
                            counted *= WELL_COUNTS
                        found.setdefault(phrase.category, []).append(_Found(phrase, at, counted))
        return found

    def _said_where(self, read: list[str], begins: list[bool]) -> set[int]:
        """Where names of places stand that only say where something is.

        Right after a word of place ("depan"), and on through a list of places ("depan SD Rowosari dan puskesmas").
        """
        found: set[int] = set()
        near = 0
        for index, word in enumerate(read):
            if begins[index]:
                near = 0
            if word in self._landmarks:
                near = 1
            elif near and word in self._places:
                found.add(index)
                near = LIST_OF_PLACES + 1
            else:
                near = 0 if word else max(near - 1, 0)
        return found

    def _match(self, phrase: Phrase, read: list[str], begins: list[bool], start: int) -> tuple[int, ...]:
        """Where the words of a phrase stand that begins at `start`; () where it does not go on."""
        at = [start]
        for choice, gap in zip(phrase.choices[1:], phrase.gaps[1:], strict=True):
            place = at[-1] + 1
            last = min(place + gap, len(read) - 1) if gap else place
            while place <= last and place < len(read) and read[place] not in choice:
                subject_of = self._subjects.get(read[place])
                if subject_of and phrase.category and phrase.category not in subject_of:
                    return ()
                place += 1
            if place > last or place >= len(read) or (begins[place] and not gap):
                return ()
            at.append(place)
        return tuple(at)


def _longest_first(found: _Found) -> tuple[int, float, tuple[int, ...]]:
    """A longer phrase is more exact and takes its words; of equal ones the one that counts more comes first."""
    return -len(found.at), -found.phrase.weight * found.counts, found.at


def _with_forms(phrases: Iterable[Phrase], roots: Mapping[str, str]) -> list[Phrase]:
    """The phrases, with the words of the vocabulary that are formed from a word beside that word ("kerusakan": rusak)."""
    forms: dict[str, set[str]] = {}
    for word, root in roots.items():
        forms.setdefault(root, set()).add(word)

    @cache
    def widened(choice: frozenset[str]) -> frozenset[str]:
        more = {form for word in choice for form in forms.get(word, ())}
        return choice | more if more else choice

    return [replace(phrase, choices=tuple(map(widened, phrase.choices))) for phrase in phrases]


def _words_of(phrases: Iterable[Phrase]) -> Iterator[str]:
    return (word for phrase in phrases for choice in phrase.choices for word in choice)


def _plain(name: str) -> str:
    return " ".join(tokens(name))
