"""The shapes of a boundary file made usable: flat polygons, those with small faults of drawing mended, and what cannot be."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

Shapes = NDArray[np.object_]

MENDED_SHARE = 0.01
"""Share of its area by which two ways to mend a shape may differ: beyond it nobody can tell what was meant."""


@dataclass(frozen=True, slots=True)
class Mended:
    """`shapes` in the order of the file, None where one cannot be used; `faults` says why, by row from 0.

    `mended` says of a row what was wrong with it and was mended.
    """

    shapes: Shapes
    faults: dict[int, str]
    mended: dict[int, str]


def mend(shapes: Sequence[shapely.Geometry | None]) -> Mended:
    """Each shape as a valid flat polygon or multipolygon.

    A ring that crosses itself is mended where all ways to do so give nearly the same: a spike, a loop of a few metres.
    One that is drawn as an eight is not: half of it is lost, and nobody can say which.
    """
    kept = np.full(len(shapes), None, dtype=object)
    faults: dict[int, str] = {}
    mended: dict[int, str] = {}
    for row, shape in enumerate(shapes):
        if shape is None or shape.is_empty:
            faults[row] = "has no shape"
        elif shape.geom_type not in ("Polygon", "MultiPolygon"):
            faults[row] = f"is a {shape.geom_type}, not a polygon"
        else:
            flat = shapely.force_2d(shape)
            if flat.is_valid:
                kept[row] = flat
                continue
            reason = shapely.is_valid_reason(flat)
            whole = _polygons_of(flat)
            if whole is None:
                faults[row] = f"is not valid and cannot be mended: {reason} (lon lat)"
            else:
                kept[row], mended[row] = whole, reason
    return Mended(kept, faults, mended)


def _polygons_of(shape: shapely.Geometry) -> shapely.Geometry | None:
    """The valid polygons that an invalid shape stands for; None where the ways to mend it disagree."""
    whole = shapely.make_valid(shape, method="structure", keep_collapsed=False)
    by_turning = shapely.buffer(shape, 0)
    by_crossing = shapely.make_valid(shape)
    for other in (by_turning, by_crossing):
        if abs(whole.area - other.area) > MENDED_SHARE * whole.area:
            return None
    return whole if whole.area > 0 else None
