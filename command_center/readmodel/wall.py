"""Queries of the wall: from facts to a `WallView`, as of one moment and one head of the log."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Any, TypeGuard

import duckdb

from command_center.domain.workflow import Status
from command_center.domain.working_days import Calendar
from command_center.readmodel.pulse import ChannelLine, read_pulses
from command_center.readmodel.read_model import ReadModel
from command_center.readmodel.schema import OPEN
from command_center.readmodel.wall_view import (
    Counters,
    DayVolume,
    DueRow,
    IncidentMark,
    MapPoint,
    OpdRow,
    PointState,
    TickerLine,
    WallView,
)

DAYS = 30
DUE_ROWS = 12
TICKER_LINES = 8
TOP_OPD = 5
PEAK = 1.6
"""A day is a peak from this multiple of the usual day on."""

UNANSWERED = f"answered_at IS NULL AND status <> '{Status.ANSWERED}'"
AT_P3M = ", ".join(repr(str(status)) for status in Status if status.rule.at_p3m)
STATES = {str(state): state for state in PointState}
SHOWN = "visibility <> 'rahasia' AND NOT retracted"
"""A report filed as rahasia is counted, but no wall says where or what it is."""


@dataclass(frozen=True, slots=True)
class WallNames:
    """Names that the view shows for codes, and the numbers of reports from which an incident is drawn."""

    kelurahan: Mapping[str, str]
    kecamatan: Mapping[str, str]
    opd: Mapping[str, str]
    channels: Sequence[ChannelLine]
    incident_minimum: Mapping[str, int]

    def place(self, kelurahan: str, kecamatan: str) -> str:
        """Name of the smallest area known, "" where none is."""
        return self.kelurahan.get(kelurahan) or self.kecamatan.get(kecamatan, "")


def load_wall(
    model: ReadModel,
    names: WallNames,
    calendar: Calendar,
    now: datetime,
    quarantined: Mapping[str, int],
    before: WallView | None = None,
    *,
    points: bool = True,
) -> WallView:
    """Everything scene *Kota hari ini* shows. `now` is aware; `quarantined` counts deliveries a channel.

    Of a view of a moment `before` the points are taken while the log stands where it stood, for a minute: they are most of the
    work where very many are open, and between two events only what is overdue changes. Without `points` there are none.
    """
    utc = now.astimezone(UTC).replace(tzinfo=None)
    local = now.astimezone(model.zone)
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0).astimezone(UTC).replace(tzinfo=None)
    with model.snapshot() as cursor:
        head = cursor.execute("SELECT seq FROM head").fetchone()
        (any_simulated,) = _one(cursor, "SELECT coalesce(bool_or(simulated), false) FROM arrivals")
        unlocated, on_map, approximate = _one(
            cursor,
            f"SELECT count(*) FILTER (WHERE lat IS NULL), count(*) FILTER (WHERE {SHOWN} AND lat IS NOT NULL), "
            f"count(*) FILTER (WHERE {SHOWN} AND lat IS NOT NULL AND NOT exact) FROM open_reports",
        )
        due, due_total = _due(cursor, names, calendar, now, utc)
        seq = int(head[0]) if head else 0
        view = WallView(
            head=seq,
            as_of=now,
            simulated=bool(any_simulated),
            counters=_counters(cursor, local.date(), midnight, utc, model.zone),
            categories=dict(_all(cursor, "SELECT category, count(*) FROM open_reports GROUP BY 1 ORDER BY 1")),
            unlocated=int(unlocated),
            on_map=on_map,
            approximate=approximate,
            points=() if not points else before.points if _stands(before, seq, now) else _points(cursor, utc),
            incidents=_incidents(cursor, names),
            due=due,
            due_total=due_total,
            opd=_opd(cursor, names, utc),
            days=_days(cursor, calendar, local.date(), model.zone),
            channels=read_pulses(cursor, names.channels, now, model.zone, quarantined, calendar.days_off),
            ticker=_ticker(cursor, names),
        )
    return view


def _stands(before: WallView | None, seq: int, now: datetime) -> TypeGuard[WallView]:
    """Whether the points of that view hold still: the log is where it was, and so is the minute of the clock."""
    return before is not None and before.head == seq and f"{before.as_of:%F %H:%M}" == f"{now:%F %H:%M}"


Values = Sequence[Any] | Mapping[str, Any]


def _all(cursor: duckdb.DuckDBPyConnection, sql: str, values: Values = ()) -> list[tuple[Any, ...]]:
    return cursor.execute(sql, values).fetchall()


def _one(cursor: duckdb.DuckDBPyConnection, sql: str, values: Values = ()) -> tuple[Any, ...]:
    (row,) = _all(cursor, sql, values)
    return row


def _counters(
    cursor: duckdb.DuckDBPyConnection, today: date, midnight: datetime, now: datetime, zone: tzinfo
) -> Counters:
    day = timedelta(days=1)
    yesterday, first = now - day, today - timedelta(days=DAYS)
    is_open, was_open, due, unanswered, over, over_new = _one(
        cursor,
        f"""
        SELECT count(*), count(*) FILTER (WHERE received_at <= $yesterday),
               count(*) FILTER (WHERE due_at >= $now AND due_at < $tomorrow),
               count(*) FILTER (WHERE due_at >= $now AND due_at < $tomorrow AND {UNANSWERED}),
               count(*) FILTER (WHERE due_at < $now),
               count(*) FILTER (WHERE due_at < $now AND due_at >= $since)
        FROM open_reports
        """,
        {
            "yesterday": yesterday,
            "now": now,
            "tomorrow": now + day,
            # A deadline of days ends at 23:59:59: that of the day before was first seen as passed this morning.
            "since": midnight - timedelta(seconds=1),
        },
    )
    (closed_since,) = _one(
        cursor,
        f"SELECT count(*) FROM facts WHERE closed_at > ? AND received_at <= ? AND NOT retracted AND NOT ({OPEN})",
        [yesterday, yesterday],
    )
    received, recent = _one(
        cursor,
        "SELECT count(*) FILTER (WHERE day = $today), count(*) FILTER (WHERE day < $today) "
        "FROM facts WHERE day BETWEEN $first AND $today AND NOT retracted",
        {"today": today, "first": first},
    )
    first_day = _first_day(cursor, zone)
    known_days = min(DAYS, (today - first_day).days) if first_day is not None else 0
    return Counters(
        received_today=received,
        average_per_day=recent / known_days if known_days > 0 else None,
        open=is_open,
        open_change=is_open - was_open - closed_since if known_days > 0 else None,
        due_24h=due,
        due_24h_unanswered=unanswered,
        overdue=over,
        overdue_new_today=over_new,
    )


def _first_day(cursor: duckdb.DuckDBPyConnection, zone: tzinfo) -> date | None:
    """The day of the first report ever; None where there is none."""
    (first,) = _one(cursor, "SELECT min(first_at) FROM arrivals")
    return first.replace(tzinfo=UTC).astimezone(zone).date() if first is not None else None


def _points(cursor: duckdb.DuckDBPyConnection, now: datetime) -> tuple[MapPoint, ...]:
    rows = _all(
        cursor,
        "SELECT report_id, number, lat, lon, category, exact, incident_id, CASE WHEN due_at < ? THEN 'overdue' "
        f"WHEN NOT ({UNANSWERED}) THEN 'answered' WHEN status IN ({AT_P3M}) THEN 'new' ELSE 'forwarded' END "
        f"FROM open_reports WHERE {SHOWN} AND lat IS NOT NULL ORDER BY report_id",
        [now],
    )
    return tuple(
        MapPoint(report, number, lat, lon, category, exact, incident, STATES[state])
        for report, number, lat, lon, category, exact, incident, state in rows
    )


def _incidents(cursor: duckdb.DuckDBPyConnection, names: WallNames) -> tuple[IncidentMark, ...]:
    rows = _all(
        cursor,
        "SELECT incident_id, category, avg(lat), avg(lon), count(*), mode(kelurahan), mode(kecamatan) FROM open_reports "
        f"WHERE {SHOWN} AND lat IS NOT NULL AND incident_id IS NOT NULL "
        "GROUP BY 1, 2 HAVING count(*) >= 2 ORDER BY 5 DESC, 1",
    )
    return tuple(
        IncidentMark(incident, category, lat, lon, count, names.place(kelurahan, kecamatan))
        for incident, category, lat, lon, count, kelurahan, kecamatan in rows
        if count >= names.incident_minimum.get(category, 1 << 30)
    )


def _due(
    cursor: duckdb.DuckDBPyConnection, names: WallNames, calendar: Calendar, now: datetime, utc: datetime
) -> tuple[tuple[DueRow, ...], int]:
    """Breaches, newest first, then what is due within 24 h, soonest first; and how many there are in all."""
    horizon = utc + timedelta(days=1)
    rows = _all(
        cursor,
        f"""
        SELECT report_id, number, category, kelurahan, kecamatan, opd, due_stage, policy, due_at,
               breach_seen_at IS NOT NULL, count(*) OVER ()
        FROM open_reports WHERE {SHOWN} AND due_at < ?
        ORDER BY due_at >= ?, abs(epoch(due_at) - epoch(?::TIMESTAMP)), report_id LIMIT {DUE_ROWS}
        """,
        [horizon, utc, utc],
    )
    found = []
    for report_id, number, category, kelurahan, kecamatan, opd, stage, policy, due, seen, _ in rows:
        due_at = due.replace(tzinfo=UTC)
        over = round((now - due_at).total_seconds())
        found.append(
            DueRow(
                report_id=report_id,
                number=number,
                category=category,
                kelurahan=names.place(kelurahan, kecamatan),
                opd=names.opd.get(opd, ""),
                stage=stage,
                policy=policy,
                due_at=due_at,
                over_days=calendar.working_days_over(due_at, now) if over > 0 else 0,
                over_seconds=over,
                acknowledged=seen,
                provisional=calendar.may_move(due_at),
            )
        )
    return tuple(found), rows[0][-1] if rows else 0


def _opd(cursor: duckdb.DuckDBPyConnection, names: WallNames, now: datetime) -> tuple[OpdRow, ...]:
    rows = _all(
        cursor,
        "SELECT opd, count(*), count(*) FILTER (WHERE due_at < ?) FROM open_reports WHERE opd <> '' "
        f"GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {TOP_OPD}",
        [now],
    )
    return tuple(OpdRow(code, names.opd.get(code, code), count, overdue) for code, count, overdue in rows)


def _days(cursor: duckdb.DuckDBPyConnection, calendar: Calendar, today: date, zone: tzinfo) -> tuple[DayVolume, ...]:
    """The last 30 days with today as the last; none before the first report ever."""
    first = today - timedelta(days=DAYS - 1)
    counts: dict[date, dict[str, int]] = {}
    for day, category, count in _all(
        cursor,
        "SELECT day, category, count(*) FROM facts WHERE day BETWEEN ? AND ? AND NOT retracted GROUP BY 1, 2",
        [first, today],
    ):
        counts.setdefault(day, {})[category] = count
    earliest = _first_day(cursor, zone)
    if earliest is None:
        return ()
    days = [first + timedelta(days=offset) for offset in range(DAYS) if first + timedelta(days=offset) >= earliest]
    totals = sorted(sum(counts.get(day, {}).values()) for day in days)
    usual = totals[len(totals) // 2]
    usual_of = {
        category: sorted(counts.get(day, {}).get(category, 0) for day in days)[len(days) // 2]
        for category in {each for by_category in counts.values() for each in by_category}
    }
    return tuple(
        DayVolume(
            day=day,
            count=sum(counts.get(day, {}).values()),
            weekend=day.weekday() >= 5,
            holiday=calendar.name_of(day) if day.weekday() < 5 else "",
            peak_category=_peak(counts.get(day, {}), usual, usual_of),
        )
        for day in days
    )


def _peak(by_category: Mapping[str, int], usual: int, usual_of: Mapping[str, int]) -> str:
    """The category behind a day far above the usual, "" on other days and where no category makes half the surplus."""
    total = sum(by_category.values())
    if usual == 0 or total < PEAK * usual:
        return ""
    surplus = {category: count - usual_of.get(category, 0) for category, count in by_category.items()}
    category = max(surplus, key=lambda each: (surplus[each], each))
    return category if surplus[category] * 2 >= total - usual else ""


def _ticker(cursor: duckdb.DuckDBPyConnection, names: WallNames) -> tuple[TickerLine, ...]:
    rows = _all(
        cursor,
        "SELECT report_id, number, received_at, channel, category, kelurahan, kecamatan FROM facts "
        f"WHERE {SHOWN} ORDER BY received_at DESC, report_id DESC LIMIT {TICKER_LINES}",
    )
    return tuple(
        TickerLine(report_id, number, at.replace(tzinfo=UTC), channel, category, names.place(kelurahan, kecamatan))
        for report_id, number, at, channel, category, kelurahan, kecamatan in rows
    )
