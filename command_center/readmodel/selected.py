"""The reports that a selection is about, laid out once for every question of a page: rows with what each filter says."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Any

import duckdb

from command_center.domain.selection import WEEKDAYS, DaySpan, Dimension, ReportSign, Selection
from command_center.domain.workflow import CLOSED, Stage, Status
from command_center.readmodel.schema import OPEN

HISTORY_DAYS = 56
"""Days before the period whose counts tell what is usual: eight weeks."""
HASTY = timedelta(minutes=15)
"""A report that is settled so soon after it was forwarded can hardly have been worked on."""
RETURN_DAYS = 30
RETURN_METRES = 100.0
"""A settled report came back where the same category is reported within these days and metres of it."""
_CELL = 0.001
"""Degrees: cells of about 110 m, so that what lies within 100 m lies in a neighbouring cell."""
_METRES_PER_DEGREE = 111_000.0

_FORWARDED = ", ".join(repr(str(each)) for each in Status if Stage.FORWARD in each.rule.meets)
_ANSWERED = ", ".join(repr(str(each)) for each in Status if Stage.ANSWER in each.rule.meets)
_SETTLED = ", ".join(repr(str(each)) for each in Status if Stage.SETTLE in each.rule.meets)
_CLOSED = ", ".join(repr(str(each)) for each in sorted(CLOSED))
_STANDS = ", ".join(repr(str(each)) for each in Status if each.rule.clock_stands)


@dataclass(frozen=True, slots=True)
class RowRights:
    """Whose rows somebody sees: all, or those of one OPD; and whether single confidential reports are shown."""

    only_opd: str | None = None
    confidential: bool = False


@dataclass(frozen=True, slots=True)
class Moments:
    """Until when the two periods are looked at, naive UTC: now, and the same moment of the period before."""

    now: datetime
    before: datetime


@dataclass(frozen=True, slots=True)
class Scope:
    """The temporary table `scope` of one cursor, with one row a report and part.

    Parts: ``now``, the period; ``before``, what it is compared with; ``past``, the eight weeks before the period.
    `answered`, `settled`, `closed`, `overdue` are as of `moment`, which lies as far from the period in both parts.
    """

    selection: Selection
    moments: Moments

    @property
    def chosen(self) -> str:
        """SQL: whether the report passes every filter."""
        return self.all_but()

    def all_but(self, *dimensions: Dimension) -> str:
        """SQL: whether the report passes every filter but those of `dimensions`, which a chart shows all values of."""
        left = [f"in_{dimension}" for dimension, _ in self.selection.filters if dimension not in dimensions]
        return f"({' AND '.join(left)})" if left else "TRUE"


def open_scope(
    cursor: duckdb.DuckDBPyConnection, selection: Selection, now: datetime, zone: tzinfo, rights: RowRights
) -> Scope:
    """Lay the rows out. `now` is aware; `zone` is where days and hours are told. The table lasts as long as the cursor."""
    utc = now.astimezone(UTC).replace(tzinfo=None)
    moments = Moments(utc, utc - selection.shift)
    compared = selection.compared
    spans = {"now": (selection.span, moments.now), "past": (_history(selection.span), moments.now)}
    if compared is not None:
        spans["before"] = (compared, moments.before)
    offset = now.astimezone(zone).utcoffset() or timedelta()
    values: dict[str, Any] = {
        "offset": offset.total_seconds(),
        "only_opd": rights.only_opd,
        "now": moments.now,
        "shift": selection.shift.days,
    }
    parts = []
    for part, (span, moment) in spans.items():
        values |= {f"{part}_first": span.first, f"{part}_last": span.last, f"{part}_moment": moment}
        parts.append(_rows(part))
    _returned(cursor, {"first": min(span.first for span, _ in spans.values()), **values})
    flags = "".join(f", {_flag(dimension)} AS in_{dimension}" for dimension, _ in selection.filters)
    values |= {str(dimension): _values(dimension, chosen) for dimension, chosen in selection.filters}
    # A view rather than a table: each question reads the columns and the days that it needs, and no others.
    asked = f"CREATE OR REPLACE TEMP VIEW scope AS SELECT *{flags} FROM ({' UNION ALL '.join(parts)})"
    cursor.execute(re.sub(r"\$(\w+)", lambda name: _literal(values[name[1]]), asked))
    return Scope(selection, moments)


def _history(span: DaySpan) -> DaySpan:
    """The eight weeks before a period."""
    return DaySpan(span.first - timedelta(days=HISTORY_DAYS), span.first - timedelta(days=1))


def _literal(value: Any) -> str:
    """A value as SQL writes it: a view takes no parameters."""
    if isinstance(value, list):
        return f"[{', '.join(map(_literal, value))}]"
    if value is None:
        return "NULL"
    if isinstance(value, datetime):
        return f"TIMESTAMP '{value.isoformat(sep=' ')}'"
    if isinstance(value, date):
        return f"DATE '{value.isoformat()}'"
    return str(value) if isinstance(value, int | float) else "'" + str(value).replace("'", "''") + "'"


def _rows(part: str) -> str:
    """SELECT of one part. What is overdue now is what is open past the deadline that is asked for; what was so before is
    told from the deadlines that were not met by then.
    """
    unmet = (
        "(answer_due < moment AND NOT answered AND NOT settled)"
        " OR (settle_due < moment AND NOT settled)"
        " OR (forward_due < moment AND NOT answered AND NOT settled"
        f" AND coalesce(forwarded_at > moment, status NOT IN ({_FORWARDED})))"
    )
    overdue = (
        f"({OPEN}) AND coalesce(due_at < moment, FALSE)"
        if part == "now"
        else f"NOT closed AND status NOT IN ({_STANDS}) AND coalesce({unmet}, FALSE)"
    )
    return f"""
        SELECT *, {overdue} AS overdue,
               coalesce(settled AND forwarded_at IS NOT NULL
                        AND settled_at > forwarded_at
                        AND settled_at - forwarded_at < to_seconds({HASTY.total_seconds()}), FALSE) AS hasty
        FROM (
            SELECT '{part}' AS part, report_id, number, day, received_at, channel, category, opd, kelurahan, kecamatan,
                   lat, lon, exact, status, policy, report_class, visibility, due_at, forward_due, answer_due, settle_due,
                   verified_at, forwarded_at, answered_at, settled_at, closed_at, answer_days, settle_days,
                   close_days, verified_after, forwarded_after, answered_after, settled_after, retracted,
                   isodow(day) AS weekday, hour(received_at + to_seconds($offset)) AS hour,
                   ${part}_moment::TIMESTAMP AS moment,
                   coalesce(answered_at <= ${part}_moment, status IN ({_ANSWERED})) AS answered,
                   coalesce(settled_at <= ${part}_moment, status IN ({_SETTLED})) AS settled,
                   coalesce(closed_at <= ${part}_moment, status IN ({_CLOSED})) AS closed,
                   report_id IN (SELECT report_id FROM returned WHERE again_at <= ${part}_moment) AS returned
            FROM facts
            WHERE day BETWEEN ${part}_first AND ${part}_last AND received_at <= ${part}_moment AND NOT retracted
              AND ($only_opd IS NULL OR opd = $only_opd)
        )"""


_FLAGS: Mapping[Dimension, str] = {
    Dimension.CHANNEL: "channel",
    Dimension.CATEGORY: "category",
    Dimension.OPD: "opd",
    Dimension.KECAMATAN: "kecamatan",
    Dimension.KELURAHAN: "kelurahan",
    Dimension.STATUS: "status",
    Dimension.POLICY: "split_part(policy, '@', 1)",
    Dimension.WEEKDAY: "weekday",
    Dimension.HOUR: "hour",
}
SIGNS: Mapping[ReportSign, str] = {
    ReportSign.OVERDUE: "overdue",
    ReportSign.ANSWERED: "answered",
    ReportSign.SETTLED: "settled",
    ReportSign.HASTY: "hasty",
    ReportSign.RETURNED: "returned",
}
"""ReportSign -> the column that says whether it is on a report."""


def _flag(dimension: Dimension) -> str:
    """SQL: whether a row has one of the values. Eight weeks of history stay whole where single days are chosen."""
    if dimension is Dimension.DAY:
        moved = "CASE WHEN part = 'before' THEN $shift ELSE 0 END"
        return f"(part = 'past' OR list_contains($tanggal::DATE[], (day + {moved}::INTEGER)::DATE))"
    if dimension is Dimension.SIGN:
        each = " OR ".join(f"({column} AND list_contains($tanda, '{sign}'))" for sign, column in SIGNS.items())
        return f"({each})"
    return f"coalesce({_FLAGS[dimension]} IN ${dimension}, FALSE)"


def _values(dimension: Dimension, chosen: tuple[str, ...]) -> list[Any]:
    if dimension is Dimension.WEEKDAY:
        return [WEEKDAYS.index(each) + 1 for each in chosen]
    if dimension is Dimension.HOUR:
        return [int(each) for each in chosen]
    return list(chosen)


def _returned(cursor: duckdb.DuckDBPyConnection, values: Mapping[str, Any]) -> None:
    """The temporary table `returned`: settled reports of which the same was reported again nearby, and when first.

    Only reports whose own coordinates are known are judged.
    """
    near = (
        f"sqrt(pow((again.lat - done.lat) * {_METRES_PER_DEGREE}, 2)"
        f" + pow((again.lon - done.lon) * {_METRES_PER_DEGREE} * cos(radians(done.lat)), 2)) <= {RETURN_METRES}"
    )
    cursor.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE returned AS
        WITH placed AS (
            SELECT report_id, category, received_at, settled_at, lat, lon,
                   floor(lat / {_CELL})::INTEGER AS y, floor(lon / {_CELL})::INTEGER AS x
            FROM facts WHERE day >= $first AND NOT retracted AND exact AND lat IS NOT NULL
              AND ($only_opd IS NULL OR opd = $only_opd)
        ), done AS (
            SELECT report_id, category, settled_at, lat, lon, y + dy AS y, x + dx AS x
            FROM placed, (VALUES (-1), (0), (1)) AS a(dy), (VALUES (-1), (0), (1)) AS b(dx)
            WHERE settled_at IS NOT NULL
        )
        SELECT done.report_id, min(again.received_at) AS again_at
        FROM done JOIN placed AS again USING (category, y, x)
        WHERE again.report_id <> done.report_id AND again.received_at > done.settled_at
          AND again.received_at <= done.settled_at + INTERVAL {RETURN_DAYS} DAYS AND again.received_at <= $now AND {near}
        GROUP BY 1
        """,
        {name: values[name] for name in ("first", "only_opd", "now")},
    )
