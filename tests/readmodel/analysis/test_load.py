"""Every figure of the analysis against sixty reports that were counted by hand (tests/readmodel/sixty.py)."""

from dataclasses import replace
from datetime import date

import pytest

from command_center.domain.selection import Baseline, DaySpan, Dimension, Preset, ReportSign, Selection
from command_center.readmodel.analysis.load import load_analytics
from command_center.readmodel.analytics_view import ReportTally
from command_center.readmodel.selected import RowRights
from tests.readmodel.sixty import GEBANGSARI, GENUK, NOW, PERIOD, SENDANGMULYO, TEMBALANG, city, early, model_of, sixty

TEN_HOURS = 10 / 24


@pytest.fixture(scope="module")
def model():
    return model_of([*sixty(), early()])


@pytest.fixture(scope="module")
def of(model):
    known = city()

    def view(selection=PERIOD, rights=None, now=NOW):
        return load_analytics(model, selection, known, rights or RowRights(), now)

    return view


@pytest.fixture(scope="module")
def whole(of):
    return of()


def test_the_four_numbers(whole):
    assert whole.tallies.selected == ReportTally(received=40, answered=25, settled=15, overdue=10)
    assert whole.tallies.city == whole.tallies.selected


def test_the_earlier_period_is_seen_at_the_same_distance(whole):
    """On 6 November four of its answers had not come yet, and all eight open ones were past 2 November."""
    assert whole.tallies.selected_before == ReportTally(received=20, answered=12, settled=0, overdue=8)


def test_every_chart_counts_the_same_rows(whole):
    assert sum(day.selected for day in whole.days) == 40
    assert sum(map(sum, whole.hours.selected)) == 40
    assert sum(each.count for each in whole.categories) == 40
    assert sum(each.count for each in whole.channels) == 40
    assert whole.funnel[0].reached == 40
    assert sum(stage.waiting for stage in whole.funnel) + sum(aside.count for aside in whole.asides) == 40
    assert sum(line.count for line in whole.kecamatan) + whole.unplaced == 40
    assert sum(each.received for each in whole.tally_series) == 40
    assert whole.answers.selected.cases == 40


def test_a_second_before_midnight_is_the_day_before(whole):
    by_day = {day.day: day.selected for day in whole.days}
    assert by_day[date(2026, 11, 7)] == 10
    assert by_day[date(2026, 11, 8)] == 5
    assert whole.hours.selected[5][23] == 10
    assert whole.hours.selected[6][0] == 5


def test_a_holiday_is_named_and_weekends_are_told(whole):
    days = {day.day: day for day in whole.days}
    assert days[date(2026, 11, 18)].holiday == "Libur"
    assert [day.day.day for day in whole.days if day.weekend] == [7, 8, 14, 15, 21, 22]


def test_median_and_p90_count_those_still_open(whole):
    """Of 40: 5 after 0 days, 10 after 1.5, 10 after 7.5; 15 wait since 13 days and 10 hours.

    Still open: 35/40 = 0.875, 25/40 = 0.625, then 0.625 x 15/25 = 0.375: half is passed at 7.5, nine tenths never.
    """
    curve = whole.answers.selected
    assert curve.days[:3] == (0.0, 1.5, 7.5)
    assert curve.still_open[:3] == pytest.approx((0.875, 0.625, 0.375))
    assert (curve.p50, curve.p90) == (7.5, None)
    assert (curve.cases, curve.open) == (40, 15)
    # 9-13, 16, 17, 19, 20 and 23-26 November are 13 working days; the 18th is free.
    assert curve.days[-1] == pytest.approx(13 + TEN_HOURS)


def test_the_earlier_curve_knows_no_answer_that_came_later(whole):
    before = whole.answers.before
    assert (before.cases, before.open, before.p50) == (20, 8, 1.5)


def test_the_late_share_is_told_by_the_policy_with_a_term(whole):
    (term,) = whole.answers.terms
    assert (term.policy, term.days, term.count) == ("seed-2017", 10, 35)
    assert term.late_share == pytest.approx(0.375)


