"""Which feature is which kelurahan: codes and names, however they are written."""

import json

import pandas
import pytest
import shapely

from command_center.places.boundaries import import_boundaries
from command_center.places.boundary_match import match, name_key
from tests.places.boundary_sets import AREAS, OPEN_SET, complete_set, loaded, row, row_of, take, with_shape


@pytest.fixture(scope="module")
def areas():
    return AREAS


@pytest.fixture(scope="module")
def full_set():
    return complete_set()


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
    assert report.notes == ()


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
    assert "taken as another spelling: Telogosari Kulon -> Tlogosari Kulon (Pedurungan)" in report.notes
    assert len(report.notes) == 5, "the other three differ in nothing that a name keeps"


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


def test_new_codes_do_not_matter_where_the_names_give_every_kelurahan(full_set, areas, tmp_path):
    """A decree renumbers: some codes are unknown, others now belong to another kelurahan."""
    codes = full_set.KODE.tolist()
    renumbered = [*codes[1:16], codes[0], *(code[:-4] + "9" + code[-3:] for code in codes[16:20]), *codes[20:]]
    report = take(full_set.assign(KODE=renumbered), areas, tmp_path)
    assert report.matched_by == "name (NAMA)"
    assert "20 codes in KODE are not ours; the names give every kelurahan and decided" in report.notes
    assert loaded(tmp_path / "var").codes == tuple(codes)


def test_features_that_are_no_kelurahan_are_left_out_and_told(full_set, areas, tmp_path):
    water = row_of(full_set, KODE="", NAMA="Sungai Banjir Kanal", KECAMATAN="")
    report = take(pandas.concat([full_set, water], ignore_index=True), areas, tmp_path)
    assert report.notes == ("left out: feature 178 has the code '', which no kelurahan has",)
    assert len(loaded(tmp_path / "var").codes) == 177


def test_several_features_of_one_kelurahan_are_put_together(full_set, areas, tmp_path):
    at = row(full_set, "Meteseh")
    shape = full_set.geometry[at]
    west, south, east, north = shape.bounds
    half = shapely.box(west, south, (west + east) / 2, north)
    other = full_set.loc[[at]].copy()
    other["geometry"] = [shape.difference(half)]
    split = pandas.concat([with_shape(full_set, "Meteseh", half.intersection), other], ignore_index=True)
    report = take(split, areas, tmp_path)
    assert any(
        note.startswith("put together: 33.74.10.1001 Meteseh (Tembalang) stands 2 times") for note in report.notes
    )
    kept = loaded(tmp_path / "var")
    assert shapely.area(kept.shapes[kept.codes.index("33.74.10.1001")]) == pytest.approx(shape.area)


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
