"""The file of one report: all that the desk shows of it, as frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from command_center.domain.acting import Actor
from command_center.domain.conversations import Link, MessageKind
from command_center.domain.inbound import Media, Position
from command_center.domain.proposals import Proposal
from command_center.domain.report import Report


@dataclass(frozen=True, slots=True)
class FileMessage:
    """One message of the conversation, in the order of sending. `key` names it for good; `link` says why it stands here.

    `whole` tells that the report says all that the message said, so that its words are the report's.
    """

    key: tuple[str, str, str]
    at: datetime
    kind: MessageKind
    text: str
    address: str
    position: Position | None
    media: tuple[Media, ...]
    removed: bool
    link: Link | None
    whole: bool = False


class DeedKind(StrEnum):
    """Where a line of the history comes from: the log, a step of the flow, or the audit."""

    EVENT = "event"
    STEP = "step"
    AUDIT = "audit"


@dataclass(frozen=True, slots=True)
class Deed:
    """One line of the history: who did what, when (aware). `what` is the event's kind, the status of a step, or the act.

    `note` is the instruction, answer or reason of a step, `facts` what an event changed or the audit tells.
    """

    kind: DeedKind
    at: datetime
    by: str
    what: str
    opd: str = ""
    note: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def by_citizen(self) -> bool:
        """Whether its own citizen did it on the status page; the note is then what the citizen wrote."""
        return self.by == Actor.CITIZEN

    @property
    def citizens_step(self) -> str:
        """What a step of the citizen's was: `reopened` with words, `replied` to a question; "" for any other deed."""
        if self.kind is not DeedKind.STEP or not self.by_citizen:
            return ""
        return "reopened" if self.note else "replied"


@dataclass(frozen=True, slots=True)
class NearReport:
    """Another open report that may be about the same: how far (metres), how much later than this one (seconds, below 0 for
    earlier), and how alike the words are (0 to 1). `others` are further reports of its incident that may be about the same.
    """

    id: int
    number: str
    version: int
    category: str
    channel: str
    line: str
    lat: float | None
    lon: float | None
    metres: float | None
    seconds: float
    likeness: float
    incident_id: int | None
    same_category: bool
    resent: bool = False
    others: int = 0


@dataclass(frozen=True, slots=True)
class FileIncident:
    """The incident of the report, and its reports by channel."""

    id: int
    category: str
    opened_at: datetime
    reports: int
    by_channel: Mapping[str, int] = field(default_factory=dict)
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportFile:
    """All of one report. `contact` is masked already, `name` the first letter and dots; `earlier` counts older reports of the
    same person on the channel.
    """

    report: Report
    name: str
    contact: str
    earlier: int
    messages: tuple[FileMessage, ...]
    proposals: tuple[Proposal, ...]
    near: tuple[NearReport, ...]
    incident: FileIncident | None
    history: tuple[Deed, ...]
