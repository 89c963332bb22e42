"""What tells a second complaint from more words about the first: its subject, its place, and how clear both are."""

from collections.abc import Iterable
from dataclasses import dataclass

from command_center.domain.findings import Classification, Location
from command_center.domain.text import tokens

CERTAIN = 3.0
"""Sum of weights from which on a text speaks of its category at all."""
CLEAR = 4.0
"""From which on it would be a complaint by itself where it names a place."""
UNMISTAKABLE = 5.0
"""From which on it would be one without a place."""

_THE = "nya"
_STREET = frozenset({"jl", "jln", "jalan", "jend", "gg", "gang"})
_BEFORE_NAMES = frozenset(
    {"di", "ke", "dari", "daerah", "kel", "kelurahan", "kec", "kecamatan", "desa", "depan", "dekat", "dkt", "sekitar"}
)


@dataclass(frozen=True, slots=True)
class Topic:
    """What a message or a report is about, and where. `fallback` is the category of a text that says too little."""

    classification: Classification
    location: Location
    fallback: str

    @property
    def category(self) -> str:
        """The category that the words or the sender name for certain, "" where they do not."""
        found = self.classification
        return found.category if found.category != self.fallback and self.weight >= CERTAIN else ""

    @property
    def weight(self) -> float:
        """How clearly it speaks of its category; a sender's own choice could not be clearer."""
        return UNMISTAKABLE if self.classification.chosen_by_sender else self.classification.score

    @property
    def names(self) -> frozenset[str]:
        """The words of the places it names, without "di", "Jl" and the like."""
        return _words(self.location.evidence.words) - _STREET

    @property
    def names_a_place(self) -> bool:
        """Whether it names a place of its own, in words or by its area."""
        return bool(self.location.kelurahan or self.location.kecamatan or self.names)

    @property
    def speaks_for_itself(self) -> bool:
        """Whether it names a subject or a place of its own."""
        return bool(self.category or self.names_a_place)


@dataclass(frozen=True, slots=True)
class ToldApart:
    """What tells two complaints apart: `fields` of ``subject`` and ``place``, what the first was and what the second is."""

    fields: tuple[str, ...]
    was: tuple[str, ...]
    says: tuple[str, ...]


def difference(first: Topic, second: Topic, *, further: bool = False, one_event: bool = False) -> ToldApart | None:
    """What tells `second` apart as a complaint of its own; None where it goes on with `first`.

    A text without a subject goes on with whatever there was: it tells more of it. The same subject in another place, and
    another subject, are a second complaint; another subject without a place of its own must be unmistakable, since "the
    drain is blocked too" may be the cause of the flood. `further` says that the words announce another complaint: then
    another place is enough ("di Jl Majapahit juga"). `one_event` says that the two subjects come of one another, so that
    they are told apart only where the second names a place that the first does not.
    """
    other_place = places_differ(first, second)
    if first.category and not second.category and further and other_place:
        return ToldApart(("place",), _shown(first), _shown(second))
    if not (first.category and second.category):
        return None
    other_subject = first.category != second.category
    if other_place:
        found = (*(("subject",) if other_subject else ()), "place")
    elif (
        other_subject
        and (_names_another(first, second) or not one_event)
        and second.weight >= _needed(second, further=further)
    ):
        found = ("subject",)
    else:
        return None
    return ToldApart(found, _shown(first), _shown(second))


def refers_back(first: Topic, second: Topic) -> bool:
    """Whether the second goes on with what the first speaks of, though its subject is another.

    Either text speaks of the other's subject too ("pohon tumbang menimpa lampu", "lampu mati"), or the word for the subject
    has the -nya of what was named before ("lampunya mati").
    """
    one, other = first.classification, second.classification
    if second.category and second.category == one.runner_up:
        return True
    if first.category and first.category == other.runner_up:
        return True
    return any(len(word) > len(_THE) + 2 and word.endswith(_THE) for word in other.words)


def _names_another(first: Topic, second: Topic) -> bool:
    """Whether both name places, and no word of one is in the other: that may be the same place, and need not."""
    return bool(first.names and second.names and not first.names & second.names)


def _needed(second: Topic, *, further: bool) -> float:
    """How clear another subject must be."""
    if further:
        return CERTAIN
    return CLEAR if second.names or second.location.kelurahan else UNMISTAKABLE


def places_differ(first: Topic, second: Topic) -> bool:
    """Whether both name a place and it cannot be the same one; a street and an area may always be."""
    one, other = first.location, second.location
    if first.names and second.names and (first.names <= second.names or second.names <= first.names):
        return False
    if one.kelurahan and other.kelurahan and one.kelurahan != other.kelurahan:
        return True
    if one.kecamatan and other.kecamatan and one.kecamatan != other.kecamatan:
        return True
    streets = _streets(one), _streets(other)
    return bool(streets[0] and streets[1] and not streets[0] & streets[1])


def _streets(place: Location) -> frozenset[str]:
    """Words of the names of streets."""
    named = [words for words in place.evidence.words if _STREET & set(tokens(words))]
    return _words(named) - _STREET


def _words(names: Iterable[str]) -> frozenset[str]:
    return frozenset(word for name in names for word in tokens(name)) - _BEFORE_NAMES


def _shown(topic: Topic) -> tuple[str, ...]:
    """Category, and the codes or words of the place."""
    place = topic.location
    return tuple(filter(None, (topic.category, place.kelurahan or place.kecamatan, *place.evidence.words)))
