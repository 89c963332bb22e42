"""Export files: the same rows as GeoJSON, CSV, XLSX or JSON Lines, written piece by piece."""

import csv
import io
import json
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from command_center.export.rows import COLUMNS

Row = Mapping[str, Any]
_FORMULA = re.compile(r"(^|[;,\t\r\n])(\s*)(?=[=+\-@＝＋－＠])")
"""Where a cell, or what a spreadsheet that splits at another mark takes for one, begins like a formula."""


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


def csv_file(rows: Iterable[Row]) -> Iterator[bytes]:
    """CSV in UTF-8 with a byte order mark (spreadsheets need it); no cell can act as a formula."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(COLUMNS)
    yield b"\xef\xbb\xbf" + _drain(buffer)
    for row in rows:
        writer.writerow([_inert(row[name]) for name in COLUMNS])
        yield _drain(buffer)


def xlsx(rows: Iterable[Row]) -> Iterator[bytes]:
    """A workbook of one sheet; text cells are text, whatever they begin with."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("laporan")
    sheet.freeze_panes = "B2"
    sheet.append(list(COLUMNS))
    for row in rows:
        cells = []
        for name in COLUMNS:
            value = row[name]
            cell = WriteOnlyCell(sheet, value=None)
            if isinstance(value, str):
                # The public setter would take "=..." for a formula.
                cell.data_type, cell._value = "s", value  # type: ignore[attr-defined]
            else:
                cell.value = value
            cells.append(cell)
        sheet.append(cells)
    with tempfile.SpooledTemporaryFile(max_size=1 << 24) as file:
        book.save(file)
        file.seek(0)
        while piece := file.read(1 << 16):
            yield piece


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
    return _FORMULA.sub(r"\1'\2", value) if isinstance(value, str) else value
