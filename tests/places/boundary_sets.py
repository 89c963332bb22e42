"""Sets of kelurahan polygons as a city might hand them over, whole and with faults."""

from pathlib import Path

import geopandas
import shapely

from command_center.places.boundaries import import_boundaries, load_polygons
from command_center.places.points import approximate_cells
from command_center.reference.areas import load_areas

REPO = Path(__file__).parents[2]
OPEN_SET = REPO.parent / "shared" / "data" / "boundaries" / "kelurahan_33.74.geojson"
AREAS = load_areas(REPO / "command_center" / "reference")


def complete_set():
    """All 177: our own cells, so there are no gaps and no overlaps."""
    cells = approximate_cells(AREAS)
    kelurahan = [AREAS.kelurahan_by_code[code] for code in cells.codes]
    return geopandas.GeoDataFrame(
        {
            "KODE": cells.codes,
            "NAMA": [area.name for area in kelurahan],
            "KECAMATAN": [AREAS.kecamatan_by_code[area.kecamatan].name for area in kelurahan],
        },
        geometry=list(cells.shapes),
        crs=4326,
    )


def saved(frame, folder, name="desa.geojson"):
    file = folder / name
    frame.to_file(file, engine="pyogrio")
    return file


def loaded(folder):
    polygons = load_polygons(folder)
    assert polygons is not None
    return polygons


def take(frame, areas, folder, **settings):
    return import_boundaries(saved(frame, folder), areas, folder / "var", **settings)


def row(frame, name, kecamatan=""):
    found = frame.index[frame.NAMA.eq(name) & (frame.KECAMATAN.str.contains(kecamatan))]
    assert len(found) == 1
    return found[0]


def without(frame, name):
    return frame.drop(index=row(frame, name))


def with_value(frame, name, column, value):
    changed = frame.copy()
    changed.loc[row(frame, name), column] = value
    return changed


def with_shape(frame, name, change):
    changed = frame.copy()
    at = row(frame, name)
    changed.loc[[at], "geometry"] = geopandas.GeoSeries([change(frame.geometry[at])], index=[at], crs=frame.crs)
    return changed


def swapped(frame, one, other):
    changed = frame.copy()
    i, j = row(frame, one), row(frame, other)
    shapes = geopandas.GeoSeries([frame.geometry[j], frame.geometry[i]], index=[i, j], crs=frame.crs)
    changed.loc[[i, j], "geometry"] = shapes
    return changed


def bow_tie(shape):
    west, south, east, north = shape.bounds
    return shapely.Polygon([(west, south), (east, north), (east, south), (west, north)])


def pierced(shape, radius=0.002):
    return shape.difference(shape.representative_point().buffer(radius))
