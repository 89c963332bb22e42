"""Taking acts back: within ten seconds, by who did them, all that each of them did."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from command_center.casework.membership import recount
from command_center.casework.splitting import put_back
from command_center.casework.versions import check_version
from command_center.domain.acting import Acting
from command_center.domain.acts import STEPS_OF, ActKind, Done
from command_center.domain.events import EventKind
from command_center.domain.proposals import Proposal, ProposedField
from command_center.domain.report import Report
from command_center.errors import Conflict, NotFound
from command_center.store.audit import AuditEntry
from command_center.store.unit_of_work import UnitOfWork

UNDO_WITHIN = timedelta(seconds=10)
GRACE = timedelta(seconds=2)
"""A button that is shown for ten seconds may be pressed in the last of them."""
WITH_STEP = frozenset(STEPS_OF) | {ActKind.RETURN, ActKind.REOPEN, ActKind.EXTEND}
"""Acts that stand in the history of steps; others do where a reason was given."""


def undone(unit: UnitOfWork, made: Sequence[tuple[int, int]], acting: Acting, at: datetime) -> list[Done]:
    """Take back the acts that made these versions of these reports, with the other reports that they changed.

    Raises NotFound, Conflict (Overtaken where a report was changed since).
    """
    given = {report_id for report_id, _ in made}
    done = []
    for report_id, version in made:
        first, others = _one(unit, report_id, version, acting, at)
        done.append(first)
        for other, seen in others:
            if other not in given:
                _one(unit, other, seen, acting, at)
    return done


def _one(
    unit: UnitOfWork, report_id: int, version: int, acting: Acting, at: datetime
) -> tuple[Done, list[tuple[int, int]]]:
    """One report as it was; and the other reports of the act, with the versions that it made."""
    loaded = unit.load([report_id])
    if report_id not in loaded:
        raise NotFound(f"there is no report with the id {report_id}")
    before = loaded[report_id]
    kept = unit.undoable(report_id)
    check_version(unit, before, version)
    if kept is None or kept.version != version or kept.by != acting.name:
        raise Conflict(
            f"the last act on {before.number} cannot be undone: it was not yours, or was undone already", "not_last"
        )
    if at > kept.at + UNDO_WITHIN + GRACE:
        raise Conflict(
            f"an act can be undone for {UNDO_WITHIN.seconds} seconds: do what is right now instead", "too_late"
        )
    after = unit.save(before, unit.as_it_was(before, kept), EventKind.UNDONE, at, acting.name)
    if ActKind(kept.act) in WITH_STEP or "remarked" in kept.more:
        unit.take_step_back(report_id)
    if "made" in kept.more:
        put_back(unit, after, int(kept.more["made"]), kept.more["message"], acting, at)
    _recounted(unit, before, after)
    unit.unlearn(report_id, kept.at, kept.by)
    if "proposal" in kept.more:
        unit.propose(report_id, [_proposal(kept.more["proposal"])], ())
    unit.forget_undoable(report_id)
    unit.audit(AuditEntry(at, acting.name, "report.undo", after.number, report_id, {"act": kept.act}, acting.address))
    others = [(int(other), int(seen)) for other, seen in kept.more.get("with", [])]
    return Done(after.id, after.number, after.version), others


def _recounted(unit: UnitOfWork, before: Report, after: Report) -> None:
    """Both incidents as they are then."""
    for incident_id in (before.incident_id, after.incident_id):
        if incident_id is not None:
            recount(unit, incident_id)


def as_kept(proposal: Proposal) -> Mapping[str, Any]:
    """A proposal as JSON, for the moment in which taking it can be undone."""
    return {
        "field": str(proposal.field),
        "old": proposal.old,
        "proposed": proposal.proposed,
        "by": proposal.by,
        "at": proposal.at.isoformat(),
    }


def _proposal(kept: Mapping[str, Any]) -> Proposal:
    return Proposal(
        ProposedField(kept["field"]), kept["old"], kept["proposed"], kept["by"], datetime.fromisoformat(kept["at"])
    )