def test_the_way_of_reports_with_medians_between_the_stages(whole):
    """Received to verified: half an hour 5 times, 1 h 10 times, 2 h 10 times, 6 h (over a Sunday) 10 times: the 18th is 2 h."""
    received, verified, forwarded, answered, settled = whole.funnel
    assert [stage.reached for stage in whole.funnel] == [40, 35, 35, 25, 15]
    assert received.median_days is None
    assert verified.median_days == pytest.approx(2 / 24, rel=0.01)
    assert forwarded.median_days == pytest.approx(2 / 24, rel=0.01)
    # 10 minutes 5 times, 2 d 2 h 10 times, 8 working days 10 times: the 13th is 2 d 2 h.
    assert answered.median_days == pytest.approx(2 + 2 / 24, rel=0.01)
    # At once 5 times, a day 10 times.
    assert settled.median_days == pytest.approx(1.0, rel=0.01)
    assert [stage.timed for stage in whole.funnel] == [0, 35, 35, 25, 15]
    assert [stage.waiting for stage in whole.funnel] == [5, 0, 10, 10, 15]


def test_areas_by_count_people_and_median(whole):
    genuk = next(line for line in whole.kecamatan if line.code == GENUK)
    assert (genuk.count, genuk.population, genuk.estimated) == (25, 123_310, False)
    assert genuk.rate == pytest.approx(25 / 12.331)
    # Of 25: 5 at once leave 0.8, 10 after 1.5 days 0.4: half is passed there.
    assert genuk.median_days == 1.5
    tembalang = next(line for line in whole.kecamatan if line.code == TEMBALANG)
    assert (tembalang.count, tembalang.answered, tembalang.median_days) == (10, 0, None)
    assert whole.unplaced == 5
    assert len(whole.kecamatan) == 16
    assert len(whole.kelurahan) == 177
    assert sum(line.population for line in whole.kelurahan) == pytest.approx(1_653_524)


def test_a_department_that_alone_answers_a_category_is_measured_by_its_past(of):
    """DPU's rob of the twelve months before: 8 late of 20, so that 15 reports of now let expect 6 late ones; it has none."""
    lines = of(now=NOW.replace(month=12, day=7)).opd
    dpu = next(line for line in lines if line.code == "dpu")
    assert (dpu.received, dpu.cases, dpu.late) == (25, 15, 0)
    assert dpu.expected == pytest.approx(6.0)
    assert (dpu.ratio, dpu.own_past) == (0.0, True)
    few = {line.code: line.ratio for line in lines if line.ratio is None}
    assert few == {"disperkim": None, "dlh": None}


def test_what_is_answered_before_its_day_is_no_case_until_that_day(whole):
    """E was answered at once and is due on 4 December: of its ten days nobody could be late yet. 10 of A let expect 4."""
    dpu = next(line for line in whole.opd if line.code == "dpu")
    assert (dpu.cases, dpu.late, dpu.expected, dpu.ratio) == (10, 0, pytest.approx(4.0), None)


def test_signs_of_easy_closing(whole):
    """E was settled 10 minutes after forwarding; A, settled on 5 November, was reported again at its place on the 20th."""
    hasty, returned = whole.integrity
    assert (hasty.code, hasty.marked, hasty.judged) == ("kilat", 5, 15)
    assert (returned.code, returned.marked, returned.judged) == ("kembali", 10, 15)


def test_a_report_does_not_come_back_to_whom_could_not_know_it_yet(of):
    """Seen on 19 November, the day before E, nothing of A has come back."""
    early_now = NOW.replace(day=19)
    assert [line.marked for line in of(now=early_now).integrity] == [0, 0]


