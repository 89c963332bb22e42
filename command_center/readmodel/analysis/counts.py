"""How many and when: the four numbers, the days with what is usual on them, weekdays and hours, categories and channels."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import duckdb

from command_center.domain.selection import DaySpan, Dimension, Selection
from command_center.domain.working_days import Calendar
from command_center.methods.anomalies import moving_mean, same_days, usual
from command_center.methods.volume_forecast import next_days
from command_center.readmodel.analytics_view import (
    AnalysisDay,
    Bucket,
    DayLimits,
    ForecastDay,
    FourTallies,
    HourTable,
    ReportTally,
    Series,
)
from command_center.readmodel.selected import HISTORY_DAYS, Scope

AHEAD = 7
"""Days of the forecast."""
_ONE = timedelta(days=1)


def bucket_days(span: DaySpan) -> int:
    """Days that are counted together: single days up to a month, weeks up to a year and a quarter, else four weeks."""
    return 1 if span.days <= 31 else 7 if span.days <= 455 else 28


def buckets_of(span: DaySpan) -> tuple[Bucket, ...]:
    """The period in buckets that end with its last day; the first one may be shorter."""
    size = bucket_days(span)
    ends = [span.last - timedelta(days=size * ago) for ago in range((span.days + size - 1) // size)]
    return tuple(Bucket(max(end - timedelta(days=size - 1), span.first), end) for end in reversed(ends))


Tallies = Mapping[int, tuple[ReportTally, ReportTally]]
"""Bucket of the day of receipt, 0 for the last one -> the numbers of the selection and of the city."""


def bucket_tallies(cursor: duckdb.DuckDBPyConnection, scope: Scope, part: str, span: DaySpan) -> Tallies:
    """The numbers of a part of the scope, whose days are those of `span`."""
    found = cursor.execute(
        scope.sql(f"SELECT {_bucket(span)}, {_tally(scope.chosen)}, {_tally('TRUE')} FROM scope_{part} GROUP BY 1")
    ).fetchall()
    return {row[0]: (ReportTally(*row[1:5]), ReportTally(*row[5:9])) for row in found}


def four_tallies(now: Tallies, before: Tallies | None) -> FourTallies:
    """The numbers of the selection and the city; `before` is None where there is no earlier period to compare with."""
    earlier = (_sum(before, 0), _sum(before, 1)) if before is not None else (None, None)
    return FourTallies(_sum(now, 0), _sum(now, 1), *earlier)


def _sum(tallies: Tallies, at: int) -> ReportTally:
    each = [both[at] for both in tallies.values()]
    return ReportTally(
        sum(tally.received for tally in each),
        sum(tally.answered for tally in each),
        sum(tally.settled for tally in each),
        sum(tally.overdue for tally in each),
    )


def _tally(condition: str) -> str:
    return ", ".join(f"count(*) FILTER ({condition} AND {part})" for part in ("TRUE", "answered", "settled", "overdue"))


def tally_series(tallies: Tallies, buckets: int) -> tuple[ReportTally, ...]:
    """The numbers of the selection by bucket, oldest first."""
    nothing = ReportTally(), ReportTally()
    return tuple(tallies.get(ago, nothing)[0] for ago in reversed(range(buckets)))


def _bucket(span: DaySpan) -> str:
    """SQL: how many buckets ago, 0 for the last one."""
    return f"(DATE '{span.last}' - day)::INTEGER // {bucket_days(span)}"


def analysis_days(
    cursor: duckdb.DuckDBPyConnection,
    scope: Scope,
    calendar: Calendar,
    today: date,
    first_day: date | None,
    compares: bool,
) -> tuple[tuple[AnalysisDay, ...], tuple[ForecastDay, ...]]:
    """Every day of the period, and the seven after it where it goes up to today or yesterday.

    A day filter is left out: the other days stay to be seen.
    """
    selection = scope.selection
    span, wanted = selection.span, scope.all_but(Dimension.DAY)
    each_part = (
        f"SELECT '{part}', day, count(*) FILTER ({wanted}), count(*) FROM scope_{part} GROUP BY 2"
        for part in scope.parts
    )
    rows = cursor.execute(" UNION ALL ".join(map(scope.sql, each_part))).fetchall()
    selected: dict[str, dict[date, int]] = {"now": {}, "before": {}, "past": {}}
    city: dict[str, dict[date, int]] = {"now": {}, "before": {}, "past": {}}
    for part, day, count, every in rows:
        selected[part][day], city[part][day] = count, every
    daily = selected["past"] | selected["now"]
    began = max(first_day or span.first, span.first - timedelta(days=HISTORY_DAYS))
    means = _means(daily, began, span.last, today) if first_day else {}
    city_daily = city["past"] | city["now"]
    share = sum(selected["now"].values()) / (sum(city["now"].values()) or 1)
    city_means = {
        day: mean * share for day, mean in _means(city_daily, began, span.last, today).items() if mean is not None
    }
    compared = selection.compared if compares else None
    before_means = (
        _means(selected["before"], compared.first, compared.last, today - selection.shift) if compared else {}
    )
    days_off = calendar.days_off
    found = []
    for day in _days(span.first, span.last):
        partial = day == today
        count = daily.get(day, 0)
        limits = usual(same_days(daily, day, first_day, days_off)) if first_day else None
        side = limits.side(count) if limits else 0
        found.append(
            AnalysisDay(
                day=day,
                selected=count,
                city=city_daily.get(day, 0),
                weekend=day.weekday() >= 5,
                holiday=calendar.name_of(day) if day.weekday() < 5 else "",
                partial=partial,
                mean=means.get(day),
                city_mean=city_means.get(day) if selection.filters else None,
                before_mean=before_means.get(day - scope.selection.shift) if compared else None,
                limits=DayLimits(limits.mean, limits.low, limits.high) if limits else None,
                # A day that is not over may still have too many, never too few.
                unusual=side > 0 or (side < 0 and not partial),
            )
        )
    return _with_reasons(cursor, scope, found, first_day, days_off), _forecast(daily, began, span, today, days_off)


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=ahead) for ahead in range((last - first).days + 1)]


def _means(daily: Mapping[date, int], first: date, last: date, today: date) -> dict[date, float | None]:
    """Mean of each day and the six before it; today is not over and has none."""
    days = _days(first, min(last, today - _ONE))
    return dict(zip(days, moving_mean([daily.get(day, 0) for day in days]), strict=True))


def _forecast(
    daily: Mapping[date, int], began: date, span: DaySpan, today: date, days_off: Mapping[date, Any]
) -> tuple[ForecastDay, ...]:
    if span.last < today - _ONE:
        return ()
    whole = _days(began, today - _ONE)
    ahead = (span.last - today).days + 1 + AHEAD
    found = next_days([daily.get(day, 0) for day in whole], began, ahead, days_off)
    coming = [(today + timedelta(days=at), limits) for at, limits in enumerate(found)]
    return tuple(
        ForecastDay(day, DayLimits(limits.mean, limits.low, limits.high)) for day, limits in coming if day > span.last
    )


def _with_reasons(
    cursor: duckdb.DuckDBPyConnection,
    scope: Scope,
    days: Sequence[AnalysisDay],
    first_day: date | None,
    days_off: Mapping[date, Any],
) -> tuple[AnalysisDay, ...]:
    """The days, with the category that makes at least half of the surplus of an unusual one."""
    from dataclasses import replace

    high = [day for day in days if day.unusual and day.limits and day.selected > day.limits.high]
    if not high:
        return tuple(days)
    daily: dict[str, dict[date, int]] = {}
    each_part = (
        f"SELECT category, day, count(*) FROM scope_{part} WHERE {scope.all_but(Dimension.DAY)} GROUP BY 1, 2"
        for part in ("now", "past")
    )
    for category, day, count in cursor.execute(" UNION ALL ".join(map(scope.sql, each_part))).fetchall():
        daily.setdefault(category, {})[day] = count
    found = {}
    for each in high:
        surplus = each.selected - each.limits.mean if each.limits else 0.0
        more = {category: _surplus(counts, each.day, first_day, days_off) for category, counts in daily.items()}
        category = max(more, key=lambda code: (more[code], code))
        if more[category] * 2 >= surplus:
            found[each.day] = replace(each, category=category, category_count=daily[category].get(each.day, 0))
    return tuple(found.get(each.day, each) for each in days)


def _surplus(counts: Mapping[date, int], day: date, first_day: date | None, days_off: Mapping[date, Any]) -> float:
    """Reports of a day above the mean of the same weekday before it, from the first day of the records on."""
    history = same_days(counts, day, first_day, days_off)
    return counts.get(day, 0) - (sum(history) / len(history) if history else 0.0)


def hour_table(cursor: duckdb.DuckDBPyConnection, scope: Scope) -> HourTable:
    """By weekday and hour; filters by them are left out, so that all can be seen and chosen."""
    wanted = scope.all_but(Dimension.WEEKDAY, Dimension.HOUR)
    rows = cursor.execute(
        scope.sql(f"SELECT weekday, hour, count(*) FILTER ({wanted}), count(*) FROM scope_now GROUP BY 1, 2")
    ).fetchall()
    found = {(weekday, hour): (count, every) for weekday, hour, count, every in rows}
    selected, city = (
        tuple(tuple(found.get((weekday, hour), (0, 0))[at] for hour in range(24)) for weekday in range(1, 8))
        for at in (0, 1)
    )
    return HourTable(selected, city)


def series(
    cursor: duckdb.DuckDBPyConnection, scope: Scope, dimension: Dimension, column: str, compares: bool
) -> tuple[Series, ...]:
    """Each value of a dimension over the buckets, most first; a filter by it is left out, and told by `chosen`."""
    selection: Selection = scope.selection
    spans = {"now": selection.span} | ({"before": selection.compared} if selection.compared and compares else {})
    parts = {part: len(buckets_of(span)) for part, span in spans.items()}
    wanted = scope.all_but(dimension)
    counts: dict[str, dict[str, dict[int, int]]] = {part: {} for part in spans}
    city: dict[str, int] = {}
    for part, span in spans.items():
        for code, ago, count, every in cursor.execute(
            scope.sql(
                f"SELECT {column}, {_bucket(span)}, count(*) FILTER ({wanted}), count(*) FROM scope_{part} GROUP BY 1, 2"
            )
        ).fetchall():
            counts[part].setdefault(code, {})[ago] = count
            if part == "now":
                city[code] = city.get(code, 0) + every
    filtered = selection.of(dimension)
    found = []
    for code in sorted({code for of_part in counts.values() for code in of_part}):
        runs = {
            part: tuple(counts[part].get(code, {}).get(ago, 0) for ago in reversed(range(number)))
            for part, number in parts.items()
        }
        found.append(
            Series(
                code=code,
                count=sum(runs["now"]),
                before=sum(runs["before"]) if "before" in runs else None,
                counts=runs["now"],
                before_counts=runs.get("before", ()),
                city=city.get(code, 0),
                chosen=not filtered or code in filtered,
            )
        )
    return tuple(sorted(found, key=lambda each: (-each.count, each.code)))
