"""Export files: the same rows as GeoJSON, CSV, XLSX or JSON Lines, written piece by piece."""

import csv
import io
import json
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Any

from command_center.export.rows import COLUMNS

Row = Mapping[str, Any]
_CELL_ENDS = ";,\t\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029"
# White space, control characters and what is not seen at all; a test asks Unicode for all of them.
_BLANKS = (
    '\\s"\x00-\x20\x7f-\xa0\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u17b4\u17b5\u180b-\u180f'
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000110bd\U000110cd"
    "\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_SIGNS = r"=+\-@|%＝＋－＠｜％﹢﹣﹦﹫﹪−⁺⁻⁼₊₋₌⩵⩶﬩"
# A run of blanks is read once, from where it begins.
_BEFORE_SIGN = re.compile(rf"(?<![{_CELL_ENDS}{_BLANKS}])[{_CELL_ENDS}{_BLANKS}]*+(?=[{_SIGNS}])")
_CELL_END = re.compile(f"[{_CELL_ENDS}]")
_NUMBER = re.compile(r"-?\d{1,15}(?:[.,]\d{1,15})?", re.ASCII)


def geojson(rows: Iterable[Row]) -> Iterator[bytes]:
    """A FeatureCollection (RFC 7946); a report without a place has a null geometry."""
    yield b'{"type":"FeatureCollection","features":['
    separator = b""
    for row in rows:
        placed = row["longitude"] is not None and row["latitude"] is not None
        feature = {
            "type": "Feature",
            "id": row["number"],
            "geometry": {"type": "Point", "coordinates": [row["longitude"], row["latitude"]]} if placed else None,
            "properties": dict(row),
        }
        yield separator + _json(feature)
        separator = b","
    yield b"]}"


def jsonl(rows: Iterable[Row]) -> Iterator[bytes]:
    """One JSON object a line."""
    for row in rows:
        yield _json(row) + b"\n"


def csv_file(rows: Iterable[Row], columns: Sequence[str] = COLUMNS) -> Iterator[bytes]:
    """CSV in UTF-8 with a byte order mark (spreadsheets need it); no cell can act as a formula."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(columns)
    yield b"\xef\xbb\xbf" + _drain(buffer)
    for row in rows:
        writer.writerow([_inert(row[name]) for name in columns])
        yield _drain(buffer)


def xlsx(rows: Iterable[Row], columns: Sequence[str] = COLUMNS) -> Iterator[bytes]:
    """A workbook of one sheet; text cells are text, whatever they begin with."""
    from openpyxl import Workbook  # loads slowly, and few ask for it
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    sheet = book.create_sheet("laporan")
    sheet.freeze_panes = "B2"
    sheet.append(list(columns))
    for row in rows:
        cells = []
        for name in columns:
            value = row[name]
            cell = WriteOnlyCell(sheet, value=None)
            if isinstance(value, str):
                # The public setter would take "=..." for a formula.
                cell.data_type, cell._value = "s", value  # type: ignore[attr-defined]
                # Stays text when a person edits the cell.
                cell.quotePrefix = _BEFORE_SIGN.match(value) is not None
            else:
                cell.value = value
            cells.append(cell)
        sheet.append(cells)
    with tempfile.SpooledTemporaryFile(max_size=1 << 24) as file:
        book.save(file)
        file.seek(0)
        while piece := file.read(1 << 16):
            yield piece


def begun(rows: Iterable[Row]) -> Iterator[Row]:
    """The same rows, of which the first is asked for at once: what fails then does so before an answer has begun.

    A file that breaks off after its head could be taken for one without rows.
    """
    waiting = iter(rows)
    return chain(list(islice(waiting, 1)), waiting)


FORMATS: Mapping[str, tuple[Callable[[Iterable[Row]], Iterator[bytes]], str]] = {
    "geojson": (geojson, "application/geo+json"),
    "csv": (csv_file, "text/csv; charset=utf-8"),
    "xlsx": (xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "jsonl": (jsonl, "application/jsonl"),
}
"""Format -> (how it is written, its content type)."""


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _drain(buffer: io.StringIO) -> bytes:
    piece = buffer.getvalue().encode()
    buffer.seek(0)
    buffer.truncate()
    return piece


def _inert(value: object) -> object:
    """A cell that acts as nothing: an apostrophe stands right before each sign that would begin a formula.

    It would in the cell, and in what a spreadsheet that splits lines at another mark takes for one, after all that is
    blank and all quotation marks. A number stays one.
    """
    if not isinstance(value, str) or _NUMBER.fullmatch(value):
        return value
    return _BEFORE_SIGN.sub(_guarded, value)


def _guarded(found: re.Match[str]) -> str:
    start = found.start()
    begins = start == 0 or found.string[start - 1] == "|" or _CELL_END.search(found[0]) is not None
    return found[0] + "'" if begins else found[0]
