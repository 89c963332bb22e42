"""The page of methods: every anchor that charts link to, in both languages; its examples counted anew by the methods."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from math import exp

import pytest

from command_center.domain.due_explained import explain
from command_center.methods.anomalies import moving_mean, usual
from command_center.methods.answer_times import answer_curve
from command_center.methods.breaches import total
from command_center.methods.channel_expectation import IMPROBABLE, UNUSUAL, silence_probability
from command_center.methods.fairness import compare
from command_center.methods.silence import quiet_areas
from command_center.methods.tides import FloodCause, rob_or_rain
from command_center.methods.volume_forecast import next_days
from layouts.i18n import LANGUAGES, words
from layouts.methods import examples
from layouts.methods.page import methods_page
from layouts.methods.sections import ANCHORS, FIGURES
from layouts.methods.sources import SOURCES
from layouts.visit import Visit
from simulation.tide import demo_tide
from tests.domain.reports import a_report
from tests.layouts.reading import every, words_of
from tests.layouts.written import ROOT
from tests.reference.shipped import shipped

LINKED = {
    *("anomali", "rata-rata", "prakiraan", "waktu-jawab", "peringkat"),
    *("sepi", "tenggat", "kanal", "pasang", "hari-kerja"),
}
"""The anchors that charts of the other pages link to."""


@dataclass(frozen=True)
class Entry:
    path: str = "/metode"
    key: str = "methods"
    title: str = "methods.page_name"
    libraries: tuple[str, ...] = ()


def page(language):
    return methods_page(Visit(Entry(), (), "sari", "Lapor Hendi", False, words(language), "terang", {}))


def ids(language):
    return [getattr(each, "id", None) for each in every(page(language)) if getattr(each, "id", None)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_anchor_stands_once_and_is_in_the_contents(language):
    assert set(ANCHORS) == LINKED == set(SOURCES)
    found = ids(language)
    links = [getattr(each, "href", "") for each in every(page(language))]
    for anchor in ANCHORS:
        assert found.count(anchor) == 1
        assert links.count(f"#{anchor}") == 1


def test_every_anchor_that_a_chart_links_to_is_there():
    """What layouts hand to a card as its method."""
    named = {
        anchor
        for file in (ROOT / "layouts").rglob("*.py")
        for anchor in re.findall(r"method=\"([\w-]+)\"", file.read_text("utf-8"))
        # How a form is sent is called so, too.
        if anchor not in ("get", "post")
    }
    assert named <= set(ANCHORS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_section_says_all_its_parts(language):
    said, spoken = words_of(page(language)), words(language)
    for anchor in ANCHORS:
        for part in ("title", "answers", "limits"):
            assert spoken(f"methods.{anchor}.{part}") in said
        for paragraph in spoken(f"methods.{anchor}.how").split("|"):
            assert paragraph in said
    for cited in SOURCES.values():
        assert all(each in said for each in cited)
    assert "{" not in said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("anchor", FIGURES)
def test_a_picture_is_told_in_words(anchor, language):
    figure = FIGURES[anchor](words(language))
    assert figure.role == "img"
    assert len(getattr(figure, "aria-label")) > 20
    assert "{" not in getattr(figure, "aria-label")


def test_indonesian_and_english_write_numbers_in_their_own_way():
    assert "10,5" in words_of(page("id"))
    assert "10.5" in words_of(page("en"))
    assert "1,14" in words_of(page("id"))
    assert "1.14" in words_of(page("en"))


def test_the_anomaly_of_the_example():
    found = usual(examples.TUESDAYS)
    assert (found.mean, found.low, found.high) == (examples.USUAL_MEAN, examples.USUAL_LOW, examples.USUAL_HIGH)
    assert found.side(examples.TUESDAY) == 1


def test_the_moving_mean_of_the_example():
    assert moving_mean(examples.SEVEN_DAYS)[-1] == examples.SEVEN_MEAN


def test_the_forecast_of_the_example():
    daily = [*examples.FIRST_WEEK * 4, *examples.SECOND_WEEK * 4]
    assert round(sum(daily) / len(daily), 1) == examples.ALL_DAYS
    assert (examples.FIRST_WEEK[1] + examples.SECOND_WEEK[1]) / 2 == examples.ALL_TUESDAYS
    assert round(examples.ALL_TUESDAYS / (sum(daily) / len(daily)), 1) == examples.PROFILE
    assert round(sum(examples.SECOND_WEEK) / 7, 1) == examples.LEVEL
    tuesday = next_days(daily, date(2026, 9, 28), 2)[1]
    assert (round(tuesday.mean, 6), tuesday.low, tuesday.high) == (
        examples.FORECAST_MEAN,
        examples.FORECAST_LOW,
        examples.FORECAST_HIGH,
    )


def test_the_answer_times_of_the_example():
    curve = answer_curve(examples.ANSWERED, examples.STILL_OPEN)
    assert curve.days == tuple(day for day, _ in examples.CURVE)
    assert curve.still_open == pytest.approx([share for _, share in examples.CURVE])
    assert (curve.p50, curve.late_share(examples.TERM)) == (examples.MEDIAN, examples.LATE_SHARE)
    assert sum(examples.ANSWERED) / len(examples.ANSWERED) == examples.ANSWERED_MEAN


def test_the_departments_of_the_example():
    found = {one.code: one for one in compare(examples.GROUPS)}
    for code, one in found.items():
        assert one.expected == pytest.approx(examples.EXPECTED[code])
        assert one.late == examples.LATE[code]
        assert (round(one.ratio, 2), round(one.low, 2), round(one.high, 2)) == examples.RATIOS[code]
        assert one.low < 1 < one.high
    for category, share in examples.CITY_SHARES.items():
        mixes = [groups[category] for groups in examples.GROUPS.values()]
        assert sum(late for _, late in mixes) / sum(cases for cases, _ in mixes) == pytest.approx(share)


def test_the_quiet_area_of_the_example():
    area = quiet_areas(examples.REPORTS, [examples.PEOPLE] * 2)[0]
    assert (area.expected, round(area.smoothed, 6), round(area.low, 1), round(area.high, 1), area.quiet) == (
        examples.AREA_EXPECTED,
        examples.AREA_SMOOTHED,
        examples.AREA_LOW,
        examples.AREA_HIGH,
        True,
    )


def test_the_breaches_of_the_example():
    assert examples.OPEN_AFTER_TEN / examples.OPEN_AFTER_FIVE == examples.CHANCE
    found = total([examples.CHANCE] * examples.WAITING)
    assert (found.expected, found.low, found.high) == (
        examples.BREACHES,
        examples.BREACHES_LOW,
        examples.BREACHES_HIGH,
    )


def test_the_silence_of_the_example():
    assert examples.HOURLY * examples.MINUTES / 60 == examples.EXPECTED_IN_SILENCE
    assert round(silence_probability(examples.EXPECTED_IN_SILENCE), 3) == examples.SILENCE
    assert IMPROBABLE < examples.SILENCE < UNUSUAL
    assert exp(-examples.HOURLY * 47 / 60) < IMPROBABLE < exp(-examples.HOURLY * 46 / 60)


def test_the_tide_of_the_example():
    """The demo's invented curve on 27 November 2026."""
    tide, day = demo_tide(), datetime(2026, 11, 26, 17, tzinfo=UTC)
    high = tide.high_waters(day, day + timedelta(hours=12))[0]
    assert high.at - day == timedelta(hours=4, minutes=5)
    assert (tide.flood_level, round(high.level, 2)) == (examples.THRESHOLD, examples.HIGHEST)
    assert rob_or_rain(tide, day + timedelta(hours=6, minutes=10)).cause is FloodCause.TIDE
    assert rob_or_rain(tide, day + timedelta(hours=14)).cause is FloodCause.NOT_TIDE


def test_the_working_days_of_the_example():
    calendar = shipped().calendar
    received_at = datetime(2026, 8, 14, 3, tzinfo=UTC)
    report = a_report(received_at=received_at, answer_due=calendar.due(received_at, examples.DAYS))
    (stage,) = explain(report, shipped().policies, calendar).stages
    assert tuple((line.day, line.number) for line in stage.days) == examples.STRIP
    assert (examples.STRIP[0][0], examples.STRIP[-1][0]) == (examples.RECEIVED, examples.DUE)
    assert calendar.name_of(date(2026, 8, 17))
