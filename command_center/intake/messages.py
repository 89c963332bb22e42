"""The messages of one transaction: those seen now, those known before, and what each one of a conversation says."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from command_center.domain.conversations import MessageKind, Said, together
from command_center.domain.events import EventKind
from command_center.domain.inbound import Inbound
from command_center.domain.report import Report
from command_center.intake.amend import known_said
from command_center.intake.examine import Examined
from command_center.intake.remembered import Remembered
from command_center.store.messages import KnownMessage, MessageKey, SeenMessage


def said_by(item: Inbound, found: Examined) -> Said:
    """What an item says by itself."""
    return Said(
        item.sent_at, found.subject, found.text, found.address, item.position, item.media, item.category, item.opd
    )


@dataclass(slots=True)
class Parts:
    """The messages with content of one report. `pending` is the event to come, since what they say together changed."""

    _messages: dict[MessageKey, SeenMessage] = field(default_factory=dict)
    _said: dict[MessageKey, Said] = field(default_factory=dict)
    pending: EventKind | None = None

    @property
    def several(self) -> bool:
        """Whether the report is more than one message, or was: then each message keeps what it says."""
        return len(self._messages) > 1 or any(each.content is not None for each in self._messages.values())

    @property
    def any_left(self) -> bool:
        """Whether a message is left that nobody took back."""
        return any(not each.removed for each in self._messages.values())

    def put(self, message: SeenMessage, said: Said) -> None:
        """A message stands with the report."""
        self._messages[message.key], self._said[message.key] = message, said

    def said(self, key: MessageKey) -> Said | None:
        """What a message says now; None where it is none of them."""
        return self._said.get(key)

    def say(self, key: MessageKey, said: Said) -> None:
        """A message says something else now."""
        if key in self._said:
            self._said[key] = said

    def take_back(self, key: MessageKey) -> bool:
        """Whether the message was one of them and is taken back only now; one that is not told of is the report itself."""
        message = self._messages.get(key)
        if message is None:
            return not self._messages
        self._messages[key] = replace(message, removed=True)
        return not message.removed

    def give(self, key: MessageKey) -> tuple[SeenMessage, Said]:
        """A message that goes to another report, and what it says."""
        return self._messages.pop(key), self._said.pop(key)

    def together(self) -> Said:
        """What they say together, but for those taken back."""
        left = [each for each in self._in_order() if not each.removed]
        return together([self._said[each.key] for each in left])

    def kept(self) -> Iterator[SeenMessage]:
        """The messages with what each of them says."""
        return (replace(each, content=self._said[each.key]) for each in self._in_order())

    def _in_order(self) -> list[SeenMessage]:
        return sorted(self._messages.values(), key=lambda each: (each.at, each.key))


class Messages:
    """What is known of items, what is to be recorded, and the parts of the reports in play."""

    def __init__(self, remembered: Remembered) -> None:
        self.known = remembered.known
        self._of_report = remembered.messages
        self._seen: dict[MessageKey, SeenMessage] = {}
        self._updated: dict[MessageKey, KnownMessage] = {}
        self._standing: dict[MessageKey, SeenMessage] = {}
        self._parts: dict[int, Parts] = {}

    def put(self, message: SeenMessage) -> None:
        """Record a message, or keep where a known one stands now."""
        if message.key not in self.known:
            self.record(message)
        else:
            self.stand(message)

    def stand(self, message: SeenMessage) -> None:
        """Keep where a message stands now that was recorded before, now or long ago."""
        if message.key in self.known:
            self.update(
                message.key,
                KnownMessage(message.report_id, message.digest, message.inbox_id, message.kind, message.sender),
            )
        if message.key in self._seen:
            self._seen[message.key] = replace(message, action=self._seen[message.key].action)
        else:
            self._standing[message.key] = message

    def record(self, message: SeenMessage) -> None:
        """Record an item as seen; one that is known stays as it is."""
        if message.key not in self.known:
            self._seen[message.key] = message
            self.known[message.key] = KnownMessage(
                message.report_id, message.digest, message.inbox_id, message.kind, message.sender
            )

    def update(self, key: MessageKey, now_known: KnownMessage) -> None:
        """A known item says something else now."""
        self.known[key] = now_known
        self._updated[key] = now_known

    def parts(self, report_id: int, report: Report | None) -> Parts:
        """The parts of a report; `report` is None for one that is just begun."""
        found = self._parts.get(report_id)
        if found is None:
            found = self._parts[report_id] = Parts()
            for message in self._of_report.get(report_id, ()):
                if message.kind is MessageKind.CONTENT and report is not None:
                    # A message without a content of its own is alone: the report says what it says.
                    found.put(message, message.content or known_said(report))
        return found

    def pending(self) -> dict[int, Parts]:
        """The reports of several messages of which one changed."""
        return {report_id: parts for report_id, parts in self._parts.items() if parts.pending is not None}

    def to_keep(self) -> tuple[list[SeenMessage], dict[MessageKey, KnownMessage], list[SeenMessage]]:
        """Items to record, known ones to update, and messages whose standing or content changed."""
        for parts in self.pending().values():
            for message in parts.kept():
                if message.key in self._seen:
                    self._seen[message.key] = replace(message, action=self._seen[message.key].action)
                else:
                    self._standing[message.key] = message
        return list(self._seen.values()), self._updated, list(self._standing.values())
