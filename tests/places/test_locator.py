"""Where a report is: by coordinates, address and text, as tables of cases and as a measure over labelled texts."""

import csv
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from command_center.domain.areas import PlaceKind
from command_center.domain.findings import FoundBy, Location, PlaceEvidence
from command_center.domain.inbound import Position
from command_center.places import outlines
from command_center.places.evidence import with_names
from command_center.places.locator import Locator
from command_center.reference.areas import load_areas

REPO = Path(__file__).parents[2]
AREAS = load_areas(REPO / "command_center" / "reference")
LOCATOR = Locator(AREAS)
MIROTO = Position(-6.9837, 110.4187)
JAKARTA = Position(-6.2, 106.8167)


def named(location):
    """What was found, by names: "Miroto (Semarang Tengah)", "Genuk" or ""."""
    code = location.kelurahan or location.kecamatan
    return AREAS.name_of(code) if code else ""


def candidates(location):
    return ", ".join(with_names(location.evidence, AREAS).candidates)


@pytest.mark.parametrize(
    ("text", "found_by", "area"),
    [
        ("lampu mati di Gemah", FoundBy.KELURAHAN, "Gemah (Pedurungan)"),
        ("talud kali ambrol bululor rt 4 rw 6", FoundBy.KELURAHAN, "Bulu Lor (Semarang Utara)"),
        ("cuma ditimbun tanah, pas hujan jadi jebakan", FoundBy.NONE, ""),
        ("galian ditutup tanah pas hujan licin", FoundBy.NONE, ""),
        ("kel. tlogosari kulon banjir", FoundBy.KELURAHAN, "Tlogosari Kulon (Pedurungan)"),
        ("kec. Genuk rob", FoundBy.KECAMATAN, "Genuk"),
        ("jl. Gajahmada macet", FoundBy.STREET, "Semarang Tengah"),
        ("jln dr wahidin bocor", FoundBy.STREET, "Candisari"),
        ("depan lawang sewu parkir liar", FoundBy.LANDMARK, "Sekayu (Semarang Tengah)"),
        ("sampah di sekitar RSUP Dr. Kariadi", FoundBy.LANDMARK, "Randusari (Semarang Selatan)"),
        ("mohon info cara membuat KTP", FoundBy.NONE, ""),
    ],
)
def test_kelurahan_kecamatan_streets_and_landmarks_are_found(text, found_by, area):
    location = LOCATOR.locate(text)
    assert (location.found_by, named(location)) == (found_by, area)


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("tlogosri kulon", "Tlogosari Kulon (Pedurungan)"),
        ("Telogosari Kulon", "Tlogosari Kulon (Pedurungan)"),
        ("bangetayu wtn", "Bangetayu Wetan (Genuk)"),
        ("smg utara", "Semarang Utara"),
        ("smg tmr", "Semarang Timur"),
        ("kedungmundu", "Kedungmundu (Tembalang)"),
        ("Kedung Mundu", "Kedungmundu (Tembalang)"),
        ("karang ayu", "Karangayu (Semarang Barat)"),
        ("#BanjirGenuk", "Genuk"),
        ("TEMBALANG!!!", "Tembalang"),
        ("kel.tandang kec.tembalang", "Tandang (Tembalang)"),
        ("di Sendang-mulyo", "Sendangmulyo (Tembalang)"),
        ("bendan duwur", "Bendan Dhuwur (Gajahmungkur)"),
        ("pendrikan lor", "Pindrikan Lor (Semarang Tengah)"),
        ("𝗚𝗲𝗺𝗮𝗵 di 𝗣𝗮𝗹𝗲𝗯𝗼𝗻", "Palebon (Pedurungan)"),
    ],
)
def test_slips_short_forms_and_spacing_do_not_matter(text, area):
    assert named(LOCATOR.locate(text)) == area


