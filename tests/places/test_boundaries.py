"""Importing kelurahan polygons: what is taken, what is refused and how it is told, and that the old ones stay."""

import re

import geopandas
import numpy as np
import pytest
import shapely

from command_center.domain.inbound import Position
from command_center.errors import BadBoundaries
from command_center.places.boundaries import Tolerance, check_boundaries, import_boundaries, load_polygons
from command_center.places.locator import Locator
from command_center.places.points import PointFinder
from tests.places.boundary_sets import (
    AREAS,
    OPEN_SET,
    bow_tie,
    coarse,
    complete_set,
    grown_into_the_sea,
    loaded,
    pierced,
    row,
    saved,
    shortened_in_the_north,
    spiked,
    swapped,
    take,
    with_a_river_cut_out,
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
        lambda f: with_value(f, "Brumbungan", "KODE", "33.74.01.1999").drop(columns="NAMA"),
        ["feature 2 has the code '33.74.01.1999', which no kelurahan has", "Brumbungan (Semarang Tengah) is missing"],
    ),
    "an unknown name": (
        lambda f: with_value(f, "Brumbungan", "NAMA", "Kelurahan Anyar").drop(columns="KODE"),
        ["feature 2 is called 'Kelurahan Anyar', which no kelurahan left over is"],
    ),
    "neither codes nor names": (lambda f: f[["KECAMATAN", "geometry"]], ["no column holds Kemendagri codes or names"]),
    "an overlap": (
        lambda f: with_shape(f, "Miroto", lambda shape: shape.buffer(0.003)),
        ["Miroto (Semarang Tengah) and Sekayu (Semarang Tengah) overlap by", "% of Sekayu", "(at most 10%)"],
    ),
    "a self-intersection": (
        lambda f: with_shape(f, "Miroto", bow_tie),
        ["feature 1 33.74.01.1001 Miroto Semarang Tengah is not valid and cannot be mended: Self-intersection[110.4"],
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
    "latitude before longitude": (
        lambda f: f.assign(
            geometry=f.geometry.map(lambda shape: shapely.transform(shape, lambda points: points[:, ::-1]))
        ),
        ["latitude and longitude are exchanged: the first number of each point must be the longitude"],
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


def test_gaps_below_the_tolerance_are_let_pass_and_measured(full_set, areas, tmp_path):
    hole = shapely.Point(110.4720, -7.0630).buffer(0.0003)
    frame = with_shape(full_set, "Meteseh", lambda shape: shape.difference(hole))
    squeezed = np.cos(np.radians(7.063))
    expected = hole.area * 110_574**2 * squeezed
    report = take(frame, areas, tmp_path)
    assert report.measures.gap_m2 == pytest.approx(expected, rel=0.02)
    assert report.measures.gap_share == pytest.approx(expected / 369.68e6, rel=0.02)
    with pytest.raises(
        BadBoundaries, match=r"gaps add up to 3,\d\d\d m², 0\.001% of the city .* Meteseh \(Tembalang\) 3,"
    ):
        take(frame, areas, tmp_path, tolerance=Tolerance(sliver_share=5e-6))
    with pytest.raises(BadBoundaries, match="gaps add up to"):
        take(frame, areas, tmp_path, tolerance=Tolerance(sliver_m2=1_000))


COAST = ["Mangkang Wetan", "Tugurejo", "Tambakharjo", "Tawangsari", "Panggung Lor", "Bandarharjo", "Tanjung Mas",
         "Terboyo Wetan", "Trimulyo"]  # fmt: skip

TO_ACCEPT = {
    "a coast that moved": (
        lambda f: grown_into_the_sea(f, COAST, 1_100),
        [
            "all together measure 38",
            "against the reference of 369.68 km²",
            "most of it in",
            "Tanjung Mas (Semarang Utara) +",
        ],
    ),
    "a coast that was lost": (
        lambda f: shortened_in_the_north(f, -6.965),
        ["against the reference of 369.68 km²", "Tanjung Mas (Semarang Utara) -"],
    ),
    "a river cut out": (lambda f: with_a_river_cut_out(f), ["gaps add up to", "% of the city"]),
    "a harbour left out": (
        lambda f: with_shape(f, "Meteseh", pierced),
        ["gaps add up to 15", "Meteseh (Tembalang) 15"],
    ),
    "a coarse set": (lambda f: coarse(f, 60), ["overlaps add up to", "gaps add up to", "without a word up to 0.20%"]),
    "a neighbour that reaches over": (
        lambda f: with_shape(f, "Meteseh", lambda shape: shape.buffer(0.001)),
        ["overlaps add up to", "Meteseh (Tembalang)"],
    ),
}


@pytest.mark.parametrize("kind", TO_ACCEPT)
def test_a_set_that_differs_is_taken_once_somebody_accepts_it_and_stays_out_until_then(full_set, areas, tmp_path, kind):
    change, told = TO_ACCEPT[kind]
    frame = change(full_set)
    with pytest.raises(BadBoundaries, match=r"was not taken; somebody must accept \(--accept-area\)") as refused:
        take(frame, areas, tmp_path)
    for words in told:
        assert words in str(refused.value)
    assert not (tmp_path / "var").exists()
    report = take(frame, areas, tmp_path, accept_area=True)
    assert report.measures.to_accept
    assert loaded(tmp_path / "var").codes == tuple(area.code for area in areas.kelurahan)


@pytest.mark.parametrize("fault", FAULTS)
def test_what_cannot_be_used_cannot_be_accepted_either(full_set, areas, tmp_path, fault):
    with pytest.raises(BadBoundaries, match="was refused"):
        take(FAULTS[fault][0](full_set), areas, tmp_path, accept_area=True)


def test_a_point_in_a_river_that_is_cut_out_belongs_to_the_kelurahan_beside_it(full_set, areas, tmp_path):
    take(with_a_river_cut_out(full_set, 200), areas, tmp_path, accept_area=True)
    whole = PointFinder(areas)
    finder = PointFinder(areas, load_polygons(tmp_path / "var"))
    west, _, east, _ = full_set.to_crs(32749).total_bounds
    middle = geopandas.GeoSeries([shapely.Point((west + east) / 2, 9_225_000)], crs=32749).to_crs(4326)[0]
    point = Position(middle.y, middle.x)
    ((kelurahan, kecamatan, metres),) = finder.find([point])
    assert kecamatan == whole.find([point])[0][1]
    assert kelurahan
    assert 50 < metres <= 110
    assert finder.find([Position(-6.90, 110.42)]) == [("", "", 0.0)], "the sea stays outside"


def test_every_kelurahan_stands_in_the_table_by_how_much_it_differs_the_worst_first(full_set, areas, tmp_path):
    frame = with_shape(grown_into_the_sea(full_set, ["Tanjung Mas"], 4_000), "Meteseh", pierced)
    found = check_boundaries(saved(frame, tmp_path), areas).report
    worst, *_ = found.measures.differences
    assert worst.name == "Tanjung Mas (Semarang Utara)"
    assert worst.reference_km2 == 3.31
    assert worst.share > 0.5
    assert worst.moved_m > 100
    assert len(found.measures.differences) == 177
    meteseh = next(each for each in found.measures.differences if each.name == "Meteseh (Tembalang)")
    assert meteseh.gap_m2 == pytest.approx(found.measures.gap_m2, rel=0.01)
    lines = found.lines()
    table = lines.index(next(line for line in lines if line.split()[:1] == ["kelurahan"]))
    assert lines[table + 1].split()[:4] == ["Tanjung", "Mas", "(Semarang", "Utara)"]
    assert re.search(r"\+\d+\.\d%", lines[table + 1])
    assert any("kelurahan differ by less" in line or "--all shows them" in line for line in lines)
    assert sum("(" in line for line in found.lines(every=True)[table + 1 : table + 178]) == 177


def test_small_faults_of_drawing_are_mended_and_told(full_set, areas, tmp_path):
    report = take(with_shape(full_set, "Meteseh", spiked), areas, tmp_path)
    assert any(note.startswith("mended: feature") and "Meteseh" in note for note in report.notes)
    kept = loaded(tmp_path / "var")
    before = full_set.geometry[row(full_set, "Meteseh")]
    assert shapely.area(kept.shapes[kept.codes.index("33.74.10.1001")]) == pytest.approx(before.area, rel=1e-3)


def test_a_shape_with_heights_is_taken_flat(full_set, areas, tmp_path):
    raised = full_set.assign(geometry=[shapely.force_3d(shape, 12.0) for shape in full_set.geometry])
    take(raised, areas, tmp_path)
    assert not shapely.has_z(loaded(tmp_path / "var").shapes).any()


def test_a_wrong_or_missing_coordinate_system_can_be_named(full_set, areas, tmp_path):
    flat = full_set.to_crs(32749)
    file = saved(flat.set_crs(4326, allow_override=True), tmp_path)
    assert import_boundaries(file, areas, tmp_path / "var", crs="EPSG:32749").crs == "EPSG:32749"
    with pytest.raises(BadBoundaries, match="'UTM' is no coordinate system: give one such as EPSG:32749"):
        import_boundaries(file, areas, tmp_path / "var", crs="UTM")


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
    assert report.measures.to_accept == ()
    assert report.notes == ()


@pytest.mark.skipif(not OPEN_SET.exists(), reason="../shared/data/boundaries is not there")
@pytest.mark.parametrize("metres", [20, 50, 100])
def test_the_open_set_is_taken_coarsened_too_once_accepted(areas, tmp_path, metres):
    frame = coarse(geopandas.read_file(OPEN_SET), metres)
    file = saved(frame, tmp_path)
    assert import_boundaries(file, areas, tmp_path / "var", accept_area=True).features == 177
