"""Sets of kelurahan polygons as a city might hand them over, whole and with faults."""

from pathlib import Path

import geopandas
import shapely
import shapely.affinity

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


def row_of(frame, **values):
    """One more feature with these values, drawn as the first one is, but small."""
    shape = frame.geometry[0].representative_point().buffer(0.0001)
    return geopandas.GeoDataFrame([values], geometry=[shape], crs=frame.crs)


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


def grown_into_the_sea(frame, names, metres):
    """The same set with a coast that moved out: these kelurahan reach further north, over nobody's land."""
    flat = frame.to_crs(32749)
    land = shapely.union_all(flat.geometry.to_numpy())
    for name in names:
        at = row(flat, name)
        shape = flat.geometry[at]
        moved = shapely.union_all([shapely.affinity.translate(shape, 0, step * metres / 4) for step in range(5)])
        new = moved.difference(land)
        flat.loc[[at], "geometry"] = geopandas.GeoSeries([shape.union(new)], index=[at], crs=flat.crs)
        land = land.union(new)
    return flat.to_crs(frame.crs)


def shortened_in_the_north(frame, lat):
    """The same set without what lay north of `lat`, but for a strip that keeps every kelurahan there."""
    sea = shapely.box(110.2, lat, 110.6, -6.85)
    keep = [shape.difference(sea) for shape in frame.geometry]
    small = [shape.intersection(shape.representative_point().buffer(0.001)) for shape in frame.geometry]
    shapes = [
        one if one.area > 0.1 * old.area else spot for one, spot, old in zip(keep, small, frame.geometry, strict=True)
    ]
    return frame.assign(geometry=shapes)


def with_a_river_cut_out(frame, metres=60):
    """The same set without a strip that crosses the city from south to north."""
    flat = frame.to_crs(32749)
    west, south, east, north = flat.total_bounds
    middle = (west + east) / 2
    river = shapely.box(middle - metres / 2, south + 4_000, middle + metres / 2, north - 4_000)
    flat["geometry"] = [shape.difference(river) for shape in flat.geometry]
    return flat.to_crs(frame.crs)


def coarse(frame, metres):
    """The same set, each polygon simplified by itself, so that neighbours no longer fit."""
    flat = frame.to_crs(32749)
    flat["geometry"] = [shape.simplify(metres) for shape in flat.geometry]
    return flat.to_crs(frame.crs)


def spiked(shape):
    """The shape with a spike of nothing and a loop of a few metres at its first vertex, as digitising leaves them."""
    (x, y), *rest = list(shape.exterior.coords)[:-1]
    loop = [(x, y), (x + 0.001, y + 0.001), (x, y), (x + 0.00002, y + 0.00001), (x + 0.00001, y + 0.00002), (x, y)]
    return shapely.Polygon([*loop, *rest])