@pytest.mark.parametrize(
    ("text", "area", "doubt"),
    [
        ("jalan rusak di Purwosari", "", "Purwosari (Semarang Utara), Purwosari (Mijen)"),
        ("Purwosari, Mijen", "Purwosari (Mijen)", ""),
        ("Kel. Purwosari Kec. Semarang Utara", "Purwosari (Semarang Utara)", ""),
        ("di Purwosari dekat Bandarharjo", "Purwosari (Semarang Utara)", "Bandarharjo (Semarang Utara)"),
        ("purwosari jl hasanudin", "Purwosari (Semarang Utara)", ""),
        ("rob di Mangunharjo", "", "Mangunharjo (Tembalang), Mangunharjo (Tugu)"),
        ("Mangunharjo, Tugu", "Mangunharjo (Tugu)", ""),
        ("rsud wongsonegoro mangunharjo", "Mangunharjo (Tembalang)", ""),
        ("banjir Muktiharjo", "", "Muktiharjo Lor (Genuk), Muktiharjo Kidul (Pedurungan)"),
        ("banjir Muktiharjo Genuk", "Muktiharjo Lor (Genuk)", ""),
        ("Tlogosari", "Pedurungan", "Tlogosari Wetan (Pedurungan), Tlogosari Kulon (Pedurungan)"),
        ("di Kaligawe", "", "Kaligawe (Gayamsari), Semarang Timur, Gayamsari, Genuk"),
        ("kelurahan Kaligawe", "Kaligawe (Gayamsari)", ""),
        ("jl. Kaligawe Genuk", "Genuk", ""),
        ("di Bubakan", "", "Bubakan (Mijen), Semarang Tengah"),
        ("jl. Majapahit", "Pedurungan", "Gayamsari"),
        ("jl. Majapahit Pedurungan", "Pedurungan", ""),
        ("padansari", "", "Pandansari (Semarang Tengah), Padangsari (Banyumanik)"),
        ("padansari banyumanik", "Padangsari (Banyumanik)", ""),
    ],
)
def test_an_ambiguous_name_is_settled_by_other_places_in_the_text_or_left_open(text, area, doubt):
    location = LOCATOR.locate(text)
    assert (named(location), candidates(location)) == (area, doubt)
    assert location.evidence.words


@pytest.mark.parametrize("name", [area.name for area in AREAS.kecamatan if area.name not in ("Candisari", "Tugu")])
def test_a_name_of_kelurahan_and_kecamatan_is_the_kecamatan_unless_the_text_says_kelurahan(name):
    bare = LOCATOR.locate(f"air mati di {name}")
    assert named(bare) == name
    twins = [area for area in AREAS.kelurahan if area.name == name]
    assert candidates(bare) == "".join(AREAS.name_of(area.code) for area in twins)
    for twin in twins:
        assert LOCATOR.locate(f"kel. {name}").kelurahan == twin.code
        assert LOCATOR.locate(f"{name}, kec. {name}").kelurahan == twin.code
        assert LOCATOR.locate(f"jl. Melati Indah kec. {name}").kelurahan == ""


def test_after_a_street_the_name_twice_is_the_kecamatan():
    location = LOCATOR.locate("Jl. Fatmawati Tembalang, Kec. Tembalang")
    assert (location.found_by, named(location)) == (FoundBy.STREET, "Tembalang")


@pytest.mark.parametrize(
    "text",
    [
        "jalan ini kudu diperbaiki",
        "bendungan jebol",
        "di depan pesantren ada lubang",
        "candi prambanan",
        "panggung hiburan berisik",
        "para pemuda tawuran",
        "makam pahlawan kotor",
        "sekarang macet",
        "gemah ripah loh jinawi",
        "pohon beringin tumbang",
        "parkir serampangan",
        "dinas perdagangan",
        "tolong bubarkan",
        "limbah buangan pabrik",
        "di simpangan gelap",
        "jalan makadam belum diaspal",
        "kena tilang",
        "nasi kucingan di trotoar",
        "karang taruna",
        "jalan rusak di semarang",
        "jalan di Ungaran",
        "banjir di genuk ungaran",
        "kab. karanganyar",
        "wonosari gunungkidul",
        "jl. Serayu",
        "RT 03 RW 05",
    ],
)
def test_ordinary_words_and_other_towns_are_no_places_of_the_city(text):
    assert LOCATOR.locate(text) == Location(FoundBy.NONE)


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("kel. kudu", "Kudu (Genuk)"),
        ("air mati di kudu", "Kudu (Genuk)"),
        ("jalan kudu genuk", "Kudu (Genuk)"),
        ("kelurahan bendungan", "Bendungan (Gajahmungkur)"),
        ("bendungan gajahmungkur", "Bendungan (Gajahmungkur)"),
        ("pesantren, mijen", "Pesantren (Mijen)"),
        ("kel candi", "Candi (Candisari)"),
        ("jl. pemuda", "Semarang Tengah"),
        ("RT 02 RW 03 Sekaran", "Sekaran (Gunungpati)"),
    ],
)
def test_an_ordinary_word_is_a_place_where_the_words_around_it_say_so(text, area):
    assert named(LOCATOR.locate(text)) == area


def test_where_a_report_is_about_beats_where_its_writer_lives():
    assert named(LOCATOR.locate("saya warga Tembalang, jalan berlubang di Pleburan")) == "Pleburan (Semarang Selatan)"


