"""How fast: the stages on the way with the time between them, and the curve of those still without an answer."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

import duckdb

from command_center.domain.workflow import Status
from command_center.methods.answer_times import AnswerCurve, counted_curve
from command_center.readmodel.analysis.city import AnalysisCity
from command_center.readmodel.analytics_view import AnswerCurves, AnswerTerm, Aside, CurveLine, FunnelStage
from command_center.readmodel.grains import Waited, age_of, days_of
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
    for at in range(len(stages)):
        later = [_TIMES[each] + " IS NOT NULL" for each in stages[at:]]
        further = ", ".join(repr(str(each)) for name in stages[at:] for each in WAITING[name])
        reached = f"({' OR '.join(later)} OR status IN ({further}))"
        asked += [f"count(*) FILTER ({condition} AND {reached})" for condition in (scope.chosen, "TRUE")]
    (numbers,) = cursor.execute(scope.sql(f"SELECT {', '.join(asked)} FROM scope_now")).fetchall()
    standing = dict(
        cursor.execute(scope.sql(f"SELECT status, count(*) FROM scope_now WHERE {scope.chosen} GROUP BY 1")).fetchall()
    )
    taken = _taken(cursor, scope, stages[1:])
    found = []
    for at, stage in enumerate(stages):
        reached, city = numbers[at * 2 : at * 2 + 2]
        own, whole = taken.get(stage, ({}, {}))
        waiting = sum(standing.get(str(status), 0) for status in WAITING[stage])
        found.append(
            FunnelStage(stage, reached, city, _median(own), _median(whole), sum(own.values()), waiting, WAITING[stage])
        )
    asides = [Aside(status, standing[str(status)]) for status in ASIDE if standing.get(str(status))]
    return tuple(found), tuple(asides)


Grains = dict[int, int]
"""Grain of working time -> reports."""


def _taken(
    cursor: duckdb.DuckDBPyConnection, scope: Scope, stages: Sequence[str]
) -> Mapping[str, tuple[Grains, Grains]]:
    """Stage -> how long the reports took to it from the one before: those of the selection, and all."""
    each_stage = (
        f"SELECT '{stage}', {stage}_grain, count(*) FILTER ({scope.chosen}), count(*) FROM scope_now "
        f"WHERE {stage}_grain IS NOT NULL AND {_TIMES[stage]} >= {_TIMES[before]} GROUP BY 2"
        for before, stage in pairwise(("received", *stages))
    )
    found: dict[str, tuple[Grains, Grains]] = {}
    for stage, grain, chosen, every in cursor.execute(" UNION ALL ".join(map(scope.sql, each_stage))).fetchall():
        own, whole = found.setdefault(stage, ({}, {}))
        whole[grain] = every
        if chosen:
            own[grain] = chosen
    return found


def _median(counted: Grains) -> float | None:
    """The median in days: of the middle report, or between the middle two; as right as a grain is fine."""
    total = sum(counted.values())
    if not total:
        return None
    middle = [(total - 1) // 2, total // 2]
    found, reached = [], 0
    for grain in sorted(counted):
        reached += counted[grain]
        while middle and middle[0] < reached:
            found.append(days_of(grain))
            middle.pop(0)
    return sum(found) / len(found)


def answer_times(cursor: duckdb.DuckDBPyConnection, scope: Scope, city: AnalysisCity, compares: bool) -> AnswerCurves:
    """The curves of the selection, of all the city, and of the earlier period, with what is late by each policy."""
    now = _ages(cursor, scope, "scope_now", scope.chosen, Waited(city.calendar, scope.moments.now))
    selected, whole = _curve([row for row in now if row[0]]), _curve(now)
    before = None
    if compares:
        earlier = f"scope_before WHERE {scope.chosen}"
        before = _curve(_ages(cursor, scope, earlier, "TRUE", Waited(city.calendar, scope.moments.before)))
    counted: dict[tuple[str, float], int] = {}
    for policy, report_class, count in cursor.execute(
        scope.sql(f"SELECT policy, report_class, count(*) FROM scope_now WHERE {scope.chosen} GROUP BY 1, 2")
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


Ages = list[tuple[bool, bool, float, int]]
"""(whether the reports are of the selection, whether answered, age in working days, how many)."""


def _ages(cursor: duckdb.DuckDBPyConnection, scope: Scope, rows: str, chosen: str, waited: Waited) -> Ages:
    found = cursor.execute(
        scope.sql(f"SELECT {chosen} AS chosen, done, grain, since, count(*) FROM {rows} GROUP BY ALL")
    ).fetchall()
    timed = [(own, done, age_of(grain, since, waited), count) for own, done, grain, since, count in found]
    return [(own, done, age, count) for own, done, age, count in timed if age is not None]


def _curve(rows: Ages) -> AnswerCurve | None:
    return counted_curve(
        [age for _, _, age, _ in rows],
        [count if done else 0 for _, done, _, count in rows],
        [0 if done else count for _, done, _, count in rows],
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
