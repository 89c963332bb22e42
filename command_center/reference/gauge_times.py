"""Times as the files of gauges write them: year, day or month first, with a zone or without, in one column or several."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum

_ZONES = {"utc": 0, "gmt": 0, "z": 0, "wib": 7, "wita": 8, "wit": 9}
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan",
            "feb peb",
            "mar",
            "apr",
            "may mei",
            "jun",
            "jul",
            "aug agu agt",
            "sep",
            "oct okt",
            "nov nop",
            "dec des",
        ),
        1,
    )
    for name in names.split()
}
_TIME = re.compile(
    r"""^(?:(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})
        |(?P<one>\d{1,2})[-/.](?P<two>\d{1,2})[-/.](?P<late>\d{4}|\d{2})
        |(?P<named_day>\d{1,2})[-/. ](?P<name>[A-Za-z]{3,9})[-/. ](?P<named_year>\d{4}|\d{2}))
        (?:[T ,]\s*(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:\.\d+)?)?)?
           \s*(?P<half>[AaPp][Mm])?)?
        \s*(?P<zone>Z|[A-Za-z]{3,4}|(?:(?:UTC|GMT)\s*)?[+-]\d{1,2}(?::?\d{2})?)?$""",
    re.VERBOSE,
)
_OFFSET = re.compile(r"(?:UTC|GMT)?\s*([+-])(\d{1,2})(?::?(\d{2}))?", re.IGNORECASE)
_TOLD = re.compile(r"\b(utc|gmt|wib|wita|wit)\b\s*([+-]\s*\d{1,2})?", re.IGNORECASE)


class FirstNumber(StrEnum):
    """What comes first where two numbers could be the day."""

    DAY = "day first"
    MONTH = "month first"


@dataclass(frozen=True, slots=True)
class WrittenTime:
    """A time as it was read: `first` and `second` are day and month in an order that the file as a whole decides.

    `fixed` where it is known already (`first` is the day then). `zone` is None where the row names none.
    """

    year: int
    first: int
    second: int
    fixed: bool
    since_midnight: timedelta
    zone: timezone | None

    def moment(self, order: FirstNumber, zone: timezone) -> datetime:
        """The moment in UTC. Raises ValueError for a day that does not exist."""
        day, month = self.first, self.second
        if not self.fixed and order is FirstNumber.MONTH:
            day, month = month, day
        midnight = datetime(self.year, month, day, tzinfo=self.zone or zone)
        return (midnight + self.since_midnight).astimezone(UTC)


def read_time(text: str) -> WrittenTime | None:
    """What a text says, None where it is no date. An hour of 24 is the end of the day."""
    found = _TIME.match(text.strip())
    if not found:
        return None
    hour, minute, second = (int(found[name] or 0) for name in ("hour", "minute", "second"))
    if found["half"]:
        hour = hour % 12 + (12 if found["half"].lower() == "pm" else 0)
    zone = zone_of(found["zone"]) if found["zone"] else None
    if hour > 24 or minute > 59 or second > 59 or (found["zone"] and zone is None):
        return None
    since = timedelta(hours=hour, minutes=minute, seconds=second)
    if found["year"]:
        return WrittenTime(int(found["year"]), int(found["day"]), int(found["month"]), True, since, zone)
    if found["name"]:
        month = _MONTHS.get(found["name"][:3].lower())
        if month is None:
            return None
        return WrittenTime(_year(found["named_year"]), int(found["named_day"]), month, True, since, zone)
    return WrittenTime(_year(found["late"]), int(found["one"]), int(found["two"]), False, since, zone)


def zone_of(text: str) -> timezone | None:
    """The zone of such as "WIB", "Z", "+07:00", "GMT+7"; None for what is none."""
    name = text.strip().lower()
    if name in _ZONES:
        return timezone(timedelta(hours=_ZONES[name]))
    found = _OFFSET.fullmatch(text.strip())
    if not found or int(found[2]) > 14:
        return None
    ahead = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    return timezone(ahead if found[1] == "+" else -ahead)


def zone_in_heading(heading: str) -> timezone | None:
    """The zone that a heading names, such as "Time (UTC)" or "Waktu WIB"."""
    found = _TOLD.search(heading)
    if not found:
        return None
    return zone_of(found[1] + found[2].replace(" ", "")) if found[2] else zone_of(found[1])


def _year(text: str) -> int:
    return int(text) + (2000 if len(text) == 2 else 0)
