"""The working-day clock of the city: which days count in WIB, and when a term of days or hours ends.

Rules: the day of receipt does not count; a term of n working days ends at 23:59:59 WIB of the n-th following working
day; a term of hours runs on working days only, all 24 hours of them. No Saturdays, no Sundays, no days off.
"""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, timezone
from enum import StrEnum
from types import MappingProxyType

from command_center.domain.wording import Wording

WIB = timezone(timedelta(hours=7), "WIB")
"""Western Indonesian Time: UTC+7, no summer time."""

FRIDAY = 4
_SATURDAY = 5
_LAST_SECOND_UTC = time(16, 59, 59, tzinfo=UTC)
"""23:59:59 WIB as a time of the same day in UTC."""

RECEIPT = Wording("hari laporan diterima", "day of receipt")
SATURDAY = Wording("Sabtu", "Saturday")
SUNDAY = Wording("Minggu", "Sunday")
WORKING = Wording("hari kerja", "working day")


class DayOff(StrEnum):
    """What kind of day off it is: by the national list, joint leave by decree, or a closure of the city's own."""

    HOLIDAY = "holiday"
    JOINT_LEAVE = "joint_leave"
    CLOSURE = "closure"


_DAY = timedelta(days=1)
_LAST_SECOND = _DAY - timedelta(seconds=1)
_MOMENT = timedelta(microseconds=1) / timedelta(days=1)
"""A microsecond, in days: what tells a term that has passed from one that ends now."""


def _passed(moment: datetime) -> timedelta:
    """How much of its WIB day has passed at an aware moment."""
    local = moment.astimezone(WIB)
    return local - local.replace(hour=0, minute=0, second=0, microsecond=0)


def wib_day(moment: datetime) -> date:
    """The WIB day of an aware datetime. Raises ValueError for a naive one."""
    if moment.tzinfo is None:
        raise ValueError(f"{moment!r} has no time zone: deadlines need aware datetimes")
    return moment.astimezone(WIB).date()


def start_of_day(day: date) -> datetime:
    """00:00:00 WIB of that day, in UTC."""
    return datetime.combine(day, time(), tzinfo=WIB).astimezone(UTC)


def end_of_day(day: date) -> datetime:
    """23:59:59 WIB of that day, in UTC."""
    return datetime.combine(day, _LAST_SECOND_UTC)


