"""Intake: items that channels delivered become reports, each step with its evidence, all in one transaction."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeGuard

from command_center.domain.inbound import Action, CallSeen, Inbound, Item, NoReport, SwitchboardSeen
from command_center.domain.report import Report
from command_center.intake.batch import Batch
from command_center.intake.examine import Examined, Examiner
from command_center.intake.incidents import group
from command_center.intake.storable import storable
from command_center.store.messages import MessageKey
from command_center.store.reports import Reports
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
    """What became of a delivery: the reports it made or is about, in order; how many items were known before."""

    inbox_id: int | None
    report_ids: tuple[int, ...]
    numbers: tuple[str, ...]
    duplicates: int


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
        examined = [
            {index: next(answers) for index, item in enumerate(delivery.items) if _has_content(item)}
            for delivery in deliveries
        ]
        return self._reports.write(lambda unit: self._store(unit, deliveries, examined, now))

    def _store(
        self,
        unit: UnitOfWork,
        deliveries: Sequence[Parsed],
        examined: Sequence[dict[int, Examined]],
        now: datetime,
    ) -> list[Accepted]:
        inbounds = [item for each in deliveries for item in each.items if isinstance(item, Inbound)]
        # The counter's lock comes first: two transactions with the same item see each other's work, one after the other.
        next_id = unit.take_numbers("report", len(inbounds)) if inbounds else 0
        known = unit.known_messages(_keys(inbounds))
        targets = sorted({each.report_id for each in known.values() if each.report_id is not None})
        batch = Batch(unit, now, self._simulated, known, unit.load(targets) if targets else {})
        about: list[tuple[Parsed, list[int], int]] = []
        for delivery, findings in zip(deliveries, examined, strict=True):
            ids: list[int] = []
            duplicates = 0
            for index, item in enumerate(delivery.items):
                if isinstance(item, NoReport):
                    continue
                if isinstance(item, CallSeen):
                    unit.call(item)
                    continue
                if isinstance(item, SwitchboardSeen):
                    unit.switchboard(item)
                    continue
                started = _clock_start(delivery, item)
                report_id, repeated = batch.handle(delivery.inbox_id, item, started, findings.get(index), next_id)
                next_id += 1
                duplicates += repeated
                if report_id is not None and report_id not in ids:
                    ids.append(report_id)
            about.append((delivery, ids, duplicates))
        self._complete(unit, batch)
        unit.add([(report, batch.people[report.id]) for report in batch.new.values()])
        unit.record_messages(batch.seen, batch.updated)
        _finish(unit, deliveries)
        numbers = batch.numbers()
        return [
            Accepted(delivery.inbox_id, tuple(ids), tuple(numbers[each] for each in ids), duplicates)
            for delivery, ids, duplicates in about
        ]

    def _complete(self, unit: UnitOfWork, batch: Batch) -> None:
        """Give the new reports what only the store knows: number, the report that one may repeat, incident."""
        numbers = self._numbers(unit, list(batch.new.values()))
        earlier = _possible_duplicates(unit, list(batch.new.values()))
        incidents = group(unit, list(batch.new.values()), self._examiner.incident_rules)
        for report_id, report in batch.new.items():
            batch.new[report_id] = replace(
                report,
                number=numbers[report_id],
                possible_duplicate_of=earlier.get(report_id),
                incident_id=incidents.get(report_id),
            )

    def _numbers(self, unit: UnitOfWork, new: Sequence[Report]) -> Mapping[int, str]:
        """Tracking numbers, counted a year each, in the order of arrival."""
        years = {report.id: self._examiner.year(report.received_at) for report in new}
        amounts = Counter(years.values())
        upcoming = {year: unit.take_numbers(f"number-{year}", amounts[year]) for year in sorted(amounts)}
        numbers = {}
        for report_id, year in years.items():
            numbers[report_id] = NUMBER.format(year=year, count=upcoming[year])
            upcoming[year] += 1
        return numbers


def _possible_duplicates(unit: UnitOfWork, new: Sequence[Report]) -> Mapping[int, int]:
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


def _keys(items: Sequence[Inbound]) -> list[MessageKey]:
    keys = {(item.channel, item.account, item.external_id) for item in items}
    keys |= {(item.channel, item.account, item.amends) for item in items if item.amends}
    return sorted(keys)
