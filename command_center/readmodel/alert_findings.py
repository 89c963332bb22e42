"""Which alert rules hold now, in which groups, with the figures that say why: from the facts, as of one head of the log.

A report filed as rahasia counts where its department is late; it is never named, and neither where nor what it is leads to an
alert of its own.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import duckdb

from command_center.domain.alerts import AlertCause, AlertFinding, AlertRule
from command_center.methods.channel_expectation import silence_probability
from command_center.readmodel.alert_surges import find_surges
from command_center.readmodel.pulse import usual_hours
from command_center.readmodel.read_model import ReadModel
from command_center.readmodel.wall import SHOWN, WallNames

NAMED = 3
"""Reports that a finding names, the oldest first: enough to begin with, and a list leads to the rest."""


@dataclass(frozen=True, slots=True)
class AskedElsewhere:
    """What the facts do not know: how many deliveries each channel has in quarantine, and the reports of whose term so many
    percent are over, as the deadline watch told them.
    """

    quarantined: Callable[[], Mapping[str, int]]
    beyond: Callable[[int, datetime], Sequence[int]]


def find_alerts(
    model: ReadModel,
    names: WallNames,
    rules: Sequence[AlertRule],
    asked: AskedElsewhere,
    now: datetime,
) -> tuple[int, tuple[AlertFinding, ...]]:
    """The number of the last event that the facts hold, and every finding of these rules at an aware moment.

    Raises StoreUnavailable while the read model is filled, or where the database is away.
    """
    with model.snapshot() as cursor:
        row = cursor.execute("SELECT seq FROM head").fetchone()
        found: list[AlertFinding] = []
        for rule in rules:
            if rule.cause is AlertCause.QUARANTINE:
                found += _quarantine(rule, asked.quarantined())
            elif rule.cause is AlertCause.SILENCE:
                found += _silence(rule, cursor, model, names, now)
            elif rule.cause is AlertCause.NEAR:
                found += _near(rule, cursor, asked.beyond(rule.percent, now), now)
            elif rule.cause is AlertCause.SURGE:
                found += find_surges(rule, cursor, model, now)
            else:
                found += _FROM_FACTS[rule.cause](rule, cursor, now)
    return int(row[0]) if row else 0, tuple(found)


def _breach(rule: AlertRule, cursor: duckdb.DuckDBPyConnection, now: datetime) -> list[AlertFinding]:
    return _late(rule, cursor, "due_at < $now", {"now": _utc(now)})


def _near(
    rule: AlertRule, cursor: duckdb.DuckDBPyConnection, beyond: Sequence[int], now: datetime
) -> list[AlertFinding]:
    which = "due_at >= $now AND report_id IN (SELECT unnest($beyond::BIGINT[]))"
    return _late(rule, cursor, which, {"now": _utc(now), "beyond": list(beyond)})


def _late(
    rule: AlertRule, cursor: duckdb.DuckDBPyConnection, which: str, values: Mapping[str, Any]
) -> list[AlertFinding]:
    dims = ", ".join(rule.group_by)
    narrowed, more = _narrowed(rule)
    rows = cursor.execute(
        f"""
        SELECT {dims}, count(*), min(due_at), count(*) FILTER (breach_seen_at IS NULL),
               count(*) FILTER (NOT ({SHOWN})), {_named("due_at")}
        FROM open_reports WHERE {which} AND {narrowed} GROUP BY {dims} HAVING count(*) >= $least ORDER BY {dims}
        """,
        {**values, **more, "least": rule.at_least},
    ).fetchall()
    return [
        _finding(
            rule, codes, count, oldest_due=_iso(oldest), unseen=unseen, confidential=confidential, numbers=list(numbers)
        )
        for *codes, count, oldest, unseen, confidential, numbers in rows
    ]


def _answer_failed(rule: AlertRule, cursor: duckdb.DuckDBPyConnection, now: datetime) -> list[AlertFinding]:
    dims = ", ".join(rule.group_by)
    narrowed, values = _narrowed(rule)
    rows = cursor.execute(
        f"""
        SELECT {dims}, count(*), count(*) FILTER (NOT ({SHOWN})), {_named("received_at")}
        FROM facts WHERE answer_state = 'failed' AND NOT retracted AND {narrowed}
        GROUP BY {dims} HAVING count(*) >= $least ORDER BY {dims}
        """,
        {**values, "least": rule.at_least},
    ).fetchall()
    return [
        _finding(rule, codes, count, confidential=confidential, numbers=list(numbers))
        for *codes, count, confidential, numbers in rows
    ]


def _incident(rule: AlertRule, cursor: duckdb.DuckDBPyConnection, now: datetime) -> list[AlertFinding]:
    narrowed, values = _narrowed(rule)
    rows = cursor.execute(
        f"""
        WITH grown AS (
            SELECT incident_id FROM facts
            WHERE incident_id IS NOT NULL AND {SHOWN} AND {narrowed}
            AND received_at > $now::TIMESTAMP - to_hours($hours) AND received_at <= $now
            GROUP BY incident_id HAVING count(*) >= $least
        )
        SELECT incident_id, count(*) FILTER (received_at > $now::TIMESTAMP - to_hours($hours)), count(*), min(received_at),
               mode(category), mode(kelurahan), mode(kecamatan), {_named("received_at")}
        FROM facts JOIN grown USING (incident_id) WHERE {SHOWN} GROUP BY incident_id ORDER BY incident_id
        """,
        {**values, "now": _utc(now), "hours": rule.hours, "least": rule.at_least},
    ).fetchall()
    return [
        AlertFinding(
            rule.key,
            {"incident": str(incident)},
            lately,
            {
                "hours": rule.hours,
                "whole": whole,
                "since": _iso(first),
                "category": category,
                "kelurahan": kelurahan,
                "kecamatan": kecamatan,
                "numbers": list(numbers),
            },
        )
        for incident, lately, whole, first, category, kelurahan, kecamatan, numbers in rows
    ]


_FROM_FACTS: Mapping[AlertCause, Callable[[AlertRule, duckdb.DuckDBPyConnection, datetime], list[AlertFinding]]] = {
    AlertCause.BREACH: _breach,
    AlertCause.INCIDENT: _incident,
    AlertCause.ANSWER_FAILED: _answer_failed,
}


def _silence(
    rule: AlertRule, cursor: duckdb.DuckDBPyConnection, model: ReadModel, names: WallNames, now: datetime
) -> list[AlertFinding]:
    days_off = model.calendar.days_off
    usual = usual_hours(cursor, now, model.zone, days_off)
    last = {
        code: at.replace(tzinfo=UTC) for code, at in cursor.execute("SELECT channel, last_at FROM arrivals").fetchall()
    }
    found = []
    for line in names.channels:
        if line.archive or line.code not in usual or (rule.channels and line.code not in rule.channels):
            continue
        expected = usual[line.code].expected(last[line.code], now, model.zone, days_off)
        chance = silence_probability(expected)
        if chance < rule.chance:
            figures = {"last_at": last[line.code].isoformat(), "expected": round(expected, 2), "chance": chance}
            found.append(AlertFinding(rule.key, {"channel": line.code}, round(expected), figures))
    return found


def _quarantine(rule: AlertRule, quarantined: Mapping[str, int]) -> list[AlertFinding]:
    return [
        AlertFinding(rule.key, {"channel": channel}, count)
        for channel, count in sorted(quarantined.items())
        if count >= rule.at_least and (not rule.channels or channel in rule.channels)
    ]


def _finding(rule: AlertRule, codes: Sequence[str | None], count: int, **figures: Any) -> AlertFinding:
    group = {str(name): code or "" for name, code in zip(rule.group_by, codes, strict=True)}
    return AlertFinding(rule.key, group, count, figures)


def _narrowed(rule: AlertRule) -> tuple[str, dict[str, Any]]:
    """SQL that holds for the reports that a rule is about, and its values."""
    said, values = ["true"], {}
    for column, codes in (("category", rule.categories), ("channel", rule.channels)):
        if codes:
            said.append(f"list_contains(${column}_of_rule, {column})")
            values[f"{column}_of_rule"] = sorted(codes)
    return " AND ".join(said), values


def _named(order: str) -> str:
    """SQL: the numbers of the first few reports that may be named."""
    shown = f"list(number ORDER BY {order}, report_id) FILTER ({SHOWN})"
    return f"coalesce(list_slice({shown}, 1, {NAMED}), [])"


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(tzinfo=None)


def _iso(naive: datetime) -> str:
    return naive.replace(tzinfo=UTC).isoformat()
