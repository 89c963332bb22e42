"""Who may answer a report: P3M every one, an OPD those that were forwarded to it."""

from command_center.domain.acting import Acting, Actor
from command_center.domain.report import Report
from command_center.errors import Conflict, NotAllowed


def check_rights(report: Report, acting: Acting) -> None:
    """Raises NotAllowed."""
    if acting.actors.isdisjoint({Actor.P3M, Actor.OPD, Actor.SYSTEM}):
        raise NotAllowed("only P3M and the OPD of a report answer it")
    if acting.actors.isdisjoint({Actor.P3M, Actor.SYSTEM}) and (not acting.opd or report.assignment.opd != acting.opd):
        raise NotAllowed(f"{report.number} is not a report of {acting.opd or 'this OPD'}")


def check_version(report: Report, version: int | None) -> None:
    """Raises Conflict where somebody else changed the report since it was read."""
    if version is not None and version != report.version:
        raise Conflict(f"{report.number} was changed by somebody else: look at it again before you go on")
