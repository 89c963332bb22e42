"""Who is on duty when, and in which order: whom an alert is told first, and who comes next where nobody acknowledges it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from command_center.domain.working_days import WIB, Calendar

_DAY = timedelta(days=1)
_FARTHEST = 60
"""Days ahead within which a duty must come: longer than any row of days off."""


class DutyDay(StrEnum):
    """A weekday, or all working days, or all days that are none."""

    MON = "mon"
    TUE = "tue"
    WED = "wed"
    THU = "thu"
    FRI = "fri"
    SAT = "sat"
    SUN = "sun"
    WORKING = "working"
    FREE = "free"


WEEKDAYS = tuple(DutyDay)[:7]


@dataclass(frozen=True, slots=True)
class Duty:
    """Some people in some hours. `order` from 1 on is when they are told: who has the next one is told after nobody of
    this one acknowledged.

    People are named by `accounts` (sign-in names), by `roles` (everybody who has one; `opd` are the people of the department
    that an alert is about), or by addresses that are no account's: `mails`, `telegram` chats. Where `end` is not after `begin`
    it is of the following day: a watch over midnight belongs to the day on which it begins.
    """

    order: int
    days: frozenset[DutyDay]
    begin: time
    end: time
    accounts: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    mails: tuple[str, ...] = ()
    telegram: tuple[str, ...] = ()

    def on_at(self, moment: datetime, calendar: Calendar) -> bool:
        """Whether they are on duty at an aware moment."""
        local = moment.astimezone(WIB)
        over_midnight = self.end <= self.begin
        if self.begin <= local.time() and (over_midnight or local.time() < self.end):
            return self._of_day(local.date(), calendar)
        return over_midnight and local.time() < self.end and self._of_day(local.date() - _DAY, calendar)

    def _of_day(self, day: date, calendar: Calendar) -> bool:
        """Whether it begins on a day."""
        free = DutyDay.WORKING if calendar.is_working(day) else DutyDay.FREE
        return bool(self.days & {free, WEEKDAYS[day.weekday()]})

    def next_on(self, moment: datetime, calendar: Calendar) -> datetime | None:
        """The moment itself where they are on duty, else when they are next; UTC. None where never in two months."""
        if self.on_at(moment, calendar):
            return moment.astimezone(UTC)
        local = moment.astimezone(WIB)
        for ahead in range(_FARTHEST):
            begins = datetime.combine(local.date() + ahead * _DAY, self.begin, tzinfo=WIB)
            if begins > moment and self.on_at(begins, calendar):
                return begins.astimezone(UTC)
        return None


@dataclass(frozen=True, slots=True)
class Rota:
    """The duties of one group of people, by which alerts are told."""

    key: str
    duties: tuple[Duty, ...]

    @property
    def orders(self) -> tuple[int, ...]:
        """The orders that there are, first to last."""
        return tuple(sorted({each.order for each in self.duties}))

    def of_order(self, order: int) -> tuple[Duty, ...]:
        """The duties of one order."""
        return tuple(each for each in self.duties if each.order == order)

    def next_order(self, order: int) -> int | None:
        """Who comes after an order; None where nobody does."""
        return min((each for each in self.orders if each > order), default=None)

    def next_on(self, order: int, moment: datetime, calendar: Calendar) -> datetime | None:
        """When somebody of an order is on duty next."""
        found = [at for each in self.of_order(order) if (at := each.next_on(moment, calendar)) is not None]
        return min(found, default=None)

    def told_at(self, order: int, moment: datetime, calendar: Calendar, *, urgent: bool) -> Sequence[Duty]:
        """Whom an alert of this order is told at a moment: all up to the order who are on duty.

        Something `urgent` finds somebody at any hour: where nobody up to the order is on duty, the next order that is, and
        where nobody is at all, all of the order.
        """
        on = [each for each in self.duties if each.on_at(moment, calendar)]
        reached = [each for each in on if each.order <= order]
        if reached or not urgent:
            return reached
        following = min((each.order for each in on), default=None)
        return [each for each in on if each.order == following] if following is not None else self.of_order(order)
