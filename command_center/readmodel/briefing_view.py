"""What the mayor's briefing holds, as frozen values: figures, codes and names, and no word of a report or its reporter.

Times are aware, days are WIB days. Everything is as of `Briefing.cutoff`, whenever it is asked for.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A day and why it is off: the name of the day off, "" for a Saturday or Sunday without one."""

    day: date
    name: str


@dataclass(frozen=True, slots=True)
class ReportMark:
    """A report behind a figure: number, category code, names of place and OPD ("" where unknown).

    One filed as rahasia has its number alone.
    """

    number: str
    category: str = ""
    place: str = ""
    opd: str = ""


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One figure of the ledger: `value` (None: cannot be said), until when it counts, and the reports behind it.

    `cases` are numbers of the first reports, `total` how many there are. `terms` are the named numbers that it is made of.
    """

    key: str
    value: float | None
    until: datetime
    cases: tuple[str, ...] = ()
    total: int = 0
    terms: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class FigureTarget:
    """What the city wants of a figure, as it was when the briefing was made; `source` in both languages."""

    limit: float
    at_most: bool
    source_id: str
    source_en: str


@dataclass(frozen=True, slots=True)
class MainFigure:
    """One of the five: its value, the same a week before (None: nothing is known of then), and its target if it has one."""

    key: str
    value: float | None
    week_before: float | None
    target: FigureTarget | None


@dataclass(frozen=True, slots=True)
class UsualReceived:
    """Reports of such a weekday by the eight weeks before: mean and the limits of what is usual; `weeks` are known."""

    mean: float
    low: float
    high: float
    weeks: int


@dataclass(frozen=True, slots=True)
class LeadSubject:
    """The category of most reports of the day, and the place of most of them ("" where less than half share one)."""

    category: str
    count: int
    place: str
    at_place: int


@dataclass(frozen=True, slots=True)
class LateReport:
    """A report past its deadline: what it waits for (a stage), and the full working days since the deadline."""

    number: str
    category: str
    place: str
    opd: str
    stage: str
    days_over: int
    due_at: datetime


@dataclass(frozen=True, slots=True)
class OpdCount:
    """Reports of one OPD; `opd` is its short name, "" for reports that none has."""

    opd: str
    count: int


@dataclass(frozen=True, slots=True)
class LateReports:
    """All reports past their deadline. `rows` are the latest first, `confidential` are counted but not among them."""

    total: int
    confidential: int
    by_opd: tuple[OpdCount, ...]
    rows: tuple[LateReport, ...]


@dataclass(frozen=True, slots=True)
class DueCell:
    """Reports of one OPD due on one day; `likely` of them are among those expected to be late."""

    day: date
    opd: str
    count: int
    likely: int


@dataclass(frozen=True, slots=True)
class DueReports:
    """What falls due from the cut-off to the end of the Friday `until`, with the forecast of how many will be late.

    `expected`, `low`, `high` are None where there is too little history to say. `provisional` deadlines may still move.
    """

    until: date
    days_off: tuple[NamedDay, ...]
    total: int
    provisional: int
    expected: float | None
    low: float | None
    high: float | None
    cells: tuple[DueCell, ...]


@dataclass(frozen=True, slots=True)
class DayCount:
    """Reports received on one day. `category` is what made it far above the usual, "" on other days."""

    day: date
    count: int
    working: bool
    category: str


@dataclass(frozen=True, slots=True)
class IncidentSpot:
    """Several reports of the day about the same thing: where, how many, on how many channels, and since when."""

    incident: int
    category: str
    place: str
    lat: float
    lon: float
    count: int
    channels: int
    since: datetime


@dataclass(frozen=True, slots=True)
class ReportSpot:
    """One report of the day on the map, in degrees; `exact` False where it stands at the centre of its area."""

    number: str
    category: str
    place: str
    lat: float
    lon: float
    exact: bool
    incident: int | None


@dataclass(frozen=True, slots=True)
class IncidentMap:
    """The day on the map. `unplaced` reports have no place; `confidential` are counted but not drawn."""

    incidents: tuple[IncidentSpot, ...]
    spots: tuple[ReportSpot, ...]
    categories: tuple[tuple[str, int], ...]
    unplaced: int
    confidential: int


@dataclass(frozen=True, slots=True)
class PendingDecision:
    """Something that does not move by itself. `kind`: passed (between the OPD in `opds`), unassigned, or long_over."""

    kind: str
    number: str
    category: str
    place: str
    opds: tuple[str, ...]
    stage: str
    days_over: int


@dataclass(frozen=True, slots=True)
class ReportToRead:
    """A report to read, with how many further ones belong to the same incident. Its words are read when it is shown."""

    number: str
    category: str
    place: str
    opd: str
    channel: str
    received_at: datetime
    more: int


@dataclass(frozen=True, slots=True)
class ReadingQueue:
    """What came in since the morning before: `of_day` on the day itself, `since` after it."""

    of_day: int
    since: int
    rows: tuple[ReportToRead, ...]


@dataclass(frozen=True, slots=True)
class CarriedInstruction:
    """An instruction of the mayor that was not closed at the cut-off. `opd` is the department's short name, `state` a value of
    `domain.instructions.InstructionState`. `said` is what the department said last, on the day `said_on`; "" and None where it
    said nothing. `days` counts the mornings that it was carried to, this one among them. `report` is a number, "" for none.
    """

    opd: str
    text: str
    state: str
    given: date
    due: date | None
    said: str
    said_on: date | None
    days: int
    report: str


@dataclass(frozen=True, slots=True)
class Briefing:
    """One morning. `day` is the day it is read on, `about` the day before it, which it tells of.

    `first_day` is the day of the first report ever, None before it. `free` are the days off in a row that end with `about`,
    `free_received` the reports of all of them. `open_change` is against a day before the cut-off. `decisions` are the first;
    the ledger counts them all. `instructions` stand in the order in which they were given; None in what was issued before they
    were kept.
    """

    day: date
    about: date
    cutoff: datetime
    first_day: date | None
    simulated: bool
    main: tuple[MainFigure, ...]
    usual: UsualReceived | None
    lead: LeadSubject | None
    free: tuple[NamedDay, ...]
    free_received: int
    open_change: int | None
    late: LateReports
    due: DueReports
    map: IncidentMap
    days: tuple[DayCount, ...]
    decisions: tuple[PendingDecision, ...]
    queue: ReadingQueue
    ledger: tuple[LedgerEntry, ...]
    marks: tuple[ReportMark, ...]
    instructions: tuple[CarriedInstruction, ...] | None = None

    def entry(self, key: str) -> LedgerEntry:
        """The figure of the ledger with this key."""
        return next(entry for entry in self.ledger if entry.key == key)

    def number(self, key: str) -> int:
        """Its footnote number, from 1."""
        return next(place for place, entry in enumerate(self.ledger, 1) if entry.key == key)


@dataclass(frozen=True, slots=True)
class ChangedFigure:
    """A figure of the ledger in the version before and in this one; equal values mean that its cases differ."""

    key: str
    before: float | None
    after: float | None


@dataclass(frozen=True, slots=True)
class BriefingEdition:
    """A briefing as it was issued. `versions` are all there are of its day; `changed` is against the version before."""

    briefing: Briefing
    version: int
    versions: tuple[int, ...]
    issued_at: datetime
    reason: str
    fingerprint: str
    changed: tuple[ChangedFigure, ...]


@dataclass(frozen=True, slots=True)
class BriefingReading:
    """What an address of the briefing shows: an edition, or why there is none (`absent`, a word of `ABSENT`).

    `day` is the morning that was asked for, None where the address names none. `instead` says that an earlier edition
    stands in for today's, which is issued at `comes_at`; `overdue` that this hour has passed. `before` and `after` are the mornings beside it that have one.
    `excerpts` are the words of reports to read, masked for the public, by number; none of a report that it may not see.
    """

    day: date | None
    edition: BriefingEdition | None
    absent: str = ""
    instead: bool = False
    overdue: bool = False
    comes_at: datetime | None = None
    first: date | None = None
    newest: date | None = None
    before: date | None = None
    after: date | None = None
    excerpts: Mapping[str, str] = field(default_factory=dict)


ABSENT = ("no_day", "no_data", "too_early", "to_come", "not_issued", "unreadable")
"""Why there is no briefing: the address names no day; no report ever came in; the day lies before the first report; its
hour has not come; nobody issued it; what is kept cannot be read.
"""
