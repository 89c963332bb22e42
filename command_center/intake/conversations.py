"""Which report a message goes on with: by album, reply, thread, tracking number, or soon after the same person's last one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from command_center.domain.channels import ChannelProfile
from command_center.domain.conversations import MOST_MESSAGES, Link, LinkRule, MessageKind
from command_center.domain.inbound import Inbound
from command_center.domain.report import Report
from command_center.domain.same_complaint import ToldApart, Topic, difference, refers_back
from command_center.domain.small_talk import SmallTalk, tracking_number
from command_center.intake.examine import Examined
from command_center.store.messages import MessageKey, SeenMessage, Sender

NO_TIME = timedelta(0)
CLEARLY = timedelta(minutes=1)
"""From so much on, one of two messages counts as the nearer."""


@dataclass(slots=True)
class Conversation:
    """The messages of one report, as far as a further one can go on with them. `contents` counts those with content.

    `albums` are those of its messages that were sent together; in the `captioned` ones a picture has said something.
    `worded` is when something was said, `wordless` are the pictures and places that stand with it for their time alone.
    """

    report_id: int
    sender: Sender
    topic: Topic
    closed: bool = False
    times: list[datetime] = field(default_factory=list)
    threads: set[str] = field(default_factory=set)
    texts: set[str] = field(default_factory=set)
    albums: dict[str, list[MessageKey]] = field(default_factory=dict)
    captioned: set[str] = field(default_factory=set)
    worded: list[datetime] = field(default_factory=list)
    wordless: dict[MessageKey, datetime] = field(default_factory=dict)
    contents: int = 0

    @property
    def open(self) -> bool:
        """Whether a further message with content may still go on with it."""
        return not self.closed and self.contents < MOST_MESSAGES

    def spoke(self, message: SeenMessage, *, text: bool) -> None:
        """A message with content stands with it, with a text or without."""
        if text:
            self.worded.append(message.at)
            self.captioned.add(message.album)
        elif message.link is None or message.link.rule is LinkRule.WINDOW:
            self.wordless[message.key] = message.at

    def nearer(self, at: datetime) -> list[MessageKey]:
        """The pictures and places that were clearly sent nearer to `at` than to anything that was said here."""
        return [key for key, sent_at in self.wordless.items() if self.worded and self._is_nearer(sent_at, at)]

    def _is_nearer(self, sent_at: datetime, at: datetime) -> bool:
        """By half, and by more than people and clocks of whole seconds are late."""
        here, there = min(abs(sent_at - each) for each in self.worded), abs(sent_at - at)
        return 2 * there <= here and here - there >= CLEARLY

    def gap(self, at: datetime) -> timedelta:
        """Time between `at` and the nearest message."""
        return min((abs(at - each) for each in self.times), default=timedelta.max)

    def heard(self, at: datetime, thread: str) -> None:
        """A message of its sender stands with it now."""
        self.times.append(at)
        if thread:
            self.threads.add(thread)

    def told(self, message: SeenMessage, text: str, topic: Topic) -> None:
        """What a message with content says: what it names counts from here on."""
        self.spoke(message, text=bool(text))
        if text:
            self.texts.add(text)
        if topic.classification is not self.topic.classification and topic.category:
            self.topic = replace(self.topic, classification=topic.classification)
        if topic.location is not self.topic.location and topic.names_a_place:
            self.topic = replace(self.topic, location=topic.location)


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a message stands: `conversation` is None where it begins a report or, as small talk, belongs to none.

    `brings` are messages that go with it to the report that it begins, and why: the pictures of its album, and what was sent
    nearer to it, which came before it and were taken for more of `brings_from`.
    """

    conversation: Conversation | None
    kind: MessageKind
    link: Link | None = None
    brings: tuple[tuple[MessageKey, Link], ...] = ()
    brings_from: Conversation | None = None


