"""Titles say what the figures say: right in both languages, and right where they say nothing."""

from dataclasses import replace

import pytest

from command_center.domain.selection import Baseline, Dimension
from command_center.readmodel.analytics_view import IntegrityLine, ReportTally
from layouts.analytics import findings
from layouts.figures.category_courses import group_courses
from layouts.figures.channel_mix import channel_shares
from layouts.i18n import words
from tests.layouts.analytics_sample import (
    KELURAHAN,
    config,
    course,
    loaded,
    nothing,
    opd_line,
    quiet_area,
    steady,
    tallies,
)
from tests.readmodel.sixty import PERIOD

ID, EN = words("id"), words("en")


def volume(now, before, language=ID, view=None):
    base = view or replace(loaded(), days=tuple(replace(day, limits=None, unusual=False) for day in loaded().days))
    return findings.volume_title(replace(base, tallies=tallies(now, before)), config(), language)


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        (ReportTally(120), ReportTally(60), "Kota naik 100%"),
        (ReportTally(60), ReportTally(120), "Kota turun 50%"),
        (ReportTally(60), ReportTally(60), "Kota: 60 laporan, tidak berbeda nyata dari pembanding"),
        (ReportTally(5), ReportTally(4), "Kota: 5 laporan, terlalu sedikit untuk dibandingkan"),
        (ReportTally(42), None, "Kota: 42 laporan, rata-rata 2 sehari"),
        (ReportTally(42), ReportTally(0), "Kota: 42 laporan, rata-rata 2 sehari"),
        (ReportTally(0), ReportTally(60), "Tidak ada laporan pada pilihan ini"),
    ],
)
def test_volume_against_the_comparison(now, before, said):
    assert volume(now, before) == said


def test_volume_in_english_knows_one_report():
    assert volume(ReportTally(1), ReportTally(2), EN) == "The city: 1 report, too few to compare"
    assert volume(ReportTally(120), ReportTally(60), EN) == "The city: up 100%"


def test_a_day_beyond_the_limits_is_in_the_title_with_its_reason():
    said = findings.volume_title(steady(), config(), ID)
    assert said.endswith("; 1 hari melampaui batas wajar, karena rob")


def test_no_day_beyond_the_limits_is_said_too():
    calm = replace(steady(), days=tuple(replace(day, unusual=False) for day in steady().days))
    assert findings.volume_title(calm, config(), ID).endswith("; tidak ada hari di luar batas wajar")


@pytest.mark.parametrize(
    ("dimension", "values", "said"),
    [
        (Dimension.KECAMATAN, ["33.74.05"], "Genuk"),
        (Dimension.OPD, ["dpu"], "DPU"),
        (Dimension.CHANNEL, ["whatsapp"], "WhatsApp"),
        (Dimension.CATEGORY, ["rob"], "Rob"),
        (Dimension.CATEGORY, ["rob", "banjir"], "Pilihan ini"),
        (Dimension.DAY, ["2026-11-07"], "Pilihan ini"),
    ],
)
def test_the_page_is_about_what_it_is_filtered_by(dimension, values, said):
    view = replace(loaded(), selection=PERIOD.with_filter(dimension, values))
    assert findings.subject(view, config(), ID) == said


def test_all_categories_of_a_group_are_the_group():
    group = next(group for group in config().groups if len(group.codes) > 1)
    view = replace(loaded(), selection=PERIOD.with_filter(Dimension.CATEGORY, group.codes))
    assert findings.subject(view, config(), ID) == "Lainnya"


def categories(*series, view=None):
    view = replace(view or loaded(), categories=series)
    return findings.categories_title(view, group_courses(series, config().groups, 21), ID)


def test_categories():
    assert categories(course("rob", 60, 20), course("banjir", 40, 40)) == "Rob naik 3 kali dari pembanding"
    assert categories(course("rob", 90, 60), course("banjir", 40, 40)) == "Rob naik 50% dari pembanding"
    assert categories(course("rob", 40, 80), course("banjir", 40, 40)) == "Rob turun 50% dari pembanding"
    assert categories(course("rob", 40, 41)) == "Tidak ada kategori yang berubah nyata dari pembanding"
    assert categories(course("rob", 4, 3)) == "Terlalu sedikit untuk dibandingkan menurut kategori"
    assert categories(course("rob", 30, 0)) == "Rob baru: 30 laporan, pada pembanding tidak ada"
    assert categories(course("rob", 30, None), course("banjir", 10, None)) == "Rob terbanyak: 75% dari semua laporan"
    assert categories() == "Tidak ada laporan pada pilihan ini"


