"""Another system's file, read by its map into items: each record once, with its own times, and every problem by its rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from command_center.domain.inbound import Inbound, Item, Payload, Reporter
from command_center.domain.report_kinds import ReportClass, Visibility
from command_center.domain.workflow import Status
from data_sources.cells import is_total, words
from data_sources.date_order import DateOrder
from data_sources.errors import BadMessage
from data_sources.file_reading import VISIBILITY_HEADER, FileReading, RowPlace, RowProblem, TableColumns, items_of
from data_sources.file_reports import ReportsByKey
from data_sources.header_rows import plain
from data_sources.indonesian_dates import moment_in_wib
from data_sources.mapped.file_map import FileMap
from data_sources.mapped.records import Record, records
from data_sources.phone_numbers import international
from data_sources.reading import identifier, moment, required
from data_sources.row_keys import key_of
from data_sources.row_place import address_of, position_of
from data_sources.row_times import clock_told, sent_at, step_at
from data_sources.tables import Cell
from data_sources.visibility_words import NEEDED, for_the_whole_file, visibility_of

MAP_HEADER = "x-import-map"
"""Marks a delivery that is read by a map, whatever its channel, and holds that map."""

ASKED = f'{NEEDED}: --visibility publik (or anonim, rahasia), or visibility = "public" in the map'
OR_IN_THE_MAP = ', or name their form in the map: dates = ["%m/%d/%Y"]'
EPOCH_FROM = 100_000_000.0
"""A number from which on a time counts seconds (or milliseconds) since 1970: as days it would be the year 275,000."""
_VISIBILITIES = {
    "publik": "public",
    "public": "public",
    "anonim": "anonim",
    "anonymous": "anonim",
    "rahasia": "rahasia",
}


def mapped_items(payload: Payload) -> Iterable[Item]:
    """The items of a delivery with a map; then PartlyBad or BadMessage as a channel's `parse` raises them."""
    yield from items_of(read_mapped(payload, FileMap.from_json(payload.headers[MAP_HEADER])))


def read_mapped(payload: Payload, by: FileMap) -> FileReading:
    """All records of a file. Raises BadMessage where it is none that the map fits, or nothing says who may see it."""
    return _MappedReading(payload, by).all()


@dataclass(slots=True)
class _MappedReading:
    payload: Payload
    by: FileMap
    reports: ReportsByKey = field(default_factory=ReportsByKey)
    dates: DateOrder = field(default_factory=DateOrder)
    problems: list[RowProblem] = field(default_factory=list)
    no_reports: list[RowPlace] = field(default_factory=list)
    tables: list[TableColumns] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)

    def all(self) -> FileReading:
        whole = for_the_whole_file(self.payload.headers.get(VISIBILITY_HEADER, "") or self.by.visibility)
        for record in records(self.payload.body, self.by, self.tables, self.skipped):
            if record.bad:
                self.problems.append(RowProblem(record.place, record.bad))
            elif record.blank:
                continue
            elif self._skips(record):
                self.no_reports.append(record.place)
            else:
                self._take(record, whole)
        # Dates with a format in the map are what it says.
        doubtful = {} if self.by.dates else self.dates.doubtful(OR_IN_THE_MAP)
        rows = tuple(self.reports.found(self.problems, doubtful))
        problems = tuple(sorted(self.problems, key=lambda each: not each.refused))
        found = FileReading(rows, problems, tuple(self.no_reports), tuple(self.tables), tuple(self.skipped))
        says_so = all(table.recognised.get("visibility") for table in self.tables)
        if whole is None and not says_so:
            raise BadMessage("; ".join(filter(None, (ASKED, found.told()))))
        return found

    def _skips(self, record: Record) -> bool:
        """Whether the map says that such a record is no report, or it is a total below the table."""
        for column, listed in self.by.skip.items():
            if plain(words(record.cell(column))) in {plain(each) for each in listed}:
                return True
        said = [words(record.cell(name)) for name in ("title", "text", "time")]
        if not said[-1] and is_total(cell for cells in record.cells.values() for cell in cells):
            return True
        return not any(said[:-1]) and not any(letter.isdecimal() for letter in words(record.cell("key")))

    def _take(self, record: Record, whole: Visibility | None) -> None:
        row = _MappedRow(self.payload, self.by, record)
        self.dates.saw(record.place, record.cell("time"))
        try:
            self.reports.add(record.place, row.item(whole))
        except BadMessage as error:
            self.problems.append(RowProblem(record.place, str(error)))
            return
        self.problems += [RowProblem(record.place, remark, refused=False) for remark in row.remarks]


