"""The areas of the city and the places people name in them: kelurahan, kecamatan, streets, landmarks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from command_center.domain.inbound import Position


@dataclass(frozen=True, slots=True)
class Kelurahan:
    """One of the 177 kelurahan. `code` is the Kemendagri code (``33.74.01.1001``), `kecamatan` that of its kecamatan.

    `centre` is in degrees (WGS 84); it may lie just outside where the shape is bent. `area_km2` is in square kilometres.
    """

    code: str
    name: str
    kecamatan: str
    postal_code: str
    centre: Position
    area_km2: float


@dataclass(frozen=True, slots=True)
class Kecamatan:
    """One of the 16 kecamatan. `code` is the Kemendagri code (``33.74.01``), `population_2020` that of the census.

    `outline` is a simple ring of (lat, lon) in degrees; the first vertex is not repeated at the end.
    """

    code: str
    name: str
    area_km2: float
    population_2020: int
    outline: tuple[tuple[float, float], ...]


class PlaceKind(StrEnum):
    """What a named place is."""

    STREET = "street"
    LANDMARK = "landmark"


@dataclass(frozen=True, slots=True)
class Place:
    """A street or landmark. `areas` holds one kelurahan code, or the codes of every kecamatan it lies in.

    `source` says who vouches for it. `point` is a point of it in degrees (WGS 84), None where none is known.
    """

    name: str
    aliases: tuple[str, ...]
    kind: PlaceKind
    areas: tuple[str, ...]
    source: str
    point: Position | None = None


class WordKind(StrEnum):
    """What a word does in a text that names a place.

    `SHORT` stands for another word (``wtn`` for wetan). `KELURAHAN`, `KECAMATAN` and `STREET` say what kind of name
    follows; `PLACE` that some place follows (di, depan); `NEAR` that the report is beside the place (dekat, perbatasan);
    `PASSING` that the place is only passed by (arah, dari), `ORIGIN` that somebody is from there (warga, asal); `FILLER` may stand between such a word and the name.
    `PART` words (kulon, hilir) may make another name of the one they follow.
    `CASUAL` words are names only after one of the former, `COMMON` words only after the word for their own kind or
    beside another place of the same kecamatan, and `NEVER` words are never part of a misspelt name.

    The others speak of elsewhere. The name of a kabupaten follows `REGENCY`, that of a town `TOWN`; `VILLAGE` words
    (desa, kades) speak of what a city does not have; `HOME` is the city's own name.
    """

    SHORT = "short"
    KELURAHAN = "kelurahan"
    KECAMATAN = "kecamatan"
    STREET = "street"
    PLACE = "place"
    NEAR = "near"
    PASSING = "passing"
    ORIGIN = "origin"
    FILLER = "filler"
    PART = "part"
    CASUAL = "casual"
    COMMON = "common"
    NEVER = "never"
    REGENCY = "regency"
    TOWN = "town"
    VILLAGE = "village"
    HOME = "home"


@dataclass(frozen=True, slots=True)
class PlaceWord:
    """A word with its part in texts about places; `meaning` is set for `SHORT` words only."""

    word: str
    kind: WordKind
    meaning: str = ""


class Tier(StrEnum):
    """What a name elsewhere is the name of; towns that are no area of their own count as `REGENCY`."""

    PROVINCE = "province"
    REGENCY = "kabupaten"
    TOWN = "kota"
    KECAMATAN = "kecamatan"
    VILLAGE = "village"


class Alone(StrEnum):
    """When a name elsewhere counts without the word for its kind: always, after words such as di and ke, or never."""

    ALWAYS = "always"
    AFTER_A_PLACE_WORD = "after a place word"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class NameElsewhere:
    """The name of an area outside the city."""

    name: str
    tier: Tier
    alone: Alone


@dataclass(frozen=True, slots=True)
class Areas:
    """All areas and places of the city, in the order of their codes, with lookups by code.

    `elsewhere` are names outside the city; `namesakes` says of a name of ours how many areas elsewhere bear it.
    """

    kelurahan: tuple[Kelurahan, ...]
    kecamatan: tuple[Kecamatan, ...]
    places: tuple[Place, ...] = ()
    words: tuple[PlaceWord, ...] = ()
    elsewhere: tuple[NameElsewhere, ...] = ()
    namesakes: tuple[tuple[str, int], ...] = ()
    kelurahan_by_code: Mapping[str, Kelurahan] = field(init=False, repr=False, compare=False)
    kecamatan_by_code: Mapping[str, Kecamatan] = field(init=False, repr=False, compare=False)
    _homes: Mapping[str, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_code = {area.code: area for area in self.kelurahan}
        object.__setattr__(self, "kelurahan_by_code", MappingProxyType(by_code))
        object.__setattr__(self, "kecamatan_by_code", MappingProxyType({area.code: area for area in self.kecamatan}))
        homes = {area.code: area.kecamatan for area in self.kelurahan}
        object.__setattr__(self, "_homes", {**homes, **{area.code: area.code for area in self.kecamatan}})

    def kelurahan_in(self, kecamatan: str) -> tuple[Kelurahan, ...]:
        """The kelurahan of the kecamatan with that code; empty where there is no such kecamatan."""
        return tuple(area for area in self.kelurahan if area.kecamatan == kecamatan)

    def kecamatan_of(self, code: str) -> str:
        """The code of the kecamatan that the area with `code` is or lies in; "" for a code the city does not have."""
        return self._homes.get(code, "")

    def name_of(self, code: str) -> str:
        """The name of a kelurahan or kecamatan; a kelurahan carries its kecamatan: ``Purwosari (Mijen)``.

        Raises KeyError for a code the city does not have.
        """
        if code in self.kecamatan_by_code:
            return self.kecamatan_by_code[code].name
        kelurahan = self.kelurahan_by_code[code]
        return f"{kelurahan.name} ({self.kecamatan_by_code[kelurahan.kecamatan].name})"
