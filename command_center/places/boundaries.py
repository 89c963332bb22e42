"""Importing the city's own kelurahan polygons: read, match, check, and put in place only when all is well."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shapely
from numpy.typing import NDArray

from command_center.domain.areas import Areas
from command_center.domain.inbound import Position
from command_center.errors import BadBoundaries
from command_center.places.boundary_check import Measures, Tolerance, measure, outside_problem, shape_problems
from command_center.places.boundary_file import load_polygons, read_features, write_polygons
from command_center.places.boundary_match import match
from command_center.places.points import PointFinder

__all__ = ["BoundaryReport", "Tolerance", "import_boundaries", "load_polygons"]

USUAL = Tolerance()

TOLD = 12
"""How many problems of each kind one message tells."""


@dataclass(frozen=True, slots=True)
class BoundaryReport:
    """What an import found. `crs` is the coordinate system the file declared, `matched_by` the column that decided.

    `renamed` lists names that were taken for another spelling; `measures` are in UTM 49S; `file` is now in use.
    """

    source: str
    file: Path
    crs: str
    features: int
    matched_by: str
    renamed: tuple[str, ...]
    measures: Measures

    def __str__(self) -> str:
        return "\n".join(self.lines())

    def lines(self) -> list[str]:
        """The report for a person, a line each."""
        found = self.measures
        return [
            f"{self.source}: {self.features} kelurahan, matched by {self.matched_by}, from {self.crs}",
            *(f"  taken as another spelling: {name}" for name in self.renamed),
            f"  area {found.area_km2:.2f} km² (reference {found.reference_km2:.2f} km²)",
            f"  gaps {found.gap_m2:,.0f} m² ({found.gap_share:.3%}), overlaps {found.overlap_m2:,.0f} m² ({found.overlap_share:.3%})",
            *(f"  look at: {warning}" for warning in found.warnings),
            f"  now in use: {self.file}",
        ]


def import_boundaries(file: Path, areas: Areas, target_dir: Path, tolerance: Tolerance = USUAL) -> BoundaryReport:
    """Checks the polygons in `file` and puts them in `target_dir`, the previous ones beside them.

    GeoJSON, GeoPackage, Shapefile or a zip of one, in any declared coordinate system, with Kemendagri codes or names
    of kelurahan. Raises BadBoundaries that names everything to mend; what was in use then stays as it was.
    """
    frame = read_features(file)
    declared = frame.crs.to_string()
    shapes = frame.geometry.to_crs(4326)
    columns = {str(column): frame[column].tolist() for column in frame.columns if column != frame.geometry.name}
    _refuse(file, shape_problems(_feature_names(columns, len(frame)), shapes))
    outside = outside_problem(shapes, areas)
    _refuse(file, [outside] if outside else [])
    flat = shapely.force_2d(np.array(shapes.array, dtype=object))
    matching = match(columns, _homes(flat, areas), areas)
    _refuse(file, matching.problems)
    by_code = dict(zip(matching.codes, flat, strict=True))
    measures = measure(by_code, areas, tolerance)
    _refuse(file, measures.problems)
    target = write_polygons(target_dir, by_code, areas, file.name)
    return BoundaryReport(file.name, target, declared, len(frame), matching.by, matching.renamed, measures)


def _feature_names(columns: dict[str, list[object]], count: int) -> list[str]:
    """How features are called in a message before they are matched: number and texts."""
    texts = [[str(value) for value in row if isinstance(value, str)] for row in zip(*columns.values(), strict=True)]
    return [" ".join([f"feature {row + 1}", *(texts[row][:3] if texts else [])]) for row in range(count)]


def _homes(flat: NDArray[np.object_], areas: Areas) -> list[str]:
    """The kecamatan each shape lies in by the reference outlines."""
    inside = shapely.point_on_surface(flat)
    positions = [Position(lat, lon) for lat, lon in zip(shapely.get_y(inside), shapely.get_x(inside), strict=True)]
    return [kecamatan for _, kecamatan, _ in PointFinder(areas).find(positions)]


def _refuse(file: Path, problems: list[str] | tuple[str, ...]) -> None:
    if not problems:
        return
    told = "\n".join(f"  - {problem}" for problem in problems[:TOLD])
    more = f"\n  - and {len(problems) - TOLD} more" if len(problems) > TOLD else ""
    raise BadBoundaries(f"{file.name} was refused, the boundaries in use stay as they were:\n{told}{more}")
