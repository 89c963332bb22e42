"""Importing the city's own kelurahan polygons: read, mend, match, check, and put in place what can be used."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import shapely

from command_center.domain.areas import Areas
from command_center.domain.inbound import Position
from command_center.errors import BadBoundaries
from command_center.places.boundary_check import Tolerance, measure, outside_problem
from command_center.places.boundary_file import load_polygons, read_features, write_polygons
from command_center.places.boundary_match import Matching, match
from command_center.places.boundary_report import BoundaryReport
from command_center.places.boundary_shapes import Mended, Shapes, mend
from command_center.places.points import PointFinder

__all__ = ["BoundaryReport", "CheckedBoundaries", "Tolerance", "check_boundaries", "import_boundaries", "load_polygons"]

USUAL = Tolerance()

TOLD = 12
"""How many problems of each kind one message tells."""


@dataclass(frozen=True, slots=True)
class CheckedBoundaries:
    """Polygons that can be put in place, by kelurahan code (WGS 84), and what was found about them.

    `problems` are those that nobody can accept; `report.measures.to_accept` what somebody must.
    """

    report: BoundaryReport
    shapes: Mapping[str, shapely.Geometry]
    problems: tuple[str, ...]

    def refuse_problems(self) -> None:
        """Raises BadBoundaries that names everything to mend, where there is anything."""
        _refuse(self.report.source, self.problems)

    def put_in_place(self, areas: Areas, target_dir: Path) -> BoundaryReport:
        """Puts the polygons in `target_dir`, the previous ones beside them. Raises BadBoundaries where they have problems."""
        self.refuse_problems()
        return replace(self.report, file=write_polygons(target_dir, self.shapes, areas, self.report.source))


def check_boundaries(file: Path, areas: Areas, tolerance: Tolerance = USUAL, crs: str = "") -> CheckedBoundaries:
    """Reads and measures the polygons in `file`; changes nothing.

    GeoJSON, GeoPackage, Shapefile or a zip of one, in the coordinate system that it declares or `crs` names, with
    Kemendagri codes or names of kelurahan. Raises BadBoundaries that names everything to mend where a kelurahan is
    missing or has no usable shape, or the file is not of this city.
    """
    frame = read_features(file, crs)
    shapes = frame.geometry.to_crs(4326)
    outside = outside_problem(shapes[~(shapes.is_empty | shapes.isna())], areas)
    _refuse(file.name, [outside] if outside else [])
    mended = mend(list(shapes))
    columns = {str(column): frame[column].tolist() for column in frame.columns if column != frame.geometry.name}
    matching = match(columns, _homes(mended.shapes, areas), areas)
    names = _feature_names(columns, len(frame))
    # A kelurahan may be drawn as several features: one of them without a usable shape still is a fault of the file.
    unusable = [f"{names[row]} {why}" for row, why in mended.faults.items() if matching.codes[row] or matching.problems]
    _refuse(file.name, [*unusable, *matching.problems])
    by_code = _together(matching, mended)
    try:
        measures = measure(by_code, areas, tolerance)
    except shapely.errors.GEOSException as error:
        raise BadBoundaries(f"{file.name} cannot be measured, its shapes contradict themselves: {error}") from error
    notes = (*matching.notes, *(f"mended: {names[row]}: {why} (lon lat)" for row, why in mended.mended.items()))
    report = BoundaryReport(file.name, frame.crs.to_string(), len(frame), matching.by, notes, measures)
    return CheckedBoundaries(report, by_code, measures.problems)


def import_boundaries(
    file: Path,
    areas: Areas,
    target_dir: Path,
    tolerance: Tolerance = USUAL,
    *,
    crs: str = "",
    accept_area: bool = False,
) -> BoundaryReport:
    """Checks the polygons in `file` and puts them in `target_dir`, the previous ones beside them.

    Raises BadBoundaries that names everything to mend, or, without `accept_area`, what somebody must accept; what was
    in use then stays as it was.
    """
    checked = check_boundaries(file, areas, tolerance, crs)
    checked.refuse_problems()
    to_accept = checked.report.measures.to_accept
    if to_accept and not accept_area:
        told = "\n".join(f"  - {reason}" for reason in to_accept)
        raise BadBoundaries(f"{file.name} was not taken; somebody must accept (--accept-area):\n{told}")
    return checked.put_in_place(areas, target_dir)


def _together(matching: Matching, mended: Mended) -> dict[str, shapely.Geometry]:
    """The shape of each kelurahan; several features of one are put together, those of none left out."""
    rows: dict[str, list[int]] = {}
    for row, code in enumerate(matching.codes):
        if code:
            rows.setdefault(code, []).append(row)
    return {
        code: mended.shapes[found[0]] if len(found) == 1 else shapely.union_all(mended.shapes[found])
        for code, found in rows.items()
    }


def _feature_names(columns: dict[str, list[object]], count: int) -> list[str]:
    """How features are called in a message before they are matched: number and texts."""
    texts = [[str(value) for value in row if isinstance(value, str)] for row in zip(*columns.values(), strict=True)]
    return [" ".join([f"feature {row + 1}", *(texts[row][:3] if texts else [])]) for row in range(count)]


def _homes(shapes: Shapes, areas: Areas) -> list[str]:
    """The kecamatan each shape lies in by the reference outlines; "" for none, or no shape."""
    usable = [row for row, shape in enumerate(shapes) if shape is not None]
    inside = shapely.point_on_surface(shapes[usable])
    positions = [Position(lat, lon) for lat, lon in zip(shapely.get_y(inside), shapely.get_x(inside), strict=True)]
    homes = np.full(len(shapes), "", dtype=object)
    homes[usable] = [kecamatan for _, kecamatan, _ in PointFinder(areas).find(positions)]
    return list(homes)


def _refuse(source: str, problems: list[str] | tuple[str, ...]) -> None:
    if not problems:
        return
    told = "\n".join(f"  - {problem}" for problem in problems[:TOLD])
    more = f"\n  - and {len(problems) - TOLD} more" if len(problems) > TOLD else ""
    raise BadBoundaries(f"{source} was refused, the boundaries in use stay as they were:\n{told}{more}")
