"""SP4N-LAPOR!: what a row of an export becomes, and what is told of the rows that cannot be read."""

import io
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest

from command_center.domain.inbound import Inbound
from command_center.domain.report_kinds import ReportClass, Visibility
from command_center.errors import BadReferenceData
from data_sources.channel import DeliveryOutcome, HookRequest
from data_sources.channels.sp4n import Sp4n, Sp4nSettings
from data_sources.channels.sp4n.format import FORMAT_FILE
from data_sources.errors import ChannelBroken, NotAuthentic, PartlyBad
from tests.contract.cases import items_of
from tests.data_sources.channels.sp4n.exports import CHANNEL, NOW, ROW, export, read


def one(**changes: object) -> Inbound:
    (item,), error = read(export({**ROW, **changes}))
    assert error is None
    return item


@pytest.mark.parametrize(
    ("written", "tracking_id"), [("5049672", "5049672"), ("#1916449", "1916449"), (" 7 ", "7"), ("LAPOR-9", "LAPOR-9")]
)
def test_the_tracking_id_is_the_key(written: str, tracking_id: str):
    assert one(**{"Tracking ID": written}).external_id == tracking_id


def test_a_tracking_id_that_is_a_number_has_no_point():
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(list(ROW))
    book.active.append([5049672.0, datetime(2026, 11, 3, 8, 15), "Judul", "Isi"])  # noqa: DTZ001 - as a spreadsheet has it
    out = io.BytesIO()
    book.save(out)
    (item,), _ = read(out.getvalue())
    assert item.external_id == "5049672"
    assert item.sent_at == datetime(2026, 11, 3, 1, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("cells", "text", "subject"),
    [
        ({}, "Jalan Kaligawe berlubang", "Jalan berlubang"),
        ({"Isi Laporan Akhir": "Sudah ditambal"}, "Jalan Kaligawe berlubang", "Jalan berlubang"),
        ({"Isi Laporan Awal": "-", "Isi Laporan Akhir": "Jalan rusak"}, "Jalan rusak", "Jalan berlubang"),
        ({"Isi Laporan Awal": ""}, "Jalan berlubang", ""),
    ],
)
def test_the_text_is_what_the_citizen_wrote(cells: dict[str, str], text: str, subject: str):
    item = one(**cells)
    assert (item.text, item.subject) == (text, subject)


@pytest.mark.parametrize(
    ("said", "visibility"),
    [
        ("", Visibility.PUBLIC),
        ("-", Visibility.PUBLIC),
        ("Publik", Visibility.PUBLIC),
        ("Anonim", Visibility.ANONYMOUS),
        ("RAHASIA", Visibility.CONFIDENTIAL),
        ("Anonim, Rahasia", Visibility.CONFIDENTIAL),
        ("Anonim/Rahasia", Visibility.CONFIDENTIAL),
    ],
)
def test_what_must_be_hidden_is_hidden(said: str, visibility: Visibility):
    assert one(**{"Tipe Laporan (Anonim/Rahasia)": said}).visibility is visibility


def test_who_and_where_are_taken_over():
    item = one(
        **{
            "Nama Pelapor": "Warga Contoh",
            "No HP": "0812-233-4455",
            "Email": "warga@contoh.example",
            "Lokasi Kejadian": "Depan pasar",
            "Kelurahan": "Gebangsari",
            "Kecamatan": "Genuk",
            "Kota/Kabupaten": "Kota Semarang",
            "Lintang": "-6,95",
            "Bujur": "110.46",
        }
    )
    assert (item.reporter.name, item.reporter.key) == ("Warga Contoh", "+628122334455")
    assert item.address == "Depan pasar, Kelurahan Gebangsari, Kecamatan Genuk, Kota Semarang"
    assert item.position is not None
    assert (item.position.lat, item.position.lon) == (-6.95, 110.46)


def test_people_of_whom_only_a_name_is_known_are_not_taken_for_one():
    items, _ = read(export({**ROW, "Nama Pelapor": "Budi"}, {**ROW, "Tracking ID": "2", "Nama Pelapor": "Budi"}))
    assert len({item.reporter.key for item in items}) == 2


