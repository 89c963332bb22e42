"""How fast: the stages on the way with the time between them, and the curve of those still without an answer."""

from collections.abc import Mapping

import duckdb

from command_center.domain.workflow import Status
from command_center.methods.answer_times import AnswerCurve, counted_curve
from command_center.readmodel.analysis.city import AnalysisCity
from command_center.readmodel.analytics_view import AnswerCurves, AnswerTerm, Aside, CurveLine, FunnelStage
from command_center.readmodel.selected import Scope

WAITING: Mapping[str, tuple[Status, ...]] = {
    "received": (Status.RECEIVED,),
    "verified": (Status.VERIFIED,),
    "forwarded": (Status.FORWARDED,),
    "answered": (Status.ANSWERED,),
    "settled": (Status.SETTLED,),
}
"""Stage of the funnel -> the statuses of those that stand in it."""
ASIDE = (Status.DEFERRED, Status.INCOMPLETE, Status.NOT_OURS, Status.ARCHIVED)
_TIMES = {
    "received": "received_at",
    "verified": "verified_at",
    "forwarded": "forwarded_at",
    "answered": "answered_at",
    "settled": "settled_at",
}


def funnel(cursor: duckdb.DuckDBPyConnection, scope: Scope) -> tuple[tuple[FunnelStage, ...], tuple[Aside, ...]]:
    """The stages in their order, and those that left the way.

    Who reached a later stage reached the earlier ones too. Medians are of working time, where both times are known.
    """
    stages = list(_TIMES)
    asked = []
    for at, stage in enumerate(stages):
        later = [_TIMES[each] + " IS NOT NULL" for each in stages[at:]]
        further = ", ".join(repr(str(each)) for name in stages[at:] for each in WAITING[name])
        reached = f"({' OR '.join(later)} OR status IN ({further}))"
        asked += [f"count(*) FILTER ({condition} AND {reached})" for condition in (scope.chosen, "TRUE")]
        if at:
            start, end = _TIMES[stages[at - 1]], _TIMES[stage]
            known = f"{start} IS NOT NULL AND {end} >= {start}"
            taken = f"{stage}_after"
            asked += [f"median({taken}) FILTER ({condition} AND {known})" for condition in (scope.chosen, "TRUE")]
            asked.append(f"count(*) FILTER ({scope.chosen} AND {known})")
        else:
            asked += ["NULL", "NULL", "0"]
    (numbers,) = cursor.execute(f"SELECT {', '.join(asked)} FROM scope WHERE part = 'now'").fetchall()
    standing = dict(
        cursor.execute(
            f"SELECT status, count(*) FROM scope WHERE part = 'now' AND {scope.chosen} GROUP BY 1"
        ).fetchall()
    )
    found = []
    for at, stage in enumerate(stages):
        reached, city, median, city_median, timed = numbers[at * 5 : at * 5 + 5]
        waiting = sum(standing.get(str(status), 0) for status in WAITING[stage])
        found.append(FunnelStage(stage, reached, city, median, city_median, timed, waiting, WAITING[stage]))
    asides = [Aside(status, standing[str(status)]) for status in ASIDE if standing.get(str(status))]
    return tuple(found), tuple(asides)


AGES = """
    answered AND answered_at <= moment AND answer_days IS NOT NULL AS done,
    grained_days(CASE WHEN answered AND answered_at <= moment THEN answer_days
         WHEN NOT answered AND NOT (closed AND closed_at IS NULL)
         THEN least(close_days, waited_days(day, moment)) END) AS age
"""
"""SQL: whether a report was answered, and after how many working days, or how long it has waited so far. A report that
was closed without an answer waited until then; one that was answered or closed nobody knows when has no age and is left
out."""


def answer_times(cursor: duckdb.DuckDBPyConnection, scope: Scope, city: AnalysisCity, compares: bool) -> AnswerCurves:
    """The curves of the selection, of all the city, and of the earlier period, with what is late by each policy."""
    rows = cursor.execute(
        f"SELECT part, {scope.chosen} AS chosen, done, age, count(*) "
        f"FROM (SELECT *, {AGES} FROM scope WHERE part <> 'past') WHERE age IS NOT NULL GROUP BY ALL"
    ).fetchall()
    selected = _curve([row for row in rows if row[0] == "now" and row[1]])
    whole = _curve([row for row in rows if row[0] == "now"])
    before = _curve([row for row in rows if row[0] == "before" and row[1]]) if compares else None
    counted: dict[tuple[str, float], int] = {}
    for policy, report_class, count in cursor.execute(
        f"SELECT policy, report_class, count(*) FROM scope WHERE part = 'now' AND {scope.chosen} GROUP BY 1, 2"
    ).fetchall():
        days = city.answer_days.get((policy, report_class))
        if days is not None:
            key = policy.partition("@")[0], days
            counted[key] = counted.get(key, 0) + count
    terms = tuple(
        AnswerTerm(
            policy,
            days,
            count,
            selected.late_share(days) if selected else None,
            whole.late_share(days) if whole else None,
        )
        for (policy, days), count in sorted(counted.items(), key=lambda entry: (-entry[1], entry[0]))
    )
    return AnswerCurves(_line(selected), _line(whole), _line(before), terms)


def _curve(rows: list[tuple[str, bool, bool, float, int]]) -> AnswerCurve | None:
    return counted_curve(
        [age for _, _, _, age, _ in rows],
        [count if done else 0 for _, _, done, _, count in rows],
        [0 if done else count for _, _, done, _, count in rows],
    )


def _line(curve: AnswerCurve | None) -> CurveLine | None:
    if curve is None:
        return None
    return CurveLine(
        days=(*curve.days, curve.reach),
        still_open=(*curve.still_open, curve.still_open[-1] if curve.still_open else 1.0),
        low=(*curve.low, curve.low[-1] if curve.low else 1.0),
        high=(*curve.high, curve.high[-1] if curve.high else 1.0),
        cases=curve.cases,
        open=curve.open,
        p50=curve.p50,
        p90=curve.p90,
    )
