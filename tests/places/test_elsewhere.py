"""A text that speaks of elsewhere is not pinned in the city, and one that only mentions elsewhere still is."""

import pytest

from command_center.domain.findings import FoundBy, Location
from command_center.domain.inbound import Position
from command_center.places.locator import Locator
from command_center.reference.areas import load_areas
from tests.places.boundary_sets import REPO

AREAS = load_areas(REPO / "command_center" / "reference")
LOCATOR = Locator(AREAS)
SURABAYA = Position(-7.2575, 112.7521)


def named(text, **more):
    location = LOCATOR.locate(text, **more)
    code = location.kelurahan or location.kecamatan
    return AREAS.name_of(code) if code else ""


@pytest.mark.parametrize(
    "text",
    [
        "PJU mati di Jl. Diponegoro kec. Tambaksari",
        "Kota Samarinda, jalan Untung Suropati banjir",
        "jalan rusak di Gondoriyo, Bergas",
        "Jl. Sudirman kab. Semarang",
        "bupati Semarang, jalan Diponegoro rusak",
        "Karangrejo, kec. Garum, Blitar",
        "Kec. Tegalsari jalan berlubang",
        "Kecamatan Candi: pasar bau",
        "kel. Krapyak Lor banjir",
        "Kel. Bendungan Hilir jalan Sudirman macet",
        "desa Karangrejo, mohon pak bupati",
        "kepala desa Wonosari tidak transparan",
        "Kel. Pacarkeling, Jl. Ahmad Yani gelap",
        "Jl. Pahlawan Kel. Temindung Permai sudah menumpuk",
        "Jl. Cendrawasih kel. Sawah, Ciputat",
        "Saya warga Bandar Lampung, Jl. Teuku Umar banjir",
        "Pasar Tugu Depok",
        "Waduk Gajah Mungkur eceng gondok",
        "jl. Pahlawan Sidoarjo",
        "Jl. Ahmad Yani (Bekasi)",
        "Tambakrejo, Patebon, tanggul jebol",
        "di Surabaya lampu jalan Pahlawan mati",
        "jalan Teuku Umar di Denpasar",
        "JL. DIPONEGORO SALATIGA GELAP",
        "jl setiabudi medan macet",
        "dari Genuk, di Mranggen jalannya rusak",
        "warga Tembalang, tapi yang rusak jalan di Ungaran",
        "saya di Cirebon, Gungpati itu di mana",
        "Kab. Kendal, Kec. Boja, desa Karanganyar",
    ],
)
def test_names_of_elsewhere_keep_a_report_out_of_the_city(text):
    assert LOCATOR.locate(text) == Location(FoundBy.NONE)


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("dari Demak mau ke Genuk, di Genuk banjir", "Genuk"),
        ("saya dari Ungaran, macet di Tembalang", "Tembalang"),
        ("perbatasan Mranggen di Plamongansari gelap", "Plamongansari (Pedurungan)"),
        ("jalan rusak di perbatasan Wates kabupaten Kendal", "Wates (Ngaliyan)"),
        ("arah Kendal setelah Mangkang Kulon ada lubang", "Mangkang Kulon (Tugu)"),
        ("saya warga Demak, setiap hari jalan Kaligawe banjir", "Genuk"),
        ("orang Sayung lapor jalan Trimulyo genuk banjir", "Trimulyo (Genuk)"),
        ("mobil plat Jakarta parkir di Pekunden", "Pekunden (Semarang Tengah)"),
        ("bus Semarang-Boja ngetem di Ngaliyan", "Ngaliyan"),
        ("KTP saya Grobogan, domisili Sendangmulyo Tembalang", "Sendangmulyo (Tembalang)"),
        ("jalan tembus Meteseh Tembalang ke Mranggen", "Meteseh (Tembalang)"),
        ("saya di Jakarta, rumah orang tua di Tlogosari Kulon kebanjiran", "Tlogosari Kulon (Pedurungan)"),
        ("Penggaron Kidul dekat Mranggen, jembatan retak", "Penggaron Kidul (Pedurungan)"),
        ("nyuwun tulung lampu di daerah Tembalang enggal diuripke", "Tembalang"),
        ("proyek baru di Wonolopo, antre air di sumur", "Wonolopo (Mijen)"),
    ],
)
def test_a_place_elsewhere_that_is_only_passed_by_changes_nothing(text, area):
    assert named(text) == area


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("Karangrejo, Gajahmungkur", "Karangrejo (Gajahmungkur)"),
        ("desa Sukorejo Gunungpati", "Sukorejo (Gunungpati)"),
        ("Tegalsari kota Semarang", "Tegalsari (Candisari)"),
        ("Kel. Candi Kec. Candisari Kota Semarang", "Candi (Candisari)"),
        ("Jl. Diponegoro, Kec. Gajahmungkur, Kota Semarang", "Gajahmungkur"),
        ("jalan di karangrejo rusak", "Karangrejo (Gajahmungkur)"),
        ("desa kudu gang buntu", "Kudu (Genuk)"),
        ("tegalsari candi sari jl tegalsari barat", "Tegalsari (Candisari)"),
        ("Jl. Ahmad Yani trotoar amblas", "Semarang Tengah"),
    ],
)
def test_a_name_that_many_areas_bear_is_ours_where_nothing_speaks_against_it_or_the_city_is_named(text, area):
    assert named(text) == area


