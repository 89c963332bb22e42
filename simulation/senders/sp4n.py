"""SP4N-LAPOR!: an export posted with the bearer token; one report as CSV, several as XLSX."""

import csv
from collections.abc import Sequence
from io import BytesIO, StringIO

from openpyxl import Workbook

from command_center.domain.working_days import WIB
from simulation.message import Message
from simulation.senders.sending import Secrets, Sending

COLUMNS = (
    "Tracking ID",
    "Judul Laporan",
    "Isi Laporan Awal",
    "Klasifikasi Laporan",
    "Tipe Laporan (Anonim/Rahasia)",
    "Status Laporan",
    "Sumber Laporan",
    "Tanggal Laporan Masuk",
    "Waktu Laporan Masuk",
    "Nama Pelapor",
    "No HP",
    "Latitude",
    "Longitude",
)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def sp4n(messages: Sequence[Message], secrets: Secrets, resend: int = 0) -> Sending:
    """The export with a row a message; a second export with the same tracking ids updates them."""
    rows = [COLUMNS, *(_row(message) for message in messages)]
    content_type, body = (XLSX, _xlsx(rows)) if len(messages) > 1 else ("text/csv; charset=utf-8", _csv(rows))
    headers = {"Content-Type": content_type, "Authorization": f"Bearer {secrets.get('SP4N_TOKEN')}"}
    return Sending("sp4n", "POST", "/hooks/sp4n", headers, body, len(messages))


def _row(message: Message) -> tuple[str, ...]:
    at = message.sent_at.astimezone(WIB)
    position = message.position
    return (
        str(message.serial),
        message.subject,
        message.text,
        "Pengaduan",
        "",
        "Belum Terverifikasi",
        "Website",
        at.strftime("%Y-%m-%d"),
        at.strftime("%H:%M:%S"),
        message.author.name,
        f"+{message.author.phone}",
        f"{position.lat:.6f}" if position else "",
        f"{position.lon:.6f}" if position else "",
    )


def _csv(rows: Sequence[Sequence[str]]) -> bytes:
    text = StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def _xlsx(rows: Sequence[Sequence[str]]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Laporan")
    for row in rows:
        sheet.append(row)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()
