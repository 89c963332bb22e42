"""A report that the mayor has not seen, as the list shows it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class UnseenReport:
    """A report to look at. Times are aware UTC; `due_at` is its next deadline, None for none. `more` counts the further reports of
    its incident that came in these days.
    """

    report_id: int
    number: str
    category: str
    kelurahan: str
    kecamatan: str
    opd: str
    channel: str
    status: str
    received_at: datetime
    due_at: datetime | None
    more: int = 0