def test_the_same_report_in_a_later_export_has_the_same_key_and_says_what_changed():
    before, after = one(**{"Status Laporan": "Terdisposisi"}), one(**{"Status Laporan": "Ditutup oleh Admin"})
    assert before.external_id == after.external_id
    assert (before.status, after.status) == ("forwarded", "settled")
    assert before.resend_key == after.resend_key == ""


def test_a_report_passed_to_several_agencies_is_one_item_with_the_last():
    items, error = read(
        export({**ROW, "Instansi Terdisposisi": "Dishub"}, {**ROW, "Instansi Terdisposisi": "Dinas Pekerjaan Umum"})
    )
    assert error is None
    assert [item.opd for item in items] == ["Dinas Pekerjaan Umum"]


def test_good_rows_are_taken_and_each_bad_one_is_named():
    items, error = read(
        export(
            ROW,
            {**ROW, "Tracking ID": ""},
            {**ROW, "Tracking ID": "3", "Tanggal Laporan Masuk": "07/24/2026"},
            {**ROW, "Tracking ID": "4", "Tanggal Laporan Masuk": ""},
            {**ROW, "Tracking ID": "5", "Judul Laporan": "", "Isi Laporan Awal": "-"},
            {**ROW, "Tracking ID": "6"},
        )
    )
    assert [item.external_id for item in items] == ["5049672", "6"]
    assert isinstance(error, PartlyBad)
    assert str(error) == (
        "row 3: the tracking id is missing; "
        "row 4: the date '07/24/2026' cannot be read: write it like 24/07/2026 21:05; "
        "row 5: it has no date; "
        "row 6: it has neither a title nor a text"
    )


def test_an_unknown_status_or_class_is_named_and_the_rest_taken():
    items, error = read(export({**ROW, "Status Laporan": "Dilaporkan ke bulan", "Klasifikasi Laporan": "Curhat"}))
    assert (items[0].status, items[0].report_class) == (None, ReportClass.COMPLAINT)
    assert isinstance(error, PartlyBad)
    assert "row 2: status 'Dilaporkan ke bulan' is unknown" in str(error)
    assert "class 'Curhat' is unknown" in str(error)
    assert "add it to [classes]" in str(error)


def test_a_thousand_bad_rows_do_not_fill_the_screen():
    items, error = read(export(ROW, *({**ROW, "Tracking ID": ""} for _ in range(1000))))
    assert len(items) == 1
    assert str(error) == "1000 rows (3-1002): the tracking id is missing"
    items, error = read(export(ROW, *({**ROW, "Tanggal Laporan Masuk": f"hari {n}"} for n in range(1000))))
    assert str(error).startswith("1000 rows (3-1002): the date 'hari 0' cannot be read")
    assert str(error).endswith(
        "so do 'hari 1', 'hari 2', 'hari 3', 'hari 4', 'hari 5', 'hari 6', 'hari 7' and 992 more"
    )
    assert len(str(error)) < 2500


def test_lines_above_the_header_empty_rows_and_totals_are_no_reports():
    body = b"Judul Laporan,Laporan Pengaduan\nNama Instansi,Kota Semarang\n,,\n" + export(ROW) + b",,,\nJumlah: 1,,,\n"
    items, error = read(body)
    assert len(items) == 1
    assert error is None


@pytest.mark.parametrize("total", ["Jumlah,,2 laporan,2", "Grand Total,,25,25", ",,Keterangan: data sementara,x"])
def test_a_total_below_the_table_is_no_report(total: str):
    items, error = read(export(ROW) + f"{total}\n".encode())
    assert len(items) == 1
    assert error is None


def test_a_table_far_down_or_of_something_else_is_refused_with_what_is_missing():
    for body in (b"x,y\n" * 70 + export(ROW), b"Nama,Umur\nBudi,40\n"):
        items, error = read(body)
        assert not items
        assert "none of the first 60 rows names the columns Tracking ID" in str(error)


def test_every_sheet_with_a_table_is_read_and_the_sheet_is_named():
    book = openpyxl.Workbook()
    for title, tracking_id in (("November", 1), ("Desember", "")):
        sheet = book.create_sheet(title)
        sheet.append(list(ROW))
        sheet.append([tracking_id, "3 Nov 2026", "Judul", "Isi"])
    out = io.BytesIO()
    book.save(out)
    items, error = read(out.getvalue())
    assert [item.external_id for item in items] == ["1"]
    assert str(error) == "sheet 'Desember', row 2: the tracking id is missing"


