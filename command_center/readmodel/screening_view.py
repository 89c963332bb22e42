"""Reports that the mayor has not seen, as the list shows them a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class UnseenReport:
    """A report to look at. Times are aware UTC; `due_at` is its next deadline, None for none. `more` counts the further open
    reports of its incident, `waits_until` says until when it is not forwarded before it was seen, None where it is.
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
    waits_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class UnseenPage:
    """One page of the list: its reports, the number of the page and how many there are, and of the whole list how many reports it
    has and how many of them wait. `older` says that it is the list of those that came in before the last days.
    """

    rows: Sequence[UnseenReport] = ()
    page: int = 1
    pages: int = 1
    total: int = 0
    waiting: int = 0
    older: bool = False
