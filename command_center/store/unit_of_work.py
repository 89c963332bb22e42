"""The unit of work: the one writer of change. Version, row, step and event of a change are kept together, or nothing is."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, select, update

from command_center.domain.authorship import Authorship, authorship
from command_center.domain.deadline_clock import DeadlineClock, noted
from command_center.domain.events import Event, EventKind
from command_center.domain.facts import changed_facts, facts
from command_center.domain.inbound import CallSeen, Reporter, SwitchboardSeen
from command_center.domain.outgoing import Addressee
from command_center.domain.proposals import Proposal, ProposedField
from command_center.domain.recount import MovedDeadline, with_policy
from command_center.domain.report import Report
from command_center.domain.thresholds import Near
from command_center.domain.workflow import Status
from command_center.errors import Conflict
from command_center.store import (
    audit,
    deadline_watch,
    event_log,
    incidents,
    labels,
    messages,
    no_reports,
    proposals,
    recounts,
    undoable,
)
from command_center.store.addressees import addressees
from command_center.store.answers import AnswerRows
from command_center.store.audit import AuditEntry
from command_center.store.call_steps import record_call, record_switchboard
from command_center.store.inbox import finish
from command_center.store.outbox import OutboxRows
from command_center.store.report_rows import from_row, to_row
from command_center.store.rows import in_chunks, take_numbers
from command_center.store.sent_keys import SentKeyRows
from command_center.store.tables import reporters, reports, steps
from command_center.store.tracking_numbers import PREFIX

_DRAWN = frozenset({"category", "kelurahan", "lat", "lon", "exact"})
"""Facts that a map draws a report by."""


class UnitOfWork:
    """What one transaction changes of reports, calls, items and incidents. `Reports.write` makes one and ends it.

    Nobody else appends to the event log. Changed rows, steps and events are written when the unit ends, the events
    last (`event_log.append` says why).
    """

    def __init__(self, connection: Connection, clock: DeadlineClock | None = None, p3m_opd: str = "") -> None:
        """`clock` and `p3m_opd` see `Reports`."""
        self.p3m_opd = p3m_opd
        self._connection, self._clock = connection, clock
        self._read: dict[int, int] = {}
        """Report -> the version that its first change in this unit was made from."""
        self._current: dict[int, Report] = {}
        self._steps: list[dict[str, Any]] = []
        self._calls: list[CallSeen] = []
        self._switchboards: list[SwitchboardSeen] = []
        self._events: list[Event] = []
        self._acts: list[AuditEntry] = []
        self.outbox = OutboxRows(connection)
        """What goes out to people because of this change."""
        self.answers = AnswerRows(connection)
        self.sent_keys = SentKeyRows(connection)
        self.numbers_given: dict[str, int] = {}
        """Counter of tracking numbers -> the last one that this unit took."""

    def load(self, report_ids: Sequence[int]) -> dict[int, Report]:
        """Reports by id as this unit left them, locked against other writers until the transaction ends."""
        found: dict[int, Report] = {}
        # In one order for everybody, so that two who lock the same reports wait instead of blocking each other.
        for chunk in in_chunks(sorted(set(report_ids))):
            wanted = select(reports).where(reports.c.id.in_(chunk)).order_by(reports.c.id).with_for_update()
            for row in self._connection.execute(wanted).mappings():
                found[row["id"]] = self._current.get(row["id"]) or from_row(row)
        return found

    def add(self, new: Sequence[tuple[Report, Reporter]]) -> None:
        """Store new reports with their reporters; each is an event with all its facts."""
        if not new:
            return
        self._connection.execute(insert(reports), [to_row(report) for report, _ in new])
        people = [
            {
                "report_id": report.id,
                "channel": report.origin.channel,
                "key": person.key[:200],
                "name": person.name,
                "contact": person.contact,
            }
            for report, person in new
        ]
        self._connection.execute(insert(reporters), people)
        self._events += [
            Event(EventKind.RECEIVED, report.received_at, report.id, facts(report), by=report.origin.channel)
            for report, _ in new
        ]

    def save(
        self, before: Report, after: Report, kind: EventKind, at: datetime, by: str, note: str = "", remark: str = ""
    ) -> Report:
        """Change a report to `after` with the next version: its row, an event with what changed, a step where one was taken. Returns the version.

        `by` is the sign-in name of who did it, the code of the channel that said it, or ``system``; `note` the instruction, answer or reason, kept
        with the step. `remark` is the reason of what is no step of the flow, such as a merge: it stands among the steps with the status that the
        report has, and names no department. A pause that ended moves the deadlines as their policy says, and what moved is kept with the report. A
        report that is open again is an event with all its facts: whoever follows the log may have let it go; so is one whose message moved it on the
        map, where the event alone must be able to draw it. Raises Conflict where `before` is not what this unit made of it last; a version that
        somebody else has overtaken is found when the unit ends.
        """
        current = self._current.get(before.id)
        if current is not None and current.version != before.version:
            raise Conflict(_overtaken([before]))
        if self._clock is not None:
            after = self._clock.after_pauses(after)
        if kind is not EventKind.UNDONE:
            after = noted(before, after, at)
        after = replace(after, version=before.version + 1)
        self._read.setdefault(before.id, before.version)
        self._current[before.id] = after
        data = changed_facts(before, after)
        moved = kind in (EventKind.AMENDED, EventKind.JOINED) and not _DRAWN.isdisjoint(data)
        if moved or (before.status.closed and not after.status.closed):
            data = facts(after)
        self._events.append(Event(kind, at, before.id, data, by=by))
        if kind is EventKind.STEP or remark or (after.status is not before.status and kind is not EventKind.UNDONE):
            opd = after.assignment.opd if after.status.rule.names_opd and not remark else ""
            said = remark or note
            self._steps.append(
                {"report_id": before.id, "at": at, "by": by, "status": str(after.status), "opd": opd, "note": said}
            )
        return after

    def take_step_back(self, report_id: int, by: str = "", status: Status | None = None, note: str = "") -> None:
        """Mark a step of a report as undone: it stays in the history and counts for nothing.

        With a status it is the last step to it that `by` took with this note, whatever came after it; else the last one.
        """
        which = (steps.c.report_id == report_id) & ~steps.c.undone
        if status is not None:
            which &= (steps.c.by == by) & (steps.c.status == str(status)) & (steps.c.note == note)
        last = select(func.max(steps.c.id)).where(which)
        self._connection.execute(update(steps).where(steps.c.id == last.scalar_subquery()).values(undone=True))

    def counted_anew(self, report: Report) -> Report:
        """The report with the deadlines that its policy, class, term and pauses give today; as it is where none is counted."""
        clock = self._clock
        policy = clock.policies.find(report.deadlines.policy) if clock is not None else None
        return with_policy(report, policy, clock.calendar) if clock is not None and policy is not None else report

    def life(self, report_id: int) -> list[Event]:
        """What happened to a report before this unit, in order."""
        return event_log.of_reports(self._connection, [report_id]).get(report_id, [])

    def incident(self, incident_id: int) -> incidents.Incident | None:
        """One incident, locked until the transaction ends; None where there is none."""
        return incidents.find(self._connection, incident_id)

    def of_incident(self, incident_id: int) -> list[Report]:
        """The reports of an incident as this unit left them, by id."""
        asked = select(reports.c.id).where(reports.c.incident_id == incident_id)
        here = self.load(list(self._connection.execute(asked).scalars()))
        known = here | self._current
        return [known[each] for each in sorted(known) if known[each].incident_id == incident_id]

    def keep_undoable(
        self, before: Report, version: int, act: str, at: datetime, by: str, more: Mapping[str, Any] | None = None
    ) -> None:
        """Keep what a report was before the act by hand that made `version`; `more` see `Undoable`."""
        was = undoable.remembering(to_row(before), said="made" in (more or {}))
        undoable.keep(self._connection, undoable.Undoable(before.id, version, act, by, at, was, more or {}))

    def as_it_was(self, now: Report, kept: undoable.Undoable) -> Report:
        """The report with everything that the act changed as it was before; it is not saved yet."""
        return undoable.restored(to_row(now), kept)

    def undoable(self, report_id: int) -> undoable.Undoable | None:
        """What a report was before its last act by hand, None where that cannot be undone."""
        return undoable.find(self._connection, report_id)

    def forget_undoable(self, report_id: int) -> None:
        """The last act by hand stands."""
        undoable.forget(self._connection, report_id)

    def learn_from(self, made: Sequence[labels.Label]) -> None:
        """Keep what a person corrected, as labelled examples."""
        labels.add(self._connection, made)

    def unlearn(self, report_id: int, at: datetime, by: str) -> None:
        """Forget what an act that was undone taught."""
        labels.forget(self._connection, report_id, at, by)

    def proposals_of(self, report_id: int) -> list[Proposal]:
        """What the sender proposes of a report."""
        return proposals.of_report(self._connection, report_id)

    def tell(self, kind: EventKind, report_id: int, at: datetime, by: str) -> None:
        """Tell those who follow the log of something that changed no fact of the report."""
        self._events.append(Event(kind, at, report_id, {}, by=by))

    def known_to_watch(self, report_ids: Sequence[int]) -> dict[int, deadline_watch.Watched]:
        """Report -> what the deadline watch told of it, of those that it knows."""
        return deadline_watch.known(self._connection, report_ids)

    def watch(self, standing: Sequence[deadline_watch.Watched], told: Sequence[tuple[Report, Near]]) -> None:
        """Keep what the deadline watch told, and tell it to the log. No report changes by it: each keeps its version."""
        deadline_watch.keep(self._connection, standing)
        self._events += [
            Event(EventKind.NEAR, near.told_at, report.id, near.facts(report), by="system") for report, near in told
        ]

    def audit(self, entry: AuditEntry) -> None:
        """Keep who did what, in the same transaction as what was done."""
        self._acts.append(entry)

    def audited(self, report_ids: Sequence[int], acts: Sequence[str]) -> list[AuditEntry]:
        """What was done to these reports by these words, oldest first."""
        return audit.of_reports(self._connection, report_ids, acts)

    def call(self, seen: CallSeen) -> None:
        """Keep a step of a telephone call; steps may come in any order and twice."""
        self._calls.append(seen)

    def switchboard(self, seen: SwitchboardSeen) -> None:
        """Compare the calls with what the switchboard has: those that it no longer has are over."""
        self._switchboards.append(seen)

    def record_recount(self, act: int, calendar_before: str, changed: Sequence[MovedDeadline]) -> None:
        """Keep both dates of the deadlines that an act moved."""
        recounts.record(self._connection, act, calendar_before, changed)

    def take_numbers(self, counter: str, amount: int) -> int:
        """First of `amount` consecutive numbers. Taking from the same counter, transactions wait for each other."""
        first = take_numbers(self._connection, counter, amount)
        if counter.startswith(PREFIX):
            self.numbers_given[counter] = first + amount - 1
        return first

    def known_messages(self, keys: Sequence[messages.MessageKey]) -> dict[messages.MessageKey, messages.KnownMessage]:
        """Which of these items were recorded before."""
        return messages.known(self._connection, keys)

    def record_messages(
        self,
        seen: Sequence[messages.SeenMessage],
        changed: Mapping[messages.MessageKey, messages.KnownMessage],
        standing: Sequence[messages.SeenMessage] = (),
    ) -> None:
        """Record items as seen, what known ones say now, and with which report they stand (`standing`).

        The reports they are about must be stored.
        """
        messages.record(self._connection, seen)
        messages.update_known(self._connection, changed)
        messages.update_standing(self._connection, standing)

    def messages_of_senders(
        self, senders: Sequence[messages.Sender], since: datetime, until: datetime
    ) -> list[messages.SeenMessage]:
        """What these people wrote in this time, oldest first."""
        return messages.of_senders(self._connection, senders, since, until)

    def messages_of_albums(self, albums: Sequence[str]) -> list[messages.SeenMessage]:
        """The messages of these albums, oldest first."""
        return messages.of_albums(self._connection, albums)

    def messages_of_reports(self, report_ids: Sequence[int]) -> list[messages.SeenMessage]:
        """Every message of these reports, oldest first."""
        return messages.of_reports(self._connection, report_ids)

    def ids_of_numbers(self, numbers: Sequence[str]) -> dict[str, int]:
        """Tracking number -> report id, of those that there are."""
        found: dict[str, int] = {}
        for chunk in in_chunks(numbers):
            wanted = select(reports.c.number, reports.c.id).where(reports.c.number.in_(chunk))
            found |= {row[0]: row[1] for row in self._connection.execute(wanted)}
        return found

    def authorships(self, loaded: Sequence[Report]) -> dict[int, Authorship]:
        """Who said last what is known of these reports, before this unit changed anything."""
        told = event_log.of_reports(self._connection, [report.id for report in loaded])
        return {report.id: authorship(told.get(report.id, ()), report.origin.channel) for report in loaded}

    def reporters(self, report_ids: Sequence[int]) -> dict[int, Reporter]:
        """Who sent these reports."""
        found: dict[int, Reporter] = {}
        columns = (reporters.c.report_id, reporters.c.key, reporters.c.name, reporters.c.contact)
        for chunk in in_chunks(report_ids):
            rows = self._connection.execute(select(*columns).where(reporters.c.report_id.in_(chunk)))
            found |= {row[0]: Reporter(*row[1:]) for row in rows}
        return found

    def correct_reporter(self, report_id: int, person: Reporter) -> None:
        """Keep who sent a report, corrected; the change of the report itself is saved beside it."""
        self._connection.execute(
            update(reporters)
            .where(reporters.c.report_id == report_id)
            .values(key=person.key[:200], name=person.name, contact=person.contact)
        )

    def addressees(self, loaded: Sequence[Report]) -> dict[int, Addressee]:
        """Report id -> who is answered."""
        return addressees(self._connection, loaded)

    def propose(self, report_id: int, made: Sequence[Proposal], withdrawn: Sequence[ProposedField]) -> None:
        """Keep what a sender corrected after staff had decided it; `withdrawn` are fields that now agree again."""
        if withdrawn:
            proposals.withdraw(self._connection, report_id, withdrawn)
        if made:
            proposals.put(self._connection, report_id, made)
            self._events.append(Event(EventKind.PROPOSED, made[0].at, report_id, {}, by=made[0].by))

    def unfinished(self, inbox_ids: Sequence[int]) -> frozenset[int]:
        """Which of these deliveries nobody has finished yet, kept from other workers until the transaction ends."""
        return no_reports.unfinished(self._connection, inbox_ids)

    def count_no_reports(self, amounts: Mapping[no_reports.NoReportKey, int]) -> None:
        """Count what came and is no report."""
        no_reports.add(self._connection, amounts)

    def active_incidents(
        self,
        categories: Sequence[str],
        since: datetime,
        until: datetime,
        south_west: incidents.Point,
        north_east: incidents.Point,
    ) -> list[incidents.Incident]:
        """Incidents of these categories with a report after `since`, begun before `until`, between two corners
        (latitude and longitude in degrees).
        """
        return incidents.active(self._connection, categories, since, until, south_west, north_east)

    def put_incidents(self, new: Sequence[incidents.Incident], changed: Sequence[incidents.Incident]) -> None:
        """Insert and update incidents."""
        incidents.put(self._connection, new, changed)

    def first_with_resend_keys(self, keys: Sequence[str], since: datetime) -> dict[str, int]:
        """Resend key -> id of the first report that carries it, received after `since`."""
        found: dict[str, int] = {}
        for chunk in in_chunks(keys):
            wanted = (
                select(reports.c.resend_key, reports.c.id)
                .where(reports.c.resend_key.in_(chunk), reports.c.received_at > since)
                .order_by(reports.c.id.desc())
            )
            found |= {row[0]: row[1] for row in self._connection.execute(wanted)}
        return found

    def finish_deliveries(self, inbox_ids: Sequence[int], state: str, problem: str = "") -> None:
        """Mark deliveries as done or quarantined."""
        for chunk in in_chunks(inbox_ids):
            finish(self._connection, chunk, state, problem)

    def end(self) -> None:
        """Write what is still to be written. Raises Conflict where somebody else changed a report meanwhile."""
        self._write_changed()
        if self._steps:
            self._connection.execute(insert(steps), self._steps)
        audit.record(self._connection, self._acts)
        # Always in the same order, so that two transactions with the same calls wait instead of blocking each other.
        for seen in sorted(self._calls, key=lambda each: (each.account, each.call_id)):
            if record_call(self._connection, seen):
                self._told_of_call(seen.channel, seen.at, seen.step, str(seen.kind or ""))
        for picture in self._switchboards:
            for _ in record_switchboard(self._connection, picture):
                self._told_of_call(picture.channel, picture.at, "hungup", "")
        event_log.append(self._connection, self._events)

    def _told_of_call(self, channel: str, at: datetime, step: str, kind: str) -> None:
        said = {"channel": channel, "step": step, "kind": kind}
        self._events.append(Event(EventKind.CALL, at, None, said, by=channel))

    def _write_changed(self) -> None:
        if not (changed := list(self._current.values())):
            return
        rows = []
        for report in changed:
            row = to_row(report)
            del row["number"]  # It is given once.
            rows.append(row | {"key_id": row.pop("id"), "key_version": self._read[report.id]})
        statement = (
            update(reports)
            .where(reports.c.id == bindparam("key_id"), reports.c.version == bindparam("key_version"))
            .values({name: bindparam(name) for name in rows[0] if not name.startswith("key_")})
        )
        if self._connection.execute(statement, rows).rowcount != len(rows):
            raise Conflict(_overtaken(changed))


def _overtaken(changed: Sequence[Report]) -> str:
    return f"{', '.join(each.number for each in changed[:5])}: changed by somebody else meanwhile; look again before you go on"
