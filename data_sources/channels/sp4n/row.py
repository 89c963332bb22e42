"""One row of an SP4N-LAPOR! export, read into an item; what is left out of a report that is taken all the same is told."""

from collections.abc import Mapping
from datetime import datetime

from command_center.domain.inbound import Inbound, Payload, Reporter
from command_center.domain.report_kinds import ReportClass, Visibility
from command_center.domain.workflow import Status
from data_sources.cells import is_total, words
from data_sources.channels.sp4n.format import ExportFormat, meaning
from data_sources.errors import BadMessage
from data_sources.header_rows import Columns
from data_sources.indonesian_dates import moment_in_wib
from data_sources.phone_numbers import international
from data_sources.reading import identifier, required
from data_sources.row_keys import key_of
from data_sources.row_place import address_of, position_of
from data_sources.row_times import clock_told, sent_at, step_at
from data_sources.tables import Cell, SheetRow
from data_sources.visibility_words import visibility_of

TIMES = {
    Status.VERIFIED: ("verified_at",),
    Status.FORWARDED: ("forwarded_at",),
    Status.ANSWERED: ("answered_at",),
    Status.SETTLED: ("closed_at", "answered_at"),
    Status.ARCHIVED: ("closed_at",),
    Status.NOT_OURS: ("closed_at", "forwarded_at"),
}
"""Status -> the columns that say when it was reached, best first."""


class ExportRow:
    """One row of an export; `remarks` say what was left out of a report that could be read all the same."""

    def __init__(
        self, export: ExportFormat, columns: Columns, row: SheetRow, payload: Payload, day_zero: datetime
    ) -> None:
        self._export, self._columns, self._row, self._payload = export, columns, row, payload
        self._day_zero = day_zero
        self.remarks: list[str] = []

    @property
    def blank(self) -> bool:
        """Whether no cell says anything."""
        return not any(words(cell) for cell in self._row)

    @property
    def is_report(self) -> bool:
        """False for a row without a report: blank, a heading, a total."""
        if sum(1 for cell in self._row if words(cell)) < 2:
            return False
        said = [self._text(field) for field in ("title", "text", "date")]
        if not said[-1] and is_total(self._row):
            return False
        # A place and a date below the table belong to a signature.
        return any(said[:-1]) or any(letter.isdecimal() for letter in self._text("tracking_id"))

    @property
    def date(self) -> Cell:
        """The cell that says when the report was sent."""
        return self._cell("date")

    def item(self, visibility: Visibility | None) -> Inbound:
        """The item; `visibility` is that of the whole file, None where it has a column. Raises BadMessage."""
        tracking_id = required(key_of(self._cell("tracking_id"), "tracking id"), "the tracking id")
        title, text = self._text("title"), self._text("text")
        if not title and not text:
            raise BadMessage("it has neither a title nor a text")
        found = moment_in_wib(self._cell("date"), self._cell("time"), day_zero=self._day_zero)
        sent = sent_at(found, self._text("date"), self._payload.received_at)
        clock_told(self._cell("time"), self.remarks.append)
        said = self._meaning("status", self._export.statuses, "statuses.toml of CITY_DIR")
        status = Status(said) if said else None
        return Inbound(
            channel=self._payload.channel,
            account=self._payload.account,
            external_id=tracking_id,
            sent_at=sent,
            text=text or title,
            reporter=self._reporter(tracking_id),
            subject=title if text else "",
            position=position_of(self._cell("lat"), self._cell("lon"), self.remarks.append),
            address=address_of(self._text),
            category=self._text("category"),
            opd=self._text("agency"),
            policy="sp4n",
            status=status,
            status_at=self._status_at(status, sent),
            report_class=ReportClass(
                self._meaning("class", self._export.classes, "[classes] of SP4N_FORMAT_FILE") or ReportClass.COMPLAINT
            ),
            extended=meaning(self._export.longer, self._text("class")) is not None,
            visibility=visibility or self._visibility(),
            answerable=False,
        )

    def _cell(self, field: str) -> Cell:
        """The first cell of a field that is not empty."""
        for index in self._columns.get(field, ()):
            if index < len(self._row) and words(self._row[index]):
                return self._row[index]
        return None

    def _text(self, field: str) -> str:
        return words(self._cell(field))

    def _status_at(self, status: Status | None, sent: datetime) -> datetime | None:
        """When the status was reached, as the row says; None where it does not, or says what cannot be."""
        for field in TIMES.get(status, ()) if status is not None else ():
            if not (written := self._text(field)):
                continue
            found = moment_in_wib(self._cell(field), day_zero=self._day_zero)
            try:
                return step_at(found, written, sent, self._payload.received_at)
            except BadMessage as error:
                self.remarks.append(f"{error}: when it was taken stays unknown")
        return None

    def _reporter(self, tracking_id: str) -> Reporter:
        """An export has no id of a person: without a number or address each report is somebody of its own."""
        contact = international(self._text("phone")) or identifier(self._text("email"))
        return Reporter(key=contact or identifier(f"sp4n:{tracking_id}"), name=self._text("name"), contact=contact)

    def _visibility(self) -> Visibility:
        """What is to be hidden; a report that is both is `rahasia`, which hides more."""
        said = self._text("visibility")
        found, known = visibility_of(said, self._export.visibilities)
        if not known:
            self.remarks.append(
                f"visibility {said!r:.60} is unknown, so that the report is hidden (rahasia): add it to [visibilities] of "
                "SP4N_FORMAT_FILE"
            )
        return found

    def _meaning(self, field: str, known: Mapping[str, str], where: str) -> str | None:
        """What the words of a cell mean; unknown ones are named, and the report is taken without them."""
        said = self._text(field)
        found = meaning(known, said)
        if said and found is None:
            self.remarks.append(f"{field} {said!r:.60} is unknown, the rest was taken: add it to {where}")
        return found
