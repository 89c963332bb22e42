"""The fair comparison of all OPD: missed answer deadlines of the period, adjusted for the mix of categories."""

from datetime import datetime, timedelta
from typing import Any

import duckdb

from command_center.methods.fairness import compare
from command_center.readmodel.opd.period import JUDGED, LATE, OpdPeriod
from command_center.readmodel.opd_view import RankLine
from command_center.readmodel.remembered import KeptPast

YEAR = timedelta(days=365)
MISSED = (
    f"SELECT opd, category, count(*), count(*) FILTER (WHERE {LATE}) FROM facts WHERE opd <> '' AND {JUDGED} "
    "GROUP BY 1, 2 ORDER BY 1, 2"
)
VOLUME = (
    "SELECT opd, count(*) FROM facts WHERE opd <> '' AND day BETWEEN $first AND $today AND received_at <= $now "
    "AND NOT retracted GROUP BY 1"
)

Mixes = dict[str, dict[str, tuple[int, int]]]


def fair_ranks(remembered: KeptPast, cursor: duckdb.DuckDBPyConnection, period: OpdPeriod) -> tuple[RankLine, ...]:
    """Every OPD with an answer due or a report in the period: ranked ones first, by rank; then the others by ratio."""
    since = period.midnight(period.first)
    groups = _mixes(cursor, {"since": since, "now": period.utc})
    past = remembered.get(cursor, ("ranks", since), since, lambda: _past(cursor, since))
    volume = dict(cursor.execute(VOLUME, {"first": period.first, "today": period.today, "now": period.utc}).fetchall())
    for code in volume:
        groups.setdefault(code, {})
    lines = [RankLine(compared, volume.get(compared.code, 0)) for compared in compare(groups, past)]
    return tuple(sorted(lines, key=_order))


def _order(line: RankLine) -> tuple[Any, ...]:
    one = line.compared
    return (one.rank is None, one.rank or 0, one.ratio is None, one.ratio or 0.0, -line.received, one.code)


def _past(cursor: duckdb.DuckDBPyConnection, since: datetime) -> tuple[Mixes, int]:
    """The year before, with the number of its cases."""
    found = _mixes(cursor, {"since": since - YEAR, "now": since})
    return found, sum(cases for mix in found.values() for cases, _ in mix.values())


def _mixes(cursor: duckdb.DuckDBPyConnection, values: dict[str, Any]) -> Mixes:
    found: Mixes = {}
    for opd, category, cases, late in cursor.execute(MISSED, values).fetchall():
        found.setdefault(opd, {})[category] = (cases, late)
    return found
