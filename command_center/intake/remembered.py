"""What the store knows of the items of one transaction, asked in a few questions for all of them together."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from command_center.domain.authorship import Authorship
from command_center.domain.inbound import Action, Inbound, Reporter
from command_center.domain.report import Report
from command_center.domain.small_talk import tracking_number
from command_center.intake.conversations import Conversations
from command_center.intake.examine import Examined
from command_center.intake.new_report import same_digest
from command_center.store.messages import KnownMessage, MessageKey, SeenMessage
from command_center.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Prepared:
    """An item with all that can be found out without the store. `found` is None for a RETRACT.

    `written_at` is when it was written in this form: a row of another system is as new as the file that it stands in,
    whatever day it gives for its receipt there.
    """

    item: Inbound
    started: datetime
    digest: str
    found: Examined | None
    written_at: datetime

    @property
    def key(self) -> MessageKey:
        """Of the item itself."""
        return self.item.channel, self.item.account, self.item.external_id

    @property
    def first(self) -> MessageKey:
        """Of the item that it amends or takes back."""
        return self.item.channel, self.item.account, self.item.amends


@dataclass(slots=True)
class Remembered:
    """`known` items, the `reports` that the items are or may be about, locked, and their messages.

    `authors` and `people` are those of the reports that an item corrects.
    """

    known: dict[MessageKey, KnownMessage] = field(default_factory=dict)
    reports: dict[int, Report] = field(default_factory=dict)
    messages: dict[int, list[SeenMessage]] = field(default_factory=dict)
    authors: dict[int, Authorship] = field(default_factory=dict)
    people: dict[int, Reporter] = field(default_factory=dict)


def remember(unit: UnitOfWork, prepared: Sequence[Prepared], conversations: Conversations) -> Remembered:
    """Ask the store, and tell `conversations` what it answers."""
    known = unit.known_messages(_keys(prepared))
    told = [each for each in prepared if not _is_repeat(each, known)]
    corrected = _corrected(told, known)
    numbers = _numbers(unit, told, conversations)
    around = _around(unit, told, known, conversations) | set(numbers.values())
    repeated = {message.report_id for message in known.values() if message.report_id is not None}
    found = Remembered(known, unit.load(sorted(repeated | around)) if repeated or around else {})
    # Only where somebody may have gone on with a message has its report more than one.
    asked = sorted(around | {each for each in corrected if _may_have_followed(each, known)})
    for message in unit.messages_of_reports(asked) if asked else ():
        if message.report_id is not None:
            found.messages.setdefault(message.report_id, []).append(message)
    changing = [found.reports[each] for each in sorted(corrected | around) if each in found.reports]
    if changing:
        found.authors = unit.authorships(changing)
        found.people = unit.reporters([report.id for report in changing])
    for report_id in sorted(found.messages):
        conversations.stored(found.messages[report_id], found.reports)
    for number, report_id in numbers.items():
        report = found.reports[report_id]
        person = found.people[report_id].key
        sender = (report.origin.channel, report.origin.account, person)
        conversations.number(number, conversations.begin(report, sender))
    return found


def _keys(prepared: Sequence[Prepared]) -> list[MessageKey]:
    keys = {each.key for each in prepared}
    for each in prepared:
        item = each.item
        named = (item.amends, item.reply_to, item.thread)
        keys |= {(item.channel, item.account, name) for name in named if name}
    return sorted(keys)


def _is_repeat(each: Prepared, known: dict[MessageKey, KnownMessage]) -> bool:
    before = known.get(each.key)
    return before is not None and same_digest(before.digest, each.item, each.digest)


def _corrected(told: Sequence[Prepared], known: dict[MessageKey, KnownMessage]) -> set[int]:
    """Reports that an item corrects, under its own id or that of an earlier one."""
    named = (known.get(key) for each in told for key in (each.key, each.first))
    return {message.report_id for message in named if message is not None and message.report_id is not None}


def _may_have_followed(report_id: int, known: dict[MessageKey, KnownMessage]) -> bool:
    return any(message.report_id == report_id and message.sender for message in known.values())


def _numbers(unit: UnitOfWork, told: Sequence[Prepared], conversations: Conversations) -> dict[str, int]:
    """Tracking numbers that messages name or go on with, of the reports that there are."""
    named = {
        tracking_number(each.found.text)
        for each in told
        if each.found is not None and conversations.window(each.item.channel)
    }
    named |= {each.item.about for each in told}
    wanted = sorted(named - {""})
    return unit.ids_of_numbers(wanted) if wanted else {}


def _around(
    unit: UnitOfWork,
    told: Sequence[Prepared],
    known: dict[MessageKey, KnownMessage],
    conversations: Conversations,
) -> set[int]:
    """Reports that a message may go on with: those it points at, those of its album, and the latest of its sender."""
    following = [
        each.item for each in told if each.item.action is not Action.RETRACT and conversations.follows(each.item)
    ]
    if not following:
        return set()
    found: set[int | None] = set()
    for item in following:
        for name in (item.reply_to, item.thread):
            target = known.get((item.channel, item.account, name)) if name else None
            found.add(target.report_id if target is not None else None)
    albums = sorted({item.album for item in following if item.album})
    if albums:
        found |= {message.report_id for message in unit.messages_of_albums(albums)}
    by_sender: dict[tuple[str, str, str], list[datetime]] = {}
    for item in following:
        if item.reporter.key and conversations.reach(item.channel):
            sender = (item.channel, item.account, item.reporter.key)
            by_sender.setdefault(sender, []).append(item.sent_at)
    if by_sender:
        longest = max(conversations.reach(channel) for channel, _, _ in by_sender)
        times = [at for each in by_sender.values() for at in each]
        written = unit.messages_of_senders(list(by_sender), min(times) - longest, max(times) + longest)
        for message in written:
            sender = (*message.key[:2], message.sender)
            reach = conversations.reach(message.key[0])
            if any(abs(at - message.at) <= reach for at in by_sender[sender]):
                found.add(message.report_id)
    return {each for each in found if each is not None}
