"""The hours in which offices are staffed: working days of the calendar, from one time of the day to another, in WIB.

Deadlines run all 24 hours of a working day (`Calendar`); people read messages in these hours.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from command_center.domain.working_days import WIB, Calendar, wib_day

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class WorkingHours:
    """From `begin` up to `end` of every working day; `begin` lies before `end`."""

    calendar: Calendar
    begin: time
    end: time

    def open_at(self, moment: datetime) -> bool:
        """Whether an aware moment lies within them."""
        local = moment.astimezone(WIB)
        return self.calendar.is_working(local.date()) and self.begin <= local.time() < self.end

    def next_open(self, moment: datetime) -> datetime:
        """The moment itself where it lies within them, else when they begin next; UTC."""
        return moment.astimezone(UTC) if self.open_at(moment) else self.next_morning(moment)

    def next_morning(self, moment: datetime) -> datetime:
        """When they begin next, strictly after a moment; UTC."""
        day = wib_day(moment)
        morning = datetime.combine(day, self.begin, tzinfo=WIB)
        if not self.calendar.is_working(day) or morning <= moment:
            morning = datetime.combine(self.calendar.add_working_days(day, 1), self.begin, tzinfo=WIB)
        return morning.astimezone(UTC)

    def later(self, moment: datetime, hours: float) -> datetime:
        """When so many of these hours have passed since a moment; UTC. Raises ValueError for a negative number."""
        if hours < 0:
            raise ValueError(f"{hours} hours cannot have passed: the number must not be negative")
        left, at = timedelta(hours=hours), self.next_open(moment)
        while True:
            closes = datetime.combine(wib_day(at), self.end, tzinfo=WIB)
            if at + left <= closes:
                return (at + left).astimezone(UTC)
            left -= closes - at
            at = self.next_morning(at)
