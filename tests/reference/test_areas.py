"""The reference files of areas and places: what they hold, and that a fault is refused with file, line and reason."""

import json
import shutil
from pathlib import Path

import pytest
import shapely

from command_center.domain.areas import Alone, PlaceKind, Tier
from command_center.errors import BadReferenceData
from command_center.reference.areas import load_areas, outline_geojson

FOLDER = Path(__file__).parents[2] / "command_center" / "reference"
FILES = (
    "kecamatan.csv",
    "kecamatan_outline.csv",
    "kelurahan.csv",
    "places.csv",
    "place_words.csv",
    "elsewhere.csv",
    "neighbours.csv",
    "namesakes.csv",
)


@pytest.fixture(scope="module")
def areas():
    return load_areas(FOLDER)


@pytest.fixture
def copy(tmp_path):
    for name in FILES:
        shutil.copy(FOLDER / name, tmp_path)
    return tmp_path


def test_the_city_has_177_kelurahan_in_16_kecamatan_and_1653524_people(areas):
    assert len(areas.kelurahan) == 177
    assert len(areas.kecamatan) == 16
    assert sum(area.population_2020 for area in areas.kecamatan) == 1_653_524
    assert sum(len(areas.kelurahan_in(area.code)) for area in areas.kecamatan) == 177


def test_two_names_stand_for_two_kelurahan_each_and_seven_are_also_a_kecamatan(areas):
    names = [area.name for area in areas.kelurahan]
    assert {name for name in names if names.count(name) > 1} == {"Purwosari", "Mangunharjo"}
    assert {area.name for area in areas.kecamatan}.intersection(names) == {
        "Gayamsari", "Gajahmungkur", "Tembalang", "Banyumanik", "Gunungpati", "Mijen", "Ngaliyan",
    }  # fmt: skip


def test_lookups_by_code(areas):
    assert areas.kelurahan_by_code["33.74.14.1005"].name == "Purwosari"
    assert areas.kecamatan_of("33.74.14.1005") == areas.kecamatan_of("33.74.14") == "33.74.14"
    assert areas.kecamatan_of("33.75.01") == ""
    assert areas.name_of("33.74.14.1005") == "Purwosari (Mijen)"
    assert areas.name_of("33.74.14") == "Mijen"


def test_outlines_share_their_borders_without_gaps_or_overlaps(areas):
    rings = [shapely.Polygon([(lon, lat) for lat, lon in area.outline]) for area in areas.kecamatan]
    city = shapely.union_all(rings)
    assert all(ring.is_valid for ring in rings)
    assert city.geom_type == "Polygon"
    assert len(city.interiors) == 0
    assert sum(ring.area for ring in rings) == pytest.approx(city.area, rel=1e-9)


def test_at_least_150_places_name_their_source_and_lie_in_the_city(areas):
    assert len(areas.places) >= 150
    assert sum(place.kind is PlaceKind.STREET for place in areas.places) >= 75
    assert all("to be checked by the city" in place.source for place in areas.places)
    assert all(areas.kecamatan_of(code) for place in areas.places for code in place.areas)


def test_names_elsewhere_are_there_by_their_kind_and_say_when_they_count_alone(areas):
    known = {(name.name, name.tier): name.alone for name in areas.elsewhere}
    assert sum(name.tier is Tier.REGENCY or name.tier is Tier.TOWN for name in areas.elsewhere) > 510
    assert known["Samarinda", Tier.TOWN] is Alone.ALWAYS
    assert known["Malang", Tier.TOWN] is Alone.AFTER_A_PLACE_WORD
    assert known["Pasar Rebo", Tier.KECAMATAN] is Alone.ALWAYS
    assert known["Tambaksari", Tier.KECAMATAN] is Alone.AFTER_A_PLACE_WORD, "of one word there are too many"
    assert known["Taman", Tier.KECAMATAN] is Alone.NEVER
    assert known["Sidomulyo", Tier.VILLAGE] is Alone.AFTER_A_PLACE_WORD
    assert dict(areas.namesakes)["Karanganyar"] > 100


def test_a_file_of_places_without_points_is_taken(tmp_path):
    (tmp_path / "places.csv").write_text(
        "# ours\nname,aliases,kind,areas\nTaman Baru,,landmark,33.74.01\n", encoding="utf-8"
    )
    assert load_areas(FOLDER, tmp_path).places[0].point is None


