"""Files of other systems by a map: CSV, XLSX and JSON give the same reports, and what the map does not know is told."""

import io
import json
from datetime import UTC, datetime
from typing import Any

import openpyxl
import pytest

from command_center.domain.inbound import Inbound, Payload
from command_center.domain.report_kinds import ReportClass, Visibility
from command_center.domain.workflow import Status
from data_sources.errors import BadMessage
from data_sources.file_reading import FileReading
from data_sources.mapped.file_map import FileMap
from data_sources.mapped.reader import MAP_HEADER, mapped_items, read_mapped

NOW = datetime(2026, 11, 22, 2, 30, tzinfo=UTC)
MAP = FileMap(
    system="Sistem Contoh",
    channel="whatsapp",
    visibility="public",
    columns={"key": ["nomor"], "time": ["waktu"], "text": ["isi"], "lat": ["lokasi.lat"], "lon": ["lokasi.lon"],
             "category": ["jenis"], "opd": ["dinas"], "status": ["status"], "class": ["tipe"],
             "phone": ["hp"], "name": ["nama"], "visibility": ["sifat"]},
    categories={"jalan berlubang": "jalan_rusak"},
    statuses={"done": "settled"},
    classes={"usul": "aspiration"},
    visibilities={"tertutup": "rahasia"},
)  # fmt: skip
ROW = {"nomor": "A-1", "waktu": "24/07/2026 21:05", "isi": "Jalan rusak", "lokasi.lat": "-6,98", "lokasi.lon": "110.41",
       "jenis": "Jalan Berlubang", "dinas": "DPU", "status": "DONE", "tipe": "usul", "hp": "0812-233-4455",
       "nama": "Warga Contoh", "sifat": "Tertutup"}  # fmt: skip


def read(body: bytes, by: FileMap = MAP, **headers: str) -> FileReading:
    return read_mapped(Payload(by.channel, by.system, "k", NOW, "", headers, body), by)


def as_csv(*rows: dict[str, str], delimiter: str = ";") -> bytes:
    names = list(dict.fromkeys(name for row in rows for name in row))
    lines = [delimiter.join(names), *(delimiter.join(f'"{row.get(name, "")}"' for name in names) for row in rows)]
    return "\n".join(lines).encode()


def as_xlsx(*rows: dict[str, str]) -> bytes:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(list(rows[0]))
    for row in rows:
        book.active.append(list(row.values()))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def nested(row: dict[str, str]) -> dict[str, object]:
    flat = {name: value for name, value in row.items() if "." not in name}
    return {**flat, "lokasi": {"lat": -6.98, "lon": 110.41}}


BODIES = {
    "csv": as_csv(ROW),
    "bars": as_csv(ROW, delimiter="|"),
    "xlsx": as_xlsx(ROW),
    "array": json.dumps([nested(ROW)]).encode(),
    "pretty array in utf-16": json.dumps([nested(ROW)], indent=2).encode("utf-16"),
    "lines": (json.dumps(nested(ROW)) + "\n\n" + json.dumps({**nested(ROW)})).encode(),
}


@pytest.mark.parametrize("form", BODIES)
def test_every_form_gives_the_same_report(form: str):
    (row,) = read(BODIES[form]).rows
    item = row.item
    assert (item.channel, item.account, item.external_id, item.text) == (
        "whatsapp",
        "Sistem Contoh",
        "A-1",
        "Jalan rusak",
    )
    assert item.sent_at == datetime(2026, 7, 24, 14, 5, tzinfo=UTC)
    assert item.position is not None
    assert (item.position.lat, item.position.lon) == (-6.98, 110.41)
    assert (item.category, item.opd, item.status) == ("jalan_rusak", "DPU", Status.SETTLED)
    assert (item.report_class, item.visibility) == (ReportClass.ASPIRATION, Visibility.CONFIDENTIAL)
    assert (item.reporter.key, item.reporter.name) == ("+628122334455", "Warga Contoh")


def test_an_array_may_lie_inside_of_the_file():
    inside = json.dumps({"data": {"items": [nested(ROW)]}, "page": 1}).encode()
    by = FileMap(**{**_parts(), "records": "data.items"})
    assert len(read(inside, by).rows) == 1
    with pytest.raises(BadMessage, match=r'say where with records = "name\.of\.it"'):
        read(json.dumps({"data": [1]}, indent=1).encode())


def _parts() -> dict[str, Any]:
    return {name: getattr(MAP, name) for name in FileMap.__slots__}


