"""The pulse of each channel: what came, what usually comes, and whether a silence is plausible."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo

import duckdb

from command_center.methods.channel_expectation import (
    IMPROBABLE,
    UNUSUAL,
    WEEKS,
    HourlyUsual,
    silence_probability,
)
from command_center.readmodel.wall_view import ChannelPulse, PulseState

HOURS = 24


@dataclass(frozen=True, slots=True)
class ChannelLine:
    """A channel of the strip: its code, label, and whether it takes nothing new any more."""

    code: str
    label: str
    archive: bool = False


def state_of_silence(expected: float) -> PulseState:
    """What a silence says in which `expected` reports usually come."""
    probability = silence_probability(expected)
    if probability < IMPROBABLE:
        return PulseState.SILENT
    return PulseState.QUIET if probability < UNUSUAL else PulseState.LIVE


def read_pulses(
    cursor: duckdb.DuckDBPyConnection,
    channels: Sequence[ChannelLine],
    now: datetime,
    zone: tzinfo,
    quarantined: Mapping[str, int],
    days_off: Collection[date],
) -> tuple[ChannelPulse, ...]:
    """The pulse of every channel, in the order given; what usually comes on `days_off` is as at weekends."""
    utc = now.astimezone(UTC).replace(tzinfo=None)
    last = dict(cursor.execute("SELECT channel, last_at FROM arrivals").fetchall())
    hourly: dict[str, list[int]] = {}
    for channel, ago, count in cursor.execute(
        "SELECT channel, floor((epoch(?::TIMESTAMP) - epoch(received_at)) / 3600)::INT AS ago, count(*) FROM facts "
        "WHERE received_at > ? AND received_at <= ? GROUP BY 1, 2",
        [utc, utc - timedelta(hours=HOURS), utc],
    ).fetchall():
        hourly.setdefault(channel, [0] * HOURS)[HOURS - 1 - min(ago, HOURS - 1)] = count
    usual = usual_hours(cursor, now, zone, days_off)
    pulses = []
    for line in channels:
        last_at = last[line.code].replace(tzinfo=UTC) if line.code in last else None
        expected = 0.0
        if last_at is not None and line.code in usual:
            expected = usual[line.code].expected(max(last_at, now - timedelta(days=7)), now, zone, days_off)
        pulses.append(
            ChannelPulse(
                code=line.code,
                label=line.label,
                hourly=tuple(hourly.get(line.code, [0] * HOURS)),
                last_at=last_at,
                expected_in_silence=expected,
                state=_state(line, last_at, expected),
                quarantined=quarantined.get(line.code, 0),
            )
        )
    return tuple(pulses)


def _state(line: ChannelLine, last_at: datetime | None, expected: float) -> PulseState:
    if line.archive:
        return PulseState.ARCHIVE
    return PulseState.NEVER if last_at is None else state_of_silence(expected)


def usual_hours(
    cursor: duckdb.DuckDBPyConnection, now: datetime, zone: tzinfo, days_off: Collection[date]
) -> dict[str, HourlyUsual]:
    """Means over the past four weeks without the last 24 hours, or over what there is of them, from a day on.

    Each is the count of an hour of the clock, on working days or on free ones, by how often that hour was in this time.
    """
    end = now.astimezone(UTC).replace(tzinfo=None) - timedelta(hours=HOURS)
    start = end - timedelta(weeks=WEEKS)
    (first,) = cursor.execute("SELECT min(first_at) FROM arrivals").fetchone() or (None,)
    if first is None or end - first < timedelta(days=1):
        return {}
    start = max(start, first)
    there = _hours_there(start.replace(tzinfo=UTC).astimezone(zone), end.replace(tzinfo=UTC).astimezone(zone), days_off)
    offset = now.astimezone(zone).utcoffset() or timedelta()
    counts: dict[str, list[list[float]]] = {}
    for channel, free, hour, count in cursor.execute(
        "SELECT channel, isodow(local) >= 6 OR list_contains(?::DATE[], local::DATE), hour(local), count(*) FROM "
        "(SELECT channel, received_at + to_seconds(?) AS local FROM facts WHERE received_at >= ? AND received_at < ?) "
        "GROUP BY 1, 2, 3",
        [list(days_off), offset.total_seconds(), start, end],
    ).fetchall():
        rates = counts.setdefault(channel, [[0.0] * 24, [0.0] * 24])
        # Less than a whole hour counts as one: of a few seconds nothing is known of an hour.
        rates[free][hour] = count / max(there[free][hour], 1.0)
    return {channel: HourlyUsual(tuple(weekday), tuple(weekend)) for channel, (weekday, weekend) in counts.items()}


def _hours_there(start: datetime, end: datetime, days_off: Collection[date]) -> tuple[list[float], list[float]]:
    """How often each hour of the clock was between two moments, the parts of hours as parts: (working days, free days)."""
    there = [0.0] * 24, [0.0] * 24
    while start < end:
        following = min(start.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1), end)
        there[start.weekday() >= 5 or start.date() in days_off][start.hour] += (following - start) / timedelta(hours=1)
        start = following
    return there
