"""Tables of the read model: facts of every report, those that are open apart, and the head of the log they stand for.

What a page asks of the city as it stands now it asks of `open_reports`, which is as long as the work that is left and not
as the years are; what it asks of a period it asks of `facts`, whose rows lie in the order of arrival.
"""

from collections.abc import Mapping
from typing import Any

from command_center.domain.events import FACTS, TIMES
from command_center.domain.workflow import CLOSED
from command_center.readmodel import clock, grains
from command_center.readmodel.grains import GRAINS
from command_center.readmodel.reopenings import REOPENED

VERSION = "11"
"""Raise it when the tables change: a read model of another version is thrown away and filled from the log."""

_TYPES = {
    "lat": "DOUBLE",
    "lon": "DOUBLE",
    "doubtful": "BOOLEAN",
    "exact": "BOOLEAN",
    "retracted": "BOOLEAN",
    "simulated": "BOOLEAN",
    "incident_id": "BIGINT",
}


def type_of(fact: str) -> str:
    """DuckDB type of a fact, a duration or what is kept of a reopening; times are kept as UTC without a zone."""
    if fact in clock.DURATIONS:
        return "DOUBLE"
    if fact in GRAINS:
        return "INTEGER"
    if fact in REOPENED:
        return REOPENED[fact]
    return "TIMESTAMP" if fact in TIMES else _TYPES.get(fact, "VARCHAR")


OPEN = f"status NOT IN ({', '.join(repr(str(each)) for each in sorted(CLOSED))}) AND NOT retracted"
"""By the status: a report that another system closed may not say when."""


def is_open(facts: Mapping[str, Any]) -> bool:
    """What `OPEN` says, of facts that are not in a table yet."""
    return facts["status"] not in CLOSED and not facts["retracted"]


_REPORT = (
    "(report_id BIGINT NOT NULL, day DATE NOT NULL, "
    + ", ".join(f"{fact} {type_of(fact)}" for fact in FACTS)
    + "".join(f", {name} DOUBLE" for name in clock.DURATIONS)
    + "".join(f", {name} INTEGER" for name in GRAINS)
    + "".join(f", {name} {kind}" for name, kind in REOPENED.items())
    + ", again_at TIMESTAMP)"
)

CREATE = (
    f"CREATE TABLE IF NOT EXISTS facts {_REPORT}",
    f"CREATE TABLE IF NOT EXISTS open_reports {_REPORT}",
    "CREATE TABLE IF NOT EXISTS arrivals (channel VARCHAR PRIMARY KEY, first_at TIMESTAMP, last_at TIMESTAMP, "
    "simulated BOOLEAN)",
    "CREATE TABLE IF NOT EXISTS calls (seen_at TIMESTAMP NOT NULL, channel VARCHAR, step VARCHAR, kind VARCHAR)",
    "CREATE TABLE IF NOT EXISTS head (seq BIGINT NOT NULL, version VARCHAR NOT NULL, mark VARCHAR NOT NULL)",
    *clock.CREATE,
    *grains.CREATE,
)

TABLES = ("facts", "open_reports", "arrivals", "calls", "head")
"""All that is forgotten when the log turns out to be another one; the clock is the calendar's and stays."""