def test_outline_geojson_draws_every_kecamatan_with_a_label_inside(areas):
    drawn = json.loads(json.dumps(outline_geojson(areas)))
    assert [feature["properties"]["name"] for feature in drawn["features"]] == [area.name for area in areas.kecamatan]
    for feature in drawn["features"]:
        polygon = shapely.geometry.shape(feature["geometry"])
        label = shapely.Point(feature["properties"]["label_lon"], feature["properties"]["label_lat"])
        widest = shapely.maximum_inscribed_circle(polygon).length
        assert polygon.is_valid
        assert polygon.exterior.is_ccw
        assert polygon.contains(label)
        assert polygon.exterior.distance(label) > 0.95 * widest, "the label stands where the outline is widest"


def edit(file, line, change):
    """Change one line (1-based) of a file; None takes it away."""
    lines = file.read_text(encoding="utf-8").splitlines()
    changed = change(lines[line - 1])
    lines[line - 1 : line] = [] if changed is None else [changed]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


def swap(old, new):
    def change(text):
        assert old in text
        return text.replace(old, new, 1)

    return change


FAULTS = [
    # file, line to change, change, line named, words of the reason
    ("kecamatan.csv", 2, swap("name", "nama"), 2, "columns must be code,name"),
    ("kecamatan.csv", 2, lambda text: text.replace(",", ";"), 2, "commas between"),
    ("kecamatan.csv", 3, swap("33.74.01", "3374.01"), 3, "Kemendagri code"),
    ("kecamatan.csv", 4, swap("33.74.02", "33.74.01"), 4, "stands already in line 3"),
    ("kecamatan.csv", 4, swap("Semarang Utara", "Semarang Tengah"), 4, "stands already in line 3"),
    ("kecamatan.csv", 3, swap("5.31", "5,31"), 3, "5 cells expected, 6 found"),
    ("kecamatan.csv", 3, swap("5.31", "lima"), 3, "must be a number"),
    ("kecamatan.csv", 3, swap("5.31", ""), 3, "area_km2 is empty"),
    ("kecamatan.csv", 3, swap("55064", "-1"), 3, "population_2020 must lie between"),
    ("kecamatan.csv", 3, swap("55064", "55064.5"), 3, "whole number"),
    ("kecamatan.csv", 3, swap(",15,", ",14,"), 3, "must have 14 kelurahan, kelurahan.csv has 15"),
    ("kecamatan_outline.csv", 5, lambda _: None, 5, "vertex 2 of 33.74.01 expected, 3 found"),
    ("kecamatan_outline.csv", 3, swap("33.74.01", "33.74.99"), 3, "no kecamatan '33.74.99'"),
    ("kecamatan_outline.csv", 3, swap("-6.9811", "-69811"), 3, "lat must lie between"),
    ("kecamatan_outline.csv", 5, swap("-6.977,110.4072", "-6.999,110.4072"), 4, "crosses or touches itself"),
    (
        "kecamatan_outline.csv",
        6,
        swap("-6.9689,110.4246", "-6.9489,110.4446"),
        12,
        "outline of 33.74.01 that ends here",
    ),
    ("kelurahan.csv", 3, swap("33.74.01.1001", "33.74.01.101"), 3, "Kemendagri code"),
    ("kelurahan.csv", 4, swap("33.74.01.1002", "33.74.01.1001"), 4, "stands already in line 3"),
    ("kelurahan.csv", 3, swap(",33.74.01,", ",33.74.02,"), 3, "does not belong to the code"),
    ("kelurahan.csv", 3, swap("Semarang Tengah", "Semarang Tengahan"), 3, "is 'Semarang Tengah' in kecamatan.csv"),
    ("kelurahan.csv", 4, swap("Brumbungan", "miroto"), 4, "already in line 3"),
    ("kelurahan.csv", 3, swap("50134", "5013"), 3, "five digits"),
    ("kelurahan.csv", 3, swap("-6.9837,110.4187", "110.4187,-6.9837"), 3, "lat must lie between"),
    ("kelurahan.csv", 3, swap("110.4187", "110.5187"), 3, "outside the outline of Semarang Tengah"),
    ("kelurahan.csv", 3, swap(",0.35", ",3.5"), ("kecamatan.csv", 3), "add up to 8.46 km²"),
    ("kelurahan.csv", 179, lambda _: None, ("kecamatan.csv", 18), "must have 7 kelurahan, kelurahan.csv has 6"),
    ("kelurahan.csv", 3, swap("Miroto", '"Miroto'), 3, "not readable as CSV"),
    ("places.csv", 1, lambda _: "", None, "must name its source"),
    ("places.csv", 3, swap("street", "jalan"), 3, "kind must be one of street, landmark"),
    ("places.csv", 3, swap("33.74.01", "33.74.17"), 3, "no kelurahan or kecamatan '33.74.17'"),
    ("places.csv", 3, swap("33.74.01 33.74.07", "33.74.01 33.74.01"), 3, "different kecamatan"),
    ("places.csv", 3, swap("33.74.01 33.74.07", "33.74.01.1001 33.74.07"), 3, "one kelurahan, or"),
    ("places.csv", 4, swap("Pemuda", "pandanaran"), 4, "stands already in line 3"),
    ("places.csv", 3, swap("110.4150", "110.5150"), 3, "lies in none of its areas (Semarang Tengah, Semarang Selatan)"),
    ("places.csv", 3, swap(",110.4150", ","), 3, "lon is empty"),
    ("elsewhere.csv", 1, lambda _: "", None, "must name its source"),
    ("elsewhere.csv", 3, swap("province", "negara"), 3, "kind must be one of province, kabupaten, kota"),
    ("elsewhere.csv", 200, swap("|", "|(Pasar|"), 200, "put ordinary words in parentheses"),
    ("neighbours.csv", 3, swap("Kedungjati", ""), 3, "kecamatan is empty"),
    ("namesakes.csv", 3, swap(",5,", ",lima,"), 3, "elsewhere must be a number"),
    ("place_words.csv", 3, swap("wetan", ""), 3, "needs its meaning"),
    ("place_words.csv", 3, swap("short", "long"), 3, "kind must be one of"),
    ("place_words.csv", 3, swap("wtn", "w.t.n"), 3, "one word in small letters"),
    ("place_words.csv", 4, lambda text: "kell,kelurahan,x", 4, "only a short word has a meaning"),
]


