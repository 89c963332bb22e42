"""Where more comes today than is usual up to this hour: a category in a kecamatan, against the same days of eight weeks.

The method is that of the anomalies of the analysis (methods/anomalies.py), of days that end at the hour of now: so a surge is
seen while it happens, and a morning is compared with mornings.
"""

from datetime import UTC, date, datetime, timedelta

import duckdb

from command_center.domain.alerts import AlertFinding, AlertRule
from command_center.domain.working_days import Calendar
from command_center.methods.anomalies import WEEKS, same_days, usual
from command_center.readmodel.read_model import ReadModel
from command_center.readmodel.wall import SHOWN


def find_surges(
    rule: AlertRule, cursor: duckdb.DuckDBPyConnection, model: ReadModel, now: datetime
) -> list[AlertFinding]:
    """The groups above what is usual at an aware moment; none before four days of the same kind are known."""
    local = now.astimezone(model.zone)
    today, passed = local.date(), local - local.replace(hour=0, minute=0, second=0, microsecond=0)
    (first,) = cursor.execute("SELECT min(first_at) FROM arrivals").fetchone() or (None,)
    if first is None:
        return []
    # The first day of the records is one of which only a part may be there.
    since = first.replace(tzinfo=UTC).astimezone(model.zone).date() + timedelta(days=1)
    dims = ", ".join(rule.group_by)
    known = " AND ".join(f"{name} <> ''" for name in rule.group_by)
    narrowed = "true" if not rule.categories else "list_contains($categories, category)"
    channels = "true" if not rule.channels else "list_contains($channels, channel)"
    offset = local.utcoffset() or timedelta()
    rows = cursor.execute(
        f"""
        WITH up_to_now AS (
            SELECT {dims}, (received_at + to_seconds($offset))::DATE AS on_day
            FROM facts WHERE received_at >= $begin AND received_at <= $now AND {SHOWN} AND {known} AND {narrowed} AND {channels}
            AND epoch(received_at + to_seconds($offset)) % 86400 <= $passed
        ), grown AS (
            SELECT {dims} FROM up_to_now WHERE on_day = $today GROUP BY {dims} HAVING count(*) >= $least
        )
        SELECT {dims}, on_day, count(*) FROM up_to_now JOIN grown USING ({dims}) GROUP BY {dims}, on_day
        """,
        {
            "offset": offset.total_seconds(),
            "begin": _utc(local - passed - timedelta(weeks=WEEKS)),
            "now": _utc(now),
            "passed": passed.total_seconds(),
            "today": today,
            "least": rule.at_least,
            **({"categories": sorted(rule.categories)} if rule.categories else {}),
            **({"channels": sorted(rule.channels)} if rule.channels else {}),
        },
    ).fetchall()
    daily: dict[tuple[str, ...], dict[date, int]] = {}
    for *codes, day, count in rows:
        daily.setdefault(tuple(codes), {})[day] = count
    return [
        finding
        for codes, counts in sorted(daily.items())
        if (finding := _above(rule, codes, counts, today, since, model.calendar)) is not None
    ]


def _above(
    rule: AlertRule, codes: tuple[str, ...], counts: dict[date, int], today: date, since: date, calendar: Calendar
) -> AlertFinding | None:
    before = same_days(counts, today, since, calendar.days_off)
    expected = usual(before, rule.coverage)
    count = counts[today]
    if expected is None or expected.side(count) <= 0:
        return None
    group = {str(name): code for name, code in zip(rule.group_by, codes, strict=True)}
    figures = {
        "mean": round(expected.mean, 1),
        "high": expected.high,
        "days": len(before),
        "coverage": rule.coverage,
    }
    return AlertFinding(rule.key, group, count, figures)


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(tzinfo=None)
