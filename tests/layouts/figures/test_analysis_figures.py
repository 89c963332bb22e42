"""The rules behind the figures of the analysis: what stands out, how values are shaded, how labels keep apart."""

from datetime import date, timedelta
from itertools import pairwise
from types import SimpleNamespace

import pytest

from command_center.domain.selection import Preset, Selection, span_of
from command_center.readmodel.analytics_view import Bucket, QuietArea
from layouts.figures.answer_curve import reach
from layouts.figures.area_choropleth import FEWEST_TIMED, shade_of, shades, value_of
from layouts.figures.channel_mix import channel_mix, channel_shares, together
from layouts.figures.hour_heatmap import busiest, outstanding
from layouts.figures.opd_ratios import differs_from_expected
from layouts.figures.quiet_areas import quiet_areas_list, shown_areas
from layouts.figures.selection_numbers import changed
from layouts.figures.stage_funnel import span_text
from layouts.figures.volume_by_day import shortened, spread, tick_days
from layouts.i18n import words
from tests.layouts.analytics_sample import course, loaded, opd_line
from tests.layouts.reading import classed, words_of
from tests.readmodel.sixty import GENUK

ID, EN = words("id"), words("en")
CITY = Selection(Preset.MONTH, span_of(Preset.MONTH, date(2026, 11, 27)))


def week(**counts):
    """A table of weekdays by hours; `mon08=5` sets a cell."""
    names = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    return [[counts.get(f"{name}{hour:02d}", 0) for hour in range(24)] for name in names]


def test_an_hour_stands_out_from_weekday_and_hour_alone():
    """Each weekday has 10 reports at eight; Friday 40 more at six: its own 50 and the hour's 40 let 50 x 40 / 110 expect."""
    even = {f"{day}08": 10 for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}
    found = outstanding(week(**even, fri05=40))
    assert (found.weekday, found.count) == (4, 40)
    assert found.expected == pytest.approx(50 * 40 / 110)
    assert outstanding(week(**even)) is None
    assert outstanding(week()) is None


def test_the_busiest_three_hours():
    assert busiest(week(mon08=3, tue09=4, wed10=5, thu20=11)) == (8, 12)


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        (30, None, "tanpa pembanding"),
        (30, 30, "tetap 30"),
        (10, 1, "▲ 9 dari 1"),
        (1, 10, "▼ 9 dari 10"),
        (120, 100, "▲ 20% dari 100"),
        (80, 100, "▼ 20% dari 100"),
    ],
)
def test_a_change_of_few_is_a_difference_and_of_many_a_share(now, before, said):
    assert changed(now, before, ID) == said


@pytest.mark.parametrize(
    ("days", "indonesian", "english"),
    [
        (None, "–", "–"),
        (10 / 24 / 60, "10 mnt", "10 min"),
        (2 / 24, "2 jam", "2 h"),
        (2.6, "2,6 hari kerja", "2.6 working days"),
    ],
)
def test_working_time_in_its_own_unit(days, indonesian, english):
    assert (span_text(days, ID), span_text(days, EN)) == (indonesian, english)


def test_shades_hold_equal_numbers_of_areas():
    of = shades([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], "terang")
    assert [shade.low for shade in of] == [1, 3, 5, 7, 9]
    assert [shade_of(value, of).low for value in (1, 2, 3, 9, 10)] == [1, 1, 3, 9, 9]
    assert len({shade.colour for shade in of}) == 5


def test_areas_that_are_all_alike_have_one_shade():
    assert len(shades([0, 0, 0], "gelap")) == 1
    assert shades([], "gelap") == ()


def test_no_median_stands_on_a_handful():
    genuk = next(line for line in loaded().kecamatan if line.code == GENUK)
    empty = next(line for line in loaded().kecamatan if not line.count)
    assert (value_of(genuk, "count"), value_of(genuk, "median")) == (25.0, 1.5)
    assert empty.count < FEWEST_TIMED
    assert value_of(empty, "median") is None


def test_shares_of_channels_add_up():
    shares = channel_shares([course("sms", 30, 10), course("web", 10, 30)])
    assert [each.share for each in shares] == [0.75, 0.25]
    assert [each.before for each in shares] == [0.25, 0.75]
    assert channel_shares([course("sms", 3, None)])[0].before is None


def test_every_part_of_the_channel_chart_filters_by_its_channel():
    shares = channel_shares([course("sms", 30, 10), course("web", 10, 30)])
    first = date(2026, 11, 7)
    days = [Bucket(first + timedelta(days=ahead), first + timedelta(days=ahead)) for ahead in range(21)]
    figure = channel_mix(shares, days, False, {"sms": "SMS", "web": "Web"}, ID, "terang")
    wanted = [{cell[0] for cell in trace.customdata} for trace in figure.data]
    assert wanted == [{"kanal=web"}, {"kanal=sms"}], "the one with most reports lies on top"


def test_quiet_kelurahan_beyond_a_dozen_are_folded_away():
    """Of fifteen quiet ones and five others twelve get a line; the three quiet ones more can be opened."""
    areas = [QuietArea(f"{n:02d}", "k", 1, 9.0, 2.0, 15.0, n < 15, True) for n in range(20)]
    first, rest = shown_areas(areas, CITY)
    assert [area.code for area in rest] == ["12", "13", "14"]
    drawn = quiet_areas_list(first, rest, CITY, {area.code: area.code for area in areas}, ID)
    assert words_of(classed(drawn, "range-more")) == "dan 3 kelurahan lain"


@pytest.mark.parametrize(
    ("p90", "term", "end"), [(9.5, 10, 16), (2.0, None, 5.0), (40.0, None, 30.0), (9.0, 60, 78.0), (None, 10, 16)]
)
def test_the_answer_curve_reaches_beyond_its_term(p90, term, end):
    curve = SimpleNamespace(days=(1.0, 3.0), p90=p90)
    assert reach(curve, term) == pytest.approx(end)


def test_days_are_put_together_from_the_end():
    assert together((1, 2, 3, 4, 5), 2) == (1, 5, 9)
    assert together((1, 2), 1) == (1, 2)
    assert together((), 7) == ()


@pytest.mark.parametrize(("low", "high", "side"), [(1.1, 2.0, 1), (0.9, 1.5, 0), (0.2, 0.8, -1)])
def test_only_an_interval_beside_1_says_something(low, high, side):
    assert differs_from_expected(opd_line("dpu", 1.2, low, high)) == side
    assert differs_from_expected(opd_line("dpu")) == 0


def test_days_below_the_axis_are_few_and_end_with_the_last():
    days = [date(2026, 8, 29) + timedelta(days=ahead) for ahead in range(91)]
    named = tick_days(days)
    assert named[-1] == days[-1]
    assert len(named) <= 8
    assert {(later - earlier).days for earlier, later in pairwise(named)} == {14}
    assert tick_days(days[:1]) == days[:1]


def test_labels_keep_apart():
    assert spread([1.0, 1.5, 9.0], 2.0) == [1.0, 3.0, 9.0]
    assert spread([], 2.0) == []


def test_a_long_name_is_cut_at_a_word():
    assert shortened("Maulid Nabi") == "Maulid Nabi"
    assert shortened("Cuti bersama Hari Raya Idul Fitri") == "Cuti bersama Hari …"
