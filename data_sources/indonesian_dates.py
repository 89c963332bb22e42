"""Dates as Indonesian systems and spreadsheets write them, read as times in WIB.

``24/07/2026 21:05``, ``24 Juli 2026 21.05 WIB``, ``Jul 24, 2026 9:05 PM``, ``2026-07-24T21:05:48+07:00``, ``2026/07/24``, Excel's
day numbers. Among numbers a day is always before its month: 07/24/2026 is no date, and nothing is guessed.
"""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

from command_center.domain.working_days import WIB
from data_sources.tables import EXCEL_ZERO

Written = str | int | float | bool | date | datetime | time | timedelta | None

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan",
            "februari february pebruari feb peb",
            "maret march mar mrt",
            "april apr",
            "mei may",
            "juni june jun",
            "juli july jul",
            "agustus august agu agt ags agus aug",
            "september sep sept",
            "oktober october okt oct",
            "november nopember nov nop",
            "desember december des dec",
        ),
        1,
    )
    for name in names.split()
}
_ZONES = {"wib": WIB, "wita": timezone(timedelta(hours=8)), "wit": timezone(timedelta(hours=9)), "utc": UTC, "gmt": UTC}
_WEEKDAY = re.compile(
    r"^(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?)"
    r"\s*,?\s*(?=\S)",
    re.IGNORECASE,
)
_TIME = (
    r"(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:\.\d+)?)?(?:\s*(?P<half>[ap])\.?m\.?)?"
    r"(?:\s*(?P<zone>wib|wita|wit|utc|gmt|[+-]\d{2}:?\d{2}))?"
)
_THEN = rf"(?:(?:\s*[,T]\s*|\s+|\s+(?:pukul|jam|-)\s+)(?:(?:pukul|jam)\s+)?{_TIME})?"
_FORMS = tuple(
    re.compile(date_alone + _THEN, re.IGNORECASE | re.ASCII)
    for date_alone in (
        r"(?P<day>\d{1,2})(?:[/.-](?P<number>\d{1,2})[/.-]|[\s-]+(?P<name>[a-z]+)\.?,?[\s-]+)(?P<year>\d{4}|\d{2})",
        r"(?P<year>\d{4})(?P<sign>[/.-])(?P<number>\d{1,2})(?P=sign)(?P<day>\d{1,2})",
        r"(?P<name>[a-z]+)\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})",
    )
)
_CLOCK = re.compile(rf"(?:(?:pukul|jam)\s+)?{_TIME}", re.IGNORECASE | re.ASCII)
_DAY_PART = re.compile(r"0[.,]\d{3,}|0", re.ASCII)
"""A time of day as a part of the day, as text."""
_DAY_NUMBER = re.compile(r"\d{5}(?:[.,]\d+)?", re.ASCII)
_FIRST_DAY, _LAST_DAY = 36_526, 73_050
"""1 January 2000 and 31 December 2099 as Excel counts days."""


def moment_in_wib(
    day: Written, clock: Written = None, *, day_zero: datetime = EXCEL_ZERO, zone: tzinfo = WIB
) -> datetime | None:
    """The aware UTC time of a date cell, its time perhaps in a cell of its own; None where it cannot be read.

    Day numbers count from `day_zero`; a time that names no zone is one of `zone`.
    """
    found = _moment(day, day_zero)
    if found is None:
        return None
    at = time_of_day(clock)
    if at is not None:
        found = found.replace(
            hour=at.hour, minute=at.minute, second=at.second, microsecond=0, tzinfo=at.tzinfo or found.tzinfo
        )
    if found.tzinfo is None:
        found = found.replace(tzinfo=zone)
    try:
        return found.astimezone(UTC)
    except OverflowError:
        return None


def _moment(value: Written, day_zero: datetime) -> datetime | None:
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)  # noqa: DTZ001 - the zone follows
    if isinstance(value, bool):
        return None
    if isinstance(value, (int, float)):
        return _day_number(float(value), day_zero)
    return _written(" ".join(value.split()), day_zero) if isinstance(value, str) else None


def _day_number(days: float, day_zero: datetime) -> datetime | None:
    shift = (day_zero - EXCEL_ZERO).days
    if not _FIRST_DAY <= days + shift <= _LAST_DAY:
        return None
    return day_zero + timedelta(seconds=round(days * 86400))


def _written(text: str, day_zero: datetime) -> datetime | None:
    text = _WEEKDAY.sub("", text)
    try:
        for form in _FORMS:
            if (found := form.fullmatch(text)) is not None:
                return _from_parts(found.groupdict())
        if _DAY_NUMBER.fullmatch(text):
            return _day_number(float(text.replace(",", ".")), day_zero)
        return datetime.fromisoformat(text)
    except (ValueError, OverflowError):
        return None


def _from_parts(found: Mapping[str, str | None]) -> datetime | None:
    month = int(found.get("number") or 0) or _MONTHS.get((found.get("name") or "").lower())
    if month is None:
        return None
    written = found["year"] or ""
    year = int(written) + (2000 if len(written) == 2 else 0)
    at = _time_of(found) if found["hour"] else time()
    return datetime.combine(date(year, month, int(found["day"] or 0)), at)


def _time_of(found: Mapping[str, str | None]) -> time:
    """Raises ValueError for no time of a day: 25:00, 13:00 AM."""
    hour, half = int(found["hour"] or 0), (found["half"] or "").lower()
    if half:
        if hour == 0 or (hour > 12 and half == "a"):
            raise ValueError(f"{hour} is no hour before noon")
        if hour <= 12:
            hour = hour % 12 + (12 if half == "p" else 0)
    zone = found["zone"] or ""
    return time(hour, int(found["minute"] or 0), int(found["second"] or 0), tzinfo=_zone(zone.lower()))


def _zone(said: str) -> tzinfo | None:
    if said[:1] in ("+", "-"):
        return datetime.strptime(said, "%z").tzinfo
    return _ZONES.get(said)


def time_of_day(value: Written) -> time | None:
    """A time of day from a cell of its own; None where there is none, or it cannot be read."""
    if isinstance(value, datetime):
        return value.time()
    if isinstance(value, time):
        return value
    if isinstance(value, timedelta) and timedelta() <= value < timedelta(days=1):
        return (EXCEL_ZERO + value).time()
    if isinstance(value, str):
        return _clock_in(" ".join(value.split()))
    if isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value < 1:
        return (EXCEL_ZERO + timedelta(seconds=min(round(value * 86400), 86399))).time()
    return None


def _clock_in(text: str) -> time | None:
    if _DAY_PART.fullmatch(text):
        return time_of_day(float(text.replace(",", ".")))
    found = _CLOCK.fullmatch(text)
    try:
        return _time_of(found.groupdict()) if found is not None else None
    except ValueError:
        return None
