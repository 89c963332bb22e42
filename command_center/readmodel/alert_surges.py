"""Where more comes than is usual up to this hour: a category in a kecamatan, against the same days of eight weeks.

The method is that of the anomalies of the analysis (methods/anomalies.py), of the day so far: so a surge is seen while it
happens, and a morning is compared with mornings. In its first hours a day is too short for that: then the last hours are
compared with the same hours of those days, over midnight, so that what begins shortly before it is not parted.
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
    looked_at = max(passed, timedelta(hours=rule.hours))
    (first,) = cursor.execute("SELECT min(first_at) FROM arrivals").fetchone() or (None,)
    if first is None:
        return []
    # The first day of the records is one of which only a part may be there.
    first_day = first.replace(tzinfo=UTC).astimezone(model.zone).date()
    since = first_day + timedelta(days=1 if looked_at == passed else 2)
    dims = ", ".join(rule.group_by)
    known = " AND ".join(f"{name} <> ''" for name in rule.group_by)
    narrowed = "true" if not rule.categories else "list_contains($categories, category)"
    channels = "true" if not rule.channels else "list_contains($channels, channel)"
    rows = cursor.execute(
        f"""
        WITH up_to_now AS (
            SELECT {dims}, epoch($now::TIMESTAMP) - epoch(received_at) AS ago
            FROM facts WHERE received_at >= $begin AND received_at <= $now AND {SHOWN} AND {known} AND {narrowed} AND {channels}
        ), daily AS (
            SELECT {dims}, (ago // 86400)::INTEGER AS days_ago FROM up_to_now WHERE ago % 86400 <= $looked_at
        ), grown AS (
            SELECT {dims} FROM daily WHERE days_ago = 0 GROUP BY {dims} HAVING count(*) >= $least
        )
        SELECT {dims}, days_ago, count(*) FROM daily JOIN grown USING ({dims}) GROUP BY {dims}, days_ago
        """,
        {
            "begin": _utc(now - looked_at - timedelta(weeks=WEEKS)),
            "now": _utc(now),
            "looked_at": looked_at.total_seconds(),
            "least": rule.at_least,
            **({"categories": sorted(rule.categories)} if rule.categories else {}),
            **({"channels": sorted(rule.channels)} if rule.channels else {}),
        },
    ).fetchall()
    daily: dict[tuple[str, ...], dict[date, int]] = {}
    for *codes, days_ago, count in rows:
        daily.setdefault(tuple(codes), {})[today - timedelta(days=days_ago)] = count
    begin = (now - looked_at).astimezone(UTC).isoformat()
    return [
        finding
        for codes, counts in sorted(daily.items())
        if (finding := _above(rule, codes, counts, today, since, model.calendar, begin)) is not None
    ]


def _above(
    rule: AlertRule,
    codes: tuple[str, ...],
    counts: dict[date, int],
    today: date,
    since: date,
    calendar: Calendar,
    begin: str,
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
        "begin": begin,
    }
    return AlertFinding(rule.key, group, count, figures)


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(tzinfo=None)
