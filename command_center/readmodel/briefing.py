"""Queries of the mayor's briefing: everything of one morning as of its cut-off, whenever it is asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

import duckdb

from command_center.domain.targets import Target, Targets
from command_center.domain.working_days import WIB, Calendar
from command_center.methods.answer_times import AnswerCurve
from command_center.readmodel import briefing_figures as figures
from command_center.readmodel.briefing_days import chart_days, free_days, lead_subject, read_daily, usual_of
from command_center.readmodel.briefing_due import ROWS, due_reports, late_reports
from command_center.readmodel.briefing_figures import BriefMoment
from command_center.readmodel.briefing_places import incident_map, reading_queue
from command_center.readmodel.briefing_standing import OPEN_THEN
from command_center.readmodel.briefing_view import (
    Briefing,
    FigureTarget,
    LateReport,
    LedgerEntry,
    MainFigure,
    PendingDecision,
    ReportMark,
    UsualReceived,
)
from command_center.readmodel.read_model import ReadModel
from command_center.readmodel.remembered import KeptPast
from command_center.readmodel.wall import WallNames

CASES = 300
"""Reports that are named behind a figure; all are counted."""


@dataclass(frozen=True)
class BriefingRules:
    """What of the city a briefing needs: its calendar and targets, when it is issued (WIB), and from how many working
    days over the deadline on a report needs a decision. `fallback` is the category of what fits none.
    """

    calendar: Calendar
    targets: Targets
    issue_time: time
    decision_days: int
    fallback: str

    def cutoff(self, day: date) -> datetime:
        """Until when the briefing of a day knows, aware UTC."""
        return datetime.combine(day, self.issue_time, WIB).astimezone(UTC)


def load_briefing(
    model: ReadModel,
    names: WallNames,
    rules: BriefingRules,
    day: date,
    passed: Mapping[str, Sequence[str]],
) -> Briefing:
    """The briefing of the morning of `day`, in one snapshot.

    `passed` tells the late reports that went from one OPD to another: number -> codes of the OPD in order.
    """
    about, cutoff = day - timedelta(days=1), rules.cutoff(day)
    midnight = datetime.combine(about, time(), WIB).astimezone(UTC).replace(tzinfo=None)
    moment = BriefMoment(about, midnight, midnight + timedelta(days=1), cutoff.replace(tzinfo=None))
    with model.snapshot() as cursor:
        return _load(model.remembered, cursor, names, rules, day, moment, passed)


def late_numbers(model: ReadModel, rules: BriefingRules, day: date) -> list[str]:
    """Numbers of the reports that were past their deadline at the cut-off of that day."""
    with model.snapshot() as cursor:
        return late_reports(cursor, _NO_NAMES, rules.calendar, rules.cutoff(day).replace(tzinfo=None))[2]


def first_day_of(model: ReadModel) -> date | None:
    """The day of the first report ever, None where there is none."""
    with model.snapshot() as cursor:
        return _first_day(cursor)


_NO_NAMES = WallNames({}, {}, {}, (), {})


def _load(
    history: KeptPast,
    cursor: duckdb.DuckDBPyConnection,
    names: WallNames,
    rules: BriefingRules,
    day: date,
    moment: BriefMoment,
    passed: Mapping[str, Sequence[str]],
) -> Briefing:
    first_day = _first_day(cursor)
    daily = read_daily(cursor, moment.about, first_day, rules.calendar)
    late, told, late_cases = late_reports(cursor, names, rules.calendar, moment.cutoff)
    due, due_cases = due_reports(history, cursor, names, rules.calendar, day, moment.cutoff)
    places = incident_map(cursor, names, moment)
    queue, queue_cases = reading_queue(cursor, names, moment)
    lead = lead_subject(cursor, daily, rules.fallback, names.kelurahan)
    usual = usual_of(daily)
    decisions = pending(told, passed, names, rules.decision_days)
    received = figures.numbers_received(cursor, moment)
    answered = figures.numbers_reached(cursor, "answered_at", moment)
    settled = figures.numbers_reached(cursor, "settled_at", moment)
    still_open = figures.numbers_open(cursor, moment.cutoff)
    open_before = figures.count_open(cursor, moment.cutoff - timedelta(days=1))
    curve = figures.answers(cursor, rules.calendar, moment)
    before = moment.before(7)
    known_before = first_day is not None and first_day <= before.about
    now: dict[str, float | None] = {
        "received": len(received),
        "answered": len(answered),
        "settled": len(settled),
        "late": late.total,
        "median": curve.p50 if curve else None,
    }
    then = _week_before(cursor, rules.calendar, before) if known_before else {}
    flow, stock = moment.next_midnight.replace(tzinfo=UTC), moment.cutoff.replace(tzinfo=UTC)
    free = free_days(rules.calendar, moment.about)
    of_lead = _of_category(cursor, moment.about, lead.category) if lead else []
    ledger: tuple[LedgerEntry, ...] = (
        _entry("received", len(received), flow, received),
        LedgerEntry("usual", usual.mean if usual else None, flow, terms=_usual_terms(usual)),
        _entry("lead", lead.count if lead else None, flow, of_lead, (("there", float(lead.at_place)),) if lead else ()),
        _entry("answered", len(answered), flow, answered),
        _entry("settled", len(settled), flow, settled),
        _entry("open", len(still_open), stock, still_open, (("before", float(open_before)),)),
        _entry("late", late.total, stock, late_cases),
        LedgerEntry("median", curve.p50 if curve else None, stock, terms=_curve_terms(curve)),
        _entry("expected", due.expected, stock, due_cases, (("due", float(due.total)),)),
        _entry("mapped", len(places.spots), flow, [spot.number for spot in places.spots]),
        _entry("queue", queue.of_day + queue.since, stock, queue_cases),
        _entry("decisions", len(decisions), stock, [each.number for each in decisions]),
    )
    free_received = sum(daily.total(each.day) for each in free)
    if len(free) > 1:
        # The last, so that the others keep their numbers on every morning.
        ledger += (LedgerEntry("free", free_received, flow, terms=(("days", float(len(free))),)),)
    return Briefing(
        day=day,
        about=moment.about,
        cutoff=stock,
        first_day=first_day,
        simulated=_simulated(cursor),
        main=tuple(
            MainFigure(key, value, then.get(key), _target(rules.targets.get(key))) for key, value in now.items()
        ),
        usual=usual,
        lead=lead,
        free=free,
        free_received=free_received,
        open_change=len(still_open) - open_before if first_day is not None and first_day < moment.about else None,
        late=late,
        due=due,
        map=places,
        days=chart_days(daily),
        decisions=decisions[:ROWS],
        queue=queue,
        ledger=ledger,
        marks=_marks(cursor, names, moment, sorted({number for entry in ledger for number in entry.cases})),
    )


def pending(
    late: Sequence[LateReport], passed: Mapping[str, Sequence[str]], names: WallNames, decision_days: int
) -> tuple[PendingDecision, ...]:
    """Late reports that do not move by themselves: passed from OPD to OPD, at no OPD, or far over; the latest first."""
    found = []
    for report in late:
        opds = tuple(names.opd.get(code, code) for code in passed.get(report.number, ()))
        if len(set(opds)) > 1:
            kind = "passed"
        elif not report.opd or report.stage == "forward":
            kind = "unassigned"
        elif report.days_over >= decision_days:
            kind = "long_over"
        else:
            continue
        found.append(
            PendingDecision(
                kind,
                report.number,
                report.category,
                report.place,
                opds or (report.opd,),
                report.stage,
                report.days_over,
            )
        )
    order = ("passed", "unassigned", "long_over")
    return tuple(sorted(found, key=lambda each: (order.index(each.kind), -each.days_over)))


def _week_before(cursor: duckdb.DuckDBPyConnection, calendar: Calendar, moment: BriefMoment) -> dict[str, float | None]:
    curve = figures.answers(cursor, calendar, moment)
    return {
        "received": len(figures.numbers_received(cursor, moment)),
        "answered": len(figures.numbers_reached(cursor, "answered_at", moment)),
        "settled": len(figures.numbers_reached(cursor, "settled_at", moment)),
        "late": figures.count_late(cursor, moment.cutoff),
        "median": curve.p50 if curve else None,
    }


def _entry(
    key: str, value: float | None, until: datetime, cases: Sequence[str], terms: tuple[tuple[str, float], ...] = ()
) -> LedgerEntry:
    return LedgerEntry(key, value, until, tuple(cases[:CASES]), len(cases), terms)


def _usual_terms(usual: UsualReceived | None) -> tuple[tuple[str, float], ...]:
    return (("low", usual.low), ("high", usual.high), ("days", float(usual.weeks))) if usual else ()


def _curve_terms(curve: AnswerCurve | None) -> tuple[tuple[str, float], ...]:
    return (("answered", float(curve.answered)), ("waiting", float(curve.open))) if curve else ()


def _target(target: Target | None) -> FigureTarget | None:
    return FigureTarget(target.limit, target.at_most, target.source.id, target.source.en) if target else None


def _of_category(cursor: duckdb.DuckDBPyConnection, day: date, category: str) -> list[str]:
    sql = "SELECT number FROM facts WHERE day = ? AND category = ? AND NOT retracted ORDER BY received_at, report_id"
    return [row[0] for row in cursor.execute(sql, [day, category]).fetchall()]


def _first_day(cursor: duckdb.DuckDBPyConnection) -> date | None:
    (row,) = cursor.execute("SELECT min(first_at) FROM arrivals").fetchall()
    return row[0].replace(tzinfo=UTC).astimezone(WIB).date() if row[0] is not None else None


def _simulated(cursor: duckdb.DuckDBPyConnection) -> bool:
    (row,) = cursor.execute("SELECT coalesce(bool_or(simulated), false) FROM arrivals").fetchall()
    return bool(row[0])


def _marks(
    cursor: duckdb.DuckDBPyConnection, names: WallNames, moment: BriefMoment, numbers: Sequence[str]
) -> tuple[ReportMark, ...]:
    """What the ledger says of each report behind a figure. All of them were open at the cut-off, or were received, answered
    or settled since the morning of the day: of ten years of reports only those are looked through.
    """
    rows = cursor.execute(
        f"""
        SELECT DISTINCT number, category, kelurahan, kecamatan, opd FROM (
            FROM {OPEN_THEN} UNION ALL FROM facts WHERE received_at >= $midnight
            UNION ALL FROM facts WHERE answered_at >= $midnight UNION ALL FROM facts WHERE settled_at >= $midnight
        ) WHERE list_contains($numbers::VARCHAR[], number) AND visibility <> 'rahasia'
        """,
        {"moment": moment.cutoff, "midnight": moment.midnight, "numbers": list(numbers)},
    ).fetchall()
    known = {
        number: ReportMark(number, category, names.place(kelurahan, kecamatan), names.opd.get(opd, opd))
        for number, category, kelurahan, kecamatan, opd in rows
    }
    return tuple(known.get(number, ReportMark(number)) for number in numbers)
