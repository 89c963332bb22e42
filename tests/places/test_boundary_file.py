"""Boundary files: the formats that are read, what is refused, and that the boundaries in use are never half written."""

import os
import subprocess
import sys
import zipfile

import pytest

from command_center.errors import BadBoundaries
from command_center.places.boundaries import import_boundaries, load_polygons
from command_center.places.boundary_file import CURRENT, PREVIOUS
from tests.places.boundary_sets import AREAS, REPO, complete_set, loaded, pierced, saved, take, with_shape


@pytest.fixture(scope="module")
def areas():
    return AREAS


@pytest.fixture(scope="module")
def full_set():
    return complete_set()


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
        "holds no polygons but Point",
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
    with pytest.raises(
        BadBoundaries, match=r"holds 2 layers of polygons \(kelurahan, kecamatan\): export that of the kelurahan alone"
    ):
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


def test_the_default_path_loads_neither_geopandas_nor_pyogrio():
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; from pathlib import Path; from command_center.reference.areas import load_areas;"
            "from command_center.places.locator import Locator; from command_center.places.boundaries import load_polygons;"
            "load_polygons(Path('nowhere')); Locator(load_areas(Path('command_center/reference'))).locate('banjir di Gemah');"
            "print([name for name in ('geopandas', 'pandas', 'pyogrio', 'pyproj') if name in sys.modules])",
        ],
        cwd=REPO,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"
