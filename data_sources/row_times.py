"""Times of a report in somebody's file: one that cannot be true is refused, never replaced, and a day ends with its last second."""

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta, tzinfo

from command_center.domain.working_days import WIB
from data_sources.cells import words
from data_sources.errors import BadMessage
from data_sources.indonesian_dates import time_of_day
from data_sources.reading import EARLIEST
from data_sources.tables import Cell

AHEAD = timedelta(days=1)
"""How far ahead of the receipt a time may lie: clocks go wrong, and zones are left out."""
END_OF_DAY = time(23, 59, 59)


def sent_at(found: datetime | None, written: str, received_at: datetime) -> datetime:
    """When a report was sent, of the cell that says `written`. Raises BadMessage where it is missing or cannot be true."""
    if not written:
        raise BadMessage("it has no date")
    if found is None:
        raise BadMessage(f"the date {written!r:.40} cannot be read: write it like 24/07/2026 21:05")
    if found < EARLIEST:
        raise BadMessage(
            f"the date {written!r:.40} is before {EARLIEST.year}, when there was no such service: correct it"
        )
    if found > received_at + AHEAD:
        raise BadMessage(f"the date {written!r:.40} lies ahead of the day on which the file came: correct it")
    return found


def clock_told(clock: Cell, remark: Callable[[str], None]) -> None:
    """Tell `remark` of a time of day, in a cell of its own, that says something and cannot be read."""
    if words(clock) and time_of_day(clock) is None:
        remark(
            f"the time {words(clock)!r:.20} cannot be read, so that the report counts by its date alone: write it like 21:05"
        )


def step_at(
    found: datetime | None, written: str, sent: datetime, received_at: datetime, zone: tzinfo = WIB
) -> datetime:
    """When a status was reached. A day without a time ends with its last second, so that nothing is settled before it was
    sent. Raises BadMessage where it cannot be read, or is not after `sent`: how long it took then stays unknown.
    """
    if found is None:
        raise BadMessage(f"the date {written!r:.40} of its status cannot be read: write it like 24/07/2026 21:05")
    local = found.astimezone(zone)
    if local.time() == time():
        found = max(found, min(datetime.combine(local.date(), END_OF_DAY, zone).astimezone(UTC), received_at))
    if not sent < found <= received_at + AHEAD:
        raise BadMessage(
            f"the date {written!r:.40} of its status is not after that of the report, or lies ahead of today"
        )
    return found