@pytest.mark.parametrize(
    ("text", "address", "found_by", "area"),
    [
        (
            "banjir di Gemah",
            "Jl. Pemuda No. 150, Sekayu, Kec. Semarang Tengah",
            FoundBy.KELURAHAN,
            "Sekayu (Semarang Tengah)",
        ),
        ("banjir di Gemah", "Semarang, Jawa Tengah 50275", FoundBy.KELURAHAN, "Gemah (Pedurungan)"),
        ("lampu mati", "Kudu, Genuk", FoundBy.KELURAHAN, "Kudu (Genuk)"),
        ("lampu mati", "RT 1 RW 2, Bendungan", FoundBy.KELURAHAN, "Bendungan (Gajahmungkur)"),
        ("lampu mati", "Pemuda 12", FoundBy.STREET, "Semarang Tengah"),
        ("lampu mati", "Perum Candi Golf blok C", FoundBy.NONE, ""),
        ("di Purwosari", "Kecamatan Mijen", FoundBy.KELURAHAN, "Purwosari (Mijen)"),
    ],
)
def test_an_address_comes_before_the_text(text, address, found_by, area):
    location = LOCATOR.locate(text, address=address)
    assert (location.found_by, named(location)) == (found_by, area)


@pytest.mark.parametrize(
    ("position", "text", "found_by", "area", "evidence"),
    [
        (MIROTO, "lampu mati", "coordinates", "Miroto (Semarang Tengah)", PlaceEvidence(point=MIROTO)),
        (MIROTO, "di Miroto", "coordinates", "Miroto (Semarang Tengah)", PlaceEvidence(point=MIROTO)),
        (MIROTO, "di semarang tengah", "coordinates", "Miroto (Semarang Tengah)", PlaceEvidence(point=MIROTO)),
        (MIROTO, "di Gemah", "coordinates", "Miroto (Semarang Tengah)",
         PlaceEvidence(point=MIROTO, text_names=("Gemah (Pedurungan)",))),
        (MIROTO, "kec. Genuk", "coordinates", "Miroto (Semarang Tengah)",
         PlaceEvidence(point=MIROTO, text_names=("Genuk",))),
        (JAKARTA, "di Gemah", "kelurahan", "Gemah (Pedurungan)",
         PlaceEvidence(words=("di Gemah",), point=JAKARTA, outside=True)),
        (JAKARTA, "lampu mati", "none", "", PlaceEvidence(point=JAKARTA, outside=True)),
        (Position(float("nan"), 110.4), "mati", "none", "", PlaceEvidence(outside=True)),
    ],
)  # fmt: skip
def test_coordinates_are_trusted_and_a_text_that_contradicts_them_is_told(position, text, found_by, area, evidence):
    location = LOCATOR.locate(text, position)
    assert (location.found_by, named(location)) == (found_by, area)
    assert with_names(location.evidence, AREAS) == evidence
    if found_by == "coordinates":
        assert (location.position, location.exact) == (position, True)
    else:
        assert not location.exact


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("tolong di Kel. Tlogosri Kulon ya", "Kel Tlogosri Kulon"),
        ("rumah di RT 3 RW 5 Gemah", "RW Gemah"),
        ("Jl. 081234567890 Gajahmada", "Jl Gajahmada"),
        ("Purwosari sebelah\nPasar Mijen, Mijen", "Purwosari; Mijen"),
    ],
)
def test_the_evidence_is_the_words_that_decided_and_no_numbers_between(text, evidence):
    assert "; ".join(LOCATOR.locate(text).evidence.words) == evidence


def test_a_report_without_coordinates_stands_inside_the_smallest_area_known():
    for area in AREAS.kelurahan:
        location = LOCATOR.locate(f"Kel. {area.name}, Kec. {AREAS.name_of(area.kecamatan)}")
        assert location.kelurahan == area.code
        assert location.position is not None
        assert not location.exact
        assert LOCATOR.relocate_point(location.position) == (area.code, area.kecamatan)
    for kecamatan in AREAS.kecamatan:
        location = LOCATOR.locate(f"Kec. {kecamatan.name}")
        assert (location.kelurahan, location.kecamatan) == ("", kecamatan.code)
        assert location.position is not None
        assert outlines.contains(kecamatan.outline, location.position.lat, location.position.lon)


def test_every_place_of_the_list_is_found_by_all_its_names():
    missed = []
    for place in AREAS.places:
        for name in (place.name, *place.aliases):
            before = "Jl. " if place.kind == "street" else "depan "
            location = LOCATOR.locate(f"banjir {before}{name}")
            found = location.kelurahan if len(place.areas) == 1 and location.kelurahan else location.kecamatan
            drawn = len(place.areas) == 1 or place.kind == PlaceKind.STREET or place.point
            if found not in (place.areas if drawn else ("",)):
                missed.append((name, named(location), candidates(location)))
    assert missed == [("Bubakan", "", "Bubakan (Mijen), Semarang Tengah")]