def test_a_city_may_bring_names_of_its_own(tmp_path: Path):
    own = tmp_path / "format.toml"
    own.write_text(FORMAT_FILE.read_text("utf-8").replace('"Tracking ID"', '"Nomor Tiket"'), "utf-8")
    channel = Sp4n(Sp4nSettings(sp4n_format_file=str(own), sp4n_visibility="publik"))
    (item,), _ = read(export(ROW).replace(b"Tracking ID", b"nomor tiket"), channel)
    assert item.external_id == "5049672"
    own.write_text("[columns]\nnama = 5\n", "utf-8")
    with pytest.raises(BadReferenceData, match=r"format\.toml:2"):
        Sp4n(Sp4nSettings(sp4n_format_file=str(own)))


def test_the_same_file_is_one_delivery():
    first, again, other = (CHANNEL.deliver(HookRequest("POST", {}, {}, body)) for body in (b"a", b"a", b"PK\x03\x04"))
    assert first == again
    assert first.delivery_id != other.delivery_id
    assert (first.content_type, other.content_type[-5:]) == ("text/csv", "sheet")


def test_only_the_bearer_of_the_token_may_post():
    CHANNEL.authenticate(HookRequest("POST", {"authorization": "Bearer rahasia-sp4n"}, {}, b""))
    with pytest.raises(NotAuthentic, match="SP4N_TOKEN"):
        CHANNEL.authenticate(HookRequest("POST", {"authorization": "Bearer x"}, {}, b""))
    with pytest.raises(ChannelBroken, match="SP4N_TOKEN is not set"):
        Sp4n(Sp4nSettings()).authenticate(HookRequest("POST", {"authorization": "Bearer x"}, {}, b""))


@pytest.mark.parametrize(
    ("receipt", "words"),
    [
        (DeliveryOutcome(pending=True), "akan dibaca"),
        (DeliveryOutcome(duplicate=True, pending=True), "sudah pernah diterima; dibaca sekali lagi"),
        (DeliveryOutcome(problem="row 3: the tracking id is missing"), "perlu diperiksa: row 3"),
    ],
)
def test_who_posts_is_told_what_became_of_the_file(receipt: DeliveryOutcome, words: str):
    assert words in CHANNEL.acknowledge(receipt).body


@pytest.mark.parametrize("key", ["8,81764E+12", "8.81764e+16", "#N/A"])
def test_a_damaged_tracking_id_is_refused_with_its_row(key: str):
    items, error = read(export(ROW, {**ROW, "Tracking ID": key}, {**ROW, "Tracking ID": key}))
    assert [item.external_id for item in items] == ["5049672"]
    assert "2 rows (3-4): the tracking id" in str(error)


def test_long_ids_that_an_xlsx_has_as_numbers_are_refused():
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(list(ROW))
    for number in (88176412345678901, 88176412345678902):
        book.active.append([number, "3 Nov 2026", "Judul", f"Isi {number}"])
    out = io.BytesIO()
    book.save(out)
    items, error = read(out.getvalue())
    assert not items
    assert "keeps 15 digits only" in str(error)
    cut = [{**ROW, "Tracking ID": f"8817641234{n}00"} for n in (78901, 78902)]
    items, error = read(export(*cut))
    assert not items
    assert "2 rows (2-3): the id was kept as a number" in str(error)


def test_an_id_that_stands_twice_with_different_reports_is_refused_with_its_rows():
    other = {**ROW, "Isi Laporan Awal": "Lampu mati"}
    items, error = read(export(ROW, {**ROW, "Tracking ID": "2"}, other))
    assert [item.external_id for item in items] == ["2"]
    assert "2 rows (2, 4): the id '5049672' stands here with different reports" in str(error)


@pytest.mark.parametrize("said", ["Tertutup", "Ya", "Secret"])
def test_an_unknown_word_for_visibility_hides_and_is_told(said: str):
    (item,), error = read(export({**ROW, "Tipe Laporan": said}))
    assert item.visibility is Visibility.CONFIDENTIAL
    assert f"visibility {said!r} is unknown, so that the report is hidden" in str(error)


