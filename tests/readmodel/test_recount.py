"""The main counts of every page against a plain recount of the same lives: whatever happened to reports, and whenever."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import example, given, settings
from hypothesis import strategies as st

from command_center.domain.deadline_clock import DeadlineClock, noted
from command_center.domain.due_explained import explain
from command_center.domain.events import Event, EventKind
from command_center.domain.facts import changed_facts, facts
from command_center.domain.findings import AssignedBy, Assignment, Deadlines
from command_center.domain.pauses import LEVELS
from command_center.domain.report import after_step, with_next_due
from command_center.domain.selection import DaySpan, Dimension, Preset, Selection
from command_center.domain.workflow import STEPS, Stage, Status
from command_center.domain.working_days import WIB
from command_center.readmodel.analysis.load import load_analytics
from command_center.readmodel.analysis.rows import load_rows
from command_center.readmodel.briefing import BriefingRules, load_briefing
from command_center.readmodel.league_scene import load_league
from command_center.readmodel.opd.load import OpdAsked, load_opd
from command_center.readmodel.opd_view import OpdTab
from command_center.readmodel.selected import RowRights
from command_center.readmodel.wall import load_wall
from tests.domain.reports import a_report
from tests.readmodel.borrowed import borrowed
from tests.readmodel.facts import CALENDAR
from tests.readmodel.opd.standing import EVERYTHING, rules
from tests.readmodel.sixty import city
from tests.readmodel.test_wall import NAMES

NOW = datetime(2027, 1, 4, 6, 0, tzinfo=WIB).astimezone(UTC)
"""A Monday morning after New Year, at the hour of the briefing."""
FIRST = date(2026, 11, 2)
ABOUT, TODAY = date(2027, 1, 3), date(2027, 1, 4)
BRIEFING = BriefingRules(CALENDAR, {}, time(6), decision_days=5, fallback="lainnya")
CITY, OPD_RULES = city(), rules()
CLOCK = DeadlineClock(OPD_RULES.policies, CALENDAR)

seconds = st.one_of(st.sampled_from([0, 1, 86399, 43200]), st.integers(0, 86399))
lives = st.tuples(
    st.integers(0, (TODAY - FIRST).days),
    seconds,
    st.sampled_from(["dpu", "dlh", ""]),
    st.sampled_from([None, 1, 3, 10]),
    st.booleans(),
    st.lists(st.tuples(st.integers(0, 8), st.sampled_from([60, 3600, 86400, 9 * 86400]), st.booleans()), max_size=5),
)
"""Day and second of receipt, OPD, days to the answer, settlement asked for, and steps: which, how long after, time known."""


def told(number, life):
    """(events of one report, the report as it is in the end); what would happen after NOW does not."""
    day, second, opd, term, settles, steps = life
    at = datetime.combine(FIRST, time(), WIB).astimezone(UTC) + timedelta(days=day, seconds=second)
    at = min(at, NOW)
    due = {Stage.ANSWER: CALENDAR.due(at, term)} if term else {}
    due |= {Stage.SETTLE: CALENDAR.due(at, term + 4)} if term and settles else {}
    report = replace(
        a_report(id=number, number=f"LH-{number}", received_at=at),
        assignment=Assignment(opd, AssignedBy.ROUTE),
        deadlines=Deadlines("lapor-hendi-2021@1", "test", due),
    )
    report = with_next_due(report)
    events = [Event(EventKind.RECEIVED, at, number, facts(report))]
    for which, wait, known in steps:
        at += timedelta(seconds=wait)
        options = [None, *sorted(STEPS[report.status])]
        following = options[which % len(options)]
        if at > NOW:
            break
        before = report
        if following is None:
            report = replace(report, retracted=not report.retracted)
        else:
            level = LEVELS[which % len(LEVELS)] if following.rule.names_level else ""
            report = after_step(report, following, at if known else None, report.assignment, level=level)
            # As it is saved: what waited moves the deadlines, by the rule of its policy.
            report = noted(before, CLOCK.after_pauses(report), at)
        events.append(Event(EventKind.STEP, at, number, changed_facts(before, report)))
    return events, report


def model_of(stories):
    ordered = sorted((event for events, _ in stories for event in events), key=lambda event: event.at)
    model = borrowed(WIB, CALENDAR)
    model.apply([replace(event, seq=seq) for seq, event in enumerate(ordered, 1)])
    return model


def day_of(moment):
    return moment.astimezone(WIB).date() if moment is not None else None


def step(before, status):
    """Which step it is that leads a report from one status to the other; 0 is none of them."""
    return 1 + sorted(STEPS[before]).index(status)


ARCHIVED, FORWARDED, NOT_OURS = (
    step(Status.RECEIVED, status) for status in (Status.ARCHIVED, Status.FORWARDED, Status.NOT_OURS)
)
ASKED = step(Status.RECEIVED, Status.INCOMPLETE)
CAME_BACK = step(Status.INCOMPLETE, Status.FORWARDED)
ANSWERED, GIVEN_BACK = (step(Status.FORWARDED, status) for status in (Status.ANSWERED, Status.NOT_OURS))
HARDEST = [
    (day, 0, opd, 3, False, steps)
    for day in (0, 40)
    for opd in ("dpu", "dlh")
    for steps in (
        [],
        [(FORWARDED, 3600, True), (ANSWERED, 86400, True)],
        [(FORWARDED, 3600, True), (ANSWERED, 9 * 86400, True)],
        [(FORWARDED, 3600, True), (ANSWERED, 86400, False)],
        [(FORWARDED, 3600, True), (GIVEN_BACK, 86400, True)],
        [(FORWARDED, 3600, True), (GIVEN_BACK, 86400, False)],
        [(ARCHIVED, 60, False)],
        [(ARCHIVED, 60, True)],
        [(NOT_OURS, 60, False)],
        [(ASKED, 3600, True)],
        [(ASKED, 3600, True), (CAME_BACK, 9 * 86400, True)],
        [(ASKED, 3600, True), (CAME_BACK, 9 * 86400, True), (ANSWERED, 86400, True)],
        [(ASKED, 3600, False), (CAME_BACK, 9 * 86400, True)],
        [(FORWARDED, 3600, True), (GIVEN_BACK, 86400, True), (1, 9 * 86400, True)],
    )
]
"""Every way to be without a known answer, early and in the days of the briefing: open, and closed when or nobody knows when;
and what waited for its citizen or was away.
"""


@settings(max_examples=5, deadline=None)
@example(HARDEST)
@given(st.lists(lives, max_size=40))
def test_every_page_counts_what_happened(found):
    stories = [told(number, life) for number, life in enumerate(found, 1)]
    model = model_of(stories)
    reports = [report for _, report in stories if not report.retracted]
    still_open = [each for each in reports if not each.status.closed]
    overdue = [each for each in still_open if each.next_due and each.next_due[1] < NOW]
    days = Counter(day_of(each.received_at) for each in reports)

    counters = load_wall(model, NAMES, CALENDAR, NOW, {}).counters
    assert (counters.received_today, counters.open, counters.overdue) == (days[TODAY], len(still_open), len(overdue))

    selection = Selection(Preset.OWN, DaySpan(FIRST, TODAY))
    view = load_analytics(model, selection, CITY, RowRights(), NOW)
    answered = [
        each for each in reports if Stage.ANSWER in each.state.reached or Stage.ANSWER in each.status.rule.meets
    ]
    settled = [each for each in reports if each.status is Status.SETTLED]
    tally = view.tallies.selected
    assert (tally.received, tally.answered) == (len(reports), len(answered))
    assert (tally.settled, tally.overdue) == (len(settled), len(overdue))
    assert {day.day: day.selected for day in view.days if day.selected} == dict(days)
    assert sum(stage.waiting for stage in view.funnel) + sum(aside.count for aside in view.asides) == len(reports)
    assert {row.number for row in load_rows(model, selection, RowRights(), NOW, 0, 500).rows} == {
        each.number for each in reports
    }

    for code in ("dpu", "dlh"):
        now = load_opd(model, OpdAsked(code, OpdTab.QUEUE), EVERYTHING, OPD_RULES, NOW).now
        assert (now.open, now.overdue) == tuple(
            sum(each.assignment.opd == code for each in some) for some in (still_open, overdue)
        )

        rows = load_opd(model, OpdAsked(code, OpdTab.QUEUE), EVERYTHING, OPD_RULES, NOW).queue.rows
        by_id = {each.id: each for each in reports}
        for row in rows:
            # The list and the working that it opens to say one deadline, and agree on who is late.
            explained = explain(by_id[row.report_id], CLOCK.policies, CALENDAR, now=NOW)
            stage = explained.of(row.stage)
            assert (stage.due, stage.late) == (row.due_at, row.over_seconds > 0) if row.due_at else stage is None

    # One rule for the time until an answer: what was closed without one has waited until then, on every page.
    weeks = 13
    league = load_league(model, NAMES, NOW)
    rows = {row.code: row for row in (*league.ranked, *league.own, *league.few)}
    period = DaySpan(TODAY - timedelta(days=7 * weeks - 1), TODAY)
    for code in ("dpu", "dlh"):
        own = load_opd(model, OpdAsked(code, OpdTab.PERFORMANCE, weeks), EVERYTHING, OPD_RULES, NOW).performance
        of_opd = Selection(Preset.OWN, period).with_filter(Dimension.OPD, [code])
        curve = load_analytics(model, of_opd, CITY, RowRights(), NOW).answers.selected
        assert (own is not None and own.answers.curve is not None) == (curve is not None)
        if own is not None and own.answers.curve is not None and curve is not None:
            shown = own.answers.curve
            assert (shown.cases, shown.open, shown.p50, shown.p90) == (curve.cases, curve.open, curve.p50, curve.p90)
        if code in rows:
            told_there = (curve.p50, curve.p90) if curve is not None else (None, None)
            assert (rows[code].median, rows[code].p90) == told_there
        else:
            assert curve is None
    # The briefing tells it of the thirty days before its morning.
    month = Selection(Preset.OWN, DaySpan(ABOUT - timedelta(days=29), ABOUT))
    of_month = load_analytics(model, month, CITY, RowRights(), NOW).answers.selected
    main = {figure.key: figure.value for figure in load_briefing(model, NAMES, BRIEFING, TODAY, {}).main}
    assert main["median"] == (of_month.p50 if of_month is not None else None)

    # The cut-off is NOW: a report of this very second is none of the morning's yet.
    earlier = [each for each in overdue if each.received_at < NOW]
    reached = [
        sum(day_of(each.state.reached.get(stage)) == ABOUT for each in reports)
        for stage in (Stage.ANSWER, Stage.SETTLE)
    ]
    assert [main["received"], main["answered"], main["settled"], main["late"]] == [days[ABOUT], *reached, len(earlier)]


def test_waiting_for_the_citizen_counts_as_time_to_the_answer_and_not_against_the_deadline():
    """Received on Monday 2 November 2026, three days to the answer; asked on Tuesday for nine days, answered on Thursday the
    12th: the citizen has waited for more than seven working days, and the city was in time.
    """
    life = (0, 43200, "dpu", 3, False, [(ASKED, 86400, True), (CAME_BACK, 9 * 86400, True), (ANSWERED, 3600, True)])
    events, report = told(1, life)
    assert report.status is Status.ANSWERED
    answered_at, due = report.state.reached[Stage.ANSWER], report.deadlines.due[Stage.ANSWER]
    assert answered_at <= due
    days = CALENDAR.counted_days(report.received_at, answered_at)
    assert days > 7
    model = model_of([(events, report)])
    period = Selection(Preset.OWN, DaySpan(FIRST, TODAY))
    curve = load_analytics(model, period, CITY, RowRights(), NOW).answers.selected
    assert abs(curve.p50 - days) < 0.2, "as the citizen counts"
    (row,) = load_rows(model, period, RowRights(), NOW, 0, 9).rows
    assert row.age_days == days
    own = load_opd(model, OpdAsked("dpu", OpdTab.PERFORMANCE, 13), EVERYTHING, OPD_RULES, NOW)
    assert own.performance.answers.curve.p50 == curve.p50
    assert (own.now.open, own.now.overdue) == (1, 0)
    league = load_league(model, NAMES, NOW)
    (opd,) = [each for rows in (league.ranked, league.own, league.few) for each in rows]
    assert (opd.median, opd.late) == (curve.p50, 0)