class Conversations:
    """The conversations that the messages of one transaction may go on with. Pure: knows no store."""

    def __init__(self, profiles: Mapping[str, ChannelProfile], small_talk: SmallTalk, fallback: str) -> None:
        self._profiles, self._small_talk, self.fallback = profiles, small_talk, fallback
        self.by_report: dict[int, Conversation] = {}
        self._of_sender: dict[Sender, list[Conversation]] = {}
        self._of_album: dict[tuple[str, str, str, str], Conversation] = {}
        self._of_message: dict[MessageKey, Conversation] = {}
        self._of_number: dict[str, Conversation] = {}

    def window(self, channel: str) -> timedelta:
        """How long after a message the next one of the same person goes on with its report."""
        profile = self._profiles.get(channel)
        return profile.window if profile is not None else NO_TIME

    def reach(self, channel: str) -> timedelta:
        """The longest time that any rule of the channel looks back or ahead."""
        profile = self._profiles.get(channel)
        return max(profile.window, profile.thread) if profile is not None else NO_TIME

    def follows(self, item: Inbound) -> bool:
        """Whether the item may stand with others: else it is a report of its own, and nobody is asked."""
        return bool(self.window(item.channel) or item.album or item.reply_to or item.thread or item.about)

    def begin(self, report: Report, sender: Sender) -> Conversation:
        """The conversation of a report, known or begun; its messages are still to be told of."""
        found = self.by_report.get(report.id)
        if found is None:
            topic = Topic(report.classification, report.location, self.fallback)
            closed = report.status.closed or report.retracted
            texts = {report.content.text, *report.content.text.split("\n")} - {""}
            found = Conversation(report.id, sender, topic, closed=closed, texts=texts)
            self.by_report[report.id] = found
            self._of_sender.setdefault(sender, []).append(found)
        return found

    def number(self, number: str, conversation: Conversation) -> None:
        """A message that names the tracking number may be about it."""
        self._of_number[number] = conversation

    def stored(self, messages: Iterable[SeenMessage], reports: Mapping[int, Report]) -> None:
        """Take up what was kept of conversations: messages in their order, and the reports they stand with."""
        for message in messages:
            report = reports.get(message.report_id) if message.report_id is not None else None
            if report is None:
                continue
            found = self.begin(report, (*message.key[:2], message.sender))
            if message.kind is not MessageKind.REMARK:
                self.add(found, message)
            if message.kind is MessageKind.CONTENT and not message.removed:
                found.spoke(message, text=bool((message.content or report.content).text))

    def add(self, conversation: Conversation, message: SeenMessage) -> None:
        """A message stands with the conversation; one that is told of twice counts once."""
        if message.key in self._of_message:
            return
        self._of_message[message.key] = conversation
        if message.kind is MessageKind.CHANGE:
            return
        if message.kind is MessageKind.THANKS:
            # What was sent before it was about what is thanked for.
            conversation.worded.append(message.at)
        if message.kind is MessageKind.CONTENT:
            conversation.contents += 1
        conversation.heard(message.at, message.thread)
        if message.album:
            self._of_album[(*message.key[:2], message.sender, message.album)] = conversation
            conversation.albums.setdefault(message.album, []).append(message.key)

    def move(self, brought: Iterable[SeenMessage], before: Conversation, now: Conversation) -> None:
        """Messages stand with another conversation than before."""
        for message in brought:
            del self._of_message[message.key]
            before.contents -= 1
            before.times.remove(message.at)
            before.albums.pop(message.album, None)
            before.wordless.pop(message.key, None)
            self.add(now, message)
            now.spoke(message, text=False)

    def find(self, item: Inbound, found: Examined) -> Placement:
        """Where a new message stands."""
        about = self._of_number.get(item.about) if item.about else None
        if about is not None:
            # Its sender means this report, whatever else the words name; under a closed one they change nothing.
            kind = MessageKind.CONTENT if about.open else MessageKind.REMARK
            return Placement(about, kind, Link(LinkRule.NUMBER, item.about))
        person = item.reporter.key
        in_album = self._of_album.get((item.channel, item.account, person, item.album)) if item.album else None
        if in_album is not None and not in_album.closed:
            return self._in_album(in_album, item, found)
        for rule, named in ((LinkRule.REPLY, item.reply_to), (LinkRule.THREAD, item.thread)):
            conversation = self._of_message.get((item.channel, item.account, named)) if named else None
            if conversation is not None:
                tied = self._tied(conversation, Link(rule, named), item, found)
                if tied is not None:
                    return tied
        number = tracking_number(found.text)
        conversation = self._of_number.get(number) if number else None
        if conversation is not None:
            named_by_sender = conversation.sender == (item.channel, item.account, person)
            if found.kind.small_talk or named_by_sender:
                tied = self._tied(conversation, Link(LinkRule.NUMBER, number), item, found)
                if tied is not None:
                    return tied
        return self._in_window(item, found)

    def _in_album(self, conversation: Conversation, item: Inbound, found: Examined) -> Placement:
        """A picture of an album goes with the others, wherever they stand. Where the others came before without a word, and
        were taken for more of an earlier complaint, the caption that is about something else takes them with it.
        """
        if item.album not in conversation.captioned:
            apart = self._apart(conversation, found.topic(self.fallback), found)
            if apart is not None:
                brings = tuple((key, Link(LinkRule.ALBUM, item.album)) for key in conversation.albums[item.album])
                return replace(_told_apart(conversation, apart), brings=brings, brings_from=conversation)
        return Placement(conversation, MessageKind.CONTENT, Link(LinkRule.ALBUM, item.album))

    def _tied(self, conversation: Conversation, link: Link, item: Inbound, found: Examined) -> Placement | None:
        """A message that points at another one. None where it says something of its own."""
        if found.kind.small_talk:
            return Placement(conversation, found.kind, link)
        topic = found.topic(self.fallback)
        if conversation.sender[2] not in ("", item.reporter.key):
            # Somebody else's words under a report: who names a subject or a place reports it, all others remark.
            return None if topic.speaks_for_itself else Placement(conversation, MessageKind.REMARK, link)
        if not conversation.open:
            return _after_closed(conversation)
        apart = self._apart(conversation, topic, found)
        # Whoever answers a message means it: then only another subject in another place is another complaint.
        if apart is None or (link.rule is not LinkRule.THREAD and len(apart.fields) == 1):
            return Placement(conversation, MessageKind.CONTENT, link)
        return _told_apart(conversation, apart)

    def _in_window(self, item: Inbound, found: Examined) -> Placement:
        """A message that follows, or comes before, others of the same person."""
        near = self._near(item)
        if found.kind.small_talk:
            return Placement(near[0][1], found.kind, near[0][2]) if near else Placement(None, found.kind)
        still_open = [each for each in near if each[1].open]
        if not still_open:
            return _after_closed(near[0][1]) if near else Placement(None, MessageKind.CONTENT)
        topic = found.topic(self.fallback)
        same_subject = [each for each in still_open if topic.category and each[1].topic.category == topic.category]
        for _, conversation, link in (*same_subject, *still_open):
            if self._apart(conversation, topic, found) is None:
                if found.text and found.text in conversation.texts:
                    link = replace(link, rule=LinkRule.REPEAT)
                return Placement(conversation, MessageKind.CONTENT, link)
        nearest = still_open[0][1]
        apart = self._apart(nearest, topic, found)
        if apart is None:
            return Placement(nearest, MessageKind.CONTENT)
        brings = tuple(
            (key, _window(abs(item.sent_at - nearest.wordless[key]))) for key in nearest.nearer(item.sent_at)
        )
        return replace(_told_apart(nearest, apart), brings=brings, brings_from=nearest if brings else None)

    def _near(self, item: Inbound) -> list[tuple[timedelta, Conversation, Link]]:
        """Conversations of the sender within the channel's window, or within that of their thread; nearest first."""
        person, window = item.reporter.key, self.window(item.channel)
        if not person:
            return []
        found = []
        for conversation in self._of_sender.get((item.channel, item.account, person), ()):
            gap = conversation.gap(item.sent_at)
            if window and gap <= window:
                link = _window(gap)
            elif item.thread in conversation.threads and gap <= self.reach(item.channel):
                link = Link(LinkRule.THREAD, item.thread)
            else:
                continue
            found.append((gap, conversation, link))
        return sorted(found, key=lambda each: (each[0], -each[1].report_id))

    def _apart(self, conversation: Conversation, topic: Topic, found: Examined) -> ToldApart | None:
        if not found.text or self._small_talk.correction(found.text):
            return None
        before, further = conversation.topic, self._small_talk.further(found.text)
        goes_on = refers_back(before, topic) and not further
        one_event = goes_on or self._small_talk.one_event(before.category, topic.category)
        return difference(before, topic, further=further, one_event=one_event)


def _window(gap: timedelta) -> Link:
    return Link(LinkRule.WINDOW, str(round(gap.total_seconds())))


def _told_apart(conversation: Conversation, apart: ToldApart) -> Placement:
    link = Link(LinkRule.APART, "", conversation.report_id, apart.fields, apart.was, apart.says)
    return Placement(None, MessageKind.CONTENT, link)


def _after_closed(conversation: Conversation) -> Placement:
    """A closed report is nobody's work any more: what would have gone on with it begins another, so that it is seen."""
    return Placement(None, MessageKind.CONTENT, Link(LinkRule.CLOSED, "", conversation.report_id))
