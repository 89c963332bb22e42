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

    `source` says who vouches for it.
    """

    name: str
    aliases: tuple[str, ...]
    kind: PlaceKind
    areas: tuple[str, ...]
    source: str


class WordKind(StrEnum):
    """What a word does in a text that names a place.

    `SHORT` stands for another word (``wtn`` for wetan). `KELURAHAN`, `KECAMATAN` and `STREET` say what kind of name
    follows; `PLACE` that some place follows (di, depan); `PASSING` that the place is only passed by (arah, warga);
    `FILLER` may stand between such a word and the name. `CASUAL` words are names only after one of the former,
    `COMMON` words only after the word for their own kind or beside another place of the same kecamatan, and `NEVER`
    words are never taken for a misspelt name. A name right before an `ELSEWHERE` word or right after a `REGENCY` word
    lies outside the city.
    """

    SHORT = "short"
    KELURAHAN = "kelurahan"
    KECAMATAN = "kecamatan"
    STREET = "street"
    PLACE = "place"
    PASSING = "passing"
    FILLER = "filler"
    CASUAL = "casual"
    COMMON = "common"
    NEVER = "never"
    ELSEWHERE = "elsewhere"
    REGENCY = "regency"


@dataclass(frozen=True, slots=True)
class PlaceWord:
    """A word with its part in texts about places; `meaning` is set for `SHORT` words only."""

    word: str
    kind: WordKind
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Areas:
    """All areas and places of the city, in the order of their codes, with lookups by code."""

    kelurahan: tuple[Kelurahan, ...]
    kecamatan: tuple[Kecamatan, ...]
    places: tuple[Place, ...] = ()
    words: tuple[PlaceWord, ...] = ()
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
