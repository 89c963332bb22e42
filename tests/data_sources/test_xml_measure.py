"""Workbooks that unpack to more than a reader can hold are refused while they stream, and take no memory."""

import io
import subprocess
import sys
import zipfile
from collections.abc import Callable

import pytest

from data_sources.errors import BadMessage
from data_sources.spreadsheets import sheets
from data_sources.tables import Limits
from tests.data_sources.hostile_workbooks import SHEET_NS, one_heavy_row, rows_of_one_cell, workbook

READ = """
import resource, sys
from data_sources.errors import BadMessage
from data_sources.spreadsheets import sheets
body = sys.stdin.buffer.read()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    for sheet in sheets(body):
        for row in sheet.rows:
            pass
    said = "read"
except BadMessage as error:
    said = str(error)
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024, said)
"""


def read_apart(body: bytes) -> tuple[int, str]:
    """MB by which reading raised the peak of a process of its own, and what it said."""
    done = subprocess.run([sys.executable, "-c", READ], input=body, capture_output=True, check=True)
    grown, _, said = done.stdout.decode().strip().partition(" ")
    return int(grown), said


def long_attribute() -> bytes:
    return workbook([b'<row><c t="', *([b"x" * 1_000_000] * 20), b'"/></row>'])


def long_text() -> bytes:
    return workbook([b'<row><c t="str"><v>', *([b"x" * 1_000_000] * 20), b"</v></c></row>"])


def many_styles() -> bytes:
    return workbook("", styles=f'<styleSheet xmlns="{SHEET_NS}"><cellXfs>{"<xf/>" * 1_000_000}</cellXfs></styleSheet>')


def many_strings() -> bytes:
    return workbook("", strings=f'<sst xmlns="{SHEET_NS}">{"<si><t/></si>" * 1_200_000}</sst>')


def rubbish_beside_the_rows() -> bytes:
    return workbook([b"<x/>" * 250_000] * 8)


@pytest.mark.parametrize(
    ("build", "why"),
    [
        (one_heavy_row, "a row of more than 65536 elements"),
        (long_attribute, "a tag of more than 1 MB"),
        (long_text, "more than 8 million characters"),
        (many_styles, "elements that are no cells"),
        (many_strings, "more than 1000000 texts"),
        (rubbish_beside_the_rows, "elements that are no cells"),
    ],
)
def test_a_part_that_would_fill_the_memory_is_refused_while_it_streams(build: Callable[[], bytes], why: str):
    body = build()
    assert len(body) < 1_000_000
    grown, said = read_apart(body)
    assert why in said
    assert "save it again" in said
    assert grown < 100, "reading kept what it should have let go"


def test_forty_sheets_of_one_part_are_refused_before_they_are_read():
    body = rows_of_one_cell(90_000, entries=40)
    assert len(body) < 20_000
    with pytest.raises(BadMessage, match="'S1' and 'S2' are one part of the file"):
        list(sheets(body))


def test_rows_and_cells_of_all_sheets_are_counted_together():
    with pytest.raises(BadMessage, match="more than 100 rows"):
        list(sheets(rows_of_one_cell(20_000), Limits(rows=100)))
    with pytest.raises(BadMessage, match="or 50 cells: export a shorter period, or split it"):
        list(sheets(rows_of_one_cell(20_000), Limits(cells=50)))


def test_a_large_table_that_a_city_may_have_is_read():
    cells = "".join(f'<c t="str"><v>{"isi laporan " * 3}</v></c>' for _ in range(40))
    body = workbook(f"<row>{cells}</row>".encode() for _ in range(2_000))
    assert sum(len(row) for sheet in sheets(body) for row in sheet.rows) == 80_000


def test_two_entries_of_one_name_are_one_part_too():
    body = rows_of_one_cell(10, entries=2)
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b'"S2"', b'"S1"')
    changed = io.BytesIO()
    with zipfile.ZipFile(changed, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    with pytest.raises(BadMessage, match="'S1' and 'S1' are one part of the file"):
        list(sheets(changed.getvalue()))
