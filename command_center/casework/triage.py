"""Triage: the steps that P3M and the OPD take with a report, each checked against the flow and kept with who did it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from command_center.domain.events import EventKind
from command_center.domain.report import Report, after_step, sent_to
from command_center.domain.workflow import Status, may_follow
from command_center.errors import Conflict, NotFound
from command_center.store.reports import Reports
from command_center.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what it makes of the report, when, by whom (sign-in name, or ``system``).

    `opd` is the department that a FORWARDED report goes to ("" keeps the one that intake chose); `note` is the
    instruction, answer or reason. `level` is whose a NOT_OURS report is: "province", "nation", or "" where no other level
    of government has it. `version`, where given, must be the version that the person saw.
    """

    report_id: int
    status: Status
    at: datetime
    by: str
    opd: str = ""
    note: str = ""
    version: int | None = None
    level: str = ""


class Triage:
    """Takes steps; each list of steps in one transaction."""

    def __init__(self, reports: Reports) -> None:
        self._reports = reports

    def take(self, steps: Sequence[Step]) -> None:
        """Take the steps in order, all or none.

        Raises NotFound, Conflict (the flow does not allow the step, or somebody else was faster), StoreUnavailable.
        """
        if steps:
            self._reports.write(lambda unit: _apply(unit, steps))

    def acknowledge_breach(self, report_id: int, at: datetime, by: str) -> None:
        """An operator has seen the breach: the wall stops blinking for it. Raises NotFound."""

        def mark(unit: UnitOfWork) -> None:
            before = _known(unit.load([report_id]), report_id)
            breach = before.state.breach
            if breach is None or breach.seen_at is not None:
                return
            seen = replace(before.state, breach=replace(breach, seen_at=at))
            unit.save(before, replace(before, state=seen), EventKind.SEEN, at, by)

        self._reports.write(mark)


def _known(loaded: dict[int, Report], report_id: int) -> Report:
    if report_id not in loaded:
        raise NotFound(f"there is no report with the id {report_id}")
    return loaded[report_id]


def _apply(unit: UnitOfWork, steps: Sequence[Step]) -> None:
    current = unit.load(sorted({step.report_id for step in steps}))
    for step in steps:
        before = _known(current, step.report_id)
        if step.version is not None and step.version != before.version:
            raise Conflict(f"{before.number} was changed by somebody else: look at it again before you go on")
        if not may_follow(before.status, step.status):
            raise Conflict(f"{before.number} is {before.status}: it cannot become {step.status}")
        after = after_step(before, step.status, step.at, sent_to(before, step.opd), level=step.level)
        current[step.report_id] = unit.save(before, after, EventKind.STEP, step.at, step.by, step.note)
