"""SP4N-LAPOR! (lapor.go.id): exports of reports as XLSX or CSV, posted here or put into a folder.

A row gives a NEW item under its tracking id. The core knows the id, and takes a row that says something else than the last
time for an update: every export may hold everything. Above the header of an export stand lines about the export itself.
Columns: the export of LAPOR!'s administration pages as seen in 2026; what they are called is data, `format.toml`.
"""

import hashlib
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import ClassVar

from pydantic import Field, field_validator

from command_center.domain.inbound import Payload
from command_center.domain.outgoing import OutgoingRoute, ReachWay
from command_center.reference.load import Reference, own_statuses
from data_sources import tokens
from data_sources.channel import (
    ChannelSettings,
    Delivery,
    DeliveryOutcome,
    HookRequest,
    HookResponse,
    SenderWiring,
)
from data_sources.channels.sp4n.export import ExportReader
from data_sources.channels.sp4n.format import FORMAT_FILE, ExportFormat
from data_sources.errors import BadMessage
from data_sources.file_reading import VISIBILITY_HEADER, FileChannel, FileReading
from data_sources.reading import MAX_IDENTIFIER, storable
from data_sources.spreadsheets import CSV_TYPE, XLSX_TYPE, is_xlsx
from data_sources.told_by_person import ToldByPerson
from data_sources.transports.folder import FolderWatcher
from data_sources.transports.listener import Listener, Put
from data_sources.visibility_words import for_the_whole_file

ACCOUNT = "lapor.go.id"


class Sp4nSettings(ChannelSettings):
    """Settings of the channel."""

    inbound_secrets: ClassVar[tuple[str, ...]] = ("sp4n_token",)

    sp4n_token: str = Field("", description="Token for posting an export: Authorization: Bearer <token>.")
    sp4n_dir: str = Field("", description="Folder watched for exports (.xlsx, .csv); empty watches none.")
    sp4n_visibility: str = Field(
        "",
        description="Who may see the reports of an export without the column for it: publik, anonim or rahasia; "
        "empty refuses such a file.",
    )
    sp4n_format_file: str = Field(
        "", description="The city's own copy of data_sources/channels/sp4n/format.toml: columns and words of an export."
    )

    @field_validator("sp4n_visibility")
    @classmethod
    def _known(cls, said: str) -> str:
        try:
            for_the_whole_file(said)
        except BadMessage as error:
            raise ValueError("is none of publik, anonim, rahasia, and may be empty") from error
        return said


class Sp4n(FileChannel):
    """Reports that reached the national system."""

    code: ClassVar[str] = "sp4n"
    Settings = Sp4nSettings
    settings: Sp4nSettings
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
        said = storable(request.headers.get(VISIBILITY_HEADER, ""))[:MAX_IDENTIFIER]
        headers = {VISIBILITY_HEADER: said} if said else {}
        return Delivery(ACCOUNT, hashlib.sha256(request.body).hexdigest(), content_type, request.body, headers)

    def listeners(self, put: Put) -> Mapping[str, Listener]:
        """The watched folder, where the settings name one."""
        folder = self.settings.sp4n_dir
        return {"folder": FolderWatcher(Path(folder), self, put)} if folder else {}

    def faults(self) -> Iterable[str]:
        """A watched folder that is not there, or that we may not write in."""
        folder = self.settings.sp4n_dir
        if folder and not Path(folder).is_dir():
            yield f"SP4N_DIR={folder} is no folder: make it, or correct the name; nothing is watched until then"
        elif folder and not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
            yield f"SP4N_DIR={folder}: allow us to read and write in it, since files that were taken are moved"

    def sender(self, wiring: SenderWiring) -> OutgoingRoute:
        """A file of follow-ups that SP4N's administrator takes: `manage.py sp4n followups`."""
        return ToldByPerson(self.code, ReachWay.FILE)

    def read(self, payload: Payload) -> FileReading:
        """All rows of all sheets that hold a table of reports, each report once.

        A report that was passed to several agencies has several rows: the last one says where it is now. Raises
        BadMessage where there is no table, and where nothing says who may see the reports.
        """
        return ExportReader(self._format, self.settings.sp4n_visibility, payload).reading()

    def acknowledge(self, outcome: DeliveryOutcome) -> HookResponse:
        """What the person or script that posts a file is told."""
        if outcome.duplicate:
            return HookResponse(body="Berkas ini sudah pernah diterima; dibaca sekali lagi.\n")
        if outcome.problem:
            return HookResponse(body=f"Berkas diterima, tetapi perlu diperiksa: {outcome.problem}\n")
        return HookResponse(body="Berkas diterima dan akan dibaca.\n")