@pytest.mark.parametrize(
    ("dimension", "values", "received"),
    [
        (Dimension.CATEGORY, ["rob"], 15),
        (Dimension.CATEGORY, ["rob", "lampu"], 25),
        (Dimension.CHANNEL, ["sms"], 20),
        (Dimension.OPD, ["dlh"], 5),
        (Dimension.KECAMATAN, [GENUK], 25),
        (Dimension.KELURAHAN, [SENDANGMULYO], 10),
        (Dimension.STATUS, ["forwarded"], 10),
        (Dimension.POLICY, ["tanpa-batas"], 5),
        (Dimension.DAY, ["2026-11-07", "2026-11-08"], 15),
        (Dimension.WEEKDAY, ["sabtu"], 10),
        (Dimension.HOUR, ["00", "08"], 25),
        (Dimension.SIGN, [ReportSign.OVERDUE], 10),
        (Dimension.SIGN, [ReportSign.ANSWERED], 25),
        (Dimension.SIGN, [ReportSign.HASTY], 5),
        (Dimension.SIGN, [ReportSign.RETURNED, ReportSign.HASTY], 15),
    ],
)
def test_each_filter_holds_for_every_number(of, dimension, values, received):
    view = of(PERIOD.with_filter(dimension, values))
    assert view.tallies.selected.received == received
    assert view.tallies.city.received == 40
    assert view.funnel[0].reached == received


def test_two_filters_hold_together(of):
    both = PERIOD.with_filter(Dimension.CHANNEL, ["sms"]).with_filter(Dimension.KECAMATAN, [GENUK])
    assert of(both).tallies.selected == ReportTally(received=10, answered=10)


def test_a_chart_shows_the_values_that_its_own_filter_leaves_out(of):
    view = of(PERIOD.with_filter(Dimension.CATEGORY, ["rob"]))
    assert {each.code: (each.count, each.chosen) for each in view.categories} == {
        "rob": (15, True),
        "jalan_rusak": (10, False),
        "lampu": (10, False),
        "sampah": (5, False),
    }
    assert {each.code: each.count for each in view.channels} == {"whatsapp": 15, "sms": 0, "web": 0}
    area = of(PERIOD.with_filter(Dimension.KELURAHAN, [GEBANGSARI]))
    assert {line.code: line.count for line in area.kecamatan if line.count} == {GENUK: 25, TEMBALANG: 10}
    assert [line.code for line in area.kecamatan if line.chosen] == [GENUK]
    assert [line.code for line in area.kelurahan if line.chosen] == [GEBANGSARI]


def test_a_day_filter_moves_with_the_comparison(of):
    """9 November is Monday; three weeks before it lies the Monday of all twenty reports."""
    view = of(PERIOD.with_filter(Dimension.DAY, ["2026-11-09"]))
    assert view.tallies.selected.received == 0
    assert view.tallies.selected_before.received == 20


def test_only_the_rows_of_ones_own_department(of):
    view = of(rights=RowRights(only_opd="dlh"))
    assert view.tallies.city.received == 5
    assert {line.code for line in view.opd} == {"dlh"}


def test_without_a_comparison_nothing_is_compared(of):
    view = of(replace(PERIOD, baseline=Baseline.NONE))
    assert view.tallies.selected_before is None
    assert view.answers.before is None
    assert all(each.before is None for each in view.categories)


def test_a_comparison_before_the_first_report_is_none():
    view = load_analytics(model_of(sixty()), PERIOD, city(), RowRights(), NOW)
    assert view.first_day == date(2026, 10, 19)
    assert view.tallies.selected_before is None


def test_a_year_ago_the_same_days(of):
    view = of(replace(PERIOD, baseline=Baseline.YEAR_AGO))
    assert view.selection.compared == DaySpan(date(2025, 11, 2), date(2025, 11, 22))
    assert view.tallies.selected_before is None


def test_a_period_over_a_year_may_overlap_the_year_before(of):
    longer = Selection(Preset.OWN, DaySpan(date(2025, 10, 1), date(2026, 11, 22)), Baseline.YEAR_AGO)
    assert of(longer).tallies.selected.received == 61


def test_nothing_at_all():
    view = load_analytics(model_of([]), PERIOD, city(), RowRights(), NOW)
    assert view.tallies.selected == ReportTally()
    assert view.first_day is None
    assert view.answers.selected is None
    assert view.quiet == ()
    assert view.opd == ()
    assert len(view.days) == 21
    assert all(day.mean is None for day in view.days)
    assert len(view.kelurahan) == 177
