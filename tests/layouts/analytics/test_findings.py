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


def test_the_map_speaks_of_the_areas_that_are_chosen():
    view = loaded(selection=PERIOD.with_filter(Dimension.KECAMATAN, ["33.74.10"]))
    names = config().names(Dimension.KELURAHAN, "id")
    assert findings.map_title(view, view.kelurahan, "count", names, ID).startswith("Sendangmulyo: 29%")
    whole = findings.map_title(loaded(), loaded().kecamatan, "rate", config().names(Dimension.KECAMATAN, "id"), ID)
    # Genuk has 25 of 35 placed reports and 123,310 of 1,653,524 people: 9.6 times the city's mean.
    assert whole == "Genuk melapor 9,6 kali rata-rata kota per jiwa"


def test_the_map_calls_no_area_the_first_that_is_not():
    """Genuk has 25 reports and Tembalang 10; of the kelurahan Gebangsari has 15, Genuksari and Sendangmulyo 10 each."""
    kecamatan, kelurahan = (config().names(each, "id") for each in (Dimension.KECAMATAN, Dimension.KELURAHAN))

    def said(values, level="kecamatan", measure="count", language=ID):
        view = loaded(selection=PERIOD.with_filter(Dimension.KECAMATAN, values))
        names = kecamatan if level == "kecamatan" else kelurahan
        return findings.map_title(view, getattr(view, level), measure, names, language)

    assert said([]) == "Genuk terbanyak: 71% dari laporan yang diketahui tempatnya"
    assert said(["33.74.10"]) == "Tembalang: 29% dari laporan yang diketahui tempatnya"
    assert said(["33.74.10"], "kelurahan") == "Sendangmulyo: 29% dari laporan yang diketahui tempatnya"
    assert (
        said(["33.74.05"], "kelurahan", "median")
        == "Genuksari menunggu paling lama: separuh dijawab dalam 7,5 hari kerja"
    )
    alike = replace(
        loaded(), kecamatan=tuple(replace(line, count=1) if line.count else line for line in loaded().kecamatan)
    )
    assert (
        findings.map_title(alike, alike.kecamatan, "count", kecamatan, ID)
        == "2 wilayah sama banyak, masing-masing 1 laporan"
    )
    assert findings.map_title(alike, alike.kecamatan, "count", kecamatan, EN) == "2 areas have as many: 1 report each"


def test_the_leading_category_is_the_one_of_most_reports():
    """60 of felled trees, one of a group of small categories, are more than 10 of rob; ten and ten are alike."""
    small = next(group for group in config().groups if len(group.codes) > 1).codes[0]
    assert categories(course("rob", 10, None), course(small, 60, None)) == "Lainnya terbanyak: 86% dari semua laporan"
    assert categories(course("rob", 40, None), course(small, 30, None)) == "Rob terbanyak: 57% dari semua laporan"
    alike = course("rob", 10, None), course("banjir", 10, None), course(small, 5, None)
    assert categories(*alike) == "2 kategori sama-sama terbanyak: masing-masing 40% dari semua laporan"


def test_channels_that_are_alike():
    names = config().names(Dimension.CHANNEL, "id")
    alike = channel_shares((course("whatsapp", 5, None), course("sms", 5, None)))
    assert (
        findings.channels_title(alike, names, ID) == "2 kanal sama-sama terbanyak: masing-masing 50% dari semua laporan"
    )


def test_a_mean_is_of_the_days_that_were_chosen():
    """Of the four weeks four days are Mondays: 42 reports on them are 10.5 a day; on one date they are all of that day."""
    mondays = replace(steady(), selection=PERIOD.with_filter(Dimension.WEEKDAY, ["senin"]))
    assert volume(ReportTally(42), None, view=mondays).startswith("Pilihan ini: 42 laporan, rata-rata 10,5 sehari")
    one = replace(steady(), selection=PERIOD.with_filter(Dimension.DAY, ["2026-11-09"]))
    assert volume(ReportTally(42), None, view=one).startswith("Pilihan ini: 42 laporan, rata-rata 42 sehari")


def test_all_of_a_hundred_are_all_and_one_is_one():
    def late(share, language):
        answers = loaded().answers
        return findings.curve_title(
            replace(loaded(), answers=replace(answers, terms=(replace(answers.terms[0], late_share=share),))), language
        )

    assert late(0.997, ID) == "99 dari 100 menunggu lebih dari 10 hari kerja"
    assert late(1.0, ID) == "100 dari 100 menunggu lebih dari 10 hari kerja"
    assert late(0.01, EN) == "1 of 100 waits longer than 10 working days"
    assert late(0.0, ID) == "Hampir semua dijawab dalam 10 hari kerja"


def test_where_nothing_takes_time_no_stage_is_named():
    at_once = replace(
        loaded(), funnel=tuple(replace(each, median_days=0.0 if each.median_days else None) for each in loaded().funnel)
    )
    assert findings.funnel_title(at_once, ID) == "Tidak ada tahap yang memakan waktu"


def test_one_report_came_back():
    one = (IntegrityLine("kilat", 0, 5, 0, 5), IntegrityLine("kembali", 1, 5, 1, 5))
    assert findings.integrity_title(replace(loaded(), integrity=one), EN) == "1 of 5 settled reports was reported again"


def test_where_there_was_nothing_before_nothing_is_called_as_many():
    first, *_ = changed(replace(loaded(), tallies=tallies(ReportTally(30), ReportTally(0))))
    assert first == "Masuk 30 laporan, pada pembanding tidak ada"


def test_few_reports_in_many_days_are_not_none_a_day():
    assert volume(ReportTally(1), None, EN, view=steady()).startswith("The city: 1 report, <0.1 a day")


def test_a_channel_without_a_report_has_none():
    names = config().names(Dimension.CHANNEL, "id")
    others = (replace(course("sms", 5, None), chosen=False),)
    assert findings.channels_title(channel_shares(others), names, ID) == "Tidak ada laporan pada pilihan ini"


def test_what_is_answered_at_once_is_answered_on_its_day():
    curve = replace(loaded().answers.selected, p50=0.0)
    at_once = replace(loaded(), answers=replace(loaded().answers, terms=(), selected=curve))
    assert findings.curve_title(at_once, ID) == "Separuh laporan dijawab pada hari masuknya"
