"""Neighbourhoods that invented citizens write about: kelurahan with their streets and landmarks, and points inside them."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from random import Random

from command_center.domain.areas import Areas, Place, PlaceKind
from command_center.domain.inbound import Position
from simulation.rhythm import KecamatanShare, choose

_METRES_PER_DEGREE = 111_320.0


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """A kelurahan as citizens name it; centre in degrees, area in km².

    `streets` (without "Jalan") and `landmarks` (with their other names) lie in it or at least in its kecamatan.
    """

    kelurahan: str
    kecamatan: str
    kelurahan_code: str
    kecamatan_code: str
    centre: Position
    area_km2: float
    streets: tuple[str, ...] = ()
    landmarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Neighbourhoods:
    """All neighbourhoods of the city; `population` a kecamatan name, people of the last census."""

    places: tuple[Neighbourhood, ...]
    population: Mapping[str, float]
    _of: Mapping[str, tuple[Neighbourhood, ...]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Group the places by kecamatan."""
        groups: dict[str, list[Neighbourhood]] = {}
        for place in self.places:
            groups.setdefault(place.kecamatan, []).append(place)
        object.__setattr__(self, "_of", {name: tuple(group) for name, group in groups.items()})

    def choose(self, rng: Random, where: Mapping[str, KecamatanShare] | None = None) -> Neighbourhood:
        """A place by population, or by `where` (kecamatan -> weight and kelurahan)."""
        if where:
            kecamatan = choose(rng, {name: spot.weight for name, spot in where.items()})
            return rng.choice(self.within(kecamatan, where[kecamatan].kelurahan))
        return rng.choice(self._of[choose(rng, self.population)])

    def within(self, kecamatan: str, kelurahan: Iterable[str] = ()) -> tuple[Neighbourhood, ...]:
        """Places of a kecamatan, only the named ones where names are given. Raises KeyError for unknown names."""
        places = self._of[kecamatan]
        wanted = set(kelurahan)
        unknown = wanted - {place.kelurahan for place in places}
        if unknown:
            raise KeyError(f"{', '.join(sorted(unknown))} in {kecamatan}")
        return tuple(place for place in places if not wanted or place.kelurahan in wanted)

    def point_in(self, rng: Random, place: Neighbourhood) -> Position:
        """A point near the centre, nearer to it than to any other kelurahan's centre."""
        radius_m = 1000 * math.sqrt(place.area_km2 / math.pi)
        for _ in range(20):
            point = point_near(rng, place.centre, 0.8 * radius_m)
            if self.nearest(point) is place:
                return point
        return point_near(rng, place.centre, 0.1 * radius_m)

    def nearest(self, point: Position) -> Neighbourhood:
        """The place whose centre is nearest."""
        return min(self.places, key=lambda place: _square(place.centre, point))


def neighbourhoods(areas: Areas) -> Neighbourhoods:
    """The city's own areas, each with the places in it."""
    names: dict[tuple[PlaceKind, str], list[str]] = {}
    for place in areas.places:
        for code in place.areas:
            for name in (place.name, *place.aliases):
                names.setdefault((place.kind, code), []).extend(_as_said(name, place, areas, code))

    def named(kind: PlaceKind, *codes: str) -> tuple[str, ...]:
        return tuple(name for code in codes for name in names.get((kind, code), ()))

    return Neighbourhoods(
        tuple(
            Neighbourhood(
                area.name,
                areas.kecamatan_by_code[area.kecamatan].name,
                area.code,
                area.kecamatan,
                area.centre,
                area.area_km2,
                named(PlaceKind.STREET, area.code, area.kecamatan),
                named(PlaceKind.LANDMARK, area.code) or named(PlaceKind.LANDMARK, area.kecamatan),
            )
            for area in areas.kelurahan
        ),
        {area.name: float(area.population_2020) for area in areas.kecamatan},
    )


def _as_said(name: str, place: Place, areas: Areas, code: str) -> tuple[str, ...]:
    """Forms of the name: of a place that lies in several kecamatan most people say in which they mean."""
    if len(place.areas) == 1:
        return (name, name, name)
    full = f"{name} {areas.kecamatan_by_code[areas.kecamatan_of(code)].name}"
    return (full, full, name)


def point_near(rng: Random, centre: Position, radius_m: float) -> Position:
    """A point evenly spread over the disc of `radius_m` metres round `centre`; six decimals, as telephones send."""
    angle, distance = rng.random() * math.tau, radius_m * math.sqrt(rng.random())
    lat = centre.lat + distance * math.sin(angle) / _METRES_PER_DEGREE
    lon = centre.lon + distance * math.cos(angle) / (_METRES_PER_DEGREE * math.cos(math.radians(centre.lat)))
    return Position(round(lat, 6), round(lon, 6))


def _square(one: Position, other: Position) -> float:
    """Square of the distance in degrees of latitude: enough to compare within a city."""
    return (one.lat - other.lat) ** 2 + ((one.lon - other.lon) * math.cos(math.radians(one.lat))) ** 2
