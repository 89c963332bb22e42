"""Where a report is: by its coordinates, else by the kelurahan, kecamatan, streets and landmarks it names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import isfinite

from command_center.domain.areas import Areas
from command_center.domain.findings import FoundBy, Location, PlaceEvidence
from command_center.domain.inbound import Position
from command_center.places import outlines
from command_center.places.choice import NOWHERE, Choice, choose
from command_center.places.elsewhere import OUTSIDE
from command_center.places.mentions import MentionFinder
from command_center.places.points import PointFinder, Polygons


@dataclass(frozen=True, slots=True)
class _Ground:
    """The areas as they lie: which one a point is in, and a point inside every one by code."""

    points: PointFinder
    centres: Mapping[str, Position]


class Locator:
    """Locates reports in the city. Built once (about 0.2 s); safe to share between threads."""

    def __init__(self, areas: Areas, polygons: Polygons | None = None) -> None:
        """`polygons` are the city's own (`boundaries.load_polygons`); without, kelurahan are approximate cells.

        Raises BadBoundaries where the polygons are not those of the kelurahan in `areas`.
        """
        self._areas = areas
        self._ground = _ground(areas, polygons)
        self._mentions = MentionFinder.of(areas)

    def take(self, polygons: Polygons | None) -> None:
        """Use these polygons from now on, in every thread. Raises BadBoundaries as above; the old ones then stay."""
        self._ground = _ground(self._areas, polygons)

    @property
    def approximate(self) -> bool:
        """Whether the limits between kelurahan are only approximate: then maps say "batas perkiraan"."""
        return self._ground.points.approximate

    @property
    def polygons(self) -> Polygons:
        """The polygons of the kelurahan in use; another object once others were taken."""
        return self._ground.points.polygons

    def locate(self, text: str, position: Position | None = None, address: str = "") -> Location:
        """Where the report with this text is; the sender's coordinates come before the address, that before the text.

        Coordinates are trusted even against the text; the evidence then tells both. Coordinates outside the city do not
        locate: the names may still, and the evidence has both.
        """
        if position is None:
            return self._by_names(text, address)
        return self._by_point(position, self._ground.points.find([position])[0], text, address)

    def locate_many(
        self, texts: Sequence[str], positions: Sequence[Position | None], addresses: Sequence[str]
    ) -> list[Location]:
        """`locate` for many reports at once, the coordinates in one vectorised pass. All three must be equally long."""
        given = [position for position in positions if position is not None]
        found = iter(self._ground.points.find(given) if given else ())
        return [
            self._by_names(text, address) if position is None else self._by_point(position, next(found), text, address)
            for text, position, address in zip(texts, positions, addresses, strict=True)
        ]

    def relocate_points(self, positions: Sequence[Position]) -> list[tuple[str, str]]:
        """(kelurahan code, kecamatan code) of each position, ("", "") outside the city; vectorised."""
        return [(kelurahan, kecamatan) for kelurahan, kecamatan, _ in self._ground.points.find(positions)]

    def relocate_point(self, position: Position) -> tuple[str, str]:
        """`relocate_points` for one position."""
        return self.relocate_points([position])[0]

    def in_area(self, code: str) -> Location:
        """A report that somebody says lies in a kelurahan, nobody knows where: at its centre. Raises KeyError."""
        area = self._areas.kelurahan_by_code[code]
        return Location(FoundBy.KELURAHAN, code, area.kecamatan, self._ground.centres[code], exact=False)

    def _by_names(self, text: str, address: str) -> Location:
        choice = self._named(text, address)
        return self._at_centre(choice, _of_names(choice)) if choice is not NOWHERE else Location(FoundBy.NONE)

    def _named(self, text: str, address: str, *, outside: bool = False) -> Choice:
        """The area that text and address name; `outside` says that the sender's point lies elsewhere."""
        about = OUTSIDE if outside else None
        if not address:
            return choose(self._areas, self._mentions.find(text, about=about).mentions)
        there, known = self._mentions.find(address, in_address=True, about=about)
        return choose(self._areas, [*there, *self._mentions.find(text, about=known).mentions])

    def _by_point(self, position: Position, found: tuple[str, str, float], text: str, address: str) -> Location:
        kelurahan, kecamatan, metres = found
        choice = self._named(text, address, outside=not kelurahan)
        if not kelurahan:
            return self._at_centre(choice, replace(_of_names(choice), point=_readable(position), outside=True))
        said = self._areas.kelurahan_by_code.get(choice.area)
        contradicts = choice.area not in ("", kelurahan) if said else choice.area not in ("", kecamatan)
        named = contradicts and choice.found_by in (FoundBy.KELURAHAN, FoundBy.KECAMATAN)
        return Location(
            found_by=FoundBy.COORDINATES,
            kelurahan=kelurahan,
            kecamatan=kecamatan,
            position=position,
            exact=True,
            evidence=PlaceEvidence(point=position, metres_outside=metres, text_names=(choice.area,) if named else ()),
        )

    def _at_centre(self, choice: Choice, evidence: PlaceEvidence) -> Location:
        return Location(
            found_by=choice.found_by,
            kelurahan=choice.area if choice.area in self._areas.kelurahan_by_code else "",
            kecamatan=self._areas.kecamatan_of(choice.area),
            position=choice.point or self._ground.centres.get(choice.area),
            exact=False,
            evidence=evidence,
        )


def _ground(areas: Areas, polygons: Polygons | None) -> _Ground:
    return _measured(areas, polygons) if polygons else _of_cells(areas)


@lru_cache(maxsize=4)
def _of_cells(areas: Areas) -> _Ground:
    """The approximate cells of `areas`, made once for all who locate in them."""
    return _measured(areas, None)


def _measured(areas: Areas, polygons: Polygons | None) -> _Ground:
    """The centre of a kelurahan counts as a point inside it where it is one; in a kecamatan it is where that is widest."""
    points = PointFinder(areas, polygons)
    centres = {area.code: area.centre for area in areas.kelurahan}
    inner = points.inner_points()
    at_centre = points.find(list(centres.values()))
    for code, (within, _, metres) in zip(list(centres), at_centre, strict=True):
        if within != code or metres:
            centres[code] = inner[code]
    for area in areas.kecamatan:
        centres[area.code] = Position(*outlines.label_point(area.outline))
    return _Ground(points, centres)


def _of_names(choice: Choice) -> PlaceEvidence:
    return PlaceEvidence(words=choice.words, candidates=choice.candidates)


def _readable(position: Position) -> Position | None:
    """The position, None where it holds no numbers."""
    return position if isfinite(position.lat) and isfinite(position.lon) else None
