"""The reports that a selection is about, laid out once for every question of a page: rows with what each filter says."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Any

from command_center.domain.events import FACTS
from command_center.domain.selection import WEEKDAYS, DaySpan, Dimension, ReportSign, Selection
from command_center.domain.workflow import CLOSED, Stage, Status
from command_center.readmodel.clock import DURATIONS
from command_center.readmodel.grains import GRAINS
from command_center.readmodel.schema import OPEN

HISTORY_DAYS = 56
"""Days before the period whose counts tell what is usual: eight weeks."""
HASTY = timedelta(minutes=15)
"""A report that is settled so soon after it was forwarded can hardly have been worked on."""

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
    """The tables that the questions of a page may name, with one row a report: `scope_now`, the period; `scope_before`, what
    it is compared with, where there is something; `scope_past`, the eight weeks before the period.

    Beside the facts they have `part`, `moment`, `weekday`, `hour` and, as of `moment`, which lies as far from the period in
    both, `answered`, `settled`, `closed`, `overdue`, `hasty`, `returned`; and the age of a report for a curve: whether it
    was answered (`done`), after how many grains of working days that was or it was closed without (`grain`), or `since`
    which day it waits. One that was answered or closed nobody knows when has none.
    """

    selection: Selection
    moments: Moments
    parts: Mapping[str, Mapping[str, Any]]
    """Part -> the values that its rows hang on."""

    def sql(self, question: str) -> str:
        """The question with the tables that it names: of each the columns that it names too, and no others."""
        named = set(re.findall(r"\w+", question))
        return re.sub(
            r"\bscope_(\w+)\b", lambda part: _rows(part[1], self.parts[part[1]], named, self._flags), question
        )

    @property
    def _flags(self) -> Mapping[str, str]:
        return {f"in_{dimension}": _flag(dimension) for dimension, _ in self.selection.filters}

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

    compared = selection.compared
    spans = {"now": (selection.span, moments.now), "past": (_history(selection.span), moments.now)}
    if compared is not None:
        spans["before"] = compared, moments.before
    return Scope(
        selection,
        moments,
        {
            part: values | {"part": part, "first": span.first, "last": span.last, "moment": moment}
            for part, (span, moment) in spans.items()
        },
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


_MOMENT = "$moment::TIMESTAMP"
_UNMET = (
    "(answer_due < moment AND NOT answered AND NOT settled) OR (settle_due < moment AND NOT settled)"
    " OR (forward_due < moment AND NOT answered AND NOT settled"
    f" AND coalesce(forwarded_at > moment, status NOT IN ({_FORWARDED})))"
)
_TOLD: Mapping[str, str] = {
    "part": "$part",
    "moment": _MOMENT,
    "weekday": "isodow(day)",
    "hour": "hour(received_at + to_seconds($offset))",
    "answered": f"coalesce(answered_at <= {_MOMENT}, status IN ({_ANSWERED}))",
    "settled": f"coalesce(settled_at <= {_MOMENT}, status IN ({_SETTLED}))",
    "closed": f"coalesce(closed_at <= {_MOMENT}, status IN ({_CLOSED}))",
    "returned": f"coalesce(again_at <= {_MOMENT}, FALSE)",
    "overdue": f"NOT closed AND status NOT IN ({_STANDS}) AND coalesce({_UNMET}, FALSE)",
    "hasty": "coalesce(settled AND settled_at > forwarded_at"
    f" AND settled_at - forwarded_at < to_seconds({HASTY.total_seconds()}), FALSE)",
    "done": f"coalesce(answered_at <= {_MOMENT}, FALSE)",
    "grain": f"CASE WHEN done THEN answer_grain WHEN NOT answered AND closed_at <= {_MOMENT} THEN close_grain END",
    "since": "CASE WHEN NOT answered AND NOT closed THEN day END",
}
"""Column that is told from the facts -> how, each after those that it names."""
_OVERDUE_NOW = f"({OPEN}) AND coalesce(due_at < moment, FALSE)"
"""What is open past the deadline that is asked for; before, it is told from the deadlines that were not met by then."""
_KEPT = ("report_id", "day", *FACTS, *DURATIONS, *GRAINS, "again_at")


def _rows(part: str, values: Mapping[str, Any], named: set[str], flags: Mapping[str, str]) -> str:
    """The SELECT of one part, in brackets."""
    told = {**_TOLD, **({"overdue": _OVERDUE_NOW} if part == "now" else {}), **flags}
    wanted = set(named)
    for name in reversed(told):
        if name in wanted:
            wanted |= set(re.findall(r"\w+", told[name]))
    kept = [name for name in _KEPT if name in named]
    columns = [*kept, *(f"{expression} AS {name}" for name, expression in told.items() if name in wanted)]
    asked = f"""(
        SELECT {", ".join(columns) or "1"} FROM facts
        WHERE day BETWEEN $first AND $last AND received_at <= {_MOMENT} AND NOT retracted
          AND ($only_opd IS NULL OR opd = $only_opd))"""
    return re.sub(r"\$(\w+)", lambda name: _literal(values[name[1]]), asked)


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
