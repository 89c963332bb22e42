"""A whole SP4N-LAPOR! export, sheet by sheet: its tables, its reports once each, and what is wrong with which rows."""

from command_center.domain.inbound import Payload
from command_center.domain.report_kinds import Visibility
from data_sources.channels.sp4n.format import FIELDS, ExportFormat
from data_sources.channels.sp4n.row import ExportRow
from data_sources.date_order import DateOrder
from data_sources.errors import BadMessage
from data_sources.file_reading import (
    VISIBILITY_HEADER,
    FileReading,
    RowPlace,
    RowProblem,
    TableColumns,
)
from data_sources.file_reports import ReportsByKey
from data_sources.header_rows import WITHIN, Header, headed, nearest_header
from data_sources.spreadsheets import sheets
from data_sources.visibility_words import NEEDED, for_the_whole_file

ASKED = (
    f"{NEEDED}: `import sp4n FILE --visibility publik` (or anonim, rahasia), the header X-Visibility of a post, or "
    "SP4N_VISIBILITY for the folder"
)


class ExportReader:
    """Reads one export."""

    def __init__(self, export: ExportFormat, visibility: str, payload: Payload) -> None:
        self._export, self._payload = export, payload
        # A file that says so itself comes before the setting.
        self._said = payload.headers.get(VISIBILITY_HEADER, "") or visibility
        self._reports = ReportsByKey()
        self._dates = DateOrder()
        self._problems: list[RowProblem] = []
        self._no_reports: list[RowPlace] = []
        self._tables: list[TableColumns] = []
        self._skipped: list[str] = []
        self._asks = False

    def reading(self) -> FileReading:
        """All of it. Raises BadMessage where there is no table, or nothing says who may see its reports."""
        for sheet in sheets(self._payload.body, match=self._export.match):
            before = len(self._tables)
            whole: Visibility | None = None
            for header, number, row in headed(sheet.rows, self._export.match):
                if len(self._tables) == before:
                    self._tables.append(self._columns(sheet.name, header))
                    whole = self._of_the_whole(header)
                place = RowPlace(sheet.name, number)
                self._take(place, ExportRow(self._export, header.columns, row, self._payload, sheet.day_zero), whole)
            if len(self._tables) == before:
                self._skipped.append(sheet.name)
        if not self._tables:
            raise BadMessage(
                f"none of the first {WITHIN} rows names the columns Tracking ID, Tanggal Laporan Masuk, and Isi or Judul "
                f"Laporan; {self._nearest()}: export from SP4N-LAPOR! again, or add the names that this file has to a copy of "
                "data_sources/channels/sp4n/format.toml that SP4N_FORMAT_FILE names"
            )
        rows = tuple(self._reports.found(self._problems, self._dates.doubtful()))
        problems = tuple(sorted(self._problems, key=lambda each: not each.refused))
        found = FileReading(rows, problems, tuple(self._no_reports), tuple(self._tables), tuple(self._skipped))
        if self._asks:
            raise BadMessage("; ".join(filter(None, (ASKED, found.told()))))
        return found

    def _nearest(self) -> str:
        """Which row comes nearest to a header."""
        tables = ((sheet.name, sheet.rows) for sheet in sheets(self._payload.body))
        needed = {"tracking_id": "Tracking ID", "date": "Tanggal Laporan Masuk", "text": "Isi Laporan"}
        return nearest_header(tables, self._export.fields, needed)

    def _take(self, place: RowPlace, row: ExportRow, whole: Visibility | None) -> None:
        if not row.is_report:
            if not row.blank:
                self._no_reports.append(place)
            return
        self._dates.saw(place, row.date)
        try:
            self._reports.add(place, row.item(whole))
        except BadMessage as error:
            self._problems.append(RowProblem(place, str(error)))
            return
        self._problems += [RowProblem(place, remark, refused=False) for remark in row.remarks]

    def _of_the_whole(self, header: Header) -> Visibility | None:
        """The visibility of all reports of the table, None where it has a column. Raises BadMessage."""
        whole = for_the_whole_file(self._said)
        if header.columns.get("visibility"):
            return None
        self._asks = self._asks or whole is None
        return whole or Visibility.CONFIDENTIAL

    def _columns(self, sheet: str, header: Header) -> TableColumns:
        used = {index for places in header.columns.values() for index in places}
        return TableColumns(
            sheet,
            header.row,
            {name: [header.names[index] for index in places] for name, places in header.columns.items() if places},
            [name for index, name in enumerate(header.names) if name and index not in used],
            [name for name in FIELDS if not header.columns.get(name)],
        )
