"""What one transaction of intake gathers item by item: new reports, changes of known ones, and items seen."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from command_center.domain.events import EventKind
from command_center.domain.inbound import Action, Inbound, Reporter
from command_center.domain.report import Report
from command_center.intake.amend import amended
from command_center.intake.examine import Examined
from command_center.intake.new_report import digest, new_report
from command_center.intake.outcome import ItemOutcome
from command_center.store.messages import KnownMessage, MessageKey, SeenMessage
from command_center.store.unit_of_work import UnitOfWork

Handled = tuple[int | None, ItemOutcome]
"""Id of the report that an item is about (None where there is none), and what became of the item."""


@dataclass(slots=True)
class Batch:
    """The items of one transaction, handled in order. `stored` are the known reports that they are about."""

    unit: UnitOfWork
    now: datetime
    simulated: bool
    known: dict[MessageKey, KnownMessage]
    stored: dict[int, Report]
    new: dict[int, Report] = field(default_factory=dict)
    people: dict[int, Reporter] = field(default_factory=dict)
    seen: list[SeenMessage] = field(default_factory=list)
    updated: dict[MessageKey, KnownMessage] = field(default_factory=dict)

    def handle(
        self, inbox_id: int | None, item: Inbound, received_at: datetime, found: Examined | None, new_id: int
    ) -> Handled:
        """Do what the item asks. `found` is None for a RETRACT; `new_id` is for the report that it may start."""
        key = (item.channel, item.account, item.external_id)
        said = digest(item)
        known = self.known.get(key)
        if known is not None:
            return self._handle_again(key, known, said, inbox_id, item, received_at, found, new_id)
        first = (item.channel, item.account, item.amends)
        target = self.known.get(first) if item.amends else None
        report_id: int | None = None
        changed = False
        outcome = ItemOutcome.UNCHANGED
        if item.action is Action.RETRACT:
            report_id = target.report_id if target else None
            if report_id is not None:
                changed = self._retract(report_id, item.channel)
            elif target is None:
                self._record(SeenMessage(first, "retracted", "", item.sent_at, inbox_id, None))
        elif item.action is Action.AMEND and target is not None and target.report_id is not None and found is not None:
            report_id = target.report_id
            changed = self._amend(report_id, item, found)
        elif found is not None:
            report_id = new_id
            outcome = ItemOutcome.NEW
            taken_back = target is not None and target.report_id is None
            self._start(new_id, item, received_at, found, retracted=taken_back)
            if target is not None and taken_back:
                self._update(first, KnownMessage(new_id, target.digest, target.inbox_id))
            if item.action is Action.AMEND and target is None:
                # The edit came before what it edits: when that comes, it is known by this entry and changes nothing.
                self._record(SeenMessage(first, "awaited", "", item.sent_at, inbox_id, new_id))
        self._record(SeenMessage(key, str(item.action), said, item.sent_at, inbox_id, report_id))
        return report_id, ItemOutcome.UPDATED if changed else outcome

    def _handle_again(
        self,
        key: MessageKey,
        known: KnownMessage,
        said: str,
        inbox_id: int | None,
        item: Inbound,
        received_at: datetime,
        found: Examined | None,
        new_id: int,
    ) -> Handled:
        """An item whose key was seen before: a repeat, or the same id says something else now."""
        overtaken = (inbox_id or 0) < (known.inbox_id or 0)
        if known.digest == said or overtaken:
            return known.report_id, ItemOutcome.UNCHANGED
        if known.report_id is not None:
            # A newer export of another system, or an edit in place.
            if item.action is Action.RETRACT:
                changed = self._retract(known.report_id, item.channel)
            else:
                changed = found is not None and self._amend(known.report_id, item, found)
            self._update(key, KnownMessage(known.report_id, said, inbox_id))
            return known.report_id, ItemOutcome.UPDATED if changed else ItemOutcome.UNCHANGED
        if found is None:
            return None, ItemOutcome.UNCHANGED
        # It was taken back before it came.
        self._start(new_id, item, received_at, found, retracted=True)
        self._update(key, KnownMessage(new_id, said, inbox_id))
        return new_id, ItemOutcome.NEW

    def _start(self, new_id: int, item: Inbound, received_at: datetime, found: Examined, *, retracted: bool) -> None:
        self.new[new_id] = new_report(new_id, item, found, received_at, simulated=self.simulated, retracted=retracted)
        self.people[new_id] = item.reporter

    def _amend(self, report_id: int, item: Inbound, found: Examined) -> bool:
        """Whether the report changed by it."""
        before = self._report(report_id)
        after = amended(before, item, found, self.now)
        if after is not before:
            self._change(before, after, EventKind.AMENDED, item.channel)
        return after is not before

    def _retract(self, report_id: int, channel: str) -> bool:
        """Whether the report was not taken back before."""
        before = self._report(report_id)
        if not before.retracted:
            self._change(before, replace(before, retracted=True), EventKind.RETRACTED, channel)
        return not before.retracted

    def _report(self, report_id: int) -> Report:
        return self.new.get(report_id) or self.stored[report_id]

    def _change(self, before: Report, after: Report, kind: EventKind, by: str) -> None:
        """A report that this transaction made is stored as it is at its end: nobody has seen it before."""
        if before.id in self.new:
            self.new[before.id] = after
        else:
            self.stored[before.id] = self.unit.save(before, after, kind, self.now, by)

    def _record(self, message: SeenMessage) -> None:
        if message.key not in self.known:
            self.seen.append(message)
            self.known[message.key] = KnownMessage(message.report_id, message.digest, message.inbox_id)

    def _update(self, key: MessageKey, now_known: KnownMessage) -> None:
        self.known[key] = now_known
        self.updated[key] = now_known

    def numbers(self) -> Mapping[int, str]:
        """Tracking numbers of all reports that the items are about."""
        return {report.id: report.number for report in (*self.stored.values(), *self.new.values())}
