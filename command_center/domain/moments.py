"""Moments and days that somebody wrote: within the years that a city asks for, so that no sum with them leaves the calendar."""

from datetime import UTC, date, datetime

FIRST_YEAR, LAST_YEAR = 1900, 2999
"""A day beyond is a slip, or an attack: a year later or a zone apart there would be no date for it."""


def in_calendar(moment: date) -> bool:
    """Whether a day or moment lies in the years that are asked for."""
    return FIRST_YEAR <= moment.year <= LAST_YEAR


def moment_of(text: str) -> datetime | None:
    """The moment that an ISO 8601 text with a zone names, in UTC; None for anything else."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment.tzinfo is not None and in_calendar(moment) else None
