"""SP4N-LAPOR!: exports as files. Names, lines above the header and words are those of a 2026 export; the rows are ours."""

import csv
import io
from dataclasses import replace
from typing import Any

from command_center.domain.inbound import Position
from command_center.domain.report_kinds import ReportClass, Visibility
from data_sources.channel import HookRequest
from data_sources.errors import BadMessage, PartlyBad
from data_sources.reading import storable
from tests.contract.cases import Case, Cases, Exempt


def sign(request: HookRequest, settings: Any) -> HookRequest:
    return replace(request, headers={**request.headers, "authorization": f"Bearer {settings.sp4n_token}"})


def table(*rows: tuple[str, ...]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


NAMES = ("Tracking ID", "Tanggal Laporan Masuk", "Judul Laporan", "Isi Laporan Awal", "Status Laporan")


def say(text: str) -> Case | Exempt:
    try:
        body = table(NAMES, ("5060001", "05/11/2026 07:30", "Judul", text, "Terdisposisi"))
    except UnicodeEncodeError:
        return Exempt("a file in UTF-8 cannot hold a lone surrogate")
    return Case(body, items=[{"external_id": "5060001", "text": storable(text).strip()}])


ROWS = [
    {
        "external_id": "5049672",
        "sent_at": "2026-11-03T08:15:22+07:00",
        "subject": "Jalan berlubang di Kaligawe",
        "text": "Jalan Kaligawe arah Genuk berlubang dalam, banyak motor jatuh.",
        "category": "Jalan dan Jembatan",
        "opd": "Dinas Pekerjaan Umum",
        "address": "Kelurahan Gebangsari, Kecamatan Genuk, Kota Semarang",
        "status": "forwarded",
        "policy": "sp4n",
        "report_class": ReportClass.COMPLAINT,
        "visibility": Visibility.PUBLIC,
    },
    {
        "external_id": "5049801",
        "status": "settled",
        "visibility": Visibility.ANONYMOUS,
        "sent_at": "2026-11-04T21:40:05+07:00",
    },
    {
        "external_id": "5050002",
        "status": "answered",
        "visibility": Visibility.CONFIDENTIAL,
        "report_class": ReportClass.INFORMATION,
        "address": "Kota Semarang",
    },
]

LATER = [
    {**ROWS[0], "status": "settled"},
    *ROWS[1:],
    {"external_id": "5051111", "report_class": ReportClass.ASPIRATION, "opd": "", "status": "received"},
]

CASES = Cases(
    code="sp4n",
    settings={"sp4n_token": "token-sp4n", "sp4n_visibility": "publik"},
    secrets=("sp4n_token",),
    sign=sign,
    say=say,
    wire="file",
    content_type="application/octet-stream",
    happy=[Case("later.xlsx", items=LATER), Case("export.csv", items=ROWS)],
    batch=Case("export.xlsx", items=ROWS),
    duplicate=[Case("export.xlsx", items=ROWS), Case("export.csv", items=ROWS)],
    edited=Exempt("a later export holds the whole report again under its tracking id: the core sees what changed"),
    unknown_shape=Case(b"Nomor;Nama\n1;Budi\n", raises=BadMessage),
    conversation=Exempt("each row is a whole report; SP4N keeps its conversation to itself"),
    receipt_or_echo=Exempt("an export holds reports only"),
    no_text=Case(
        table(NAMES, ("5060006", "05/11/2026", "Lampu mati di Jl. Gajah", "", "Baru")),
        items=[{"text": "Lampu mati di Jl. Gajah", "subject": ""}],
    ),
    media=Exempt("an export names no pictures of the citizen; the documents it links to are the agencies'"),
    location=Case(
        "other_names.csv",
        items=[
            {
                "external_id": "1916449",
                "position": Position(-6.979, 110.409),
                "sent_at": "2026-07-24T21:05:00+07:00",
                "status": "forwarded",
            }
        ],
    ),
    unknown_fields=Case("other_names.csv", items=[{"text": "Sampah di TPS Bulu Lor meluber ke jalan", "opd": "DLH"}]),
    malformed=[
        Case(
            "partly_bad.csv",
            items=[{"external_id": "5060001"}, {"external_id": "5060004", "status": None}],
            raises=PartlyBad,
        ),
        Case(b"Nomor;Nama\n1;Budi\n", raises=BadMessage),
        Case(b"<html><table><tr><td>Tracking ID</td></tr></table></html>", raises=BadMessage),
        Case(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, raises=BadMessage),
        Case(b"PK\x03\x04 half a file", raises=BadMessage),
        Case(table(NAMES, ("5060009", "kemarin", "Banjir", "Banjir", "")), raises=BadMessage),
        Case(table(NAMES, ("8,81764E+12", "05/11/2026", "Banjir", "Banjir", "")), raises=BadMessage),
        Case(table(NAMES, ("5060009", "05/11/2062", "Banjir", "Banjir", "")), raises=BadMessage),
    ],
    deep=Exempt(
        "rows and cells do not nest; XML inside an XLSX that nests is in tests/data_sources/test_spreadsheets.py"
    ),
)