@pytest.mark.parametrize(
    ("address", "text", "area"),
    [
        ("Jl. Diponegoro 5, Salatiga", "lampu mati", ""),
        ("Kec. Tambaksari, Surabaya", "lampu di jl. Sudirman mati", ""),
        ("Kec. Tambaksari, Surabaya", "lampu di Gedawang mati", "Gedawang (Banyumanik)"),
        ("Kota Semarang", "lampu di Tegalsari mati", "Tegalsari (Candisari)"),
    ],
)
def test_an_address_elsewhere_speaks_for_the_text_too(address, text, area):
    assert named(text, address=address) == area


def test_a_point_elsewhere_takes_the_names_that_stand_in_every_city():
    assert named("lampu di jl. Diponegoro mati", position=SURABAYA) == ""
    assert named("jalan di Tegalsari rusak", position=SURABAYA) == ""
    assert named("jalan di Gedawang rusak", position=SURABAYA) == "Gedawang (Banyumanik)"


@pytest.mark.parametrize(
    ("text", "area", "others"),
    [
        ("jl. Majapahit macet", "33.74.06", ["33.74.04"]),
        ("lampu mati di jl walisongo", "33.74.15", ["33.74.16"]),
        ("macet di tugu muda", "33.74.01", ["33.74.07"]),
        ("jl. Majapahit Gayamsari", "33.74.04", []),
    ],
)
def test_a_street_that_crosses_kecamatan_is_pinned_at_the_street_and_keeps_the_others(text, area, others):
    location = LOCATOR.locate(text)
    assert location.kecamatan == area
    assert not location.exact
    assert location.position is not None
    assert list(location.evidence.candidates) == others
    assert location.evidence.words


def test_the_pin_of_a_street_is_a_point_of_it_and_lies_in_the_kecamatan_told():
    for place in AREAS.places:
        if place.kind != "street" or len(place.areas) < 2:
            continue
        location = LOCATOR.locate(f"jl. {place.name}")
        if location.found_by is not FoundBy.STREET:
            continue
        assert location.kecamatan in place.areas
        assert location.position == place.point


def test_a_street_without_a_point_is_pinned_amid_the_kelurahan_it_crosses(tmp_path):
    (tmp_path / "places.csv").write_text(
        "# ours\nname,aliases,kind,areas\nLintas Baru,,street,33.74.04 33.74.06\n", encoding="utf-8"
    )
    areas = load_areas(REPO / "command_center" / "reference", tmp_path)
    location = Locator(areas).locate("lubang di jl. Lintas Baru")
    assert location.found_by is FoundBy.STREET
    assert location.position in [area.centre for area in areas.kelurahan if area.kecamatan == location.kecamatan]
    assert not location.exact
    assert {location.kecamatan, *location.evidence.candidates} == {"33.74.04", "33.74.06"}


@pytest.mark.parametrize(
    "text",
    [
        "sdh kami cari kemana mana",
        "kel. Kalisari banjir",
        "kec. Tambaksari gelap",
        "kec. Gayungan",
        "kelurahan Tambak Rejosari",
        "jalan perlahan karena terbayang hujan",
        "pekerjaan penerangan jaringan keuangan",
        "veterans of the water bringing candid policies",
        "mohon penambahan kata sambutan",
        "dinas bina marga kunjungan",
    ],
)
def test_ordinary_words_and_other_names_are_no_slips(text):
    assert LOCATOR.locate(text) == Location(FoundBy.NONE)


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("kel. tlogosri kuln", "Tlogosari Kulon (Pedurungan)"),
        ("kec. Tembalng", "Tembalang"),
        ("jl RM Hadi Soebno Mijen", "Mijen"),
        ("bangetayu weten genuk", "Bangetayu Wetan (Genuk)"),
        ("sendangmulya tembalang", "Sendangmulyo (Tembalang)"),
        ("kali cari banjir", "Kalicari (Pedurungan)"),
    ],
)
def test_slips_of_our_names_are_still_known(text, area):
    assert named(text) == area