def test_an_export_without_a_column_for_visibility_is_asked_about():
    silent = Sp4n(Sp4nSettings())
    items, error = read(export(ROW, {**ROW, "Tracking ID": ""}), silent)
    assert not items
    assert "SP4N_VISIBILITY" in str(error)
    assert "row 3: the tracking id is missing" in str(error), "what else is wrong is told at once"
    request = HookRequest("POST", {"x-visibility": "rahasia"}, {}, export(ROW))
    items, error = items_of(silent, silent.deliver(request).payload("sp4n", NOW))
    assert error is None
    assert [item.visibility for item in items if isinstance(item, Inbound)] == [Visibility.CONFIDENTIAL]


@pytest.mark.parametrize(
    ("date", "why"),
    [
        ("3 Nov 1998", "is before 2005"),
        ("3 Nov 2062", "lies ahead of the day"),
        ("24 Nov 2026", "lies ahead of the day"),
    ],
)
def test_a_date_far_away_is_refused_and_not_replaced(date: str, why: str):
    items, error = read(export({**ROW, "Tanggal Laporan Masuk": date}))
    assert not items
    assert why in str(error)


@pytest.mark.parametrize(
    ("status", "cells", "at"),
    [
        ("Selesai", {}, None),
        ("Selesai", {"Tanggal Ditutup": "5 Nov 2026 10:00"}, "2026-11-05T03:00:00+00:00"),
        ("Selesai", {"Tanggal Ditutup": "5 Nov 2026"}, "2026-11-05T16:59:59+00:00"),
        ("Selesai", {"Tanggal Tindak Lanjut": "4 Nov 2026 10:00"}, "2026-11-04T03:00:00+00:00"),
        ("Ditindaklanjuti", {"Tanggal Tindak Lanjut": "4 Nov 2026 10:00"}, "2026-11-04T03:00:00+00:00"),
        ("Ditindaklanjuti", {"Tanggal Ditutup": "4 Nov 2026 10:00"}, None),
        ("Terdisposisi", {"Tanggal Disposisi": "4/11/2026 10.00"}, "2026-11-04T03:00:00+00:00"),
        ("Baru", {"Tanggal Ditutup": "4 Nov 2026"}, None),
    ],
)
def test_a_status_has_the_time_of_its_own_column_or_none(status: str, cells: dict[str, str], at: str | None):
    item = one(**{"Status Laporan": status, **cells})
    assert (item.status_at.isoformat() if item.status_at else None) == at


@pytest.mark.parametrize("date", ["1 Nov 2026", "3 Nov 2026 00:00", "1 Des 2026", "kemarin"])
def test_a_time_of_a_status_that_cannot_be_is_left_out_and_told(date: str):
    cells = {"Tanggal Laporan Masuk": "3 Nov 2026 08:00", "Status Laporan": "Selesai"}
    (item,), error = read(export({**ROW, **cells, "Tanggal Ditutup": date}))
    if date.startswith("3 Nov"):
        assert item.status_at is not None, "a day alone ends with its last second"
        return
    assert item.status_at is None
    assert "when it was taken stays unknown" in str(error)


def test_who_waits_for_the_citizen_is_known():
    assert one(**{"Status Laporan": "Menunggu Kelengkapan Informasi"}).status == "incomplete"
    assert one(**{"Status Laporan": "Menunggu"}).status == "received"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_encodings_and_delimiters_of_every_program(encoding: str, delimiter: str):
    lines = [
        delimiter.join(["REKAP LAPORAN", "", "", ""]),
        delimiter.join(["TRACKING ID", '"TANGGAL\nLAPORAN MASUK"', "", "Isi Laporan"]),
        delimiter.join(["7", "3 Nov 2026", "", '"jalan rusak\ndi depan café"']),
        delimiter.join(["Jumlah", "", "", ""]),
    ]
    (item,), error = read("\r\n".join(lines).encode(encoding))
    assert error is None
    assert (item.external_id, item.text) == ("7", "jalan rusak\ndi depan café")


def test_a_merged_header_of_two_lines_is_one_header():
    body = b"Tracking ID;Tanggal;Isi Laporan;Koordinat;\n;;;Lintang;Bujur\n7;3 Nov 2026;rob;-6,95;110,42\n"
    (item,), error = read(body)
    assert error is None
    assert item.position is not None
    assert (item.position.lat, item.position.lon) == (-6.95, 110.42)
