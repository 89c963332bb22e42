"""What an OPD is asked: its answer curve, its categories, channels and places in the period."""

from collections import Counter
from datetime import timedelta
from typing import Any

import duckdb

from command_center.domain.report_kinds import ReportClass
from command_center.domain.sla import Policies
from command_center.domain.working_days import Calendar
from command_center.readmodel.grains import Waited, age_of, cases_until
from command_center.readmodel.opd.history import curve_of
from command_center.readmodel.opd.period import JUDGED, LATE, NOT_ASKED, PLACE, TIMED, OpdPeriod
from command_center.readmodel.opd_view import KindRow, OpdAnswers

LISTED = 3
"""Channels and places that are named."""

CASES = f"""
    SELECT day > $mid AS is_now, category, {cases_until("$now")}, count(*) FROM facts WHERE opd = $opd AND day > $start AND day <= $today AND received_at <= $now AND {TIMED}
    GROUP BY ALL
"""
"""Cases of the period and of the one before it, by category and age. `$mid` is the last day of the one before."""
COUNTS = """
    SELECT category, (date_diff('day', $start::DATE, day) - 1) // 7 AS week, count(*) FROM facts
    WHERE opd = $opd AND day > $start AND day <= $today AND received_at <= $now AND NOT retracted GROUP BY 1, 2
"""
MISSED = (
    f"SELECT category, count(*), count(*) FILTER (WHERE {LATE}) FROM facts WHERE opd = $opd AND {JUDGED} GROUP BY 1"
)
OF_PERIOD = "opd = $opd AND day > $mid AND day <= $today AND received_at <= $now AND NOT retracted"


def answers_and_kinds(
    cursor: duckdb.DuckDBPyConnection, code: str, period: OpdPeriod, policies: Policies, calendar: Calendar
) -> tuple[OpdAnswers, tuple[KindRow, ...]]:
    """The curves of the period and the one before, and the categories, most reports first."""
    values = _values(code, period)
    now_rows: list[tuple[bool, float, int]] = []
    before_rows: list[tuple[bool, float, int]] = []
    by_category: dict[str, list[tuple[bool, float, int]]] = {}
    open_ages: list[float] = []
    waited = Waited(calendar, period.utc)
    for is_now, category, done, grain, since, count in cursor.execute(CASES, values).fetchall():
        if (age := age_of(grain, since, waited)) is None:
            continue
        (now_rows if is_now else before_rows).append((done, age, count))
        if is_now and since is not None:
            open_ages += [age] * count
        if is_now:
            by_category.setdefault(category, []).append((done, age, count))
    weekly: dict[str, list[int]] = {}
    before: Counter[str] = Counter()
    counting = {name: values[name] for name in ("opd", "start", "today", "now")}
    for category, week, count in cursor.execute(COUNTS, counting).fetchall():
        if week < period.weeks:
            before[category] += count
        else:
            weekly.setdefault(category, [0] * period.weeks)[week - period.weeks] = count
    missed = {
        category: (judged, late) for category, judged, late in cursor.execute(MISSED, period.values(code)).fetchall()
    }
    kinds = []
    for category in weekly.keys() | missed.keys():
        curve = curve_of(by_category.get(category, []))
        judged, late = missed.get(category, (0, 0))
        counts = weekly.get(category, [0] * period.weeks)
        kinds.append(
            KindRow(
                category,
                sum(counts),
                before[category],
                tuple(counts),
                curve.p50 if curve else None,
                late,
                judged,
            )
        )
    answers = OpdAnswers(
        curve=curve_of(now_rows),
        before=curve_of(before_rows),
        open_ages=tuple(sorted(open_ages)),
        term=_term(cursor, values, policies),
    )
    return answers, tuple(sorted(kinds, key=lambda kind: (-kind.received, kind.category)))


def channels_and_places(
    cursor: duckdb.DuckDBPyConnection, code: str, period: OpdPeriod
) -> tuple[tuple[tuple[str, int], ...], tuple[tuple[str, int], ...], int]:
    """(channels, codes of areas) with most reports of the period, and how many turned out to be no matter of the city's."""
    values = {name: _values(code, period)[name] for name in ("opd", "mid", "today", "now")}
    ranked = []
    for column in ("channel", PLACE):
        rows = cursor.execute(
            f"SELECT {column}, count(*) FROM facts WHERE {OF_PERIOD} AND {column} <> '' "
            f"GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {LISTED}",
            values,
        ).fetchall()
        ranked.append(tuple((str(name), int(count)) for name, count in rows))
    row = cursor.execute(f"SELECT count(*) FROM facts WHERE {OF_PERIOD} AND status IN {NOT_ASKED}", values).fetchone()
    return ranked[0], ranked[1], int(row[0]) if row else 0


def _values(code: str, period: OpdPeriod) -> dict[str, Any]:
    mid = period.first - timedelta(days=1)
    return {
        "opd": code,
        "now": period.utc,
        "today": period.today,
        "mid": mid,
        "start": mid - timedelta(days=7 * period.weeks),
    }


def _term(cursor: duckdb.DuckDBPyConnection, values: dict[str, Any], policies: Policies) -> int | None:
    """The answer term that most cases of the period have, in working days; of those equally many the shorter."""
    terms: Counter[int] = Counter()
    rows = cursor.execute(
        f"SELECT policy, report_class, count(*) FROM facts WHERE {OF_PERIOD} AND answer_due IS NOT NULL GROUP BY 1, 2",
        {name: values[name] for name in ("opd", "mid", "today", "now")},
    ).fetchall()
    for key, report_class, count in rows:
        policy = policies.find(key)
        term = policy.terms[ReportClass(report_class)].answer if policy else None
        if term is not None and term.days:
            terms[term.days] += count
    return min(terms, key=lambda days: (-terms[days], days)) if terms else None
