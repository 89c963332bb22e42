"""Every name of the city's areas and places, found by its key, or by RapidFuzz where it is misspelt."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from command_center.domain.areas import Areas, PlaceKind, WordKind
from command_center.places.names import PlaceSpelling, fold

DIRECTIONS = frozenset({"kulon", "wetan", "lor", "kidul", "tengah", "duwur", "ngisor"})
"""Last words that tell apart kelurahan of one name: Tlogosari Kulon, Tlogosari Wetan."""


SHORTEST_NAME = 5
"""Letters of the shortest name that a misspelt word is compared with; shorter ones are too like ordinary words."""


@dataclass(frozen=True, slots=True)
class Name:
    """What one key may mean: codes of areas, by reading. `words` is the least number of words it is written with."""

    key: str
    label: str
    words: int
    kelurahan: tuple[str, ...] = ()
    kecamatan: tuple[str, ...] = ()
    street: tuple[str, ...] = ()
    landmark: tuple[str, ...] = ()


@dataclass(slots=True)
class _Draft:
    label: str
    words: int
    codes: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


class Gazetteer:
    """The names of `areas`; built once, safe to share between threads."""

    def __init__(self, areas: Areas) -> None:
        self.spelling = PlaceSpelling({word.word: word.meaning for word in areas.words if word.kind is WordKind.SHORT})
        self.word_kinds: dict[str, WordKind] = {
            fold(word.word): word.kind for word in areas.words if word.kind is not WordKind.SHORT
        }
        drafts = self._drafts(areas)
        self._names = {key: self._name(key, draft) for key, draft in drafts.items()}
        self.beginnings = frozenset(key[:size] for key in self._names for size in range(1, len(key) + 1))
        self._by_initial: dict[str, list[str]] = defaultdict(list)
        for key in self._names:
            if len(key) >= SHORTEST_NAME:
                self._by_initial[key[0]].append(key)
        self.slips = lru_cache(maxsize=50_000)(self._slips)
        self.find = self._names.get

    def _slips(self, key: str, most: int) -> tuple[int, tuple[Name, ...]]:
        """The names nearest to a key that none of them has, with their distance: at most `most` single-letter edits.

        Empty where no name is near enough. The first letter is taken as right, as it nearly always is in slips.
        """
        near = extract(key, self._by_initial.get(key[0], ()), scorer=OSA.distance, score_cutoff=most, limit=None)
        if not near:
            return 0, ()
        least = min(int(distance) for _, distance, _ in near)
        return least, tuple(self._names[found] for found, distance, _ in near if distance == least)

    def _drafts(self, areas: Areas) -> dict[str, _Draft]:
        drafts: dict[str, _Draft] = {}

        def add(reading: str, name: str, label: str, codes: Iterable[str]) -> None:
            words = self.spelling.words(name)
            key = "".join(word.key for word in words)
            draft = drafts.setdefault(key, _Draft(label, len(words)))
            draft.codes[reading] += [code for code in codes if code not in draft.codes[reading]]

        for kecamatan in areas.kecamatan:
            add("kecamatan", kecamatan.name, kecamatan.name, [kecamatan.code])
        for kelurahan in areas.kelurahan:
            add("kelurahan", kelurahan.name, kelurahan.name, [kelurahan.code])
        stems: dict[str, list[str]] = defaultdict(list)
        for kelurahan in areas.kelurahan:
            stem, _, last = kelurahan.name.rpartition(" ")
            if stem and fold(last.lower()) in DIRECTIONS and self.spelling.key(stem) not in drafts:
                stems[stem].append(kelurahan.code)
        for stem, codes in stems.items():
            if len(codes) > 1:
                add("kelurahan", stem, stem, codes)
        for place in areas.places:
            label = f"Jl. {place.name}" if place.kind is PlaceKind.STREET else place.name
            for name in (place.name, *place.aliases):
                add(place.kind.value, name, label, place.areas)
        return drafts

    @staticmethod
    def _name(key: str, draft: _Draft) -> Name:
        return Name(key, draft.label, draft.words, **{reading: tuple(codes) for reading, codes in draft.codes.items()})
