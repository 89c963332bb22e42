"""Rows of a spreadsheet that somebody else made: XLSX or CSV, whatever the program and the language it was saved with.

XLSX is read cell by cell and never calculated: a formula is its own text. What unpacks to more than it should, nests, or
refers to elsewhere is refused (ISO/IEC 29500; the readers are openpyxl and defusedxml).
"""

import csv
import io
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import openpyxl
from openpyxl.worksheet.formula import ArrayFormula

from data_sources.errors import BadMessage
from data_sources.reading import storable

Cell = str | int | float | bool | date | datetime | time | timedelta | None
SheetRow = list[Cell]

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV_TYPE = "text/csv"

_ZIP = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAVE_AS = "open it in a spreadsheet program and save it as .xlsx or .csv"


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may hold: bytes when unpacked, rows a sheet, columns (further ones are not read)."""

    unpacked: int = 100_000_000
    parts: int = 2_000
    rows: int = 100_000
    columns: int = 200


def is_xlsx(body: bytes) -> bool:
    """Whether the bytes begin as those of an XLSX (a zip archive)."""
    return body.startswith(_ZIP)


def sheets(body: bytes, limits: Limits | None = None) -> Iterator[tuple[str, Iterator[SheetRow]]]:
    """Name and rows of each sheet of an XLSX, or "" and the rows of a CSV; read while they are asked for.

    Raises BadMessage, also from the rows, where the file is something else, damaged, or larger than `limits`.
    """
    limits = limits or Limits()
    if not body.strip():
        raise BadMessage("the file is empty")
    if is_xlsx(body):
        yield from _workbook(body, limits)
    elif body.startswith(_OLD_OFFICE):
        raise BadMessage(f"the file is an old .xls or is locked with a password: {_SAVE_AS}")
    elif body.startswith(b"%PDF") or body.lstrip()[:1] == b"<":
        raise BadMessage(f"the file is a web page, XML or PDF and no spreadsheet: {_SAVE_AS}")
    else:
        yield "", _limited(_csv(body), limits)


def _workbook(body: bytes, limits: Limits) -> Iterator[tuple[str, Iterator[SheetRow]]]:
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            parts = archive.infolist()
            unpacked = sum(part.file_size for part in parts)  # zipfile gives no more of a part than it claims
        if unpacked > limits.unpacked or len(parts) > limits.parts:
            raise BadMessage(
                f"the file unpacks to {unpacked / 1e6:.0f} MB in {len(parts)} parts, more than the {limits.unpacked / 1e6:.0f} "
                f"MB and {limits.parts} parts that are read: export a shorter period"
            )
        book = openpyxl.load_workbook(io.BytesIO(body), read_only=True, data_only=False, keep_links=False)
    except BadMessage:
        raise
    except Exception as error:  # a damaged workbook makes openpyxl raise anything; it is the file's fault, not ours
        raise BadMessage(f"the file is a damaged or incomplete .xlsx ({type(error).__name__}: {error})") from error
    try:
        for sheet in book.worksheets:
            yield str(sheet.title), _limited(_cells(sheet, limits), limits)
    finally:
        book.close()


def _cells(sheet: Any, limits: Limits) -> Iterator[SheetRow]:
    try:
        sheet.reset_dimensions()  # many programs write a wrong size; the cells count
        for row in sheet.iter_rows(max_col=limits.columns, values_only=True):
            width = len(row)
            while width and row[width - 1] is None:  # openpyxl fills every row up to the limit
                width -= 1
            yield [_value(value) for value in row[:width]]
    except Exception as error:
        raise BadMessage(f"sheet {sheet.title!r} is damaged ({type(error).__name__}: {error})") from error


def _value(value: object) -> Cell:
    if isinstance(value, str):
        return storable(value)
    if value is None or isinstance(value, (bool, int, float, date, time, timedelta)):
        return value
    if isinstance(value, ArrayFormula):
        return storable(str(value.text))
    return storable(str(value))


def _csv(body: bytes) -> Iterator[SheetRow]:
    text = _decoded(body)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        for row in reader:
            yield [storable(value) for value in row]
    except csv.Error as error:
        raise BadMessage(f"line {reader.line_num} of the CSV cannot be read: {error}") from error


def _decoded(body: bytes) -> str:
    """UTF-8 or UTF-16 by their marks, else UTF-8 where it is, else what Windows writes in Indonesia."""
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        return body.decode("utf-16", "replace")
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return body.decode("cp1252", "replace")


def _delimiter(text: str) -> str:
    """Semicolon, comma or tab: the one that is equally often in most records at the top, outside quotes.

    Excel writes ``;`` where 1,5 is a number; texts have commas too, but not the same number in each.
    """
    counts = {each: Counter[int]() for each in ";,\t"}
    quoted = False
    here = Counter[str]()
    for character in text[:50_000]:
        if character == '"':
            quoted = not quoted
        elif not quoted and character == "\n":
            for each in counts:
                counts[each][here[each]] += 1
            here.clear()
        elif not quoted and character in counts:
            here[character] += 1
    for each in counts:
        counts[each][here[each]] += 1
        del counts[each][0]
    return max(counts, key=lambda each: max(((often, count) for count, often in counts[each].items()), default=(0, 0)))


def _limited(rows: Iterator[SheetRow], limits: Limits) -> Iterator[SheetRow]:
    for count, row in enumerate(rows, 1):
        if count > limits.rows:
            raise BadMessage(f"the file has more than {limits.rows} rows: export a shorter period")
        yield row[: limits.columns]
