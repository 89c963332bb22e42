"""The city's reference data as it is shipped, and as a city changes it."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from command_center.domain.categories import Shape
from command_center.domain.channels import ChannelKind
from command_center.domain.report_kinds import ReportClass
from command_center.errors import BadReferenceData
from command_center.reference.load import OWN_FILES, load_reference

REFERENCE = load_reference()


def own(tmp_path: Path, name: str, change) -> Path:
    text = (OWN_FILES / name).read_text(encoding="utf-8")
    (tmp_path / name).write_text(change(text), encoding="utf-8")
    return tmp_path


def test_the_twelve_channels_stand_in_the_citys_order():
    assert [channel.code for channel in REFERENCE.channels] == [
        "sms", "x", "instagram", "facebook", "whatsapp", "telegram", "web", "sp4n", "android", "ios", "blackberry", "112",
    ]  # fmt: skip
    kinds = [REFERENCE.channel[code].kind for code in ("sms", "x", "web", "sp4n", "android", "112")]
    assert kinds == [
        ChannelKind.MESSAGE, ChannelKind.SOCIAL, ChannelKind.WEB, ChannelKind.WEB, ChannelKind.APP, ChannelKind.CALL,
    ]  # fmt: skip
    assert [channel.code for channel in REFERENCE.channels if channel.archive] == ["blackberry"]
    assert sum(channel.baseline_per_day for channel in REFERENCE.channels) == pytest.approx(30)
    assert all("LaporHendi" in word.replace(" ", "") for word in REFERENCE.channel["sms"].keywords[:2])


@pytest.mark.parametrize(
    ("channel", "chosen", "policy"),
    [
        ("sms", "", "seed-2017@1"),
        ("sp4n", "", "sp4n@1"),
        ("sp4n", "seed-2017", "seed-2017@1"),
        ("sp4n", "unknown", "sp4n@1"),
        ("unknown", "", "seed-2017@1"),
    ],
)
def test_each_channel_has_its_policy(channel, chosen, policy):
    assert REFERENCE.policy_for(channel, chosen).key == policy


@pytest.mark.parametrize(
    ("code", "colour", "shape"),
    [
        ("jalan_rusak", "#E69F00", Shape.SQUARE),
        ("lampu", "#F0E442", Shape.TRIANGLE),
        ("banjir", "#56B4E9", Shape.CIRCLE),
        ("rob", "#00B48A", Shape.DIAMOND),
        ("sampah", "#CC79A7", Shape.HEXAGON),
        ("lainnya", "#9AA7B2", Shape.DOT),
        ("drainase", "#9AA7B2", Shape.DOT),
    ],
)
def test_colours_and_shapes_are_those_of_the_screens(code, colour, shape):
    category = REFERENCE.categories.by_code[code]
    assert (category.colour, category.shape) == (colour, shape)


def test_the_categories_form_six_groups():
    assert len(REFERENCE.categories) == 24
    assert {group.code for group in REFERENCE.categories.groups} == {
        "jalan_rusak", "lampu", "banjir", "rob", "sampah", "lainnya",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("category", "kecamatan", "short"),
    [
        ("jalan_rusak", "", "DPU"),
        ("lampu", "33.74.06", "Disperkim"),
        ("banjir", "", "DPU"),
        ("rob", "33.74.02", "DPU"),
        ("sampah", "", "DLH"),
        ("lalu_lintas", "", "Dishub"),
        ("pkl", "33.74.06", "Perdagangan"),
        ("pkl", "33.74.01", "Satpol PP"),
        ("adminduk", "", "Dispendukcapil"),
        ("air", "", "PDAM"),
        ("bansos", "", "Dinsos"),
        ("tenaga_kerja", "", "Disnaker"),
        ("perizinan", "", "DPMPTSP"),
        ("pajak", "", "Bapenda"),
        ("pertanahan", "", "Distaru"),
        ("kepegawaian", "", "BKPP"),
        ("integritas", "", "Inspektorat"),
        ("kebakaran", "", "Damkar"),
        ("perumahan", "", "Disperkim"),
        ("lainnya", "", "Diskominfo"),
    ],
)
def test_the_route_of_each_category(category, kecamatan, short):
    assigned = REFERENCE.router.assign(category, kecamatan)
    assert REFERENCE.router.by_code[assigned.opd].short == short
    assert REFERENCE.router.reason(assigned) is not None


def test_opd_codes_fit_an_address_and_short_names_fit_the_wall():
    assert all(re.fullmatch(r"[a-z0-9_]+", opd.code) for opd in REFERENCE.opd)
    assert all(len(opd.short) <= 22 for opd in REFERENCE.opd)
    assert sum(opd.code.startswith("kec_") for opd in REFERENCE.opd) == 16


def test_every_policy_sets_something_for_every_class():
    assert [policy.code for policy in REFERENCE.policies.every] == [
        "seed-2017", "sp4n", "lapor-hendi-2021", "diskominfo-2025",
    ]  # fmt: skip
    assert REFERENCE.policies.default.code == "seed-2017"
    assert all(set(policy.terms) == set(ReportClass) for policy in REFERENCE.policies.every)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 3, 21), "Hari Raya Idul Fitri"),
        (date(2026, 3, 20), "Cuti Bersama Hari Raya Idul Fitri"),
        (date(2026, 8, 17), "Hari Kemerdekaan Republik Indonesia"),
        (date(2024, 11, 27), "Hari Pemilihan Kepala Daerah"),
        (date(2020, 12, 31), "Pengganti Cuti Bersama Hari Raya Idul Fitri"),
        (date(2026, 3, 2), ""),
    ],
)
def test_the_calendar_has_national_holidays_cuti_bersama_and_our_corrections(day, name):
    assert REFERENCE.calendar.name_of(day) == name
    assert REFERENCE.calendar.is_working(day) == (name == "")


def test_the_calendar_says_how_far_it_is_complete():
    # The dates of Idul Fitri 2027 are estimated, and there is no decree on cuti bersama of 2028.
    assert REFERENCE.calendar.complete_until == date(2026, 12, 31)
    assert REFERENCE.calendar.covers(date(2029, 12, 31))
    assert re.fullmatch(r"holidays-[\d.]+\+semarang-1\+[0-9a-f]{8}", REFERENCE.calendar.version)


def test_a_closure_of_the_city_changes_the_calendar_and_its_version(tmp_path):
    closure = '\n[[day_off]]\ndate = 2026-05-04\nname = { id = "Libur kota", en = "City day" }\nsource = "SE 1/2026"\n'
    work = '\n[[working_day]]\ndate = 2026-12-24\nreason = "SE 2/2026"\n'
    folder = own(tmp_path, "holidays.toml", lambda text: text + closure + work)
    calendar = load_reference(folder).calendar
    assert calendar.name_of(date(2026, 5, 4)) == "Libur kota"
    assert calendar.is_working(date(2026, 12, 24))
    assert calendar.version != REFERENCE.calendar.version
    assert load_reference(own(tmp_path, "holidays.toml", str)).calendar.version == REFERENCE.calendar.version


def test_a_city_file_takes_the_place_of_ours(tmp_path):
    folder = own(tmp_path, "channels.toml", lambda text: text.replace('"SMS 1708"', '"SMS 9999"'))
    shutil.copy(OWN_FILES / "sla.toml", folder)
    loaded = load_reference(folder)
    assert loaded.channel["sms"].label.id == "SMS 9999"
    assert len(loaded.opd) == len(REFERENCE.opd)


def test_a_class_with_a_word_that_slang_rewrites_is_refused(tmp_path):
    folder = own(tmp_path, "categories.toml", lambda text: text.replace("[classes]", '[classes]\nway = "dalan"'))
    with pytest.raises(BadReferenceData, match=r'"dalan" can never be met: slang\.toml reads it as "jalan"'):
        load_reference(folder)


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("pompa di kampung kami yang lama mati", 20),
        ("mati satu dua tiga pompa", 20),
        ("mati satu dua tiga empat pompa", 0),
    ],
)
def test_both_orders_are_one_entry_and_the_turned_one_is_closer(tmp_path, text, score):
    folder = own(tmp_path, "categories.toml", lambda text: text.replace('"abrasi" = 5', '"pompa ~ mati" = 20'))
    assert (load_reference(folder).classifier.classify(text).score == 20) is bool(score)


def test_a_city_folder_without_files_changes_nothing(tmp_path):
    (tmp_path / "catatan.txt").write_text("not ours")
    assert len(load_reference(tmp_path).channels) == 12


def test_a_misspelt_file_or_folder_is_refused(tmp_path):
    with pytest.raises(BadReferenceData, match="is no folder"):
        load_reference(tmp_path / "none")
    (tmp_path / "catagories.toml").write_text("")
    with pytest.raises(BadReferenceData, match=r"catagories\.toml: is no reference file; known are .*categories\.toml"):
        load_reference(tmp_path)
