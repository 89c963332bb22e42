"""Rows of a spreadsheet that somebody else made: XLSX or CSV, whatever the program and the language it was saved with."""

from collections.abc import Iterator
from dataclasses import replace

from data_sources.csv_rows import csv_rows
from data_sources.errors import BadMessage
from data_sources.tables import Limits, Sheet, SheetRow
from data_sources.workbook import SAVE_AS, workbook_sheets

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV_TYPE = "text/csv"

_ZIP = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def is_xlsx(body: bytes) -> bool:
    """Whether the bytes begin as those of an XLSX (a zip archive)."""
    return body.startswith(_ZIP)


def sheets(body: bytes, limits: Limits | None = None, *, delimiter: str = "", encoding: str = "") -> Iterator[Sheet]:
    """Each sheet of an XLSX, or the one table of a CSV; rows are read while they are asked for.

    `delimiter` and `encoding` of a CSV are found where they are "". Raises BadMessage, also from the rows, where the
    file is something else, damaged, or larger than `limits`.
    """
    limits = limits or Limits()
    if not body.strip():
        raise BadMessage("the file is empty")
    count = _Count(limits)
    if is_xlsx(body):
        for sheet in workbook_sheets(body, limits):
            yield replace(sheet, rows=count.limited(sheet.rows))
    elif body.startswith(_OLD_OFFICE):
        raise BadMessage(f"the file is an old .xls or is locked with a password: {SAVE_AS}")
    elif body.startswith(b"%PDF") or body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
        raise BadMessage(f"the file is a web page, XML or PDF and no spreadsheet: {SAVE_AS}")
    else:
        yield Sheet("", count.limited(list(row) for row in csv_rows(body, delimiter=delimiter, encoding=encoding)))


class _Count:
    """Rows and cells of all sheets of a file."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._rows = self._cells = 0

    def limited(self, rows: Iterator[SheetRow]) -> Iterator[SheetRow]:
        """The rows, as long as the file has no more than it may. Raises BadMessage."""
        for row in rows:
            self._rows += 1
            self._cells += len(row)
            if self._rows > self._limits.rows or self._cells > self._limits.cells:
                raise BadMessage(
                    f"the file has more than {self._limits.rows} rows or {self._limits.cells} cells: "
                    "export a shorter period, or split it"
                )
            yield row[: self._limits.columns]
