"""What one transaction of intake gathers item by item: new reports, changes of known ones, and items seen."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from command_center.domain.authorship import PLACE, Authorship, sender_said
from command_center.domain.conversations import Link, LinkRule, MessageKind
from command_center.domain.events import EventKind
from command_center.domain.inbound import Action, Inbound, Reporter
from command_center.domain.pauses import is_corrected
from command_center.domain.report import Report
from command_center.intake.amend import Amendment, amended, corrected, known_said
from command_center.intake.conversations import Conversation, Conversations, Placement
from command_center.intake.examine import Examined, Examiner
from command_center.intake.messages import Messages, said_by
from command_center.intake.new_report import as_item, new_report, same_digest, saying, with_findings
from command_center.intake.outcome import ItemOutcome
from command_center.intake.remembered import Prepared, Remembered
from command_center.store.messages import KnownMessage, MessageKey, SeenMessage
from command_center.store.unit_of_work import UnitOfWork

Handled = tuple[int | None, ItemOutcome]
"""Id of the report that an item is about (None where there is none), and what became of the item."""


@dataclass(slots=True)
class Batch:
    """The items of one transaction, handled in order. `remembered` is what the store knows of them."""

    unit: UnitOfWork
    now: datetime
    simulated: bool
    examiner: Examiner
    conversations: Conversations
    remembered: Remembered
    new: dict[int, Report] = field(default_factory=dict)
    people: dict[int, Reporter] = field(default_factory=dict)
    no_reports: Counter[tuple[str, str]] = field(default_factory=Counter)
    proposed: list[tuple[int, Amendment]] = field(default_factory=list)
    same_as: dict[int, str] = field(default_factory=dict)
    """New report -> the number of the report that its sender says is the same."""
    messages: Messages = field(init=False)

    def __post_init__(self) -> None:
        """Nothing is seen yet."""
        self.messages = Messages(self.remembered)

    def handle(self, inbox_id: int | None, each: Prepared, new_id: int) -> Handled:
        """Do what the item asks; `new_id` is for the report that it may start."""
        known = self.messages.known.get(each.key)
        if known is not None:
            return self._handle_again(inbox_id, each, known, new_id)
        item = each.item
        if item.action is Action.RETRACT:
            return self._take_back(inbox_id, each)
        if item.action is Action.NEW or each.found is None:
            return self._place(inbox_id, each, each.key, new_id, str(item.action))
        target = self.messages.known.get(each.first)
        if target is not None and target.report_id is not None and target.kind is MessageKind.CONTENT:
            changed = self._correct(target.report_id, each.first, each)
            handled: Handled = target.report_id, _updated(changed)
        elif target is None:
            # The edit came before what it edits: when that comes, it is known by this entry and adds what is missing.
            handled = self._place(inbox_id, replace(each, digest=""), each.first, new_id, "awaited")
        else:
            handled = self._place(inbox_id, replace(each, digest=target.digest), each.first, new_id, "")
        self._record_change(inbox_id, each, handled[0])
        return handled

    def _handle_again(self, inbox_id: int | None, each: Prepared, known: KnownMessage, new_id: int) -> Handled:
        """An item whose key was seen before: a repeat, or the same id says something else now."""
        repeat = same_digest(known.digest, each.item, each.digest)
        # What an edit or its taking back announced was not seen yet, whatever came since.
        overtaken = bool(known.digest) and (inbox_id or 0) < (known.inbox_id or 0)
        if repeat or overtaken:
            if repeat and known.digest != each.digest:
                self.messages.update(each.key, replace(known, digest=each.digest))
            return known.report_id, ItemOutcome.UNCHANGED
        if known.kind is MessageKind.CHANGE or (known.report_id is not None and known.kind is MessageKind.CONTENT):
            # A newer export of another system, or an edit in place.
            part = each.first if each.item.amends else each.key
            changed = known.report_id is not None and self._change(known.report_id, part, each, known)
            self.messages.update(each.key, replace(known, digest=each.digest, inbox_id=inbox_id))
            return known.report_id, _updated(changed)
        if each.found is None:
            return None, ItemOutcome.UNCHANGED
        # It was taken back before it came, or was small talk and says something else now.
        return self._place(inbox_id, each, each.key, new_id, "")

    def _change(self, report_id: int, part: MessageKey, each: Prepared, known: KnownMessage) -> bool:
        """Whether a known item changes its report."""
        message = self.messages.known.get(part)
        if message is None or message.kind is not MessageKind.CONTENT:
            return False
        if each.item.action is Action.RETRACT:
            return self._retract(report_id, part, each.item.channel)
        return self._correct(report_id, part, each, awaited=not known.digest)

    def _take_back(self, inbox_id: int | None, each: Prepared) -> Handled:
        target = self.messages.known.get(each.first)
        report_id = target.report_id if target is not None else None
        changed = False
        if each.item.picture:
            if target is not None and report_id is not None and target.kind is MessageKind.CONTENT:
                changed = self._take_picture_back(report_id, each)
        elif target is None:
            self.messages.record(SeenMessage(each.first, "retracted", "", each.item.sent_at, inbox_id, None))
        elif report_id is not None and target.kind is MessageKind.CONTENT:
            changed = self._retract(report_id, each.first, each.item.channel)
        self._record_change(inbox_id, each, report_id)
        return report_id, _updated(changed)

    def _record_change(self, inbox_id: int | None, each: Prepared, report_id: int | None) -> None:
        item = each.item
        kind, sender = MessageKind.CHANGE, self._sender(item)
        self.messages.record(
            SeenMessage(each.key, str(item.action), each.digest, item.sent_at, inbox_id, report_id, kind, sender)
        )

    def _place(self, inbox_id: int | None, each: Prepared, key: MessageKey, new_id: int, action: str) -> Handled:
        """Let a message begin a report or go on with one, or keep it as what it is; `action` "" where it is known.

        A known one without a report, that is no small talk, was taken back before it came.
        """
        item, found = each.item, each.found
        if found is None:
            return None, ItemOutcome.UNCHANGED
        before = self.messages.known.get(key)
        removed = before is not None and before.report_id is None and before.kind is MessageKind.CONTENT
        follows = self.conversations.follows(item)
        standing = self.conversations.find(item, found) if follows else Placement(None, MessageKind.CONTENT)
        kind, goes_on = standing.kind, standing.conversation
        if item.unless_joined and goes_on is None:
            return None, ItemOutcome.REFUSED
        begins = goes_on is None and not kind.small_talk
        report_id = new_id if begins else goes_on.report_id if goes_on is not None else None
        if begins:
            self._start(new_id, each, found, standing.link, retracted=removed)
        message = SeenMessage(
            key, action, each.digest, item.sent_at, inbox_id, report_id, kind, self._sender(item),
            item.album, item.thread, link=standing.link, removed=removed,
        )  # fmt: skip
        if kind.small_talk and (before is None or not before.kind.small_talk):
            self.no_reports[item.channel, str(kind)] += 1
        if kind is MessageKind.CONTENT and report_id is not None and follows:
            self._join(report_id, message, item, found, joins=not begins)
        else:
            self.messages.put(
                message if kind is MessageKind.CONTENT else replace(message, content=said_by(item, found))
            )
        if follows and report_id is not None:
            conversation = self.conversations.begin(
                self.report(report_id), (item.channel, item.account, item.reporter.key)
            )
            if kind is not MessageKind.REMARK:
                self.conversations.add(conversation, message)
            if kind is MessageKind.CONTENT and not removed:
                conversation.told(message, found.text, found.topic(self.conversations.fallback))
            if standing.brings_from is not None:
                self._bring(standing, conversation)
        if kind.small_talk:
            return report_id, ItemOutcome.NO_REPORT
        return report_id, ItemOutcome.NEW if begins else ItemOutcome.JOINED

    def _join(self, report_id: int, message: SeenMessage, item: Inbound, found: Examined, *, joins: bool) -> None:
        """A message with content stands with a report that it began, or goes on with."""
        parts = self.messages.parts(report_id, None if not joins else self.report(report_id))
        parts.put(message, said_by(item, found))
        self.messages.put(message)
        if joins:
            parts.pending = EventKind.JOINED

    def _bring(self, standing: Placement, conversation: Conversation) -> None:
        """What belongs to a message that began a report goes with it."""
        before = standing.brings_from
        if before is None:
            return
        given_by = self.messages.parts(before.report_id, self.report(before.report_id))
        taken_by = self.messages.parts(conversation.report_id, None)
        brought = []
        for key, link in standing.brings:
            message, said = given_by.give(key)
            brought.append(replace(message, report_id=conversation.report_id, link=link))
            taken_by.put(brought[-1], said)
            self.messages.stand(brought[-1])
        given_by.pending = given_by.pending or EventKind.AMENDED
        taken_by.pending = EventKind.JOINED
        self.conversations.move(brought, before, conversation)

    def _start(self, new_id: int, each: Prepared, found: Examined, link: Link | None, *, retracted: bool) -> None:
        report = new_report(new_id, each.item, found, each.started, simulated=self.simulated, retracted=retracted)
        if link is not None and link.rule is LinkRule.CLOSED:
            report = replace(report, possible_duplicate_of=link.other)
        if each.item.same_as:
            self.same_as[new_id] = each.item.same_as
        self.new[new_id] = report
        self.people[new_id] = each.item.reporter

    def _correct(self, report_id: int, part: MessageKey, each: Prepared, *, awaited: bool = False) -> bool:
        """Whether the report changes, or will at the end, by what a message says now."""
        found, item = each.found, each.item
        if found is None:
            return False
        report = self.report(report_id)
        parts = self.messages.parts(report_id, report)
        before = parts.said(part) or known_said(report)
        now_said = corrected(before, item, found, written_at=each.written_at, awaited=awaited)
        if now_said is None:
            return False
        if parts.several:
            if now_said == before or parts.said(part) is None:
                return False
            parts.say(part, now_said)
            parts.pending = parts.pending or EventKind.AMENDED
            return True
        if replace(now_said, media=item.media) != said_by(item, found):
            (found,) = self.examiner.examine([(saying(item, now_said), each.started)])
        parts.say(part, now_said)
        amendment = amended(report, now_said, found, self.authors(report_id), self.now, item)
        now = amendment.report
        other_class = now.report_class is not report.report_class and not report.status.closed
        if other_class or is_corrected(report.deadlines.pauses, now.deadlines.pauses):
            # Another class may have other terms, and a wait may have been another time, whoever says so.
            amendment = replace(amendment, report=self.unit.counted_anew(now))
        other_person = self._correct_person(report_id, item)
        return self.take(report, amendment, EventKind.AMENDED, at_all_events=other_person)

    def _correct_person(self, report_id: int, item: Inbound) -> bool:
        """Whether the sender's name, number or address were corrected. What an item leaves empty says nothing."""
        before = self.people.get(report_id) or self.remembered.people.get(report_id)
        said = item.reporter
        if before is None or (said.key != before.key and self.conversations.window(item.channel)):
            return False
        key = said.key if said.contact else before.key
        now = Reporter(key, said.name or before.name, said.contact or before.contact)
        if now == before:
            return False
        if report_id in self.people:
            self.people[report_id] = now
        else:
            self.remembered.people[report_id] = now
            self.unit.correct_reporter(report_id, now)
        return True

    def _retract(self, report_id: int, part: MessageKey, channel: str) -> bool:
        """Whether something is taken back that was not before: one message of several, or the whole report."""
        before = self.report(report_id)
        parts = self.messages.parts(report_id, before)
        if not parts.take_back(part):
            return False
        if parts.any_left:
            parts.pending = parts.pending or EventKind.AMENDED
            return True
        if before.retracted:
            return False
        if conversation := self.conversations.by_report.get(report_id):
            conversation.closed = True
        self.save(before, replace(before, retracted=True), EventKind.RETRACTED)
        return True

    def _take_picture_back(self, report_id: int, each: Prepared) -> bool:
        """Whether one picture of a message is taken away; a message that is nothing but this picture goes with it.

        The picture is the one whose address names its id, as Facebook's do. Where none does, the pictures stay: they are
        kept by their addresses, so that the one that is gone cannot be seen any more.
        """
        part, report = each.first, self.report(report_id)
        parts = self.messages.parts(report_id, report)
        before = parts.said(part) or known_said(report)
        if len(before.media) <= 1:
            return self._retract(report_id, part, each.item.channel)
        left = tuple(media for media in before.media if each.item.picture not in media.ref)
        if left == before.media or not left:
            return False
        parts.say(part, replace(before, media=left))
        if parts.several:
            parts.pending = parts.pending or EventKind.AMENDED
        else:
            self.save(report, replace(report, content=replace(report.content, media=left)), EventKind.AMENDED)
        return True

    def take(self, before: Report, amendment: Amendment, kind: EventKind, *, at_all_events: bool = False) -> bool:
        """Keep what a correction made of a report, and what it proposes; whether anything changed."""
        changed = amendment.report is not before or at_all_events
        if changed:
            self.save(before, amendment.report, kind)
        if amendment.proposals or amendment.agreed:
            self.proposed.append((before.id, amendment))
        return changed or bool(amendment.proposals)

    def joined(self) -> list[tuple[Report, Report, EventKind]]:
        """What reports of several messages become by all of them together: before, after and the event to come.

        New ones are made anew at once, nobody has seen them. While nobody at P3M has acted, subject, place and department
        are found anew; what they find after that is proposed.
        """
        pending = {report_id: parts for report_id, parts in self.messages.pending().items() if parts.any_left}
        said = {report_id: parts.together() for report_id, parts in pending.items()}
        items = [(as_item(report, said[report.id]), report.received_at) for report in map(self.report, pending)]
        found = dict(zip(pending, self.examiner.examine(items), strict=True)) if items else {}
        changed = []
        for report_id, parts in pending.items():
            before = self.report(report_id)
            if report_id in self.new:
                self.new[report_id] = with_findings(before, said[report_id], found[report_id])
                continue
            authors = self.authors(report_id)
            if authors.acted and parts.pending is EventKind.JOINED:
                authors = replace(authors, decided=authors.decided | PLACE | {"category", "opd"})
            amendment = amended(before, said[report_id], found[report_id], authors, self.now)
            if amendment.proposals or amendment.agreed:
                self.proposed.append((report_id, amendment))
            if amendment.report is not before and parts.pending is not None:
                changed.append((before, amendment.report, parts.pending))
        return changed

    def save(self, before: Report, after: Report, kind: EventKind) -> None:
        """A report that this transaction made is stored as it is at its end: nobody has seen it before."""
        if before.id in self.new:
            self.new[before.id] = after
        else:
            kept = self.unit.save(before, after, kind, self.now, after.origin.channel)
            self.remembered.reports[before.id] = kept

    def report(self, report_id: int) -> Report:
        """A report as this transaction left it so far."""
        return self.new.get(report_id) or self.remembered.reports[report_id]

    def authors(self, report_id: int) -> Authorship:
        """Who said last what is known of a report."""
        return self.remembered.authors.get(report_id) or sender_said(self.report(report_id))

    def _sender(self, item: Inbound) -> str:
        return item.reporter.key if self.conversations.follows(item) else ""

    def numbers(self) -> Mapping[int, str]:
        """Tracking numbers of all reports that the items are about."""
        return {report.id: report.number for report in (*self.remembered.reports.values(), *self.new.values())}


def _updated(changed: bool) -> ItemOutcome:
    return ItemOutcome.UPDATED if changed else ItemOutcome.UNCHANGED
