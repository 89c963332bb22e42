"""An OPD beside its peers, category by category: the others that answer the same, else its own year before."""

from datetime import timedelta

import duckdb

from command_center.domain.working_days import Calendar
from command_center.methods.fairness import OTHERS
from command_center.readmodel.grains import Waited, age_of, cases_until
from command_center.readmodel.opd.history import curve_of
from command_center.readmodel.opd.period import JUDGED, LATE, TIMED, OpdPeriod
from command_center.readmodel.opd_view import PeerCategory, PeerMedian
from command_center.readmodel.remembered import KeptPast

FEWEST_CASES = 5
"""Cases that an OPD must have in a category to stand beside another."""
YEAR = timedelta(days=365)

CASES = f"""
    SELECT category, opd, {cases_until("$now")}, count(*) FROM facts WHERE day BETWEEN $first AND $last AND received_at <= $now AND opd <> '' AND {TIMED}
          AND category IN (SELECT DISTINCT category FROM facts WHERE opd = $opd AND day BETWEEN $begin AND $today)
    GROUP BY ALL
"""
MISSED = f"SELECT category, opd, count(*), count(*) FILTER (WHERE {LATE}) FROM facts WHERE opd <> '' AND {JUDGED} GROUP BY 1, 2"

Sides = dict[tuple[str, str], PeerMedian]


def peer_categories(
    remembered: KeptPast, cursor: duckdb.DuckDBPyConnection, code: str, period: OpdPeriod, calendar: Calendar
) -> tuple[PeerCategory, ...]:
    """The categories in which this OPD has cases in the period, most cases first.

    Others stand beside it where together they have at least a fifth of the city's cases, as in the fair rank.
    """
    now = _sides(cursor, code, period, calendar, past=False)
    begin = period.midnight(period.first)
    past = remembered.get(cursor, ("peers", code, begin), begin, lambda: _past(cursor, code, period, calendar))
    found = []
    for (category, opd), own in now.items():
        if opd != code or not own.cases:
            continue
        others = [side for (of, peer), side in now.items() if of == category and peer != code]
        share = sum(side.cases for side in others) / (own.cases + sum(side.cases for side in others))
        shared = share >= OTHERS
        shown = [side for side in others if shared and side.cases >= FEWEST_CASES]
        found.append(
            PeerCategory(
                category,
                own,
                tuple(sorted(shown, key=lambda side: (-side.cases, side.code))),
                past.get((category, code)) if not shown else None,
            )
        )
    return tuple(sorted(found, key=lambda each: (-each.own.cases, each.category)))


def _past(cursor: duckdb.DuckDBPyConnection, code: str, period: OpdPeriod, calendar: Calendar) -> tuple[Sides, int]:
    """The year before, with the number of its cases."""
    found = _sides(cursor, code, period, calendar, past=True)
    return found, sum(side.cases for side in found.values())


def _sides(cursor: duckdb.DuckDBPyConnection, code: str, period: OpdPeriod, calendar: Calendar, *, past: bool) -> Sides:
    """(category, OPD) -> its cases: of the period, or of the year before it as they stood at its beginning."""
    since = period.midnight(period.first)
    last = period.first - timedelta(days=1) if past else period.today
    first = last - YEAR if past else period.first
    now = since if past else period.utc
    rows: dict[tuple[str, str], list[tuple[bool, float, int]]] = {}
    waited = Waited(calendar, now)
    for category, opd, done, grain, waits, count in cursor.execute(
        CASES,
        {"now": now, "first": first, "last": last, "opd": code, "begin": period.first, "today": period.today},
    ).fetchall():
        if (age := age_of(grain, waits, waited)) is not None:
            rows.setdefault((category, opd), []).append((done, age, count))
    judged = {
        (category, opd): (cases, late)
        for category, opd, cases, late in cursor.execute(
            MISSED, {"since": since - YEAR if past else since, "now": now}
        ).fetchall()
    }
    found = {}
    for (category, opd), counted in rows.items():
        curve = curve_of(counted)
        cases, late = judged.get((category, opd), (0, 0))
        found[category, opd] = PeerMedian(opd, curve.cases if curve else 0, curve.p50 if curve else None, late, cases)
    return found
