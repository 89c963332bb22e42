"""The bars of thirty days: axis, shading, peaks, and what they say to who does not see them."""

from datetime import date, timedelta

import pytest

from command_center.readmodel.wall_view import DayVolume
from layouts.figures.daily_volume import Peak, daily_volume, peaks, scale, ticks
from layouts.i18n import words
from tests.layouts.reading import classed, words_of
from tests.layouts.sample_view import STYLES

TODAY = date(2026, 11, 21)


def days(*counts, peak=()):
    first = TODAY - timedelta(days=len(counts) - 1)
    return [
        DayVolume(
            first + timedelta(days=index),
            count,
            (first + timedelta(days=index)).weekday() >= 5,
            "Maulid" if index == 1 else "",
            "rob" if index in peak else "",
        )
        for index, count in enumerate(counts)
    ]


@pytest.mark.parametrize("highest", [1, 2, 3, 7, 12, 34, 64, 99, 118, 151, 999, 1103, 20_000, 123_456])
def test_the_axis_leaves_room_above_the_highest_bar_and_has_few_round_lines(highest):
    top, lines = scale(highest)
    assert highest * 1.2 <= top <= highest * 1.6 + 2
    assert lines[0] == 0
    assert 2 <= len(lines) <= 4
    assert lines[-1] <= top


def test_weekends_and_holidays_are_shaded_today_is_bright():
    chart = daily_volume(days(30, 31, 20, 22, 33, 34), None, words("id"), STYLES)
    free = [one for one in classed(chart, "vol-day") if "vol-free" in one.className]
    assert [one.title for one in free] == ["Maulid", ""]
    assert len(classed(chart, "vol-now")) == 1


def test_runs_of_one_category_are_one_peak():
    rows = days(1, 9, 9, 1, 9, 1, peak=(1, 2, 4))
    assert peaks(rows) == [Peak(1, 2, "rob"), Peak(4, 4, "rob")]
    assert words_of(classed(daily_volume(rows, None, words("id"), STYLES), "vol-why")) == (
        "rob 17–18 Nov: 9, 9 rob 20 Nov: 9"
    )


@pytest.mark.parametrize(("at", "side"), [(0, "start"), (10, "middle"), (29, "end")])
def test_the_label_of_a_peak_turns_inwards_near_an_edge(at, side):
    counts = [30] * 30
    counts[at] = 90
    assert classed(daily_volume(days(*counts, peak=(at,)), None, words("id"), STYLES), f"vol-why-{side}")


def test_today_is_named_and_every_seventh_day_before_it():
    assert ticks(30) == [1, 8, 15, 22, 29]
    chart = daily_volume(days(*[5] * 30), None, words("id"), STYLES)
    assert words_of(classed(chart, "vol-tick")) == "24 Okt 31 Okt 7 Nov 14 Nov 21 Nov, hari ini"


def test_the_mean_is_drawn_where_there_is_one():
    assert words_of(classed(daily_volume(days(3, 5), 4.2, words("id"), STYLES), "vol-mean")) == "rata-rata 4"
    assert not classed(daily_volume(days(3, 5), None, words("id"), STYLES), "vol-mean")


def test_a_mean_above_all_bars_still_lies_inside_the_chart():
    [mean] = classed(daily_volume(days(3, 5), 40.0, words("id"), STYLES), "vol-mean")
    assert float(mean.style["bottom"].rstrip("%")) < 90


def test_no_report_ever_is_no_row_of_zero_bars():
    chart = daily_volume(days(0, 0, 0), None, words("id"), STYLES)
    assert "Belum ada laporan yang masuk" in words_of(chart)
    assert not classed(chart, "vol-bar")


def test_the_chart_is_told_in_words():
    [chart] = daily_volume(days(30, 64, 20, 34), 30.0, words("id"), STYLES)
    told = getattr(chart, "aria-label")
    assert told == (
        "Laporan masuk per hari selama 4 hari: terendah 20, tertinggi 64 pada Kamis, 19 November 2026, hari ini 34."
    )
