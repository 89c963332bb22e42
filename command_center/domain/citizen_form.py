"""What the citizens' pages put into the inbox, as the channel reads it there: a report, or a reply to one, as JSON."""

from dataclasses import dataclass
from enum import StrEnum

CHANNEL = "web"
ACCOUNT = "lapor"
"""The account of channel `web` that is our own form; the city's website posts under another one."""
CONTENT_TYPE = "application/json"


class FormKind(StrEnum):
    """Which of both."""

    REPORT = "report"
    REPLY = "reply"


@dataclass(frozen=True, slots=True)
class SentPicture:
    """A picture that is kept already: its reference (``file:<id>``) and media type."""

    ref: str
    content_type: str
