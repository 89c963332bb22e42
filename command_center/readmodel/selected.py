"""The reports that a selection is about, laid out once for every question of a page: rows with what each filter says."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Any

from command_center.domain.selection import WEEKDAYS, DaySpan, Dimension, ReportSign, Selection
from command_center.domain.workflow import CLOSED, Stage, Status
from command_center.readmodel.schema import OPEN

HISTORY_DAYS = 56
"""Days before the period whose counts tell what is usual: eight weeks."""
HASTY = timedelta(minutes=15)
"""A report that is settled so soon after it was forwarded can hardly have been worked on."""

_ANSWERED = ", ".join(repr(str(each)) for each in Status if Stage.ANSWER in each.rule.meets)
_SETTLED = ", ".join(repr(str(each)) for each in Status if Stage.SETTLE in each.rule.meets)
_CLOSED = ", ".join(repr(str(each)) for each in sorted(CLOSED))


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
    """SQL of the reports that a page asks of, each a SELECT in brackets with one row a report: `now`, the period; `before`,
    what it is compared with, None where there is nothing; `past`, the eight weeks before the period.

    `answered`, `settled`, `closed`, `overdue` are as of `moment`, which lies as far from the period in both; so are
    `done`, `grain` and `since`, the age of a report for a curve: whether it was answered, after how many grains of working
    days that was or it was closed without; or since which day it waits. One that was answered nobody knows when has none.
    """

    selection: Selection
    moments: Moments
    now: str
    past: str
    before: str | None = None

    @property
    def parts(self) -> Mapping[str, str]:
        """All that there are by name."""
        found = {"now": self.now, "past": self.past}
        return found | ({"before": self.before} if self.before else {})

    @property
    def chosen(self) -> str:
        """SQL: whether the report passes every filter."""
        return self.all_but()

    def all_but(self, *dimensions: Dimension) -> str:
        """SQL: whether the report passes every filter but those of `dimensions`, which a chart shows all values of."""
        left = [f"in_{dimension}" for dimension, _ in self.selection.filters if dimension not in dimensions]
        return f"({' AND '.join(left)})" if left else "TRUE"


def scope_of(selection: Selection, now: datetime, zone: tzinfo, rights: RowRights) -> Scope:
    """What is asked of as of `now` (aware); `zone` is where days and hours are told."""
    utc = now.astimezone(UTC).replace(tzinfo=None)
    moments = Moments(utc, utc - selection.shift)
    offset = now.astimezone(zone).utcoffset() or timedelta()
    values: dict[str, Any] = {
        "offset": offset.total_seconds(),
        "only_opd": rights.only_opd,
        "shift": selection.shift.days,
        **{str(dimension): _values(dimension, chosen) for dimension, chosen in selection.filters},
    }

    def rows(part: str, span: DaySpan, moment: datetime) -> str:
        flags = "".join(f", {_flag(dimension)} AS in_{dimension}" for dimension, _ in selection.filters)
        given = values | {"first": span.first, "last": span.last, "moment": moment}
        asked = f"(SELECT *{flags} FROM ({_rows(part)}))"
        return re.sub(r"\$(\w+)", lambda name: _literal(given[name[1]]), asked)

    compared = selection.compared
    return Scope(
        selection,
        moments,
        now=rows("now", selection.span, moments.now),
        past=rows("past", _history(selection.span), moments.now),
        before=rows("before", compared, moments.before) if compared is not None else None,
    )


def _history(span: DaySpan) -> DaySpan:
    """The eight weeks before a period."""
    return DaySpan(span.first - timedelta(days=HISTORY_DAYS), span.first - timedelta(days=1))


def _literal(value: Any) -> str:
    """A value as SQL writes it: the same rows stand in many a question, and only some name each value."""
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
        " AND coalesce(forwarded_at > moment, forwarded_at IS NULL))"
    )
    overdue = (
        f"({OPEN}) AND coalesce(due_at < moment, FALSE)"
        if part == "now"
        else f"NOT closed AND coalesce({unmet}, FALSE)"
    )
    return f"""
        SELECT '{part}' AS part, report_id, number, day, received_at, channel, category, opd, kelurahan, kecamatan,
               lat, lon, exact, status, policy, report_class, visibility, due_at, forward_due, answer_due, settle_due,
               verified_at, forwarded_at, answered_at, settled_at, closed_at, answer_days, close_days,
               verified_grain, forwarded_grain, answered_grain, settled_grain, $moment::TIMESTAMP AS moment,
               isodow(day) AS weekday, hour(received_at + to_seconds($offset)) AS hour,
               coalesce(answered_at <= $moment::TIMESTAMP, status IN ({_ANSWERED})) AS answered,
               coalesce(settled_at <= $moment::TIMESTAMP, status IN ({_SETTLED})) AS settled,
               coalesce(closed_at <= $moment::TIMESTAMP, status IN ({_CLOSED})) AS closed,
               coalesce(again_at <= $moment::TIMESTAMP, FALSE) AS returned,
               {overdue} AS overdue,
               coalesce(settled AND forwarded_at IS NOT NULL
                        AND settled_at - forwarded_at < to_seconds({HASTY.total_seconds()}), FALSE) AS hasty,
               coalesce(answered_at <= $moment::TIMESTAMP, FALSE) AS done,
               CASE WHEN done THEN answer_grain WHEN NOT answered AND closed_at <= $moment::TIMESTAMP THEN close_grain END AS grain,
               CASE WHEN NOT answered AND coalesce(closed_at > $moment::TIMESTAMP, TRUE) THEN day END AS since
        FROM facts
        WHERE day BETWEEN $first AND $last AND received_at <= $moment::TIMESTAMP AND NOT retracted
          AND ($only_opd IS NULL OR opd = $only_opd)"""


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
