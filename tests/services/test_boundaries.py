"""Importing kelurahan polygons: what is taken, what is refused and how it is told, and that the old ones stay."""

import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import geopandas
import numpy as np
import pytest
import shapely

from command_center.domain.inbound import Position
from command_center.errors import BadBoundaries
from command_center.reference.areas import load_areas
from command_center.services.boundaries import Tolerance, import_boundaries, load_polygons
from command_center.services.boundary_file import CURRENT, PREVIOUS
from command_center.services.boundary_match import match, name_key
from command_center.services.places import Locator
from command_center.services.points import approximate_cells

REPO = Path(__file__).parents[2]
OPEN_SET = REPO.parent / "shared" / "data" / "boundaries" / "kelurahan_33.74.geojson"


@pytest.fixture(scope="module")
def areas():
    return load_areas(REPO / "command_center" / "reference")


@pytest.fixture(scope="module")
def full_set(areas):
    """All 177 as a city might hand them over: our own cells, so there are no gaps and no overlaps."""
    cells = approximate_cells(areas)
    kelurahan = [areas.kelurahan_by_code[code] for code in cells.codes]
    return geopandas.GeoDataFrame(
        {
            "KODE": cells.codes,
            "NAMA": [area.name for area in kelurahan],
            "KECAMATAN": [areas.kecamatan_by_code[area.kecamatan].name for area in kelurahan],
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


@pytest.mark.parametrize("name", ["desa.geojson", "desa.gpkg", "desa.shp", "shapefile.zip", "folder.zip"])
def test_every_format_is_taken(full_set, areas, tmp_path, name):
    if name.endswith(".zip"):
        (tmp_path / "made").mkdir()
        saved(full_set, tmp_path / "made", "desa.shp")
        file = tmp_path / name
        with zipfile.ZipFile(file, "w") as archive:
            for part in (tmp_path / "made").iterdir():
                archive.write(part, f"batas/2026/{part.name}" if name == "folder.zip" else part.name)
    else:
        file = saved(full_set, tmp_path, name)
    report = import_boundaries(file, areas, tmp_path / "var")
    assert (report.features, report.source, report.matched_by) == (177, name, "code (KODE)")
    assert report.measures.gap_m2 < 100, "coordinates are rounded to a centimetre in some formats"
    assert report.measures.overlap_m2 < 100
    assert report.measures.area_km2 == pytest.approx(369.5, abs=0.2)
    polygons = loaded(tmp_path / "var")
    assert polygons.codes == tuple(area.code for area in areas.kelurahan)
    assert not polygons.approximate


@pytest.mark.parametrize("epsg", [32749, 3857, 23839, 9489], ids=["UTM 49S", "web mercator", "DGN95 TM-3", "SRGI2013"])
def test_any_declared_coordinate_system_is_turned_into_wgs84(full_set, areas, tmp_path, epsg):
    report = import_boundaries(saved(full_set.to_crs(epsg), tmp_path, "desa.gpkg"), areas, tmp_path / "var")
    assert report.crs == f"EPSG:{epsg}"
    kept = loaded(tmp_path / "var")
    before = full_set.geometry.to_numpy()
    assert shapely.area(shapely.intersection(kept.shapes, before)).sum() / shapely.area(before).sum() > 0.9999


@pytest.mark.parametrize(
    "written",
    [
        lambda code: code.replace(".", ""),
        lambda code: int(code.replace(".", "")),
        lambda code: float(code.replace(".", "")),
        lambda code: f" {code} ",
        lambda code: code.replace(".", "-"),
    ],
    ids=["digits", "whole number", "decimal number", "blanks", "hyphens"],
)
def test_codes_are_known_however_they_are_written(full_set, areas, tmp_path, written):
    changed = full_set.assign(KODE=[written(code) for code in full_set.KODE])
    assert take(changed, areas, tmp_path).matched_by == "code (KODE)"


SPELLINGS = {
    "upper case": str.upper,
    "with Kel.": lambda name: f"Kel. {name}",
    "with KELURAHAN": lambda name: f"KELURAHAN {name.upper()}",
    "without blanks": lambda name: name.replace(" ", ""),
    "hyphens": lambda name: name.replace(" ", "-"),
    "blanks around": lambda name: f"  {name.replace(' ', '   ')} ",
}


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_names_alone_are_enough_however_they_are_written(full_set, areas, tmp_path, spelling):
    changed = full_set.assign(NAMA=[SPELLINGS[spelling](name) for name in full_set.NAMA]).drop(columns="KODE")
    report = take(changed, areas, tmp_path)
    assert report.matched_by == "name (NAMA)"
    assert report.renamed == ()


def test_names_without_kecamatan_are_told_apart_by_where_they_lie(full_set, areas, tmp_path):
    take(full_set[["NAMA", "geometry"]], areas, tmp_path)
    kept = loaded(tmp_path / "var")
    before = full_set.geometry.to_numpy()
    assert (shapely.area(shapely.intersection(kept.shapes, before)) / shapely.area(before) > 0.9999).all()


MISSPELT = {
    "Tlogosari Kulon": "Telogosari Kulon",
    "Tlogosari Wetan": "TELOGOSARI WETAN",
    "Pindrikan Lor": "Pendrikan Lor",
    "Bambankerep": "Bambangkerep",
    "Mugasari": "Mugassari",
    "Bendan Dhuwur": "Bendan Duwur",
    "Bringin": "Beringin",
    "Sumurrejo": "Sumurejo",
}


@pytest.mark.parametrize("kept_columns", [["NAMA", "KECAMATAN", "geometry"], ["NAMA", "geometry"]])
def test_misspelt_names_are_taken_and_told(full_set, areas, tmp_path, kept_columns):
    changed = full_set.assign(NAMA=[MISSPELT.get(name, name) for name in full_set.NAMA])[kept_columns]
    report = take(changed, areas, tmp_path)
    assert "Telogosari Kulon -> Tlogosari Kulon (Pedurungan)" in report.renamed
    assert len(report.renamed) == 5, "the other three differ in nothing that a name keeps"


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


UNREADABLE = {
    "no such file": ("lost.geojson", None, "does not exist"),
    "another format": ("desa.kml", b"<kml/>", "neither GeoJSON"),
    "cut off": ("desa.geojson", b'{"type": "FeatureCollection", "features": [{"type": "Fea', "cannot be read"),
    "empty": ("desa.geojson", b"", "cannot be read"),
    "not a GeoPackage": ("desa.gpkg", b"SQLite format 3\x00 nothing more", "cannot be read"),
    "not a zip": ("desa.zip", b"PK\x03\x04 nothing more", "cannot be read"),
    "points only": (
        "desa.geojson",
        b'{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},'
        b'"geometry":{"type":"Point","coordinates":[110.4,-7.0]}}]}',
        "must hold one layer of polygons, not 0",
    ),
}


@pytest.mark.parametrize("case", UNREADABLE)
def test_a_file_that_cannot_be_read_is_refused_by_name(areas, tmp_path, case):
    name, content, reason = UNREADABLE[case]
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(BadBoundaries, match=reason) as refused:
        import_boundaries(tmp_path / name, areas, tmp_path / "var")
    assert name in str(refused.value)
    assert not (tmp_path / "var").exists()


def test_a_shapefile_without_prj_is_refused(full_set, areas, tmp_path):
    file = saved(full_set, tmp_path, "desa.shp")
    (tmp_path / "desa.prj").unlink()
    with pytest.raises(BadBoundaries, match=r"declares no coordinate system; a Shapefile needs its \.prj"):
        import_boundaries(file, areas, tmp_path / "var")


def test_a_zip_of_two_sets_is_refused(full_set, areas, tmp_path):
    file = saved(full_set, tmp_path)
    with zipfile.ZipFile(tmp_path / "two.zip", "w") as archive:
        archive.write(file, "2024.geojson")
        archive.write(file, "2026.geojson")
    with pytest.raises(BadBoundaries, match=r"must hold one boundary file, not 2: 2024\.geojson, 2026\.geojson"):
        import_boundaries(tmp_path / "two.zip", areas, tmp_path / "var")


def test_a_geopackage_with_two_layers_of_polygons_is_refused(full_set, areas, tmp_path):
    file = tmp_path / "desa.gpkg"
    full_set.to_file(file, layer="kelurahan")
    full_set.dissolve("KECAMATAN").to_file(file, layer="kecamatan")
    with pytest.raises(BadBoundaries, match="one layer of polygons, not 2: kelurahan, kecamatan"):
        import_boundaries(file, areas, tmp_path / "var")


def test_the_previous_boundaries_are_kept_beside_the_new_ones(full_set, areas, tmp_path):
    take(full_set, areas, tmp_path)
    first = (tmp_path / "var" / CURRENT).read_bytes()
    take(with_shape(full_set, "Meteseh", lambda shape: pierced(shape, 0.0002)), areas, tmp_path)
    assert (tmp_path / "var" / PREVIOUS).read_bytes() == first
    assert (tmp_path / "var" / CURRENT).read_bytes() != first
    assert sorted(file.name for file in (tmp_path / "var").iterdir()) == sorted([CURRENT, PREVIOUS])


def test_a_disk_that_fails_while_writing_leaves_the_old_boundaries(full_set, areas, tmp_path, monkeypatch):
    take(full_set, areas, tmp_path)
    before = (tmp_path / "var" / CURRENT).read_bytes()

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        take(full_set, areas, tmp_path)
    assert (tmp_path / "var" / CURRENT).read_bytes() == before


def test_without_an_import_there_are_no_polygons(tmp_path):
    assert load_polygons(tmp_path) is None


@pytest.mark.parametrize(
    "damage", [lambda text: text[:-500], lambda text: text.replace('"code"', '"kode"', 1), lambda _: "[]"]
)
def test_damaged_boundaries_are_told_with_what_to_do(full_set, areas, tmp_path, damage):
    take(full_set, areas, tmp_path)
    file = tmp_path / "var" / CURRENT
    file.write_text(damage(file.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(
        BadBoundaries, match=r"is damaged .*: import the boundaries again, or rename boundaries\.previous"
    ):
        load_polygons(tmp_path / "var")


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


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kel. Tlogosari Kulon", "TLOGOSARI-KULON"),
        ("Kelurahan Bendan Dhuwur", "bendan duwur"),
        ("Sumurrejo", "Sumur Rejo"),
    ],
)
def test_one_key_for_all_spellings(one, other):
    assert name_key(one) == name_key(other)


def test_a_kelurahan_whose_name_begins_like_its_title_keeps_it():
    assert name_key("Kelapa Gading") == "kelapagading"


def test_bps_codes_are_not_taken_for_kemendagri_codes(areas, full_set):
    columns = {"bps": [f"3374{i:06d}" for i in range(177)], "nama": full_set.NAMA.tolist()}
    homes = [areas.kecamatan_of(code) for code in full_set.KODE]
    matching = match(columns, homes, areas)
    assert matching.by == "name (nama)"
    assert matching.codes == tuple(full_set.KODE)


def test_the_default_path_loads_neither_geopandas_nor_pyogrio():
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; from pathlib import Path; from command_center.reference.areas import load_areas;"
            "from command_center.services.places import Locator; from command_center.services.boundaries import load_polygons;"
            "load_polygons(Path('nowhere')); Locator(load_areas(Path('command_center/reference'))).locate('banjir di Gemah');"
            "print([name for name in ('geopandas', 'pandas', 'pyogrio', 'pyproj') if name in sys.modules])",
        ],
        cwd=REPO,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"


@pytest.mark.skipif(not OPEN_SET.exists(), reason="../shared/data/boundaries is not there")
def test_the_open_boundary_set_is_taken(areas, tmp_path):
    report = import_boundaries(OPEN_SET, areas, tmp_path)
    assert report.matched_by == "code (code)"
    assert report.measures.area_km2 == pytest.approx(369.5, abs=0.1)
    assert 0.0004 < report.measures.gap_share < 0.0008
    assert 0.0004 < report.measures.overlap_share < 0.0008
    assert report.measures.warnings == ()


@pytest.mark.skipif(not OPEN_SET.exists(), reason="../shared/data/boundaries is not there")
def test_the_open_boundary_set_is_taken_by_names_alone(areas, tmp_path):
    text = json.loads(OPEN_SET.read_text(encoding="utf-8"))
    for feature in text["features"]:
        feature["properties"] = {"desa": feature["properties"]["name"].upper()}
    (tmp_path / "names.geojson").write_text(json.dumps(text), encoding="utf-8")
    import_boundaries(OPEN_SET, areas, tmp_path / "by_code")
    report = import_boundaries(tmp_path / "names.geojson", areas, tmp_path / "by_name")
    by_code, by_name = loaded(tmp_path / "by_code"), loaded(tmp_path / "by_name")
    assert report.matched_by == "name (desa)"
    assert shapely.equals(by_code.shapes, by_name.shapes).all()
