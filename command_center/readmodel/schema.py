"""Tables of the read model: one row of facts a report, and the head of the log that they stand for."""

from command_center.domain.events import FACTS, TIMES

VERSION = "5"
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
    """DuckDB type of a fact; times are kept as UTC without a zone."""
    return "TIMESTAMP" if fact in TIMES else _TYPES.get(fact, "VARCHAR")


CREATE = (
    "CREATE TABLE IF NOT EXISTS facts (report_id BIGINT NOT NULL, day DATE NOT NULL, "
    + ", ".join(f"{fact} {type_of(fact)}" for fact in FACTS)
    + ")",
    "CREATE TABLE IF NOT EXISTS calls (seen_at TIMESTAMP NOT NULL, channel VARCHAR, step VARCHAR, kind VARCHAR)",
    "CREATE TABLE IF NOT EXISTS head (seq BIGINT NOT NULL, version VARCHAR NOT NULL, mark VARCHAR NOT NULL)",
)
