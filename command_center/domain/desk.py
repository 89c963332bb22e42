"""The desk's inbox: what can be asked of it (a queue, an order, filters, words to look for), and a line of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class DeskQueue(StrEnum):
    """A part of the open reports that wants the same of an operator.

    `NEW`: nobody looked at it yet. `DOUBTFUL`: at P3M, and a person must read the text. `DUE`: over its deadline or within a
    day of it. `VERIFIED`: verified, to be forwarded. `WAITING`: it is the citizen's turn. `FAILED`: an answer was not
    delivered. `PROPOSED`: its sender corrected what staff had decided. `BACK`: it was forwarded and is at P3M again.
    """

    NEW = "baru"
    DOUBTFUL = "ragu"
    DUE = "tempo"
    VERIFIED = "teruskan"
    WAITING = "warga"
    FAILED = "gagal"
    PROPOSED = "usul"
    BACK = "kembali"
    DEFERRED = "tunda"
    ALL = "semua"


class DeskOrder(StrEnum):
    """Which report stands first: the doubtful and then the newest, what is due first, or the newest."""

    DOUBTFUL = "ragu"
    DUE = "tenggat"
    NEWEST = "terbaru"


LONGEST_SEARCH = 200
"""Characters of the words that are looked for."""


@dataclass(frozen=True, slots=True)
class DeskAsked:
    """Which reports: "" and 0 mean any. Codes are those of the reference data.

    `upto` is the newest report that the list may hold: what came later waits until it is asked for. `search` is a number
    or words of the text; it looks through all reports, closed ones too, whatever the queue.
    """

    queue: DeskQueue = DeskQueue.NEW
    order: DeskOrder = DeskOrder.DOUBTFUL
    channel: str = ""
    category: str = ""
    kecamatan: str = ""
    opd: str = ""
    search: str = ""
    upto: int = 0


@dataclass(frozen=True, slots=True)
class InboxRow:
    """One report as a line of the inbox. `line` is the beginning of what the citizen said; times are aware.

    `doubtful`: a person must read it before it goes on. `messages` and `photos` count what stands with it; `place` is the code of its kelurahan, else of its kecamatan.
    """

    id: int
    number: str
    version: int
    channel: str
    category: str
    doubtful: bool
    line: str
    place: str
    messages: int
    photos: int
    received_at: datetime
    due_at: datetime | None
    status: str
    opd: str
    confidential: bool
    failed: bool
    closed: bool
