"""Builds the working-day calendar: the national list of the library `holidays`, changed by the city's own holidays.toml."""

import hashlib
from collections.abc import Mapping
from datetime import date

import holidays
from holidays.version import __version__ as library_version

from command_center.domain.wording import Wording
from command_center.domain.working_days import Calendar, DayOff
from command_center.reference.tables import Table

_ESTIMATED = "(perkiraan)"
_JOINT_LEAVE = "Cuti Bersama"
_SATURDAY = 5


def read_calendar(top: Table) -> Calendar:
    """The calendar of the years that the file names. Raises BadReferenceData.

    A year is complete when its cuti bersama is decreed and none of its dates is estimated; after the last complete
    year the calendar calls itself provisional. `version` names the library, the file and, since a file can be
    edited without a new version, the days themselves.
    """
    version = top.text("version")
    first, last = top.whole("first_year", least=1990), top.whole("last_year", least=1990)
    if last < first:
        top.refuse(f'"last_year" {last} is before "first_year" {first}', "last_year")
    tables = [(key, top.tables(key, required=False)) for key in ("day_off", "working_day", "name")]
    top.done()
    national = _national(first, last)
    days = dict(national)
    seen: dict[date, str] = {}
    for key, entries in tables:
        for table in entries:
            day = table.day("date")
            if not first <= day.year <= last:
                table.refuse(f"{day} lies outside the years {first} to {last}", "date")
            if day in seen:
                table.refuse(f"{day} stands already in a [[{seen[day]}]]", "date")
            seen[day] = key
            _change(days, key, table, day)
            table.done()
    return Calendar(
        version=f"holidays-{library_version}+{version}+{_digest(days)}",
        days_off=days,
        first_year=first,
        last_year=last,
        complete_until=date(_last_complete_year(national, first, last), 12, 31),
        kinds={day: kind for day in days if (kind := _kind(national.get(day))) is not DayOff.HOLIDAY},
    )


def _kind(national: Wording | None) -> DayOff:
    """By the national name, whatever the city calls the day; a day that only the city has is its closure."""
    if national is None:
        return DayOff.CLOSURE
    return DayOff.JOINT_LEAVE if _JOINT_LEAVE in national.id else DayOff.HOLIDAY


def _change(days: dict[date, Wording], key: str, table: Table, day: date) -> None:
    if key == "working_day":
        table.text("reason")
        if day not in days:
            table.refuse(f"{day} is no day off, so it cannot be made a working day", "date")
        del days[day]
        return
    if key == "day_off":
        table.text("source")
        if day in days:
            table.refuse(f'{day} is already "{days[day].id}"; to change its name use [[name]]', "date")
        if day.weekday() >= _SATURDAY:
            table.refuse(f"{day} is a Saturday or Sunday, which is free anyway", "date")
    elif day not in days:
        table.refuse(f"{day} is no day off, so it has no name to change", "date")
    days[day] = table.wording("name")


def _national(first: int, last: int) -> dict[date, Wording]:
    """National holidays and cuti bersama, with their names in both languages."""
    indonesian, english = (
        holidays.country_holidays(
            "ID", years=range(first, last + 1), categories=("public", "government"), language=language
        )
        for language in ("id", "en_US")
    )
    return {day: Wording(name, english[day]) for day, name in sorted(indonesian.items())}


def _last_complete_year(national: Mapping[date, Wording], first: int, last: int) -> int:
    """The year before the first one that has an estimated date or comes after the last decree on cuti bersama."""
    estimated = {day.year for day, name in national.items() if _ESTIMATED in name.id}
    decreed = max((day.year for day, name in national.items() if _JOINT_LEAVE in name.id), default=first - 1)
    return min(estimated | {decreed + 1, last + 1}) - 1


def _digest(days: Mapping[date, Wording]) -> str:
    listed = ",".join(day.isoformat() for day in sorted(days))
    return hashlib.blake2s(listed.encode(), digest_size=4).hexdigest()
