"""SP4N-LAPOR! (lapor.go.id): exports of reports as XLSX or CSV, posted here or put into a folder.

A row gives a NEW item under its tracking id. The core knows the id, and takes a row that says something else than the last
time for an update: every export may hold everything. Above the header of an export stand lines about the export itself.
Columns: the export of LAPOR!'s administration pages as seen in 2026; what they are called is data, `format.toml`.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from pydantic import Field

from command_center.domain.inbound import Inbound, Item, Payload, Reporter
from command_center.domain.report_kinds import ReportClass, Visibility
from command_center.domain.workflow import Status
from command_center.reference.load import Reference, own_statuses
from data_sources import tokens
from data_sources.channel import ChannelSettings, Delivery, DeliveryOutcome, Hook, HookRequest, HookResponse
from data_sources.channels.sp4n.format import FORMAT_FILE, ExportFormat, Header, meaning, plain
from data_sources.errors import BadMessage, PartlyBad
from data_sources.indonesian_dates import moment_in_wib
from data_sources.phone_numbers import international
from data_sources.reading import MAX_NAMED, identifier, plausible, position, required
from data_sources.spreadsheets import CSV_TYPE, XLSX_TYPE, Cell, SheetRow, is_xlsx, sheets
from data_sources.transports.folder import FolderWatcher
from data_sources.transports.listener import Listener, Put

ACCOUNT = "lapor.go.id"
HEADER_WITHIN = 60
"""Rows at the top of a sheet among which its header is looked for."""


class Sp4nSettings(ChannelSettings):
    """Settings of the channel."""

    inbound_secrets: ClassVar[tuple[str, ...]] = ("sp4n_token",)

    sp4n_token: str = Field("", description="Token for posting an export: Authorization: Bearer <token>.")
    sp4n_dir: str = Field("", description="Folder watched for exports (.xlsx, .csv); empty watches none.")
    sp4n_format_file: str = Field(
        "", description="The city's own copy of data_sources/channels/sp4n/format.toml: columns and words of an export."
    )


class Sp4n(Hook):
    """Reports that reached the national system."""

    code: ClassVar[str] = "sp4n"
    Settings = Sp4nSettings
    settings: Sp4nSettings
    clock_from_sender: ClassVar[bool] = True
    may_be_silent: ClassVar[bool] = True  # an export of days without a report has its head alone

    def __init__(self, settings: ChannelSettings, reference: Reference | None = None) -> None:
        """Reads the format of exports. Raises BadReferenceData with file and line."""
        super().__init__(settings, reference)
        statuses = reference.statuses if reference is not None else own_statuses()
        self._format = ExportFormat.read(Path(self.settings.sp4n_format_file or FORMAT_FILE), statuses.sp4n)

    def authenticate(self, request: HookRequest) -> None:
        """The bearer token."""
        tokens.check(tokens.bearer(request), self.settings.sp4n_token, "SP4N_TOKEN")

    def deliver(self, request: HookRequest) -> Delivery:
        """The file under the hash of its bytes: the same file twice is one delivery, however it came."""
        content_type = XLSX_TYPE if is_xlsx(request.body) else CSV_TYPE
        return Delivery(ACCOUNT, hashlib.sha256(request.body).hexdigest(), content_type, request.body)

    def listeners(self, put: Put) -> Mapping[str, Listener]:
        """The watched folder, where the settings name one."""
        folder = self.settings.sp4n_dir
        return {"folder": FolderWatcher(Path(folder), self, put)} if folder else {}

    def parse(self, payload: Payload) -> Iterable[Item]:
        """Every row that can be read; then PartlyBad naming the others. Raises BadMessage where there is no table."""
        found: dict[str, Inbound] = {}
        bad: list[str] = []
        for where, header, row in self._rows(payload.body):
            reading = _ExportRow(self._format, header, row, payload)
            try:
                item = reading.item()
            except BadMessage as error:
                bad.append(f"{where}: {error}")
                continue
            if item is not None:
                # A report passed to several agencies has several rows: the last one says where it is now.
                found[item.external_id] = item
            bad.extend(f"{where}: {remark}" for remark in reading.remarks)
        yield from found.values()
        if bad:
            more = f"; and {len(bad) - MAX_NAMED} more" if len(bad) > MAX_NAMED else ""
            raise (PartlyBad if found else BadMessage)("; ".join(bad[:MAX_NAMED]) + more)

    def _rows(self, body: bytes) -> Iterator[tuple[str, Header, SheetRow]]:
        """Where it is, header and cells of every row below a header, of all sheets that have one."""
        any_table = False
        for name, rows in sheets(body):
            header: Header | None = None
            for number, row in enumerate(rows, 1):
                if header is not None:
                    yield (f"sheet {name!r}, row {number}" if name else f"row {number}"), header, row
                    continue
                header = self._format.header(row)
                any_table = any_table or header is not None
                if header is None and number >= HEADER_WITHIN:
                    break
        if not any_table:
            raise BadMessage(
                f"none of the first {HEADER_WITHIN} rows names the columns Tracking ID, Tanggal Laporan Masuk, and Isi or Judul "
                "Laporan: export from SP4N-LAPOR! again, or add the names that this file has to SP4N_FORMAT_FILE"
            )

    def acknowledge(self, outcome: DeliveryOutcome) -> HookResponse:
        """What the person or script that posts a file is told."""
        if outcome.duplicate:
            return HookResponse(body="Berkas ini sudah pernah diterima; tidak dibaca lagi.\n")
        if outcome.problem:
            return HookResponse(body=f"Berkas diterima, tetapi perlu diperiksa: {outcome.problem}\n")
        return HookResponse(body="Berkas diterima dan akan dibaca.\n")


class _ExportRow:
    """One row of an export; `remarks` say what was left out of a report that could be read all the same."""

    def __init__(self, export: ExportFormat, header: Header, row: SheetRow, payload: Payload) -> None:
        self._export, self._header, self._row, self._payload = export, header, row, payload
        self.remarks: list[str] = []

    def item(self) -> Inbound | None:
        """The item; None for a row without a report (empty, a total). Raises BadMessage."""
        if sum(1 for cell in self._row if _words(cell)) < 2:
            return None
        tracking_id = required(identifier(self._text("tracking_id").lstrip("#")), "the tracking id")
        title, text = self._text("title"), self._text("text")
        if not title and not text:
            raise BadMessage(f"report {tracking_id} has neither a title nor a text")
        return Inbound(
            channel=self._payload.channel,
            account=self._payload.account,
            external_id=tracking_id,
            sent_at=plausible(self._sent_at(tracking_id), self._payload.received_at),
            text=text or title,
            reporter=self._reporter(tracking_id),
            subject=title if text else "",
            position=position(_degrees(self._cell("lat")), _degrees(self._cell("lon"))),
            address=self._address(),
            category=self._text("category"),
            opd=self._text("agency"),
            policy="sp4n",
            status=Status(said)
            if (said := self._meaning("status", self._export.statuses, "statuses.toml of CITY_DIR"))
            else None,
            report_class=ReportClass(
                self._meaning("class", self._export.classes, "[classes] of SP4N_FORMAT_FILE") or ReportClass.COMPLAINT
            ),
            extended=meaning(self._export.longer, self._text("class")) is not None,
            visibility=self._visibility(),
            answerable=False,
        )

    def _cell(self, field: str) -> Cell:
        """The first cell of a field that is not empty."""
        for index in self._header.get(field, ()):
            if index < len(self._row) and _words(self._row[index]):
                return self._row[index]
        return None

    def _text(self, field: str) -> str:
        return _words(self._cell(field))

    def _sent_at(self, tracking_id: str) -> datetime:
        found = moment_in_wib(self._cell("date"), self._cell("time"))
        if found is None:
            written = self._text("date")
            raise BadMessage(
                f"report {tracking_id}: the date {written!r:.40} cannot be read: write it like 24/07/2026 21:05"
                if written
                else f"report {tracking_id} has no date"
            )
        return found

    def _reporter(self, tracking_id: str) -> Reporter:
        """An export has no id of a person: without a number or address each report is somebody of its own."""
        contact = international(self._text("phone")) or identifier(self._text("email"))
        return Reporter(key=contact or identifier(f"sp4n:{tracking_id}"), name=self._text("name"), contact=contact)

    def _address(self) -> str:
        kelurahan, kecamatan = self._text("kelurahan"), self._text("kecamatan")
        parts = (
            self._text("address"),
            kelurahan and f"Kelurahan {kelurahan}",
            kecamatan and f"Kecamatan {kecamatan}",
            self._text("city"),
        )
        return ", ".join(part for part in parts if part)

    def _visibility(self) -> Visibility:
        """What is to be hidden; a report that is both is `rahasia`, which hides more."""
        words = plain(self._text("visibility")).split()
        meant = {value for word, value in self._export.visibilities.items() if word in words}
        for each in (Visibility.CONFIDENTIAL, Visibility.ANONYMOUS):
            if each in meant:
                return each
        return Visibility.PUBLIC

    def _meaning(self, field: str, words: Mapping[str, str], where: str) -> str | None:
        """What the words of a cell mean; unknown ones are named, and the report is taken without them."""
        said = self._text(field)
        found = meaning(words, said)
        if said and found is None:
            self.remarks.append(f"{field} {said!r:.60} is unknown, the rest was taken: add it to {where}")
        return found


def _words(cell: Cell) -> str:
    """The text of a cell, whole numbers without a point; "" for an empty one and for a dash, which stands for none."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    text = str(cell).strip()
    return "" if text in {"-", "--"} else text


def _degrees(cell: Cell) -> object:
    """Degrees, perhaps with a decimal comma."""
    return cell.strip().replace(",", ".") if isinstance(cell, str) else cell
