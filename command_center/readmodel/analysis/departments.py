"""Truly closed, and by whom: OPD compared on their mix of categories, and signs that a report was closed too easily."""

from datetime import timedelta

import duckdb

from command_center.domain.selection import Dimension, ReportSign
from command_center.methods.fairness import Mix, Standard, compare, with_every_case
from command_center.readmodel.analytics_view import IntegrityLine, OpdRatio
from command_center.readmodel.opd.period import JUDGEABLE, LATE
from command_center.readmodel.remembered import KeptPast
from command_center.readmodel.selected import RowRights, Scope

PAST_DAYS = 365
"""Days before the period that make an OPD's own past."""

_CASE = f"answer_due <= $now::TIMESTAMP AND {JUDGEABLE}"


def opd_lines(
    remembered: KeptPast, cursor: duckdb.DuckDBPyConnection, scope: Scope, rights: RowRights
) -> tuple[OpdRatio, ...]:
    """Each OPD that got a report, the longest over what is expected first; those with too few last.

    A case is a report whose answer was due by now, as on the OPD's own page: what was answered early is none before its
    day, as little as what is open, or the newest reports would flatter. A filter by OPD is left out, and told by `chosen`.
    """
    wanted = scope.all_but(Dimension.OPD)
    groups: dict[str, dict[str, tuple[int, int]]] = {}
    received: dict[str, int] = {}
    for opd, category, count, cases, late in cursor.execute(
        scope.sql(
            f"SELECT opd, category, count(*), count(*) FILTER ({_CASE}), count(*) FILTER ({_CASE} AND {LATE}) "
            f"FROM scope_now WHERE opd <> '' AND {wanted} GROUP BY 1, 2"
        ),
        {"now": scope.moments.now},
    ).fetchall():
        received[opd] = received.get(opd, 0) + count
        groups.setdefault(opd, {})[category] = (cases, late)
    chosen = scope.selection.of(Dimension.OPD)
    key = "own past", scope.selection.span.first, rights.only_opd
    past = remembered.get(cursor, key, scope.moments.now, lambda: _own_past(cursor, scope, rights))
    found = [
        OpdRatio(
            code=each.code,
            received=received[each.code],
            cases=each.cases,
            late=each.late,
            expected=each.expected,
            ratio=each.ratio if each.enough else None,
            low=each.low if each.enough else None,
            high=each.high if each.enough else None,
            own_past=each.standard is Standard.OWN_PAST,
            chosen=not chosen or each.code in chosen,
        )
        for each in (with_every_case(one, groups[one.code]) for one in compare(groups, past))
    ]
    return tuple(sorted(found, key=lambda line: (line.ratio is None, -(line.ratio or 0.0), -line.received, line.code)))


def _own_past(cursor: duckdb.DuckDBPyConnection, scope: Scope, rights: RowRights) -> tuple[dict[str, Mix], int]:
    """Cases and late ones of the twelve months before the period, as they stand now, and the number of the cases."""
    first = scope.selection.span.first
    found: dict[str, dict[str, tuple[int, int]]] = {}
    for opd, category, cases, late in cursor.execute(
        f"""
        SELECT opd, category, count(*), count(*) FILTER ({LATE})
        FROM facts WHERE day BETWEEN $first AND $last AND opd <> '' AND {_CASE} AND ($only_opd IS NULL OR opd = $only_opd)
        GROUP BY 1, 2
        """,
        {
            "now": scope.moments.now,
            "first": first - timedelta(days=PAST_DAYS),
            "last": first - timedelta(days=1),
            "only_opd": rights.only_opd,
        },
    ).fetchall():
        found.setdefault(opd, {})[category] = (cases, late)
    return dict(found), sum(cases for mix in found.values() for cases, _ in mix.values())


_JUDGED = {
    ReportSign.HASTY: ("hasty", "settled AND settled_at > forwarded_at"),
    ReportSign.RETURNED: ("returned", "settled AND settled_at IS NOT NULL AND exact AND lat IS NOT NULL"),
}


def integrity(cursor: duckdb.DuckDBPyConnection, scope: Scope) -> tuple[IntegrityLine, ...]:
    """The signs that the log can tell of settled reports today, each with how many of them could be judged.

    Of a report that was forwarded and settled at the very same time a file told the days alone: it judges no haste.
    """
    asked = [
        f"count(*) FILTER ({condition} AND {judged} AND {column}), count(*) FILTER ({condition} AND {judged})"
        for column, judged in _JUDGED.values()
        for condition in (scope.all_but(Dimension.SIGN), "TRUE")
    ]
    (numbers,) = cursor.execute(scope.sql(f"SELECT {', '.join(asked)} FROM scope_now")).fetchall()
    return tuple(IntegrityLine(str(sign), *numbers[at * 4 : at * 4 + 4]) for at, sign in enumerate(_JUDGED))
