"""A report of the past with all its steps, and how it stands at a moment: open, overdue, due soon."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from command_center.domain.findings import Deadlines
from command_center.domain.inbound import Inbound
from command_center.domain.workflow import Stage, Status, next_deadline, reached_after
from simulation.life import StaffStep


@dataclass(frozen=True, slots=True)
class PastReport:
    """A report received at `received_at` (aware UTC) and every step up to now, in order of time."""

    inbound: Inbound
    received_at: datetime
    steps: tuple[StaffStep, ...]


@dataclass(frozen=True, slots=True)
class Life:
    """A report with all its steps, those still to come included, and the deadlines that intake will fix on it."""

    inbound: Inbound
    received_at: datetime
    deadlines: Deadlines
    steps: tuple[StaffStep, ...]

    def until(self, moment: datetime) -> PastReport:
        """The report as it is known at `moment`."""
        return PastReport(self.inbound, self.received_at, self._taken(moment))

    def is_open(self, moment: datetime) -> bool:
        """Whether somebody still has to act at `moment`."""
        return not self.status(moment).closed

    def status(self, moment: datetime) -> Status:
        """The status at `moment`."""
        taken = self._taken(moment)
        return taken[-1].status if taken else Status.RECEIVED

    def due(self, moment: datetime) -> datetime | None:
        """The earliest deadline not met at `moment`; None where there is none."""
        reached: Mapping[Stage, datetime] = {}
        for step in self._taken(moment):
            reached = reached_after(reached, step.status, step.at)
        found = next_deadline(self.status(moment), self.deadlines.due, reached)
        return found[1] if found else None

    def unanswered(self) -> "Life":
        """The same report, never answered."""
        return replace(self, steps=tuple(s for s in self.steps if s.status not in (Status.ANSWERED, Status.SETTLED)))

    def unsettled(self) -> "Life":
        """The same report, answered but not settled."""
        return replace(self, steps=tuple(step for step in self.steps if step.status is not Status.SETTLED))

    def followed_by(self, *steps: StaffStep) -> "Life":
        """The same report with `steps` instead of all that come after the first of them."""
        kept = (step for step in self.steps if step.at < steps[0].at)
        return replace(self, steps=(*kept, *steps))

    def _taken(self, moment: datetime) -> tuple[StaffStep, ...]:
        return tuple(step for step in self.steps if step.at <= moment)
