"""Spreadsheets of others: what is read, and what is refused before it does harm."""

import gzip
import io
import re
import struct
import zipfile
from datetime import date, datetime, time
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.formula import ArrayFormula

from data_sources.errors import BadMessage
from data_sources.spreadsheets import sheets
from data_sources.tables import Limits, SheetRow


def xlsx(*rows: list[Any], title: str = "Sheet") -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_part(body: bytes, name: str, text: str | bytes) -> bytes:
    """The archive with one part replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(body)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, text if part == name else old.read(part))
    return out.getvalue()


SHARED = (
    "<Override PartName='/xl/sharedStrings.xml' "
    "ContentType='application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml'/></Types>"
)


def with_shared_strings(xml: str) -> bytes:
    """A workbook as Excel writes it: the cells say which of the strings of another part they hold."""
    body = xlsx(["x"])
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        types = archive.read("[Content_Types].xml").decode()
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    body = with_part(body, "[Content_Types].xml", types.replace("</Types>", SHARED))
    start, end = sheet.index("<c r="), sheet.index("</row>")
    cells = '<c r="A1" t="s"><v>1</v></c><c r="B1" t="s"><v>0</v></c>'
    body = with_part(body, "xl/worksheets/sheet1.xml", sheet[:start] + cells + sheet[end:])
    out = io.BytesIO(body)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", xml)
    return out.getvalue()


def rows_of(body: bytes, limits: Limits | None = None) -> list[SheetRow]:
    return [row for sheet in sheets(body, limits) for row in sheet.rows]


def test_cells_of_a_workbook_keep_their_kind():
    row = ["jalan", 5049672, 1.5, True, datetime(2026, 7, 24, 21, 5), date(2026, 7, 24), time(21, 5), None]  # noqa: DTZ001
    (found,) = rows_of(xlsx(row))
    assert found == ["jalan", 5049672, 1.5, True, datetime(2026, 7, 24, 21, 5), datetime(2026, 7, 24), time(21, 5)]  # noqa: DTZ001


def test_every_sheet_is_read_with_its_name():
    book = openpyxl.Workbook()
    for title in ("Januari", "Februari"):
        book.create_sheet(title).append([title])
    assert [(sheet.name, list(sheet.rows)) for sheet in sheets(saved(book))][1:] == [
        ("Januari", [["Januari"]]),
        ("Februari", [["Februari"]]),
    ]


def test_a_formula_is_its_own_text_and_never_calculated():
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = '=HYPERLINK("http://evil.example","klik")'
    sheet["B1"] = "=1+1"
    sheet["C1"] = ArrayFormula("C1:C2", "=SUM(A1:A2)")
    assert rows_of(saved(book))[0] == ['=HYPERLINK("http://evil.example","klik")', "=1+1", "=SUM(A1:A2)"]


@pytest.mark.parametrize(
    ("body", "rows"),
    [
        (b"a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
        (b"a;b\r\n1;2\r\n", [["a", "b"], ["1", "2"]]),
        (b"a\tb\n1\t2\n", [["a", "b"], ["1", "2"]]),
        ("﻿a;b\né;ł".encode(), [["a", "b"], ["é", "ł"]]),
        ("a;b\né;€“".encode("cp1252"), [["a", "b"], ["é", "€“"]]),
        ("a\tb\né\t🌊".encode("utf-16"), [["a", "b"], ["é", "🌊"]]),
        (b"a;b\n1;jalan, rusak, di sini, dan sana\n2;x, y\n", [["a", "b"], ["1", "jalan, rusak, di sini, dan sana"], ["2", "x, y"]]),
        (b'a,b\n"satu; dua; tiga",x\n', [["a", "b"], ["satu; dua; tiga", "x"]]),
        (b'a,b\n"dua\nbaris, dan koma","kutip ""x"""\n', [["a", "b"], ["dua\nbaris, dan koma", 'kutip "x"']]),
        (b"a,b\njalan\x00rusak,x\n", [["a", "b"], ["jalan\ufffdrusak", "x"]]),
        (b"a,b\n=1+1,@SUM(A1)\n", [["a", "b"], ["=1+1", "@SUM(A1)"]]),
        (b"satu kolom\nisi\n", [["satu kolom"], ["isi"]]),
    ],
)  # fmt: skip
def test_a_csv_is_read_whatever_wrote_it(body: bytes, rows: list[SheetRow]):
    assert rows_of(body) == rows


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"", "is empty"),
        (b" \r\n ", "is empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "old .xls or is locked with a password"),
        (b"%PDF-1.7", "no spreadsheet: open it in a spreadsheet program and save it as .xlsx or .csv"),
        (b"\n <html><table>", "no spreadsheet"),
        (b"PK\x03\x04" + bytes(100), "damaged or incomplete .xlsx"),
        (b"a,b\n" + b"x" * 200_000, "row 2 (line 2) of the CSV cannot be read"),
    ],
)
def test_what_is_no_spreadsheet_is_refused_with_what_to_do(body: bytes, why: str):
    with pytest.raises(BadMessage, match=re.escape(why)):
        rows_of(body)


