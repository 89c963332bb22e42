"""Column types that behave alike on SQLite and PostgreSQL."""

from datetime import UTC, datetime

from sqlalchemy import BigInteger, DateTime, Integer
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import Dialect
from sqlalchemy.types import JSON, TypeDecorator

BigId = BigInteger().with_variant(Integer, "sqlite")
"""64-bit number that SQLite can count up by itself."""

Json = JSON().with_variant(JSONB(), "postgresql")

NullJson = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")
"""For a column that is mostly empty: None is NULL, not the word null."""


class Utc(TypeDecorator[datetime]):
    """Aware datetime, kept as UTC; a naive one is refused, since nobody could say what it means."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Aware -> UTC (without its zone on SQLite, which keeps none)."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no time zone: pass an aware datetime")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """What was kept -> aware UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
