"""Acts of people on reports: each checked, written with who did it, and undone within ten seconds by who did it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from command_center.casework import apart
from command_center.casework.correcting import Corrector, changed, learned
from command_center.casework.membership import merge, recount, regrouped, split
from command_center.casework.scope import check_scope
from command_center.casework.splitting import as_it_stood, split_message
from command_center.casework.stepping import stepped
from command_center.casework.undoing import as_kept, undone
from command_center.casework.versions import check_version
from command_center.domain.acting import Acting, Actor
from command_center.domain.acts import STEPS_OF, Act, ActKind, BadAct, Done, checked_note
from command_center.domain.events import EventKind
from command_center.domain.inbound import Reporter
from command_center.domain.proposals import Proposal, ProposedField
from command_center.domain.report import Report
from command_center.errors import Conflict, NotAllowed, NotFound
from command_center.intake.examine import Examiner
from command_center.places.locator import Locator
from command_center.store.audit import AuditEntry
from command_center.store.reports import Reports
from command_center.store.unit_of_work import UnitOfWork

_OF_P3M = frozenset(
    {
        ActKind.CORRECT,
        ActKind.MERGE,
        ActKind.SPLIT,
        ActKind.SPLIT_MESSAGE,
        ActKind.EXTEND,
        ActKind.TAKE_PROPOSAL,
        ActKind.DROP_PROPOSAL,
        ActKind.ACKNOWLEDGE,
        ActKind.APART,
        ActKind.ALIKE,
    }
)
_STEPS = frozenset(STEPS_OF) | {ActKind.RETURN, ActKind.REOPEN}


class Handling:
    """Takes acts, each list of them in one transaction. `locator` gives the places as they are known now."""

    def __init__(
        self,
        reports: Reports,
        examiner: Examiner,
        locator: Callable[[], Locator],
        before_forward: Callable[[Report, datetime], None] = lambda _report, _at: None,
    ) -> None:
        """`before_forward` is asked before a report is forwarded: it raises Conflict where the report waits."""
        self._reports, self._examiner, self._before_forward = reports, examiner, before_forward
        self._corrector = Corrector(examiner.reference, locator)

    def do(self, acts: Sequence[Act], acting: Acting, at: datetime) -> list[Done]:
        """Take the acts in order, all or none.

        Raises NotFound, NotAllowed, BadAct, Conflict (Overtaken where somebody was faster), StoreUnavailable.
        """
        return self._reports.write(lambda unit: self._all(unit, acts, acting, at)) if acts else []

    def undo(self, report_id: int, version: int, acting: Acting, at: datetime) -> Done:
        """Take back the act that made this version: by who did it, within ten seconds. Raises Conflict, NotAllowed."""
        return self.undo_all([(report_id, version)], acting, at)[0]

    def undo_all(self, made: Sequence[tuple[int, int]], acting: Acting, at: datetime) -> list[Done]:
        """Take back the acts that made these versions of these reports, all or none. Raises as `undo`."""
        return self._reports.write(lambda unit: undone(unit, made, acting, at))

    def reveal(self, report_id: int, acting: Acting, at: datetime) -> Reporter:
        """Who sent a report, with name and contact: looked at by name, and kept in the audit. Raises NotFound, NotAllowed."""

        def revealed(unit: UnitOfWork) -> Reporter:
            report = _known(unit.load([report_id]), report_id)
            check_scope(report, acting)
            if Actor.P3M not in acting.actors:
                raise NotAllowed(f"{acting.name} may not see who reported: that is for P3M")
            unit.audit(_entry("contact.reveal", report, acting, at))
            return unit.reporters([report_id])[report_id]

        return self._reports.write(revealed)

    def _all(self, unit: UnitOfWork, acts: Sequence[Act], acting: Acting, at: datetime) -> list[Done]:
        if any(act.kind is ActKind.SPLIT_MESSAGE for act in acts):
            # The counter of reports is locked before any report, as intake does.
            unit.take_numbers("report", 0)
        wanted = {act.report_id for act in acts} | {other for act in acts for other in act.others}
        current = unit.load(sorted(wanted))
        done = []
        for given in acts:
            act = replace(given, note=checked_note(given.note))
            before = _known(current, act.report_id)
            if before.retracted:
                raise Conflict(f"{before.number} was withdrawn by who sent it: there is nothing to do", "withdrawn")
            check_scope(before, acting)
            check_version(unit, before, act.version)
            were = {each: current[each] for each in act.others if each in current}
            proposed = unit.proposals_of(before.id) if act.kind is ActKind.TAKE_PROPOSAL else []
            message = act.message if act.kind is ActKind.SPLIT_MESSAGE else None
            stood = as_it_stood(unit, before, message) if message is not None else {}
            after, made = self._one(unit, act, before, current, acting, at)
            current[after.id] = after
            if made is not None:
                parted = {"made": made, "message": stood}
                unit.keep_undoable(before, after.version, act.kind, at, acting.name, parted)
            elif after.version > before.version:
                _keep_undoable(unit, act, before, current, were, proposed, acting, at)
            done.append(Done(after.id, after.number, after.version, made))
        return done

    def _one(
        self, unit: UnitOfWork, act: Act, before: Report, current: dict[int, Report], acting: Acting, at: datetime
    ) -> tuple[Report, int | None]:
        details: Mapping[str, object] = {}
        made = None
        if act.kind in _OF_P3M and not acting.actors & {Actor.P3M, Actor.SYSTEM}:
            raise NotAllowed(f"{acting.name} may not do that: it is for P3M")
        if act.kind in _STEPS:
            if act.kind is ActKind.FORWARD:
                self._before_forward(before, at)
            after = stepped(before, act, acting, at, self._examiner.reference.router)
            after = unit.save(before, after, EventKind.STEP, at, acting.name, act.note)
            if after.status.is_verified and not before.status.is_verified:
                # Who lets it pass confirms what was found.
                unit.learn_from(
                    learned(before, after, replace(act, category=after.classification.category), acting.name, at)
                )
            details = {"status": str(after.status)} | (
                {"opd": after.assignment.opd} if act.kind is ActKind.FORWARD else {}
            )
        elif act.kind is ActKind.CORRECT:
            after, details = self._corrected(unit, act, before, acting, at)
        elif act.kind is ActKind.EXTEND:
            after = self._corrector.extended(before, act)
            # Kept with the steps, where its reason is read.
            after = unit.save(before, after, EventKind.STEP, at, acting.name, remark=act.note)
            details = {"stage": "settle"}
        elif act.kind is ActKind.MERGE:
            others = _others(act, before, current, acting)
            for each in merge(unit, before, others, acting, at, act.note):
                current[each.id] = each
            after = current[before.id]
            details = {"incident": after.incident_id, "with": [each.number for each in others]}
        elif act.kind is ActKind.SPLIT:
            after = split(unit, before, acting, at, act.note)
            details = {"incident": before.incident_id}
        elif act.kind is ActKind.SPLIT_MESSAGE:
            if act.message is None:
                raise BadAct("message", "name the message that becomes a report of its own")
            after, new = split_message(unit, self._examiner, before, act.message, acting, at)
            made, details = new.id, {"became": new.number}
        elif act.kind in (ActKind.TAKE_PROPOSAL, ActKind.DROP_PROPOSAL):
            after, details = self._decided(unit, act, before, acting, at)
        elif act.kind in (ActKind.APART, ActKind.ALIKE):
            others = _others(act, before, current, acting)
            if before.incident_id is not None and any(each.incident_id == before.incident_id for each in others):
                raise Conflict(
                    f"{before.number} is of one incident with them: take it out of it (split)", "same_incident"
                )
            after, details = before, apart.details(others)
        else:
            after = _acknowledged(unit, before, acting, at)
        unit.audit(_entry(f"report.{act.kind}", after, acting, at, details))
        return after, made

    def _corrected(
        self, unit: UnitOfWork, act: Act, before: Report, acting: Acting, at: datetime
    ) -> tuple[Report, Mapping[str, object]]:
        after = self._corrector.corrected(before, act)
        after = _unless_apart(unit, before, regrouped(unit, before, after, self._examiner.incident_rules))
        unit.learn_from(learned(before, after, act, acting.name, at))
        kept = unit.save(before, after, EventKind.CORRECTED, at, acting.name)
        if before.incident_id is not None and before.incident_id != kept.incident_id:
            recount(unit, before.incident_id)
        return kept, changed(act)

    def _decided(
        self, unit: UnitOfWork, act: Act, before: Report, acting: Acting, at: datetime
    ) -> tuple[Report, Mapping[str, object]]:
        """A proposal of the sender is taken, or dropped."""
        proposed = next((each for each in unit.proposals_of(before.id) if str(each.field) == act.field), None)
        if proposed is None:
            raise Conflict(f"{before.number} has no proposal of that kind any more: look at it again", "no_proposal")
        after = before
        if act.kind is ActKind.TAKE_PROPOSAL:
            taken = self._corrector.of_proposal(proposed, before.id, act.version)
            after, _ = self._corrected(unit, taken, before, acting, at)
        else:
            unit.tell(EventKind.PROPOSED, before.id, at, acting.name)
        unit.propose(before.id, (), (ProposedField(act.field),))
        return after, {"field": act.field}


def _keep_undoable(
    unit: UnitOfWork,
    act: Act,
    before: Report,
    current: Mapping[int, Report],
    were: Mapping[int, Report],
    proposed: Sequence[Proposal],
    acting: Acting,
    at: datetime,
) -> None:
    """Keep what all reports of an act were, and the proposal that it decided."""
    more: dict[str, object] = {}
    moved = [other for other in were.values() if current[other.id].version > other.version]
    if moved:
        more["with"] = [[other.id, current[other.id].version] for other in moved]
    decided = next((each for each in proposed if str(each.field) == act.field), None)
    if decided is not None:
        more["proposal"] = as_kept(decided)
    if act.kind in (ActKind.MERGE, ActKind.SPLIT) and act.note:
        more["remarked"] = True
    unit.keep_undoable(before, current[before.id].version, act.kind, at, acting.name, more)
    for other in moved:
        remarked = {"remarked": True} if "remarked" in more else {}
        unit.keep_undoable(other, current[other.id].version, act.kind, at, acting.name, remarked)


def _acknowledged(unit: UnitOfWork, before: Report, acting: Acting, at: datetime) -> Report:
    breach = before.state.breach
    if breach is None:
        raise Conflict(f"{before.number} has no deadline that passed", "no_breach")
    if breach.seen_at is not None:
        return before
    seen = replace(before, state=replace(before.state, breach=replace(breach, seen_at=at)))
    return unit.save(before, seen, EventKind.SEEN, at, acting.name)


def _others(act: Act, before: Report, current: Mapping[int, Report], acting: Acting) -> list[Report]:
    """The other reports of an act. Raises BadAct where it names none, or the report itself."""
    others = [_known(current, other) for other in act.others]
    if not others:
        raise BadAct("others", f"name the other report that this is about, beside {before.number}")
    if act.kind is not ActKind.MERGE and before.id in act.others:
        raise BadAct("others", f"{before.number} is about the same as itself: name another report")
    for other in others:
        check_scope(other, acting)
    return others


def _unless_apart(unit: UnitOfWork, before: Report, after: Report) -> Report:
    """A corrected report, not in an incident of which a person said that it is not about the same."""
    joined = after.incident_id
    if joined is None or joined == before.incident_id:
        return after
    members = [each for each in unit.of_incident(joined) if each.id != before.id]
    said = apart.said_apart(unit.audited([before.id, *(each.id for each in members)], apart.SAID))
    if not any(said.parts((before.id, None), (each.id, joined)) for each in members):
        return after
    recount(unit, joined)
    return replace(after, incident_id=None)


def _known(loaded: Mapping[int, Report], report_id: int) -> Report:
    if report_id not in loaded:
        raise NotFound(f"there is no report with the id {report_id}")
    return loaded[report_id]


def _entry(
    act: str, report: Report, acting: Acting, at: datetime, details: Mapping[str, object] | None = None
) -> AuditEntry:
    return AuditEntry(at, acting.name, act, report.number, report.id, details or {}, acting.address)