def test_a_category_against_its_share_of_the_city():
    """90 of 100 reports are rob, in the city 100 of 1,000: nine times the share."""
    genuk = replace(loaded(), selection=PERIOD.with_filter(Dimension.KECAMATAN, ["33.74.05"]))
    said = categories(course("rob", 90, 40, 100), course("banjir", 10, 10, 900), view=genuk)
    assert said == "Porsi Rob 9 kali porsinya di seluruh kota"


def test_channels():
    names = config().names(Dimension.CHANNEL, "id")

    def said(*series):
        return findings.channels_title(channel_shares(series), names, ID)

    assert said(course("whatsapp", 44, 29), course("sms", 56, 71)) == "WhatsApp kini 44%, tadinya 29%"
    assert said(course("whatsapp", 60, None), course("sms", 40, None)) == "WhatsApp terbanyak: 60% dari semua laporan"
    assert said() == "Tidak ada laporan pada pilihan ini"


def test_departments():
    names = config().names(Dimension.OPD, "id")

    def said(*lines):
        return findings.opd_title(replace(loaded(), opd=lines), names, ID)

    assert said(opd_line("dpu", 2.0, 1.4, 2.9)) == "DPU lebih sering terlambat: 2 kali perkiraan"
    assert said(opd_line("dpu", 1.3, 0.9, 1.9)) == "Tidak ada OPD yang nyata lebih lambat dari perkiraan"
    assert said(opd_line("dpu")) == "Terlalu sedikit untuk membandingkan OPD"
    assert said() == "Tidak ada laporan pada OPD"


def test_silence():
    names = config().names(Dimension.KELURAHAN, "id")

    def said(*areas):
        return findings.quiet_title(replace(loaded(), quiet=areas), names, ID)

    first, second, third = (names[code] for code in KELURAHAN)
    assert said(quiet_area(KELURAHAN[0])) == f"{first} lebih sepi dari perkiraan"
    assert said(*map(quiet_area, KELURAHAN[:2])) == f"{first} dan {second} lebih sepi dari perkiraan"
    assert said(*map(quiet_area, KELURAHAN)) == "3 kelurahan lebih sepi dari perkiraan"
    assert said(quiet_area(KELURAHAN[2], quiet=False)) == "Tidak ada kelurahan yang lebih sepi dari perkiraan"
    assert third


def test_answer_times():
    assert findings.curve_title(loaded(), ID) == "38 dari 100 menunggu lebih dari 10 hari kerja"
    no_term = replace(loaded(), answers=replace(loaded().answers, terms=()))
    assert findings.curve_title(no_term, ID) == "Separuh laporan dijawab dalam 7,5 hari kerja"
    young = replace(no_term, answers=replace(no_term.answers, selected=replace(no_term.answers.selected, p50=None)))
    assert findings.curve_title(young, ID) == "Belum separuh laporan dijawab"
    assert findings.curve_title(nothing(), ID) == "Tidak ada laporan pada pilihan ini"


def test_the_stage_on_which_the_time_goes():
    assert findings.funnel_title(loaded(), ID) == "Waktu habis di OPD: 2,1 hari kerja sampai dijawab"
    assert findings.funnel_title(nothing(), EN) == "No reports in this selection"


def test_truly_closed():
    assert findings.integrity_title(loaded(), ID) == "10 dari 15 laporan selesai dilaporkan lagi"
    none = (IntegrityLine("kilat", 0, 15, 0, 15), IntegrityLine("kembali", 0, 15, 0, 15))
    assert (
        findings.integrity_title(replace(loaded(), integrity=none), ID)
        == "Tidak ada tanda penutupan yang terlalu mudah"
    )
    assert findings.integrity_title(nothing(), ID) == "Belum ada laporan selesai pada pilihan ini"


def changed(view):
    return [" ".join(part for part in line if part) for line in findings.what_changed(view, config(), ID)]


def test_what_changed():
    """40 against 20: 2.6 standard deviations up. Rob went from 20 to 15 and is not behind it; lampu is 10 of the 20 more."""
    assert changed(loaded()) == [
        "Masuk naik 100% 10 dari 20 tambahan itu lampu mati.",
        "Jawaban melambat median dari 1,5 ke 7,5 hari kerja.",
        "10 lewat tenggat pembanding 8",
    ]


def test_nothing_to_compare_with_is_said():
    assert changed(loaded(with_early=False)) == [
        "Belum ada data pada periode pembanding, jadi perubahan belum dapat dihitung."
    ]
    assert changed(loaded(selection=replace(PERIOD, baseline=Baseline.NONE))) == ["Tidak ada pembanding yang dipilih."]
    few = replace(loaded(), tallies=tallies(ReportTally(5), ReportTally(4)))
    assert changed(few) == ["Terlalu sedikit untuk dibandingkan: kurang dari 20 laporan pada kedua periode."]
