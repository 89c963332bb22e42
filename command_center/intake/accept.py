"""Intake: items that channels delivered become reports, each step with its evidence, all in one transaction."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import Any

from command_center.domain.events import Event, EventKind
from command_center.domain.inbound import Action, CallSeen, Inbound, Item, Reporter
from command_center.domain.report import Report, after_step, changed_facts, facts, with_next_deadline
from command_center.domain.reports import CLOSED, Status
from command_center.intake.amend import amended
from command_center.intake.examine import Examined, Examiner
from command_center.intake.incidents import ActiveIncidents, around, find_incident, joined, open_incident
from command_center.intake.storable import storable
from command_center.store.reports import KnownMessage, Message, MessageKey, Reports, ReportWriter, StepTaken

RESEND_WINDOW = timedelta(days=7)
NUMBER = "LH-{year}-{count:06d}"


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a channel read from one delivery.

    `problem` names items that could not be read (the delivery then goes to quarantine, its good items do not).
    `clock_from_sender` starts the deadline clock when the sender wrote, not when we received: for another system's
    export, which was received there, and for history. `goes_on` marks a piece of a large delivery that has more to come.
    """

    inbox_id: int | None
    received_at: datetime
    items: tuple[Item, ...]
    problem: str = ""
    clock_from_sender: bool = False
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class Accepted:
    """What became of a delivery: the reports it made or is about, in order; how many items were known before."""

    inbox_id: int | None
    report_ids: tuple[int, ...]
    numbers: tuple[str, ...]
    duplicates: int


@dataclass(slots=True)
class _Work:
    """Everything one transaction gathers before it writes."""

    known: dict[MessageKey, KnownMessage]
    now: datetime
    fresh: dict[int, Report] = field(default_factory=dict)
    people: dict[int, Reporter] = field(default_factory=dict)
    given: dict[int, dict[str, Any]] = field(default_factory=lambda: defaultdict(dict))
    """What the transaction gives its new reports besides: number, incident, the report that one may repeat."""
    stored: dict[int, Report] = field(default_factory=dict)
    original: dict[int, Report] = field(default_factory=dict)
    messages: list[Message] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    calls: list[CallSeen] = field(default_factory=list)
    versions: dict[MessageKey, KnownMessage] = field(default_factory=dict)
    steps: list[StepTaken] = field(default_factory=list)


