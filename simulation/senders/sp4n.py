"""SP4N-LAPOR!: an export posted with the bearer token, as its administration pages make it; several reports as XLSX."""

import csv
from collections.abc import Sequence
from io import BytesIO, StringIO

from command_center.domain.working_days import WIB
from simulation.message import CitizenMessage
from simulation.senders.sending import Secrets, Sending

COLUMNS = (
    "Tracking ID",
    "Tanggal Laporan Masuk",
    "Waktu Laporan Masuk",
    "Nama Pelapor",
    "Klasifikasi Laporan",
    "Judul Laporan",
    "Isi Laporan Awal",
    "Tipe Laporan (Anonim/Rahasia)",
    "Sumber Laporan",
    "Instansi Induk",
    "Instansi Terdisposisi",
    "Status Laporan",
    "Kota/Kabupaten",
    "Latitude",
    "Longitude",
)
MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def sp4n(messages: Sequence[CitizenMessage], secrets: Secrets, resend: int = 0) -> Sending:
    """The export with a row a message; a second export with the same tracking ids updates them."""
    heading = (("Judul Laporan", "Laporan Pengaduan Masyarakat"), ("Nama Instansi", "Pemerintah Kota Semarang"), ())
    rows = [*heading, COLUMNS, *(_row(message) for message in messages)]
    content_type, body = (XLSX, _xlsx(rows)) if len(messages) > 1 else ("text/csv; charset=utf-8", _csv(rows))
    headers = {"Content-Type": content_type, "Authorization": f"Bearer {secrets.get('SP4N_TOKEN')}"}
    return Sending("sp4n", tuple(message.serial for message in messages), "POST", "/hooks/sp4n", headers, body)


def _row(message: CitizenMessage) -> tuple[str, ...]:
    at, position = message.sent_at.astimezone(WIB), message.position
    return (
        str(message.serial),
        f"{at.day} {MONTHS[at.month - 1]} {at.year}",
        at.strftime("%H:%M:%S"),
        message.author.name,
        "Pengaduan",
        message.subject,
        message.text,
        "-",
        "Website",
        "Pemerintah Kota Semarang",
        "-",
        "Belum Terverifikasi",
        "Kota Semarang",
        f"{position.lat:.6f}" if position else "-",
        f"{position.lon:.6f}" if position else "-",
    )


def _csv(rows: Sequence[Sequence[str]]) -> bytes:
    text = StringIO()
    csv.writer(text, delimiter=";").writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def _xlsx(rows: Sequence[Sequence[str]]) -> bytes:
    from openpyxl import Workbook  # loads slowly, and each start of a server would

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Laporan")
    for row in rows:
        sheet.append(row)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()
