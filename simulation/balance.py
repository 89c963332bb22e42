"""Keeps an invented past in bounds: how many reports are open, overdue and due on the next working day."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from command_center.domain.workflow import Status
from command_center.domain.working_days import Calendar, end_of_day, wib_day
from simulation.habits import Habits
from simulation.life import StaffStep
from simulation.past import Life


@dataclass(frozen=True, slots=True)
class Bounds:
    """Least and most reports at the end of the past; a demo's choice, near the city's own order of size."""

    open: tuple[int, int] = (205, 255)
    overdue: tuple[int, int] = (8, 12)
    next_day: tuple[int, int] = (8, 12)


def balance(
    rng: Random, habits: Habits, calendar: Calendar, lives: Sequence[Life], now: datetime, bounds: Bounds
) -> list[Life]:
    """The lives, with as few changed as it takes to be in `bounds` at `now`, where there are enough of them."""
    return _Balance(rng, habits, calendar, list(lives), now).done(bounds)


@dataclass
class _Balance:
    rng: Random
    habits: Habits
    calendar: Calendar
    lives: list[Life]
    now: datetime

    def done(self, bounds: Bounds) -> list[Life]:
        next_end = end_of_day(self.calendar.add_working_days(wib_day(self.now), 1))
        if self.calendar.is_working(wib_day(self.now)):
            next_end = end_of_day(wib_day(self.now))
        lately = self.now - timedelta(days=12)
        self._bound(bounds.overdue, lambda due: lately < due < self.now, lambda due: due < self.now)
        self._bound(bounds.next_day, lambda due: self.now <= due <= next_end, lambda due: self.now <= due <= next_end)
        self._bound_open(bounds.open)
        return self.lives

    def _bound(
        self, bounds: tuple[int, int], could: Callable[[datetime], bool], is_so: Callable[[datetime], bool]
    ) -> None:
        """Settle what is too many in time, leave unanswered what is too few."""
        counted = [n for n in self._recent() if (due := self.lives[n].due(self.now)) and is_so(due)]
        wanted = self._wanted(len(counted), bounds)
        for number in self._some(counted, len(counted) - wanted):
            self._close(number)
        fitting = [
            number
            for number in self._recent()
            if self._was_answered(life := self.lives[number])
            and (due := life.unanswered().due(self.now))
            and could(due)
        ]
        for number in self._some(fitting, wanted - len(counted)):
            self.lives[number] = self.lives[number].unanswered()

    def _bound_open(self, bounds: tuple[int, int]) -> None:
        """Settle what is too many of the answered and the forwarded; leave unsettled what is too few."""
        counted = [number for number in self._recent() if self.lives[number].is_open(self.now)]
        wanted = self._wanted(len(counted), bounds)
        may_end = [n for n in counted if self._waits(self.lives[n])]
        for number in self._some(may_end, len(counted) - wanted):
            self._close(number)
        settled = [n for n in self._recent() if self._settled_lately(self.lives[n])]
        for number in self._some(settled, wanted - len(counted)):
            self.lives[number] = self.lives[number].unsettled()

    def _recent(self) -> list[int]:
        """Lives that have not ended, or began lately enough to be changed: most of a long past is neither."""
        old = self.now - timedelta(days=60)
        return [n for n, life in enumerate(self.lives) if life.received_at > old or life.steps[-1].at > self.now]

    def _wanted(self, count: int, bounds: tuple[int, int]) -> int:
        """`count` where it is in bounds, else some number that is."""
        return count if bounds[0] <= count <= bounds[1] else self.rng.randint(*bounds)

    def _some(self, numbers: list[int], count: int) -> list[int]:
        return sorted(self.rng.sample(numbers, max(0, min(count, len(numbers)))))

    def _was_answered(self, life: Life) -> bool:
        return life.status(self.now) in (Status.ANSWERED, Status.SETTLED) and any(
            step.status is Status.FORWARDED for step in life.steps
        )

    def _waits(self, life: Life) -> bool:
        """Answered without a deadline left, or forwarded and due later than the day after tomorrow."""
        due, status = life.due(self.now), life.status(self.now)
        if due is None:
            return status is Status.ANSWERED
        return status is Status.FORWARDED and due > self.now + timedelta(days=3)

    def _settled_lately(self, life: Life) -> bool:
        return (
            life.status(self.now) is Status.SETTLED
            and self.now - life.steps[-1].at < timedelta(days=10)
            and life.unsettled().due(self.now) is None
        )

    def _close(self, number: int) -> None:
        """Answer (where it is not) and settle the report before now; before its deadline, where that was still ahead."""
        life = self.lives[number]
        taken = life.until(self.now).steps
        since = taken[-1].at if taken else life.received_at
        due = life.due(self.now)
        last = min(self.now, due) if due and due > since else self.now
        at = since + self.rng.uniform(0.5, 0.9) * (last - since)
        answered = StaffStep(Status.ANSWERED, at, note=self.rng.choice(self.habits.notes["answered"]))
        settled = StaffStep(Status.SETTLED, at + (last - at) / 10, note=self.rng.choice(self.habits.notes["settled"]))
        again = life.status(self.now) is Status.ANSWERED
        self.lives[number] = life.followed_by(settled) if again else life.followed_by(answered, settled)
