"""Importing kelurahan polygons: what is taken, what is refused and how it is told, and that the old ones stay."""

import re

import numpy as np
import pytest
import shapely

from command_center.domain.inbound import Position
from command_center.errors import BadBoundaries
from command_center.places.boundaries import Tolerance, import_boundaries, load_polygons
from command_center.places.locator import Locator
from tests.places.boundary_sets import (
    AREAS,
    OPEN_SET,
    bow_tie,
    complete_set,
    loaded,
    pierced,
    row,
    saved,
    swapped,
    take,
    with_shape,
    with_value,
    without,
)


@pytest.fixture(scope="module")
def areas():
    return AREAS


@pytest.fixture(scope="module")
def full_set():
    return complete_set()


@pytest.mark.parametrize("epsg", [32749, 3857, 23839, 9489], ids=["UTM 49S", "web mercator", "DGN95 TM-3", "SRGI2013"])
def test_any_declared_coordinate_system_is_turned_into_wgs84(full_set, areas, tmp_path, epsg):
    report = import_boundaries(saved(full_set.to_crs(epsg), tmp_path, "desa.gpkg"), areas, tmp_path / "var")
    assert report.crs == f"EPSG:{epsg}"
    kept = loaded(tmp_path / "var")
    before = full_set.geometry.to_numpy()
    assert shapely.area(shapely.intersection(kept.shapes, before)).sum() / shapely.area(before).sum() > 0.9999


