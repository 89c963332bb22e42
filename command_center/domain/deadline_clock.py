"""The deadline clock as it runs when a change is saved: pauses that have ended are counted, and what moved is noted."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from command_center.domain.due_changes import ChangeCause, DueChange
from command_center.domain.pauses import count_pauses
from command_center.domain.report import Report, with_deadlines
from command_center.domain.sla import Policies
from command_center.domain.workflow import Stage
from command_center.domain.working_days import Calendar


@dataclass(frozen=True, slots=True)
class DeadlineClock:
    """The policies and the calendar of today."""

    policies: Policies
    calendar: Calendar

    def after_pauses(self, report: Report) -> Report:
        """The report with every pause that has ended counted by its policy; the same object where none is left to count.

        Only the time that was paused is counted with the calendar of today: the deadlines themselves stay as they were
        fixed. Those of a policy that the city no longer has stay too.
        """
        deadlines = report.deadlines
        policy = self.policies.find(deadlines.policy)
        stages = frozenset(deadlines.due)
        waits = any(each.end is not None and not stages <= each.counted for each in deadlines.pauses)
        if policy is None or not waits:
            return report
        terms = policy.terms[report.report_class]
        begins = {
            stage: term.begins(report.received_at)
            for stage in stages
            if (term := terms.of(stage, deadlines.extended)) is not None
        }
        due, pauses = count_pauses(
            deadlines.due, deadlines.pauses, policy.pauses, begins, report.state.reached, self.calendar
        )
        return with_deadlines(report, replace(deadlines, due=due, pauses=pauses))


def noted(before: Report, after: Report, at: datetime) -> Report:
    """The report with what moved its deadlines since `before`; the same object where none moved."""
    new = tuple(_changes(before, after, at))
    if not new:
        return after
    deadlines = after.deadlines
    return replace(after, deadlines=replace(deadlines, changes=(*before.deadlines.changes, *new)))


def _changes(before: Report, after: Report, at: datetime) -> Iterable[DueChange]:
    old, new = before.deadlines, after.deadlines
    if old.due == new.due:
        return
    cause, basis = _cause(before, after)
    for stage in Stage:
        if old.due.get(stage) != new.due.get(stage):
            yield DueChange(stage, at, cause, old.due.get(stage), new.due.get(stage), basis)


def _cause(before: Report, after: Report) -> tuple[ChangeCause, str]:
    old, new = before.deadlines, after.deadlines
    if before.report_class is not after.report_class:
        return ChangeCause.REPORT_CLASS, str(after.report_class)
    if old.policy != new.policy:
        return ChangeCause.POLICY, new.policy
    if old.extended != new.extended:
        return ChangeCause.EXTENSION, ""
    if old.calendar != new.calendar:
        return ChangeCause.CALENDAR, new.calendar
    waited = [
        each for each in (*new.pauses, *old.pauses) if each.end and not (each in new.pauses and each in old.pauses)
    ]
    # A step that ended a pause may be taken back: what waited is then no longer there.
    return ChangeCause.PAUSE, str(waited[-1].why) if waited else ""