@pytest.mark.parametrize(("name", "line", "change", "where", "reason"), FAULTS, ids=[f"{f[0]}: {f[4]}" for f in FAULTS])
def test_a_fault_is_refused_with_file_line_and_reason(copy, name, line, change, where, reason):
    edit(copy / name, line, change)
    expected = where if isinstance(where, tuple) else (name, where)
    with pytest.raises(BadReferenceData) as refused:
        load_areas(copy)
    assert (refused.value.file.name, refused.value.line) == expected
    assert reason in refused.value.reason


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_refused_by_name(copy, name):
    (copy / name).unlink()
    with pytest.raises(BadReferenceData, match="cannot be read: No such file") as refused:
        load_areas(copy)
    assert refused.value.file == copy / name


def test_a_lost_outline_is_refused(copy):
    file = copy / "kecamatan_outline.csv"
    kept = [line for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("33.74.05,")]
    file.write_text("\n".join(kept), encoding="utf-8")
    with pytest.raises(BadReferenceData, match=r"has no outline of 33\.74\.05 Genuk"):
        load_areas(copy)


def test_bytes_that_are_no_utf8_are_refused_with_their_line(copy):
    file = copy / "places.csv"
    lines = file.read_bytes().split(b"\n")
    lines[7] = b"Caf\xe9 Simpang," + lines[7]
    file.write_bytes(b"\n".join(lines))
    with pytest.raises(BadReferenceData) as refused:
        load_areas(copy)
    assert refused.value.line == 8
    assert "UTF-8" in refused.value.reason


def test_a_file_saved_by_a_spreadsheet_with_byte_order_mark_and_crlf_is_taken(copy, areas):
    for name in FILES:
        file = copy / name
        text = file.read_text(encoding="utf-8").replace("\n", "\r\n")
        file.write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert load_areas(copy) == areas


def test_lines_are_counted_with_comments_blank_lines_and_cells_of_several_lines(copy):
    file = copy / "places.csv"
    lines = file.read_text(encoding="utf-8").splitlines()
    lines[2:2] = ["# another comment", "", '"Taman\nBaru",,landmark,33.74.01,,', "Taman Lama,,park,33.74.01,,"]
    file.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(BadReferenceData) as refused:
        load_areas(copy)
    assert refused.value.line == 7


def test_the_citys_own_file_is_taken_in_place_of_ours(tmp_path, areas):
    (tmp_path / "places.csv").write_text(
        "# Source: Diskominfo, 2026\nname,aliases,kind,areas\nTaman Baru,Taman Anyar|Taman Anyaran,landmark,33.74.01.1001\n",
        encoding="utf-8",
    )
    own = load_areas(FOLDER, tmp_path)
    assert own.kelurahan == areas.kelurahan
    assert [(place.name, place.aliases, place.source) for place in own.places] == [
        ("Taman Baru", ("Taman Anyar", "Taman Anyaran"), "Source: Diskominfo, 2026")
    ]