class Intake:
    """Turns parsed deliveries into reports."""

    def __init__(self, reports: Reports, examiner: Examiner, *, simulated: bool) -> None:
        self._reports = reports
        self._examiner = examiner
        self._simulated = simulated

    def accept(self, deliveries: Sequence[Parsed], now: datetime) -> list[Accepted]:
        """Store what the deliveries say; on return it is durable. Items known before change nothing.

        Raises StoreUnavailable; then nothing of it is kept and the deliveries wait in the inbox.
        """
        deliveries = [replace(each, items=tuple(map(storable, each.items))) for each in deliveries]
        asked = [
            (item, _clock_start(delivery, item))
            for delivery in deliveries
            for item in delivery.items
            if isinstance(item, Inbound) and item.action is not Action.RETRACT
        ]
        answers = iter(self._examiner.examine(asked))
        examined = [
            {
                index: next(answers)
                for index, item in enumerate(delivery.items)
                if isinstance(item, Inbound) and item.action is not Action.RETRACT
            }
            for delivery in deliveries
        ]
        return self._reports.write(lambda writer: self._store(writer, deliveries, examined, now))

    def _store(
        self,
        writer: ReportWriter,
        deliveries: Sequence[Parsed],
        examined: Sequence[dict[int, Examined]],
        now: datetime,
    ) -> list[Accepted]:
        inbounds = [item for each in deliveries for item in each.items if isinstance(item, Inbound)]
        # The counter's lock comes first: two transactions with the same item see each other's work, one after the other.
        next_id = writer.take_ids("report", len(inbounds)) if inbounds else 0
        work = _Work(writer.known_messages(_keys(inbounds)), now)
        targets = {known.report_id for known in work.known.values() if known.report_id is not None}
        work.stored = writer.load(sorted(targets)) if targets else {}
        work.original = dict(work.stored)
        about: list[tuple[Parsed, list[int], int]] = []
        for delivery, findings in zip(deliveries, examined, strict=True):
            ids: list[int] = []
            duplicates = 0
            for index, item in enumerate(delivery.items):
                if isinstance(item, CallSeen):
                    self._call(work, item)
                    continue
                report_id, repeated = self._take(work, delivery, item, findings.get(index), next_id)
                next_id += 1
                duplicates += repeated
                if report_id is not None and report_id not in ids:
                    ids.append(report_id)
            about.append((delivery, ids, duplicates))
        self._number(writer, work)
        self._flag_resends(writer, work)
        self._group(writer, work)
        self._write(writer, work, deliveries)
        numbers = {report_id: report.number for report_id, report in work.stored.items()}
        numbers |= {report_id: work.given[report_id]["number"] for report_id in work.fresh}
        return [
            Accepted(delivery.inbox_id, tuple(ids), tuple(numbers[each] for each in ids), duplicates)
            for delivery, ids, duplicates in about
        ]

    def _take(
        self, work: _Work, delivery: Parsed, item: Inbound, found: Examined | None, new_id: int
    ) -> tuple[int | None, bool]:
        """Id of the report that the item is about (None where there is none), and whether the item is a repeat."""
        key = (item.channel, item.account, item.external_id)
        digest = _digest(item)
        known = work.known.get(key)
        if known is not None:
            overtaken = (delivery.inbox_id or 0) < (known.inbox_id or 0)
            if known.digest == digest or overtaken:
                return known.report_id, True
            if known.report_id is not None:
                # The same id says something else now: a newer export of another system, or an edit in place.
                if item.action is Action.RETRACT:
                    self._retract(work, known.report_id)
                elif found is not None:
                    self._amend(work, known.report_id, item, found)
                self._say(work, key, KnownMessage(known.report_id, digest, delivery.inbox_id))
                return known.report_id, False
            if found is None:
                return None, True
            # It was taken back before it came.
            self._new(work, delivery, item, found, new_id, retracted=True)
            self._say(work, key, KnownMessage(new_id, digest, delivery.inbox_id))
            return new_id, False
        first = (item.channel, item.account, item.amends)
        target = work.known.get(first) if item.amends else None
        report_id: int | None
        if item.action is Action.RETRACT:
            report_id = target.report_id if target else None
            if report_id is not None:
                self._retract(work, report_id)
            elif target is None:
                self._see(work, Message(first, "retracted", "", item.sent_at, delivery.inbox_id, None))
        elif item.action is Action.AMEND and target is not None and target.report_id is not None and found is not None:
            report_id = target.report_id
            self._amend(work, report_id, item, found)
        elif found is not None:
            report_id = new_id
            taken_back = target is not None and target.report_id is None
            self._new(work, delivery, item, found, new_id, retracted=taken_back)
            if target is not None and taken_back:
                self._say(work, first, KnownMessage(new_id, target.digest, target.inbox_id))
            if item.action is Action.AMEND and target is None:
                # The edit came before what it edits: when that comes, it is known by this entry and changes nothing.
                self._see(work, Message(first, "awaited", "", item.sent_at, delivery.inbox_id, new_id))
        else:
            report_id = None
        self._see(work, Message(key, str(item.action), digest, item.sent_at, delivery.inbox_id, report_id))
        return report_id, False

    def _see(self, work: _Work, message: Message) -> None:
        if message.key not in work.known:
            work.messages.append(message)
            work.known[message.key] = KnownMessage(message.report_id, message.digest, message.inbox_id)

    def _say(self, work: _Work, key: MessageKey, now_known: KnownMessage) -> None:
        work.known[key] = now_known
        work.versions[key] = now_known

    def _new(
        self, work: _Work, delivery: Parsed, item: Inbound, found: Examined, new_id: int, *, retracted: bool
    ) -> None:
        received = _clock_start(delivery, item)
        place = found.location
        position = place.position
        report = Report(
            id=new_id,
            number="",
            channel=item.channel,
            account=item.account,
            received_at=received,
            sent_at=item.sent_at,
            text_at=item.sent_at,
            report_class=str(item.report_class),
            visibility=str(item.visibility),
            subject=found.subject,
            text=found.text,
            address=found.address,
            media=item.media,
            answerable=item.answerable,
            category=found.classification.category,
            category_words=found.classification.words,
            category_note=found.category_note,
            found_by=str(place.found_by),
            kelurahan=place.kelurahan,
            kecamatan=place.kecamatan,
            lat=position.lat if position else None,
            lon=position.lon if position else None,
            exact=place.exact,
            place_evidence=place.evidence,
            place_doubt=place.doubt,
            opd=found.assignment.opd,
            opd_reason=found.assignment.reason,
            policy=found.deadlines.policy,
            calendar=found.deadlines.calendar,
            forward_due=found.deadlines.forward_due,
            answer_due=found.deadlines.answer_due,
            settle_due=found.deadlines.settle_due,
            status=str(Status.RECEIVED),
            simulated=self._simulated,
            resend_key=item.resend_key,
            retracted=retracted,
        )
        report = with_next_deadline(report)
        if item.status and item.status != Status.RECEIVED:
            report = after_step(report, Status(item.status), received, found.assignment.opd)
        work.fresh[new_id] = report
        work.people[new_id] = item.reporter

    def _amend(self, work: _Work, report_id: int, item: Inbound, found: Examined) -> None:
        report = self._current(work, report_id)
        after = amended(report, item, found, work.now)
        if after is report:
            return
        self._keep(work, after)
        if after.status != report.status:
            # Another system took the step: it is kept like one of our own.
            work.steps.append(StepTaken(report_id, work.now, item.channel, after.status, after.opd, ""))

    def _retract(self, work: _Work, report_id: int) -> None:
        report = self._current(work, report_id)
        if not report.retracted:
            self._keep(work, replace(report, retracted=True))

    def _current(self, work: _Work, report_id: int) -> Report:
        return work.fresh.get(report_id) or work.stored[report_id]

    def _keep(self, work: _Work, report: Report) -> None:
        (work.fresh if report.id in work.fresh else work.stored)[report.id] = report

    def _call(self, work: _Work, item: CallSeen) -> None:
        work.calls.append(item)
        data = {"channel": item.channel, "step": item.step, "kind": str(item.kind or "")}
        work.events.append(Event(EventKind.CALL, item.at, None, data))

    def _number(self, writer: ReportWriter, work: _Work) -> None:
        """Tracking numbers, counted a year each, in the order of arrival."""
        years = {report.id: self._examiner.year(report.received_at) for report in work.fresh.values()}
        amounts = Counter(years.values())
        upcoming = {year: writer.take_ids(f"number-{year}", amounts[year]) for year in sorted(amounts)}
        for report_id, year in years.items():
            work.given[report_id]["number"] = NUMBER.format(year=year, count=upcoming[year])
            upcoming[year] += 1

    def _flag_resends(self, writer: ReportWriter, work: _Work) -> None:
        """A key seen before flags a possible duplicate; the report stays, since two people may say the same."""
        keyed = [report for report in work.fresh.values() if report.resend_key]
        if not keyed:
            return
        since = min(report.received_at for report in keyed) - RESEND_WINDOW
        first = writer.first_with_resend_keys(sorted({report.resend_key for report in keyed}), since)
        for report in keyed:
            earlier = first.setdefault(report.resend_key, report.id)
            if earlier != report.id:
                work.given[report.id]["possible_duplicate_of"] = earlier

    def _group(self, writer: ReportWriter, work: _Work) -> None:
        """Each placed report joins the incident it belongs to, or opens one."""
        rules = self._examiner.incident_rules
        placed = [
            report
            for report in work.fresh.values()
            if report.category in rules and report.lat is not None and report.kelurahan
        ]
        if not placed:
            return
        reach = max(timedelta(hours=rules[report.category].hours) for report in placed)
        since = min(report.received_at for report in placed) - reach
        corners = around([(report.lat or 0.0, report.lon or 0.0) for report in placed])
        categories = {report.category for report in placed}
        stored = {each.id: each for each in writer.active_incidents(categories, since, *corners)}
        next_id = writer.take_ids("incident", len(placed))
        active = ActiveIncidents(stored.values())
        for report in placed:
            rule = rules[report.category]
            incident = find_incident(report, active.near(report, rule.radius_m), rule.radius_m, rule.hours)
            if incident is None:
                incident = open_incident(report, next_id)
                next_id += 1
            else:
                incident = joined(incident, report)
            active.put(incident)
            work.given[report.id]["incident_id"] = incident.id
        writer.put_incidents(
            [each for each in active.by_id.values() if each.id not in stored],
            [each for each in active.by_id.values() if each.id in stored and each is not stored[each.id]],
        )

    def _write(self, writer: ReportWriter, work: _Work, deliveries: Sequence[Parsed]) -> None:
        fresh = [replace(report, version=1, **work.given[report.id]) for report in work.fresh.values()]
        writer.add([(report, work.people[report.id]) for report in fresh])
        work.events += [Event(EventKind.RECEIVED, report.received_at, report.id, facts(report)) for report in fresh]
        changed = []
        for report_id, report in work.stored.items():
            before = work.original[report_id]
            if report is not before:
                after = replace(report, version=before.version + 1)
                changed.append(after)
                kind = EventKind.RETRACTED if after.retracted and not before.retracted else EventKind.AMENDED
                reopened = before.status in CLOSED and after.status not in CLOSED
                data = facts(after) if reopened else changed_facts(before, after)
                work.events.append(Event(kind, work.now, report_id, data))
        writer.change(changed)
        writer.record(work.messages)
        for key, known in work.versions.items():
            writer.note_version(key, known)
        writer.add_steps(work.steps)
        # Always in the same order, so that two transactions with the same calls wait instead of blocking each other.
        for call in sorted(work.calls, key=lambda each: (each.account, each.call_id)):
            writer.note_call(call)
        ended = [each for each in deliveries if not each.goes_on]
        good = [each.inbox_id for each in ended if each.inbox_id is not None and not each.problem]
        writer.finish_deliveries(good, "done")
        for each in ended:
            if each.inbox_id is not None and each.problem:
                writer.finish_deliveries([each.inbox_id], "quarantined", each.problem)
        writer.log(work.events)


def _clock_start(delivery: Parsed, item: Item) -> datetime:
    if delivery.clock_from_sender and isinstance(item, Inbound):
        return min(item.sent_at, delivery.received_at)
    return delivery.received_at


def _keys(items: Sequence[Inbound]) -> list[MessageKey]:
    keys = {(item.channel, item.account, item.external_id) for item in items}
    keys |= {(item.channel, item.account, item.amends) for item in items if item.amends}
    return sorted(keys)


def _digest(item: Inbound) -> str:
    """What the item says, in 16 bytes: equal for a repeat, different for an update."""
    parts = (
        item.action,
        item.subject,
        item.text,
        item.status,
        item.category,
        item.opd,
        item.address,
        item.position,
        item.visibility,
        item.report_class,
    )
    return blake2b(repr(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
