"""Conversations: one complaint is often several messages. What each of them is, why it stands with its report, and what they say together.

The city counts complaints, not messages: an album, pictures with a text and a place after them, and a "terima kasih"
are one report. A join can be undone by hand, since every message keeps its own words.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from command_center.domain.inbound import Media, Position


class MessageKind(StrEnum):
    """What a message is to its report.

    `CONTENT` says what is wrong, where, or shows it. A `REMARK` is what somebody else wrote under it. `CHANGE` edits
    another message or takes it back. All others are small talk: kept and counted, and no report.
    """

    CONTENT = "content"
    REMARK = "remark"
    CHANGE = "change"
    QUESTION = "question"
    THANKS = "thanks"
    GREETING = "greeting"
    ASSENT = "assent"
    WORDLESS = "wordless"
    STICKER = "sticker"

    @property
    def small_talk(self) -> bool:
        """Whether it begins no report, whatever it stands with."""
        return self not in (MessageKind.CONTENT, MessageKind.REMARK, MessageKind.CHANGE)


class LinkRule(StrEnum):
    """What put a message to its report.

    `NUMBER`: it names the tracking number. `APART` and `CLOSED` began a report though the person had one: the message is
    about something else, or that report was closed.
    """

    ALBUM = "album"
    REPLY = "reply"
    THREAD = "thread"
    NUMBER = "number"
    WINDOW = "window"
    REPEAT = "repeat"
    APART = "apart"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Link:
    """Why a message stands with its report, as data that the desk can show and undo.

    `matched` is what the rule found: the id of the album, the message or the thread, the tracking number, or the seconds
    since the nearest message. `other` is the report that a message was told `APART` from, or that was `CLOSED`;
    `differs` then names the subject, the place or both, `was` and `says` what stood against each other.
    """

    rule: LinkRule
    matched: str = ""
    other: int | None = None
    differs: tuple[str, ...] = ()
    was: tuple[str, ...] = ()
    says: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """What one message, or all of a conversation, says. Texts are clean; "" and None where nothing is said.

    `written_at` is when it was written in this form (aware). `category` and `opd` are the sender's own choice.
    """

    written_at: datetime
    subject: str = ""
    text: str = ""
    address: str = ""
    position: Position | None = None
    media: tuple[Media, ...] = ()
    category: str = ""
    opd: str = ""


MOST_MESSAGES = 50
"""Messages with content that one report takes; what a person sends beyond them begins another one."""


def together(parts: Iterable[Said]) -> Said:
    """What messages say together, in the order given, which is that of sending. Raises ValueError for none.

    Texts stand below each other, each once; pictures in their order; of places the last one counts, since people who
    send a second one correct the first.
    """
    said = list(parts)
    if not said:
        raise ValueError("a conversation has at least one message")
    return Said(
        written_at=max(each.written_at for each in said),
        subject=next((each.subject for each in said if each.subject), ""),
        text="\n".join(dict.fromkeys(each.text for each in said if each.text)),
        address=next((each.address for each in reversed(said) if each.address), ""),
        position=next((each.position for each in reversed(said) if each.position is not None), None),
        media=tuple(dict.fromkeys(media for each in said for media in each.media)),
        category=next((each.category for each in reversed(said) if each.category), ""),
        opd=next((each.opd for each in reversed(said) if each.opd), ""),
    )
