"""Triage: the steps that P3M and the OPD take with a report, each checked against the flow and kept with who did it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from command_center.domain.events import Event, EventKind
from command_center.domain.report import Report, after_step, changed_facts, facts, may_follow
from command_center.domain.reports import CLOSED, Status
from command_center.errors import Conflict, NotFound
from command_center.store.reports import Reports, ReportWriter, StepTaken


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what it makes of the report, when, by whom (sign-in name, or ``system``).

    `opd` is the department that a FORWARDED report goes to ("" keeps the one that intake chose); `note` is the
    instruction, answer or reason. `version`, where given, must be the version that the person saw.
    """

    report_id: int
    status: Status
    at: datetime
    by: str
    opd: str = ""
    note: str = ""
    version: int | None = None


class Triage:
    """Takes steps; each list of steps in one transaction."""

    def __init__(self, reports: Reports) -> None:
        self._reports = reports

    def take(self, steps: Sequence[Step]) -> None:
        """Take the steps in order, all or none.

        Raises NotFound, Conflict (the flow does not allow the step, or somebody else was faster), StoreUnavailable.
        """
        if steps:
            self._reports.write(lambda writer: _take(writer, steps))

    def acknowledge_breach(self, report_id: int, at: datetime) -> None:
        """An operator has seen the breach: the wall stops blinking for it. Raises NotFound."""

        def mark(writer: ReportWriter) -> None:
            before = _known(writer.load([report_id]), report_id)
            if before.breached_at is None or before.breach_seen_at is not None:
                return
            after = replace(before, breach_seen_at=at, version=before.version + 1)
            writer.change([after])
            writer.log([Event(EventKind.SEEN, at, report_id, changed_facts(before, after))])

        self._reports.write(mark)


def _known(loaded: dict[int, Report], report_id: int) -> Report:
    if report_id not in loaded:
        raise NotFound(f"there is no report with the id {report_id}")
    return loaded[report_id]


def _take(writer: ReportWriter, steps: Sequence[Step]) -> None:
    stored = writer.load(sorted({step.report_id for step in steps}))
    current = dict(stored)
    events: list[Event] = []
    for step in steps:
        before = _known(current, step.report_id)
        if step.version is not None and step.version != before.version:
            raise Conflict(f"{before.number} was changed by somebody else: look at it again before you go on")
        if not may_follow(before, step.status):
            raise Conflict(f"{before.number} is {before.status}: it cannot become {step.status}")
        after = after_step(before, step.status, step.at, step.opd)
        current[step.report_id] = after
        reopened = before.status in CLOSED and after.status not in CLOSED
        data = facts(after) if reopened else changed_facts(before, after)
        events.append(Event(EventKind.STEP, step.at, step.report_id, data))
    writer.change([replace(after, version=stored[key].version + 1) for key, after in current.items()])
    writer.add_steps(
        [StepTaken(step.report_id, step.at, step.by, str(step.status), step.opd, step.note) for step in steps]
    )
    writer.log(events)
