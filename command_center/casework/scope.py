"""Whose reports somebody may act on: P3M on all, an OPD on its own once they were forwarded to it."""

from command_center.domain.acting import Acting, Actor
from command_center.domain.report import Report, is_with_department
from command_center.domain.workflow import Status
from command_center.errors import NotAllowed

_EVERYWHERE = frozenset({Actor.P3M, Actor.SYSTEM})


def may_act_on(report: Report, acting: Acting) -> bool:
    """Whether it is theirs. A report that P3M has taken back, or not forwarded yet, is nobody's but P3M's."""
    if acting.actors & _EVERYWHERE:
        return True
    if Actor.OPD not in acting.actors or not acting.opd or report.assignment.opd != acting.opd:
        return False
    return is_with_department(report)


def check_scope(report: Report, acting: Acting) -> None:
    """Raises NotAllowed where the report is not theirs, in words that tell nothing of it."""
    if not may_act_on(report, acting):
        raise NotAllowed(f"{report.number} is not a report that {acting.name} may act on")


def check_step(status: Status, acting: Acting) -> None:
    """Raises NotAllowed where a person of this kind does not bring reports into a status."""
    if not acting.actors & {*status.rule.actors, Actor.SYSTEM}:
        allowed = ", ".join(status.rule.actors)
        raise NotAllowed(f"{acting.name} may not make a report {status}: that is for {allowed}")
