"""Every name of the city's areas and places, and names elsewhere, found by their key or where they are misspelt."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import hypot

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from command_center.domain.areas import Alone, Areas, Place, PlaceKind, Tier, WordKind
from command_center.domain.inbound import Position
from command_center.places import outlines
from command_center.places.names import PlaceSpelling, fold

DIRECTIONS = frozenset({"kulon", "wetan", "lor", "kidul", "tengah", "duwur", "ngisor"})
"""Last words that tell apart kelurahan of one name: Tlogosari Kulon, Tlogosari Wetan."""

SHORTEST_NAME = 5
"""Letters of the shortest name that a misspelt word is compared with; shorter ones are too like ordinary words."""

EVERYWHERE = 100
"""Namesakes of a street of which nothing is known: every city has a Jalan Sudirman."""

LENIENCY = (Alone.NEVER, Alone.AFTER_A_PLACE_WORD, Alone.ALWAYS)
"""Of a name that stands several times among those elsewhere the latest in this order holds."""


@dataclass(frozen=True, slots=True)
class Pin:
    """Where a street or landmark that crosses several kecamatan is drawn: the kecamatan and the point in it."""

    kecamatan: str
    point: Position


@dataclass(frozen=True, slots=True)
class Name:
    """What one key may mean: codes of areas, by reading. `parts` are the keys of the words it is written with.

    `elsewhere` says of what areas outside the city it is the name, and when it counts as one without the word for its
    kind; `namesakes` how many areas elsewhere bear this name of ours, `EVERYWHERE` for a street nothing is known of. The pins are set for a street or landmark whose point is known.
    """

    key: str
    label: str
    parts: tuple[str, ...]
    kelurahan: tuple[str, ...] = ()
    kecamatan: tuple[str, ...] = ()
    street: tuple[str, ...] = ()
    landmark: tuple[str, ...] = ()
    elsewhere: tuple[tuple[Tier, Alone], ...] = ()
    namesakes: int = 0
    street_pin: Pin | None = None
    landmark_pin: Pin | None = None

    @property
    def words(self) -> int:
        """How many words it is written with."""
        return len(self.parts)

    @property
    def only_a_street(self) -> bool:
        """Whether it is the name of a street of ours and of nothing else in the city."""
        return bool(self.street) and not (self.kelurahan or self.kecamatan or self.landmark)

    @property
    def ours(self) -> bool:
        """Whether anything in the city bears the name."""
        return bool(self.kelurahan or self.kecamatan or self.street or self.landmark)


@dataclass(slots=True)
class _Draft:
    label: str
    parts: tuple[str, ...]
    codes: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    elsewhere: dict[Tier, Alone] = field(default_factory=dict)
    pins: dict[PlaceKind, Pin] = field(default_factory=dict)


class Gazetteer:
    """The names of `areas`; built once, safe to share between threads."""

    def __init__(self, areas: Areas) -> None:
        self.spelling = PlaceSpelling({word.word: word.meaning for word in areas.words if word.kind is WordKind.SHORT})
        self.word_kinds: dict[str, WordKind] = {
            fold(word.word): word.kind for word in areas.words if word.kind is not WordKind.SHORT
        }
        drafts: dict[str, _Draft] = {}
        self._add_areas(areas, drafts)
        self._add_places(areas, drafts)
        self._order = {key: order for order, key in enumerate(drafts)}
        self._add_elsewhere(areas, drafts)
        namesakes = {self.spelling.key(name): count for name, count in areas.namesakes}
        self._names = {key: _name(key, draft, namesakes.get(key)) for key, draft in drafts.items()}
        self.beginnings = frozenset(key[:size] for key in self._names for size in range(1, len(key) + 1))
        self._by_start: Mapping[tuple[str, int], list[str]] = _by_start(self._order)
        self.parts = frozenset(
            part for key in self._order if self._names[key].words > 1 for part in self._names[key].parts
        )
        self.slips = lru_cache(maxsize=50_000)(self._slips)
        self.find = self._names.get

    def _slips(self, key: str, most: int) -> tuple[int, tuple[Name, ...]]:
        """The names of ours nearest to a key that none of them has, with their distance: at most `most` single-letter edits.

        Empty where no name is near enough. The first letter is taken as right, as it nearly always is in slips.
        """
        known = [
            name
            for length in range(len(key) - most, len(key) + most + 1)
            for name in self._by_start.get((key[0], length), ())
        ]
        known.sort(key=self._order.__getitem__)
        near = extract(key, known, scorer=OSA.distance, score_cutoff=most, limit=None)
        if not near:
            return 0, ()
        least = min(int(distance) for _, distance, _ in near)
        return least, tuple(self._names[found] for found, distance, _ in near if distance == least)

    def _draft(self, drafts: dict[str, _Draft], name: str, label: str) -> _Draft:
        parts = tuple(word.key for word in self.spelling.words(name))
        return drafts.setdefault("".join(parts), _Draft(label, parts))

    def _add(self, drafts: dict[str, _Draft], reading: str, name: str, label: str, codes: Iterable[str]) -> _Draft:
        draft = self._draft(drafts, name, label)
        draft.codes[reading] += [code for code in codes if code not in draft.codes[reading]]
        return draft

    def _add_areas(self, areas: Areas, drafts: dict[str, _Draft]) -> None:
        for kecamatan in areas.kecamatan:
            self._add(drafts, "kecamatan", kecamatan.name, kecamatan.name, [kecamatan.code])
        for kelurahan in areas.kelurahan:
            self._add(drafts, "kelurahan", kelurahan.name, kelurahan.name, [kelurahan.code])
        stems: dict[str, list[str]] = defaultdict(list)
        for kelurahan in areas.kelurahan:
            stem, _, last = kelurahan.name.rpartition(" ")
            if stem and fold(last.lower()) in DIRECTIONS and self.spelling.key(stem) not in drafts:
                stems[stem].append(kelurahan.code)
        for stem, codes in stems.items():
            if len(codes) > 1:
                self._add(drafts, "kelurahan", stem, stem, codes)

    def _add_places(self, areas: Areas, drafts: dict[str, _Draft]) -> None:
        for place in areas.places:
            label = f"Jl. {place.name}" if place.kind is PlaceKind.STREET else place.name
            pin = _pin(place, areas)
            for name in (place.name, *place.aliases):
                draft = self._add(drafts, place.kind.value, name, label, place.areas)
                if pin is not None:
                    draft.pins.setdefault(place.kind, pin)

    def _add_elsewhere(self, areas: Areas, drafts: dict[str, _Draft]) -> None:
        for area in areas.elsewhere:
            draft = self._draft(drafts, area.name, area.name)
            known = draft.elsewhere.get(area.tier, Alone.NEVER)
            draft.elsewhere[area.tier] = max(known, area.alone, key=LENIENCY.index)


def _by_start(keys: Iterable[str]) -> Mapping[tuple[str, int], list[str]]:
    """The keys that a misspelt word is compared with, by first letter and length."""
    found: dict[tuple[str, int], list[str]] = defaultdict(list)
    for key in keys:
        if len(key) >= SHORTEST_NAME:
            found[key[0], len(key)].append(key)
    return found


def _name(key: str, draft: _Draft, namesakes: int | None) -> Name:
    readings = {reading: tuple(codes) for reading, codes in draft.codes.items()}
    if namesakes is None:
        namesakes = EVERYWHERE if set(readings) == {PlaceKind.STREET.value} else 0
    return Name(
        key,
        draft.label,
        draft.parts,
        **readings,
        elsewhere=tuple(draft.elsewhere.items()),
        namesakes=namesakes,
        street_pin=draft.pins.get(PlaceKind.STREET),
        landmark_pin=draft.pins.get(PlaceKind.LANDMARK),
    )


def _pin(place: Place, areas: Areas) -> Pin | None:
    """Where to draw the place: at its point; a street of several kecamatan without one amid their kelurahan."""
    if place.point is not None:
        homes = {areas.kecamatan_of(code) for code in place.areas}
        return Pin(_nearest_kecamatan(place.point, homes, areas), place.point)
    if place.kind is not PlaceKind.STREET or len(place.areas) < 2:
        return None
    crossed = [area for code in place.areas for area in areas.kelurahan_in(code)]
    middle = _mean([area.centre for area in crossed])
    nearest = min(crossed, key=lambda area: hypot(area.centre.lat - middle.lat, area.centre.lon - middle.lon))
    return Pin(nearest.kecamatan, nearest.centre)


def _nearest_kecamatan(point: Position, homes: Iterable[str], areas: Areas) -> str:
    """The one of `homes` that the point lies in, or nearest to."""
    return min(
        sorted(homes),
        key=lambda code: outlines.outside_km(areas.kecamatan_by_code[code].outline, point.lat, point.lon),
    )


def _mean(points: Sequence[Position]) -> Position:
    return Position(sum(point.lat for point in points) / len(points), sum(point.lon for point in points) / len(points))