def test_half_a_workbook_is_refused_wherever_it_was_cut():
    whole = xlsx(["Tracking ID"], *([number, "jalan rusak"] for number in range(50)))
    for end in range(4, len(whole) - 1, 97):
        with pytest.raises(BadMessage, match="damaged or incomplete"):
            rows_of(whole[:end])


@pytest.mark.parametrize(
    ("parts", "what_to_do"),
    [
        (["laporan.csv"], r"zip archive with 1 files \(.*laporan.csv.*\) and no workbook: unpack it"),
        (["[Content_Types].xml", "word/document.xml"], "copy its table into a spreadsheet"),
        (["content.xml"], "OpenDocument file .*: open it in a spreadsheet program and save it"),
        (["xl/workbook.bin", "[Content_Types].xml"], "binary workbook"),
        (["[Content_Types].xml"], "damaged or incomplete .*: copy or export it once more"),
    ],
)
def test_another_zip_is_named_with_what_to_do(parts: list[str], what_to_do: str):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for part in parts:
            archive.writestr(part, "<a/>")
    with pytest.raises(BadMessage, match=what_to_do):
        rows_of(out.getvalue())


@pytest.mark.parametrize(
    ("body", "what"),
    [
        (gzip.compress(b"a;b\n1;2\n", mtime=0), r"packed \(gzip\): unpack it"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(100), r"packed \(7z\)"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "no text and no workbook"),
        (b'[{"id": 1}]', "the file is JSON: `import generic FILE --map MAP`"),
        (b'\xef\xbb\xbf{"data": []}', "the file is JSON"),
    ],
)
def test_what_is_no_table_is_named_with_what_to_do(body: bytes, what: str):
    with pytest.raises(BadMessage, match=what):
        rows_of(body)


def test_a_title_in_brackets_is_no_json():
    assert rows_of(b"[LAPORAN NOVEMBER];\na;b\n") == [["[LAPORAN NOVEMBER]", ""], ["a", "b"]]


def test_a_bomb_is_refused_before_it_is_unpacked():
    bomb = with_part(xlsx(["a"]), "xl/worksheets/sheet1.xml", b"<worksheet>" + b" " * 50_000_000)
    assert len(bomb) < 100_000
    with pytest.raises(BadMessage, match="unpacks to 50 MB"):
        rows_of(bomb, Limits(unpacked=40_000_000))


def test_a_bomb_that_lies_about_its_size_gives_no_more_than_it_claims():
    bomb = bytearray(with_part(xlsx(["a"]), "xl/worksheets/sheet1.xml", b"<worksheet>" + b" " * 5_000_000))
    true_size = struct.pack("<I", 5_000_011)
    while (at := bomb.find(true_size)) >= 0:
        bomb[at : at + 4] = struct.pack("<I", 1_000)
    with pytest.raises(BadMessage, match="damaged"):
        rows_of(bytes(bomb))


LAUGHS = """<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><worksheet>&c;</worksheet>"""
OUTSIDE = """<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet>&a;</worksheet>"""
DEEP = "<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'>" + "<a>" * 200_000


@pytest.mark.parametrize(
    "xml", [LAUGHS, OUTSIDE, DEEP, "<worksheet", ""], ids=["laughs", "outside", "deep", "torn", "empty"]
)
@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/sharedStrings.xml"])
def test_hostile_xml_is_refused(xml: str, part: str):
    shared = part == "xl/sharedStrings.xml"
    with pytest.raises(BadMessage, match="damaged"):
        rows_of(with_shared_strings(xml) if shared else with_part(xlsx(["a", "b"]), part, xml))


def test_strings_kept_apart_are_read_as_excel_writes_them():
    strings = "<si><t>rusak</t></si><si><r><t>jalan </t></r><r><t>besar</t></r></si>"
    namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    assert rows_of(with_shared_strings(f"<sst xmlns='{namespace}' count='2'>{strings}</sst>")) == [
        ["jalan besar", "rusak"]
    ]


def test_more_rows_than_the_limit_are_refused_and_further_columns_not_read():
    body = xlsx(*([number, "x", "y"] for number in range(11)))
    with pytest.raises(BadMessage, match="more than 10 rows"):
        rows_of(body, Limits(rows=10))
    assert rows_of(body, Limits(columns=2))[0] == [0, "x"]
    with pytest.raises(BadMessage, match="more than 2 rows"):
        rows_of(b"a\nb\nc\n", Limits(rows=2))


def test_a_cell_far_down_or_far_right_does_not_take_forever():
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["XFD1"] = "jauh"
    sheet["A1048576"] = "bawah"
    with pytest.raises(BadMessage, match="more than 5000 rows"):
        rows_of(saved(book), Limits(rows=5000))


def test_a_workbook_with_too_many_parts_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(30):
            archive.writestr(f"{number}", "")
    with pytest.raises(BadMessage, match="30 parts"):
        rows_of(out.getvalue(), Limits(parts=20))
