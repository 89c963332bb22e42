"""Acts that are a step of the flow: checked against the workflow's table, and what each of them makes of a report."""

from dataclasses import replace
from datetime import datetime

from command_center.casework.scope import check_scope, check_step
from command_center.domain.acting import Acting, Actor
from command_center.domain.acts import STEPS_OF, Act, ActKind, BadAct
from command_center.domain.opd import Router
from command_center.domain.report import Report, after_step, sent_to, taken_back
from command_center.domain.workflow import Status, may_follow, may_return
from command_center.errors import Conflict, NotAllowed

LEVELS = ("", "province", "nation")
"""Who a report that is not the city's belongs to, as far as somebody says so."""


def stepped(report: Report, act: Act, acting: Acting, at: datetime, router: Router) -> Report:
    """The report after the step. Raises NotAllowed, BadAct, Conflict."""
    check_scope(report, acting)
    if act.kind is ActKind.RETURN:
        return _returned(report, act, acting, at)
    if act.kind is ActKind.REOPEN:
        return _reopened(report, act, acting, at)
    status = STEPS_OF[act.kind]
    check_step(status, acting)
    if report.status.closed:
        raise Conflict(f"{report.number} is {report.status}: open it again first (reopen), with the reason", "status")
    if not may_follow(report.status, status):
        raise Conflict(f"{report.number} is {report.status}: it cannot become {status}", "status")
    if status.rule.needs_reason and not act.note.strip():
        raise BadAct("note", f"say why {report.number} becomes {status}")
    if act.level not in LEVELS:
        raise BadAct("level", f"{act.level!r} is no level; there are: province, nation")
    assignment = None
    if status.rule.names_opd:
        check_opd(act.opd or report.assignment.opd, router)
        assignment = sent_to(report, act.opd)
    return _read(after_step(report, status, at, assignment, level=act.level))


def check_opd(code: str, router: Router) -> None:
    """Raises BadAct for a code that is no department that still works."""
    opd = router.by_code.get(code)
    if opd is None or not opd.active:
        known = ", ".join(each.code for each in router.every if each.active)
        raise BadAct("opd", f"{code!r} is no department of the city; there are: {known}")


def _read(report: Report) -> Report:
    """A person has read it: what was doubtful was accepted with the step, or corrected before."""
    if not report.classification.doubtful:
        return report
    return replace(report, classification=replace(report.classification, doubtful=False))


def _returned(report: Report, act: Act, acting: Acting, at: datetime) -> Report:
    """An OPD that a report does not belong to hands it back; P3M takes it back."""
    if not acting.actors & {Actor.OPD, Actor.P3M, Actor.SYSTEM}:
        raise NotAllowed(f"{acting.name} may not hand reports back")
    if report.status.closed or not may_return(report.status, Status.VERIFIED) or report.status.rule.at_p3m:
        raise Conflict(
            f"{report.number} is {report.status}: it is with no department that could hand it back", "status"
        )
    if not act.note.strip():
        raise BadAct("note", f"say why {report.number} goes back to P3M")
    return taken_back(after_step(report, Status.VERIFIED, at))


def _reopened(report: Report, act: Act, acting: Acting, at: datetime) -> Report:
    """Work on a closed report goes on: at its OPD where it was settled, else at P3M."""
    check_step(Status.VERIFIED, acting)
    if not report.status.closed:
        raise Conflict(f"{report.number} is {report.status}: it is open already", "status")
    if not act.note.strip():
        raise BadAct("note", f"say why {report.number} is opened again")
    if report.status is Status.SETTLED:
        return after_step(report, Status.FORWARDED, at, report.assignment)
    return taken_back(after_step(report, Status.VERIFIED, at))