@dataclass(frozen=True, eq=False)
class Calendar:
    """Working days of the city. `days_off` (holiday, cuti bersama, closure) are named; weekends are not listed.

    The days off of `first_year` to `last_year` are known; outside those years only weekends are free. After
    `complete_until` days may still be missing (estimated dates, cuti bersama not yet decreed): a screen shows a
    deadline after it as provisional. `version` is kept on every report whose deadlines were counted with it. `kinds`
    names what is no national holiday among the days off.
    """

    version: str
    days_off: Mapping[date, Wording]
    first_year: int
    last_year: int
    complete_until: date
    kinds: Mapping[date, DayOff] = field(default_factory=dict)
    _first: int = field(init=False, repr=False)
    _count: Sequence[int] = field(init=False, repr=False)
    _working: Sequence[int] = field(init=False, repr=False)
    _ends: dict[tuple[date, int], datetime] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Count the working days of the covered years once, so that every question below is a look-up."""
        days_off = dict(self.days_off)
        off = {day.toordinal() for day in days_off}
        first = date(self.first_year, 1, 1).toordinal()
        last = date(self.last_year, 12, 31).toordinal()
        count, working = array("l"), array("l")
        for ordinal in range(first, last + 1):
            # Ordinal 1, Monday 1 January of year 1, makes (ordinal - 1) % 7 the weekday with Monday as 0.
            if (ordinal - 1) % 7 < _SATURDAY and ordinal not in off:
                working.append(ordinal)
            count.append(len(working))
        for name, value in (
            ("days_off", MappingProxyType(days_off)),
            ("_first", first),
            ("_count", count),
            ("_working", working),
            ("_ends", {}),
        ):
            object.__setattr__(self, name, value)

    def covers(self, day: date) -> bool:
        """Whether days off are known for the year of that day."""
        return self.first_year <= day.year <= self.last_year

    def is_provisional(self, day: date) -> bool:
        """Whether days off up to that day may still be missing or move."""
        return day > self.complete_until

    def may_move(self, due: datetime) -> bool:
        """Whether a deadline lies after the last day whose days off are final: it is shown as provisional."""
        return self.is_provisional(wib_day(due))

    def is_working(self, day: date) -> bool:
        """Whether the clock runs on that day."""
        return day.weekday() < _SATURDAY and day not in self.days_off

    def friday(self, day: date) -> date:
        """The Friday until which people count: the first after `day` that is a working day. On a Friday it is that of the
        next week, so that there always are days to act in.
        """
        friday = day + timedelta(days=1)
        while friday.weekday() != FRIDAY or not self.is_working(friday):
            friday += timedelta(days=1)
        return friday

    def name_of(self, day: date, language: str = "id") -> str:
        """Name of the day off ("" for all other days, weekends included)."""
        wording = self.days_off.get(day)
        return wording.in_language(language) if wording else ""

    def why(self, day: date) -> Wording:
        """Why the day does not count, a day off before a weekend; `WORKING` where it does."""
        off = self.days_off.get(day)
        if off:
            return off
        return (SATURDAY, SUNDAY)[day.weekday() - _SATURDAY] if day.weekday() >= _SATURDAY else WORKING

    def kind_of(self, day: date) -> DayOff | None:
        """What kind of day off it is; None for all other days, weekends included."""
        return self.kinds.get(day, DayOff.HOLIDAY) if day in self.days_off else None

    def add_working_days(self, day: date, number: int) -> date:
        """The `number`-th working day after `day`; `day` itself for 0. Raises ValueError for a negative number."""
        if number < 0:
            raise ValueError(f"cannot count {number} working days: the number must not be negative")
        if number == 0:
            return day
        index = day.toordinal() - self._first
        if 0 <= index < len(self._count):
            position = self._count[index] + number - 1
            if position < len(self._working):
                return date.fromordinal(self._working[position])
        return self._step(day, number)

    def working_days_between(self, after: date, until: date) -> int:
        """How many working days lie after the day `after`, up to and including `until` (0 where until <= after)."""
        if until <= after:
            return 0
        low, high = after.toordinal() - self._first, until.toordinal() - self._first
        if low >= 0 and high < len(self._count):
            return self._count[high] - self._count[low]
        days = (date.fromordinal(n) for n in range(after.toordinal() + 1, until.toordinal() + 1))
        return sum(map(self.is_working, days))

    def due(self, received_at: datetime, working_days: int) -> datetime:
        """End of a term of working days: 23:59:59 WIB of the n-th working day after the day of receipt, in UTC."""
        if working_days < 1:
            raise ValueError(f"a term of {working_days} working days has no end: it must be at least 1")
        key = wib_day(received_at), working_days
        end = self._ends.get(key)
        if end is None:
            end = end_of_day(self.add_working_days(*key))
            if self.covers(key[0]):
                # Reports of one day share their deadlines; only days of the covered years, so that this stays small.
                self._ends[key] = end
        return end

    def due_after_hours(self, received_at: datetime, hours: int) -> datetime:
        """End of a term of hours that run on working days only, in UTC.

        A term that is used up exactly at midnight ends at 23:59:59 of the working day before it.
        """
        if hours < 1:
            raise ValueError(f"a term of {hours} hours has no end: it must be at least 1")
        day, left = wib_day(received_at), timedelta(hours=hours)
        if self.is_working(day):
            midnight = datetime.combine(day + timedelta(days=1), time(), tzinfo=WIB)
            today = midnight - received_at
            if left < today:
                return (received_at + left).astimezone(UTC)
            if left == today:
                return end_of_day(day)
            left -= today
        whole, rest = divmod(left, timedelta(days=1))
        if not rest:
            return end_of_day(self.add_working_days(day, whole))
        last = self.add_working_days(day, whole + 1)
        return (datetime.combine(last, time(), tzinfo=WIB) + rest).astimezone(UTC)

    def working_days_over(self, due: datetime, now: datetime) -> int:
        """Full working days since the deadline passed: 0 before it and on the first working day after it."""
        if now <= due:
            return 0
        due_day, today = wib_day(due), wib_day(now)
        days = self.working_days_between(due_day, today)
        if days and self.is_working(today) and now.astimezone(WIB).time() < due.astimezone(WIB).time():
            days -= 1
        return days

    def counted_days(self, received_at: datetime, moment: datetime) -> float:
        """Working days from the end of the day of receipt to a moment, the part of the last one that has passed counted.

        0 on the day of receipt. A term of n working days is breached exactly where it is above n: what has passed the
        end of a day is a microsecond more, also on the free days that follow.
        """
        receipt, day = wib_day(received_at), wib_day(moment)
        if day <= receipt:
            return 0.0
        whole = self.working_days_between(receipt, day - timedelta(days=1))
        part = 0.0
        if self.is_working(day):
            passed = _passed(moment)
            part = 1 + _MOMENT if passed > _LAST_SECOND else passed / timedelta(days=1)
        return whole + max(part, _MOMENT if whole else 0.0)

    def elapsed_days(self, begin: datetime, end: datetime) -> float:
        """Working time between two moments in working days, whatever day they lie on; below 0 where `end` is earlier."""
        if end < begin:
            return -self.elapsed_days(end, begin)
        yesterday = timedelta(days=1)
        whole = self.working_days_between(wib_day(begin) - yesterday, wib_day(end) - yesterday)
        return whole + self._part(end) - self._part(begin)

    def _part(self, moment: datetime) -> float:
        """The part of its working day that has passed; 0 on a day that does not count."""
        return _passed(moment) / timedelta(days=1) if self.is_working(wib_day(moment)) else 0.0

    def working_time(self, begin: datetime, end: datetime) -> timedelta:
        """Working time between two moments, to the microsecond; none where `end` is not later. A working day has 24 hours."""
        if end <= begin:
            return timedelta()
        whole = self.working_days_between(wib_day(begin) - _DAY, wib_day(end) - _DAY)
        return whole * _DAY + self._worked(end) - self._worked(begin)

    def add_working_time(self, moment: datetime, amount: timedelta) -> datetime:
        """The moment, aware UTC, after so much working time; always on a working day where `amount` is above 0.

        What is used up exactly at midnight ends with the first moment of the next working day, so that adding in parts
        and at once are the same. Raises ValueError for less than nothing.
        """
        if amount < timedelta():
            raise ValueError(f"cannot add {amount} of working time: it must not be negative")
        if not amount:
            return moment.astimezone(UTC)
        day = wib_day(moment)
        used = amount + self._worked(moment)
        whole, rest = divmod(used, _DAY)
        last = self.add_working_days(day, whole if self.is_working(day) else whole + 1)
        return (datetime.combine(last, time(), tzinfo=WIB) + rest).astimezone(UTC)

    def _worked(self, moment: datetime) -> timedelta:
        """How much of its working day has passed; nothing on a day that does not count."""
        return _passed(moment) if self.is_working(wib_day(moment)) else timedelta()

    def _step(self, day: date, number: int) -> date:
        """`add_working_days` day by day, for terms that leave the covered years."""
        while number:
            day += timedelta(days=1)
            number -= self.is_working(day)
        return day
