"""The queries of scene *OPD*: cases that came due in a quarter, late or not, by OPD and category, and answer times."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import duckdb

from command_center.domain.closures import OpdClosures
from command_center.domain.workflow import Stage, Status
from command_center.domain.working_days import Calendar
from command_center.methods.answer_times import counted_curve
from command_center.methods.fairness import Compared, Mix, Standard, compare, with_every_case
from command_center.readmodel.grains import Waited, age_of, cases_until
from command_center.readmodel.league_scene_view import LeagueRow, LeagueScene
from command_center.readmodel.opd.period import NOT_ASKED, STANDS, TIMED
from command_center.readmodel.read_model import ReadModel
from command_center.readmodel.scene_head import scene_head
from command_center.readmodel.wall import WallNames

WEEKS = 13
"""A quarter: long enough that most departments have cases, short enough that they still see what they did."""
LENGTH = timedelta(days=7 * WEEKS - 1)
"""The days before today: with it they are whole weeks, as on the OPD's own page."""
PAST = timedelta(days=365)

_ANSWERED = ", ".join(repr(str(each)) for each in Status if Stage.ANSWER in each.rule.meets)
_SETTLED = ", ".join(repr(str(each)) for each in Status if Stage.SETTLE in each.rule.meets)

_CASES = f"""
    SELECT opd, category, answer_due AS due, coalesce(answered_at, settled_at) AS met, status IN ({_ANSWERED}) AS is_met, status
    FROM facts WHERE answer_due > $since AND answer_due <= $until AND opd <> '' AND NOT retracted
    UNION ALL
    SELECT opd, category, settle_due, settled_at, status IN ({_SETTLED}), status
    FROM facts WHERE answer_due IS NULL AND settle_due > $since AND settle_due <= $until AND opd <> '' AND NOT retracted
"""
"""The cases due in a time, with the deadline that the citizen was promised: that of the answer, where a policy has none of
settlement. Deadlines lie in the order of arrival, more or less: each half reads its own part of the rows.
"""


def load_league(
    model: ReadModel, names: WallNames, now: datetime, closures: Mapping[str, OpdClosures] | None = None
) -> LeagueScene:
    """The scene at an aware moment. `closures` are the settlements of the quarter by OPD; None where they are not known."""
    utc = now.astimezone(UTC).replace(tzinfo=None)
    local = now.astimezone(model.zone)
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    begin = (midnight - LENGTH).astimezone(UTC).replace(tzinfo=None)
    with model.snapshot() as cursor:
        head = scene_head(cursor)
        groups = _mixes(cursor, begin, utc)
        past = model.remembered.get(cursor, ("league", begin), begin, lambda: _counted(cursor, begin - PAST, begin))
        times = _times(cursor, model.calendar, begin, utc)
        received = dict(
            cursor.execute(
                "SELECT opd, count(*) FROM facts WHERE received_at >= ? AND received_at <= ? AND opd <> '' "
                "AND NOT retracted GROUP BY opd",
                [begin, utc],
            ).fetchall()
        )
    codes = sorted({*groups, *received})
    compared = compare({code: groups.get(code, {}) for code in codes}, past)
    rows = [
        _row(
            with_every_case(each, groups.get(each.code, {})),
            names,
            times.get(each.code, (None, None)),
            received.get(each.code, 0),
            (closures or {}).get(each.code),
        )
        for each in compared
    ]
    ranked = [row for row in rows if row.rank is not None]
    own = [
        row for row, each in zip(rows, compared, strict=True)
        if row.rank is None and each.enough and each.standard is Standard.OWN_PAST
    ]  # fmt: skip
    few = [row for row in rows if row not in ranked and row not in own]
    return LeagueScene(
        head=head.seq,
        as_of=now,
        simulated=head.simulated,
        any_data=head.any_data,
        first=(local - LENGTH).date(),
        last=local.date(),
        ranked=tuple(sorted(ranked, key=lambda row: (row.rank or 0, row.name))),
        own=tuple(sorted(own, key=lambda row: (row.ratio or 0.0, row.name))),
        few=tuple(sorted(few, key=lambda row: (-row.cases, -row.received, row.name))),
        silent=sum(code not in received and code not in groups for code in names.opd),
        cases=sum(cases for mix in groups.values() for cases, _ in mix.values()),
        late=sum(late for mix in groups.values() for _, late in mix.values()),
    )


def _mixes(cursor: duckdb.DuckDBPyConnection, since: datetime, until: datetime) -> Mapping[str, Mix]:
    """OPD -> category -> (cases whose deadline lay in this time, those of them that missed it).

    Of no case is, as on the OPD's own page: one that was closed as not ours or archived, one whose time of meeting nobody
    knows, and one that waits for its citizen.
    """
    found: dict[str, dict[str, tuple[int, int]]] = {}
    for opd, category, cases, late in cursor.execute(
        f"""
        SELECT opd, category, count(*), count(*) FILTER (met IS NULL OR met > due) FROM ({_CASES})
        WHERE status NOT IN {STANDS} AND status NOT IN {NOT_ASKED} AND (met IS NOT NULL OR NOT is_met)
        GROUP BY 1, 2 ORDER BY 1, 2
        """,
        {"since": since, "until": until},
    ).fetchall():
        found.setdefault(opd, {})[category] = cases, late
    return found


def _counted(cursor: duckdb.DuckDBPyConnection, since: datetime, until: datetime) -> tuple[Mapping[str, Mix], int]:
    """The same, with the number of cases."""
    found = _mixes(cursor, since, until)
    return found, sum(cases for mix in found.values() for cases, _ in mix.values())


def _times(
    cursor: duckdb.DuckDBPyConnection, calendar: Calendar, begin: datetime, now: datetime
) -> Mapping[str, tuple[float | None, float | None]]:
    """OPD -> median and P90 of the counted working days until the answer, of the reports received in this time.

    Open reports count as far as they have waited, and so do those that were closed without an answer until then.
    """
    ages: dict[str, tuple[list[float], list[int], list[int]]] = {}
    waited = Waited(calendar, now)
    for opd, done, grain, since, count in cursor.execute(
        f"""
        SELECT opd, done, grain, since, count(*) FROM (
            SELECT opd, {cases_until("$now")} FROM facts WHERE received_at >= $begin AND received_at <= $now AND opd <> '' AND {TIMED}
        ) GROUP BY ALL
        """,
        {"begin": begin, "now": now},
    ).fetchall():
        if (age := age_of(grain, since, waited)) is not None:
            at_ages, answered_then, open_then = ages.setdefault(opd, ([], [], []))
            at_ages.append(age)
            answered_then.append(count if done else 0)
            open_then.append(0 if done else count)
    found = {}
    for opd, columns in ages.items():
        curve = counted_curve(*columns)
        found[opd] = (curve.p50, curve.p90) if curve is not None else (None, None)
    return found


def _row(
    each: Compared,
    names: WallNames,
    times: tuple[float | None, float | None],
    received: int,
    closures: OpdClosures | None,
) -> LeagueRow:
    return LeagueRow(
        code=each.code,
        name=names.opd.get(each.code, each.code),
        cases=each.cases,
        late=each.late,
        expected=each.expected,
        ratio=each.ratio,
        low=each.low,
        high=each.high,
        rank=each.rank,
        rank_low=each.rank_low,
        rank_high=each.rank_high,
        standard=each.standard,
        median=times[0],
        p90=times[1],
        received=received,
        signed=closures.share if closures is not None else None,
    )
