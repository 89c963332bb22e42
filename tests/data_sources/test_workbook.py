"""Dates and kinds of workbook: a cell with the format of a date is a date in any column, in workbooks of both day zeros."""

import io
import zipfile
from datetime import UTC, date, datetime, time, timedelta

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from data_sources.errors import BadMessage
from data_sources.indonesian_dates import moment_in_wib
from data_sources.spreadsheets import sheets
from data_sources.tables import Sheet, SheetRow
from tests.data_sources.hostile_workbooks import SHEET_NS, workbook

FORMATS = ("dd/mm/yyyy", "[$-421]dd mmmm yyyy;@", "d-mmm-yy", "yyyy-mm-dd hh:mm:ss", "[$-id-ID]dddd, dd mmmm yyyy")
AT = datetime(2026, 7, 24, 21, 5)  # noqa: DTZ001 - as a spreadsheet has it


def read(body: bytes) -> list[tuple[Sheet, list[SheetRow]]]:
    return [(sheet, list(sheet.rows)) for sheet in sheets(body)]


def dated(code: str, *, mac: bool = False) -> bytes:
    book = openpyxl.Workbook()
    if mac:
        book.epoch = CALENDAR_MAC_1904
    sheet = book.active
    assert sheet is not None
    sheet["C1"] = AT
    sheet["C1"].number_format = code
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("code", FORMATS)
@pytest.mark.parametrize("mac", [False, True])
def test_a_cell_with_the_format_of_a_date_is_a_date(code: str, mac: bool):
    ((_, (row,)),) = read(dated(code, mac=mac))
    assert row[2] == AT


@pytest.mark.parametrize(
    ("code", "kind"), [("h:mm", time), ("[h]:mm:ss", timedelta), ("0.00", float), ('0" hari"', float)]
)
def test_a_time_is_a_time_and_a_number_a_number(code: str, kind: type):
    styles = (
        f'<styleSheet xmlns="{SHEET_NS}"><numFmts count="1"><numFmt numFmtId="170" formatCode="'
        f'{code.replace(chr(34), "&quot;")}"/></numFmts><cellXfs count="2"><xf numFmtId="0"/>'
        '<xf numFmtId="170" applyNumberFormat="1"/></cellXfs></styleSheet>'
    )
    ((_, (row,)),) = read(workbook('<row><c r="A1" s="1"><v>0.5</v></c></row>', styles=styles))
    assert isinstance(row[0], kind)


@pytest.mark.parametrize(
    ("properties", "number"), [("", 46227.878472), ('<workbookPr date1904="1"/>', 46227.878472 - 1462)]
)
def test_a_day_number_without_a_format_counts_from_the_day_zero_of_its_workbook(properties: str, number: float):
    body = workbook(f'<row><c r="A1"><v>{number}</v></c></row>', properties=properties)
    ((sheet, (row,)),) = read(body)
    assert isinstance(row[0], float)
    found = moment_in_wib(row[0], day_zero=sheet.day_zero)
    assert found is not None
    assert abs(found - datetime(2026, 7, 24, 14, 5, tzinfo=UTC)) < timedelta(minutes=1)


def test_a_date_kept_as_iso_8601_is_a_date():
    ((_, (row,)),) = read(workbook('<row><c r="A1" t="d"><v>2026-07-24</v></c></row>'))
    assert row[0] in (date(2026, 7, 24), datetime(2026, 7, 24))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("names", "why"),
    [(["mimetype", "content.xml"], r"OpenDocument file \(.ods\): open it"), (["xl/workbook.bin"], "binary workbook")],
)
def test_other_archives_are_named_with_what_to_do(names: list[str], why: str):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    with pytest.raises(BadMessage, match=why):
        read(out.getvalue())