class _MappedRow:
    """One record as an item; `remarks` say what was left out of it."""

    def __init__(self, payload: Payload, by: FileMap, record: Record) -> None:
        self._payload, self._by, self._record = payload, by, record
        self._zone = ZoneInfo(by.zone)
        self.remarks: list[str] = []

    def item(self, whole: Visibility | None) -> Inbound:
        """The item. Raises BadMessage."""
        key = required(key_of(self._record.cell("key"), "key"), "the key")
        title, text = self._text("title"), self._text("text")
        if not title and not text:
            raise BadMessage("it has neither a title nor a text")
        sent = sent_at(self._time("time", "clock"), self._text("time"), self._payload.received_at)
        if not self._by.dates:
            clock_told(self._record.cell("clock"), self.remarks.append)
        said = self._meaning("status", self._by.statuses)
        status = Status(said) if said else None
        return Inbound(
            channel=self._payload.channel,
            account=self._payload.account,
            external_id=key,
            sent_at=sent,
            text=text or title,
            reporter=self._reporter(key),
            subject=title if text else "",
            position=position_of(self._record.cell("lat"), self._record.cell("lon"), self.remarks.append),
            address=address_of(self._text),
            category=self._choice("category", self._by.categories),
            opd=self._choice("opd", self._by.opd),
            policy=self._by.policy,
            status=status,
            status_at=self._status_at(sent) if status is not None else None,
            report_class=ReportClass(self._meaning("class", self._by.classes) or ReportClass.COMPLAINT),
            visibility=self._visibility(whole),
            answerable=False,
        )

    def _text(self, name: str) -> str:
        return words(self._record.cell(name))

    def _time(self, name: str, clock: str = "") -> datetime | None:
        cell = self._record.cell(name)
        if isinstance(cell, str) and self._by.dates:
            return self._by_format(cell, self._text(clock) if clock else "")
        counted = _number(cell)
        if counted is not None and counted >= EPOCH_FROM:
            return moment(counted)
        if counted is not None and isinstance(cell, str):
            cell = counted
        clock_cell = self._record.cell(clock) if clock else None
        return moment_in_wib(cell, clock_cell, day_zero=self._record.day_zero, zone=self._zone)

    def _by_format(self, day: str, clock: str) -> datetime | None:
        said = " ".join(f"{day} {clock}".split())
        for form in self._by.dates:
            try:
                found = datetime.strptime(said, form)  # noqa: DTZ007 - the zone of the map follows
            except ValueError:
                continue
            try:
                return (found if found.tzinfo else found.replace(tzinfo=self._zone)).astimezone(UTC)
            except OverflowError:
                return None
        return None

    def _status_at(self, sent: datetime) -> datetime | None:
        written = self._text("status_time")
        if not written:
            return None
        try:
            return step_at(self._time("status_time"), written, sent, self._payload.received_at, self._zone)
        except BadMessage as error:
            self.remarks.append(f"{error}: when it was taken stays unknown")
            return None

    def _reporter(self, key: str) -> Reporter:
        contact = international(self._text("phone")) or identifier(self._text("email"))
        own = identifier(self._text("reporter"))
        return Reporter(own or contact or identifier(f"{self._by.system}:{key}"), self._text("name"), contact)

    def _choice(self, name: str, known: Mapping[str, str]) -> str:
        """The sender's own choice: by the map's table, else as it is written, since the city may know the name."""
        said = self._text(name)
        return known.get(plain(said), said)

    def _meaning(self, name: str, known: Mapping[str, str]) -> str:
        """What a word means by the map's table; an unknown one is named, and the report is taken without it."""
        said = self._text(name)
        found = known.get(plain(said), "")
        if said and not found:
            table = {"status": "statuses", "class": "classes"}[name]
            self.remarks.append(f"{name} {said!r:.60} is not in [{table}] of the map, the rest was taken")
        return found

    def _visibility(self, whole: Visibility | None) -> Visibility:
        said = self._text("visibility")
        if not said:
            return whole or Visibility.PUBLIC
        found, known = visibility_of(said, {**_VISIBILITIES, **self._by.visibilities})
        if not known:
            self.remarks.append(
                f"visibility {said!r:.60} is not in [visibilities] of the map, so that the report is hidden"
            )
        return found


def _number(cell: Cell) -> float | None:
    if isinstance(cell, bool) or not isinstance(cell, (int, float, str)):
        return None
    try:
        return float(cell)
    except (ValueError, OverflowError):
        return None
