"""Intake: items that channels delivered become reports, each step with its evidence, all in one transaction."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeGuard

from command_center.domain.inbound import Action, CallSeen, Inbound, Item, NoReport, SwitchboardSeen
from command_center.domain.report import Report
from command_center.intake.batch import Batch
from command_center.intake.conversations import Conversations
from command_center.intake.examine import Examiner
from command_center.intake.incidents import group
from command_center.intake.new_report import digest
from command_center.intake.outcome import ItemOutcome
from command_center.intake.remembered import Prepared, Remembered, remember
from command_center.intake.storable import storable
from command_center.store.reports import Reports
from command_center.store.tracking_numbers import PREFIX
from command_center.store.unit_of_work import UnitOfWork

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
    """What became of a delivery: the reports it made or is about, in order, and of each item in the order of `items`."""

    inbox_id: int | None
    report_ids: tuple[int, ...]
    numbers: tuple[str, ...]
    outcomes: tuple[ItemOutcome, ...]


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
            if _has_content(item)
        ]
        answers = iter(self._examiner.examine(asked))
        prepared = [
            [
                Prepared(
                    item,
                    _clock_start(delivery, item),
                    digest(item),
                    next(answers) if _has_content(item) else None,
                    delivery.received_at if delivery.clock_from_sender else item.sent_at,
                )
                for item in delivery.items
                if isinstance(item, Inbound)
            ]
            for delivery in deliveries
        ]
        return self._reports.write(lambda unit: self._store(unit, deliveries, prepared, now))

    def _store(
        self, unit: UnitOfWork, deliveries: Sequence[Parsed], prepared: Sequence[Sequence[Prepared]], now: datetime
    ) -> list[Accepted]:
        every = [each for items in prepared for each in items]
        # The counter's lock comes first: two transactions with the same item, or with messages of the same person, see
        # each other's work, one after the other.
        next_id = unit.take_numbers("report", len(every)) if every else 0
        reference = self._examiner.reference
        conversations = Conversations(reference.channel, reference.small_talk, reference.categories.fallback)
        remembered = remember(unit, every, conversations) if every else Remembered()
        batch = Batch(unit, now, self._simulated, self._examiner, conversations, remembered)
        about: list[tuple[Parsed, list[int], list[ItemOutcome]]] = []
        for delivery, inbounds in zip(deliveries, map(iter, prepared), strict=True):
            ids: list[int] = []
            outcomes: list[ItemOutcome] = []
            for item in delivery.items:
                if isinstance(item, NoReport):
                    outcomes.append(ItemOutcome.NO_REPORT)
                    continue
                if isinstance(item, CallSeen):
                    unit.call(item)
                    outcomes.append(ItemOutcome.CALL)
                    continue
                if isinstance(item, SwitchboardSeen):
                    unit.switchboard(item)
                    outcomes.append(ItemOutcome.CALL)
                    continue
                report_id, outcome = batch.handle(delivery.inbox_id, next(inbounds), next_id)
                next_id += 1
                outcomes.append(outcome)
                if report_id is not None and report_id not in ids:
                    ids.append(report_id)
            about.append((delivery, ids, outcomes))
        ended = [_judged(delivery, outcomes) for delivery, _, outcomes in about]
        self._complete(unit, batch)
        unit.add([(report, batch.people[report.id]) for report in batch.new.values()])
        for report_id, amendment in batch.proposed:
            unit.propose(report_id, amendment.proposals, amendment.agreed)
        unit.record_messages(*batch.messages.to_keep())
        unit.count_no_reports(batch.no_reports + _known_no_reports(unit, ended))
        _finish(unit, ended)
        numbers = batch.numbers()
        return [
            Accepted(delivery.inbox_id, tuple(ids), tuple(numbers[each] for each in ids), tuple(outcomes))
            for delivery, ids, outcomes in about
        ]

    def _complete(self, unit: UnitOfWork, batch: Batch) -> None:
        """Give the reports what only the store knows: number, the report that one may repeat, incident.

        What several messages say together is found out here, once for all of them.
        """
        joined = batch.joined()
        new = list(batch.new.values())
        numbers = self._numbers(unit, new)
        earlier = _possible_duplicates(unit, new) | _said_to_be_same(unit, batch.same_as)
        placed_now = [
            after
            for before, after, _ in joined
            if before.incident_id is None
            and not after.status.closed
            # Whom somebody took out of an incident stays outside.
            and "incident_id" not in batch.authors(before.id).decided
        ]
        incidents = group(unit, [*new, *placed_now], self._examiner.incident_rules)
        for report_id, report in batch.new.items():
            batch.new[report_id] = replace(
                report,
                number=numbers[report_id],
                possible_duplicate_of=earlier.get(report_id, report.possible_duplicate_of),
                incident_id=incidents.get(report_id),
            )
        for before, after, kind in joined:
            batch.save(before, replace(after, incident_id=incidents.get(before.id, before.incident_id)), kind)

    def _numbers(self, unit: UnitOfWork, new: Sequence[Report]) -> Mapping[int, str]:
        """Tracking numbers, counted a year each, in the order of arrival."""
        years = {report.id: self._examiner.year(report.received_at) for report in new}
        amounts = Counter(years.values())
        upcoming = {year: unit.take_numbers(f"{PREFIX}{year}", amounts[year]) for year in sorted(amounts)}
        numbers = {}
        for report_id, year in years.items():
            numbers[report_id] = NUMBER.format(year=year, count=upcoming[year])
            upcoming[year] += 1
        return numbers


def _possible_duplicates(unit: UnitOfWork, new: Sequence[Report]) -> dict[int, int]:
    """Report -> the earlier one with its resend key. The report stays, since two people may say the same."""
    keyed = [report for report in new if report.origin.resend_key]
    if not keyed:
        return {}
    since = min(report.received_at for report in keyed) - RESEND_WINDOW
    first = unit.first_with_resend_keys(sorted({report.origin.resend_key for report in keyed}), since)
    found = {}
    for report in keyed:
        earlier = first.setdefault(report.origin.resend_key, report.id)
        if earlier != report.id:
            found[report.id] = earlier
    return found


def _said_to_be_same(unit: UnitOfWork, same_as: Mapping[int, str]) -> dict[int, int]:
    """Report -> the one that its sender says is the same: a report of its own, which a person may put together with it."""
    known = unit.ids_of_numbers(sorted(set(same_as.values()))) if same_as else {}
    return {report_id: known[number] for report_id, number in same_as.items() if number in known}


def _judged(delivery: Parsed, outcomes: Sequence[ItemOutcome]) -> Parsed:
    """The delivery without the problem of items that went on with a conversation after all."""
    lifted = {item.unless_joined for item in delivery.items if isinstance(item, Inbound)} - {""}
    if delivery.problem in lifted and ItemOutcome.REFUSED not in outcomes:
        return replace(delivery, problem="")
    return delivery


def _finish(unit: UnitOfWork, deliveries: Sequence[Parsed]) -> None:
    ended = [each for each in deliveries if not each.goes_on]
    unit.finish_deliveries([each.inbox_id for each in ended if each.inbox_id is not None and not each.problem], "done")
    for each in ended:
        if each.inbox_id is not None and each.problem:
            unit.finish_deliveries([each.inbox_id], "quarantined", each.problem)


def _has_content(item: Item) -> TypeGuard[Inbound]:
    return isinstance(item, Inbound) and item.action is not Action.RETRACT


def _clock_start(delivery: Parsed, item: Item) -> datetime:
    if delivery.clock_from_sender and isinstance(item, Inbound):
        return min(item.sent_at, delivery.received_at)
    return delivery.received_at


def _known_no_reports(unit: UnitOfWork, deliveries: Sequence[Parsed]) -> Counter[tuple[str, str]]:
    """What channels themselves know to be no report, by channel and kind: once a delivery, when it is done for good.

    One in quarantine is read again, and counts then.
    """
    counted = [
        each
        for each in deliveries
        if not (each.goes_on or each.problem) and any(isinstance(item, NoReport) for item in each.items)
    ]
    if not counted:
        return Counter()
    open_still = unit.unfinished([each.inbox_id for each in counted if each.inbox_id is not None])
    return Counter(
        (item.channel, item.kind)
        for each in counted
        if each.inbox_id is None or each.inbox_id in open_still
        for item in each.items
        if isinstance(item, NoReport)
    )