def labelled(name):
    with (Path(__file__).parent / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("file", "least"),
    [("labelled_places.csv", 100), ("labelled_places_unseen.csv", 100)],
    ids=["texts the rules were made with", "texts written afterwards"],
)
def test_at_least_nine_in_ten_texts_are_right_and_less_than_three_in_a_hundred_false(file, least):
    """Right is the very area that a person would give, false any area that this person would not."""
    rows = labelled(file)
    right = false = 0
    for row in rows:
        location = LOCATOR.locate(row["text"])
        kelurahan = AREAS.kelurahan_by_code[location.kelurahan].name if location.kelurahan else ""
        kecamatan = AREAS.kecamatan_by_code[location.kecamatan].name if location.kecamatan else ""
        possible = row["kecamatan"].split("|")
        right += kelurahan == row["kelurahan"] and kecamatan in possible
        false += kecamatan not in ("", *possible) or kelurahan not in ("", row["kelurahan"])
    assert len(rows) >= least
    assert right / len(rows) >= 0.9
    assert false / len(rows) < 0.03


CITY = ("city", "both")


@pytest.mark.parametrize(
    "file",
    ["labelled_field.csv", "labelled_field_unseen.csv"],
    ids=["texts the rules were made with", "texts written before them"],
)
def test_complaints_of_the_field_are_pinned_where_they_are_and_those_of_elsewhere_are_not(file):
    """The figures that docs/places.md tells: kecamatan, kelurahan where one is named, pins of elsewhere and neighbours."""
    counted = Counter()
    for row in labelled(file):
        location = LOCATOR.locate(row["text"])
        kelurahan = AREAS.kelurahan_by_code[location.kelurahan].name if location.kelurahan else ""
        kecamatan = AREAS.kecamatan_by_code[location.kecamatan].name if location.kecamatan else ""
        counted[row["about"]] += 1
        if row["about"] not in CITY:
            counted["pinned", row["about"]] += bool(kecamatan)
            continue
        counted["texts of the city"] += 1
        counted["right kecamatan"] += kecamatan in row["kecamatan"].split("|")
        if row["kelurahan"]:
            counted["with a kelurahan"] += 1
            counted["right kelurahan"] += kelurahan in row["kelurahan"].split("|")
    assert counted["texts of the city"] >= 95
    assert counted["right kecamatan"] / counted["texts of the city"] >= 0.95
    assert counted["right kelurahan"] / counted["with a kelurahan"] >= 0.9
    assert counted["elsewhere"] >= 30
    assert counted["pinned", "elsewhere"] <= 1
    assert counted["neighbour"] >= 20
    assert counted["pinned", "neighbour"] / counted["neighbour"] <= 0.05


def test_many_at_once_are_located_as_one_by_one():
    texts = [row["text"] for row in labelled("labelled_places.csv")]
    positions = [(None, MIROTO, JAKARTA)[index % 3] for index in range(len(texts))]
    addresses = ["Kec. Genuk" if index % 5 == 0 else "" for index in range(len(texts))]
    one_by_one = [LOCATOR.locate(*report) for report in zip(texts, positions, addresses, strict=True)]
    assert LOCATOR.locate_many(texts, positions, addresses) == one_by_one


def test_relocated_points_are_those_of_the_coordinates():
    assert LOCATOR.relocate_points([MIROTO, JAKARTA]) == [("33.74.01.1001", "33.74.01"), ("", "")]
    assert LOCATOR.approximate


WORDS = st.sampled_from(
    ["di", "kel.", "kec", "jl", "rt", "3", "gemah", "purwosari", "genuk", "tembalang", "kudu", "tlogosri", "kulon", "dekat",
     "ungaran", "kab", "pasar", "semarang", "utara", "kaligawe", "bubakan", ",", "\n", "-", "\ud800", "é", "😀"]
)  # fmt: skip


@given(
    st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=25).map(" ".join)),
    st.sampled_from(["", "Gemah, 5", "rt 3"]),
)
def test_any_text_gives_a_location_that_agrees_with_itself(text, address):
    location = LOCATOR.locate(text, address=address)
    if location.kelurahan:
        assert AREAS.kelurahan_by_code[location.kelurahan].kecamatan == location.kecamatan
    assert (location.found_by is FoundBy.NONE) == (location.kecamatan == "")
    assert (location.position is None) == (location.kecamatan == "")
    assert location.evidence != PlaceEvidence() or location.found_by is FoundBy.NONE
    assert LOCATOR.locate(text, address=address) == location


@pytest.mark.parametrize("text", ["tembalang " * 50_000, "a" * 400_000, "tlogosri kuln " * 30_000, "RT 3 " * 80_000])
def test_a_huge_text_costs_no_more_than_its_first_words(text):
    """Runs into the time limit of the suite where the cost grows with the square of the length."""
    assert LOCATOR.locate(text).found_by in set(FoundBy)