def test_numbers_of_json_stay_exact():
    rows = [{**nested(ROW), "nomor": 88176412345678901 + n} for n in range(3)]
    assert [row.item.external_id for row in read(json.dumps(rows).encode()).rows] == [
        "88176412345678901", "88176412345678902", "88176412345678903",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "zone", "dates", "at"),
    [
        ("2026-07-24T21:05:00+07:00", "Asia/Jakarta", (), "2026-07-24T14:05:00+00:00"),
        ("2026-07-24 21:05", "Asia/Makassar", (), "2026-07-24T13:05:00+00:00"),
        ("07/24/2026 09:05 PM", "Asia/Jakarta", ("%m/%d/%Y %I:%M %p",), "2026-07-24T14:05:00+00:00"),
        (1784901900, "Asia/Jakarta", (), "2026-07-24T14:05:00+00:00"),
        ("1784901900000", "Asia/Jakarta", (), "2026-07-24T14:05:00+00:00"),
    ],
)
def test_times_are_those_of_the_file_in_the_zone_of_the_map(
    written: object, zone: str, dates: tuple[str, ...], at: str
):
    by = FileMap(**{**_parts(), "zone": zone, "dates": dates})
    (row,) = read(json.dumps([{**nested(ROW), "waktu": written}]).encode(), by).rows
    assert row.item.sent_at.isoformat() == at


def test_what_the_map_does_not_know_is_told_and_the_rest_taken():
    reading = read(as_csv({**ROW, "status": "Aneh", "tipe": "Aneh", "sifat": "Aneh", "lokasi.lat": "utara"}))
    (row,) = reading.rows
    assert (row.item.status, row.item.visibility, row.item.position) == (None, Visibility.CONFIDENTIAL, None)
    told = reading.told()
    for said in (
        "status 'Aneh' is not in [statuses]",
        "class 'Aneh' is not in [classes]",
        "so that the report is hidden",
    ):
        assert said in told
    assert "are no degrees, so that the point was left out" in told


def test_bad_records_are_named_by_their_rows():
    reading = read(
        as_csv(ROW, {**ROW, "nomor": ""}, {**ROW, "nomor": "3", "waktu": "kapan"}, {**ROW, "nomor": "9,1E+16"})
    )
    assert len(reading.rows) == 1
    assert [str(each.place) for each in reading.refused] == ["row 3", "row 4", "row 5"]
    lines = read((json.dumps(nested(ROW)) + "\n{rusak\n[]\n").encode())
    assert [str(each.place) for each in lines.refused] == ["row 2", "row 3"]


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"a;b\n1;2\n", r"no row of the file names the columns that the map needs \(key = nomor, time = waktu"),
        (b'[{"id": 1}]', "no record has nomor, which the map names as its key; the records have: id"),
        (b"[[[[", "no valid JSON"),
        (b"[" * 200_000, "nested more than 100 levels"),
        (b"", "is empty"),
    ],
)
def test_a_file_that_the_map_does_not_fit_is_refused(body: bytes, why: str):
    with pytest.raises(BadMessage, match=why):
        read(body)


def test_nothing_is_public_unless_the_map_or_somebody_says_so():
    silent = FileMap(
        **{**_parts(), "visibility": "", "columns": {"key": ["nomor"], "time": ["waktu"], "text": ["isi"]}}
    )
    with pytest.raises(BadMessage, match="nothing is made public unasked"):
        read(as_csv(ROW), silent)
    (row,) = read(as_csv(ROW), silent, **{"x-visibility": "anonim"}).rows
    assert row.item.visibility is Visibility.ANONYMOUS


def test_a_delivery_carries_its_map_so_that_any_worker_reads_it():
    payload = Payload("whatsapp", MAP.system, "k", NOW, "", {MAP_HEADER: MAP.as_json()}, as_csv(ROW))
    (item,) = mapped_items(payload)
    assert isinstance(item, Inbound)
    assert item.external_id == "A-1"


def test_json_whose_records_lie_deeper_is_told_where_they_are():
    for body, path in (
        ({"data": {"items": [nested(ROW)]}}, "data.items"),
        ({"type": "FeatureCollection", "features": [{"type": "Feature"}, {"type": "Feature"}]}, "features"),
    ):
        with pytest.raises(BadMessage, match=rf'records = "{path}" in the map takes the \d within'):
            read(json.dumps(body).encode())


def test_dates_that_may_be_month_first_are_read_once_the_map_says_so():
    rows = [{**ROW, "nomor": "1", "waktu": "11/03/2026"}, {**ROW, "nomor": "2", "waktu": "10/25/2026"}]
    reading = read(as_csv(*rows))
    assert reading.rows == ()
    assert 'dates = ["%m/%d/%Y"]' in reading.told()
    reading = read(as_csv(*rows), FileMap(**{**_parts(), "dates": ("%m/%d/%Y",)}))
    assert [f"{row.item.sent_at:%Y-%m-%d}" for row in reading.rows] == ["2026-11-02", "2026-10-24"]


def test_a_row_of_json_with_a_point_that_cannot_be_is_told():
    reading = read(json.dumps([{**nested(ROW), "lokasi": {"lat": 110.42, "lon": -6.98}}]).encode())
    assert "are exchanged" in reading.told()