FAULTS = {
    "176 features": (lambda f: without(f, "Miroto"), ["176 features, 177 kelurahan expected", "33.74.01.1001 Miroto"]),
    "a duplicated code": (
        lambda f: with_value(f, "Brumbungan", "KODE", "33.74.01.1001").drop(columns="NAMA"),
        ["Miroto (Semarang Tengah) stands 2 times: features [1, 2]", "Brumbungan (Semarang Tengah) is missing"],
    ),
    "a code and the name of another": (
        lambda f: with_value(f, "Brumbungan", "NAMA", "Miroto"),
        ["33.74.01.1002 is Brumbungan (Semarang Tengah), but its feature is called 'Miroto'"],
    ),
    "an unknown code": (
        lambda f: with_value(f, "Brumbungan", "KODE", "33.74.01.1999"),
        ["feature 2 has the code '33.74.01.1999', which no kelurahan has", "Brumbungan (Semarang Tengah) is missing"],
    ),
    "an unknown name": (
        lambda f: with_value(f, "Brumbungan", "NAMA", "Kelurahan Anyar").drop(columns="KODE"),
        ["feature 2 is called 'Kelurahan Anyar', which no kelurahan left over is"],
    ),
    "neither codes nor names": (lambda f: f[["KECAMATAN", "geometry"]], ["no column holds Kemendagri codes or names"]),
    "an overlap": (
        lambda f: with_shape(f, "Miroto", lambda shape: shape.buffer(0.001)),
        ["Miroto (Semarang Tengah) and Sekayu (Semarang Tengah) overlap by", "m²"],
    ),
    "a gap": (
        lambda f: with_shape(f, "Meteseh", pierced),
        ["nobody's land between Meteseh (Tembalang): 1", "m²"],
    ),
    "a self-intersection": (
        lambda f: with_shape(f, "Miroto", bow_tie),
        ["feature 1 33.74.01.1001 Miroto Semarang Tengah is not valid: Self-intersection[110.4"],
    ),
    "a line": (
        lambda f: with_shape(f, "Miroto", lambda shape: shape.exterior),
        ["feature 1", "LineString, not a polygon"],
    ),
    "no shape": (lambda f: with_shape(f, "Miroto", lambda shape: None), ["feature 1", "has no shape"]),
    "shapes swapped": (
        lambda f: swapped(f, "Cangkiran", "Bandarharjo"),
        ["Cangkiran (Mijen) lies", "Bandarharjo (Semarang Utara) lies", "is it another kelurahan's shape?"],
    ),
    "metres said to be degrees": (
        lambda f: f.to_crs(32749).set_crs(4326, allow_override=True),
        ["is the right coordinate system declared?"],
    ),
    "another zone": (
        lambda f: f.to_crs(32749).set_crs(32748, allow_override=True).to_crs(4326),
        ["the shapes lie between -7.1", "104.", "is the right coordinate system declared?"],
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_faulty_set_is_refused_with_what_to_mend_and_the_old_one_stays(full_set, areas, tmp_path, fault):
    take(full_set, areas, tmp_path)
    before = {file.name: file.read_bytes() for file in (tmp_path / "var").iterdir()}
    change, told = FAULTS[fault]
    with pytest.raises(BadBoundaries) as refused:
        take(change(full_set), areas, tmp_path)
    assert "desa.geojson was refused, the boundaries in use stay as they were" in str(refused.value)
    for words in told:
        assert words in str(refused.value)
    assert {file.name: file.read_bytes() for file in (tmp_path / "var").iterdir()} == before


def test_gaps_and_overlaps_below_the_tolerance_are_let_pass_and_measured(full_set, areas, tmp_path):
    hole = shapely.Point(110.4720, -7.0630).buffer(0.0003)
    frame = with_shape(full_set, "Meteseh", lambda shape: shape.difference(hole))
    squeezed = np.cos(np.radians(7.063))
    expected = hole.area * 110_574**2 * squeezed
    report = take(frame, areas, tmp_path)
    assert report.measures.gap_m2 == pytest.approx(expected, rel=0.02)
    assert report.measures.gap_share == pytest.approx(expected / 369.68e6, rel=0.02)
    with pytest.raises(BadBoundaries, match=r"gaps add up to 3,\d\d\d m² \(0\.001 % of the city, at most 0\.0005 %\)"):
        take(frame, areas, tmp_path, tolerance=Tolerance(sliver_share=5e-6))
    with pytest.raises(BadBoundaries, match="nobody's land between Meteseh"):
        take(frame, areas, tmp_path, tolerance=Tolerance(sliver_m2=1_000))


def test_a_coast_that_moved_is_told_but_not_refused(full_set, areas, tmp_path):
    sea = shapely.box(110.40, -6.958, 110.45, -6.90)
    frame = with_shape(full_set, "Tanjung Mas", lambda shape: shape.difference(sea))
    told = str(take(frame, areas, tmp_path))
    left = re.search(r"look at: Tanjung Mas \(Semarang Utara\) measures (\S+) km², the reference is 3\.31 km²", told)
    assert left is not None
    assert float(left[1]) < 1.0
    assert "m² inside the city's outline belong to no kelurahan, beside" in told


def test_imported_polygons_decide_where_a_point_lies(full_set, areas, tmp_path):
    """Brumbungan takes a piece of Miroto: reports there move with it."""
    piece = full_set.geometry[row(full_set, "Miroto")].intersection(shapely.box(110.4195, -7.0, 110.43, -6.9))
    frame = with_shape(full_set, "Miroto", lambda shape: shape.difference(piece))
    frame = with_shape(frame, "Brumbungan", lambda shape: shape.union(piece))
    take(frame, areas, tmp_path)
    inside = piece.representative_point()
    point = Position(inside.y, inside.x)
    assert Locator(areas).relocate_point(point) == ("33.74.01.1001", "33.74.01")
    assert Locator(areas, load_polygons(tmp_path / "var")).relocate_point(point) == ("33.74.01.1002", "33.74.01")


@pytest.mark.skipif(not OPEN_SET.exists(), reason="../shared/data/boundaries is not there")
def test_the_open_boundary_set_is_taken(areas, tmp_path):
    report = import_boundaries(OPEN_SET, areas, tmp_path)
    assert report.matched_by == "code (code)"
    assert report.measures.area_km2 == pytest.approx(369.5, abs=0.1)
    assert 0.0004 < report.measures.gap_share < 0.0008
    assert 0.0004 < report.measures.overlap_share < 0.0008
    assert report.measures.warnings == ()
