"""Rows of a spreadsheet that somebody else made: XLSX or CSV, whatever the program and the language it was saved with."""

import re
from collections.abc import Iterator
from dataclasses import replace

from data_sources.csv_rows import HEAD, csv_rows, encoding_of
from data_sources.errors import BadMessage
from data_sources.header_rows import Match, has_header
from data_sources.tables import Limits, Sheet, SheetRow
from data_sources.workbook import SAVE_AS, workbook_sheets

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV_TYPE = "text/csv"

_ZIP = b"PK\x03\x04"
_PACKED = {b"\x1f\x8b": "gzip", b"7z\xbc\xaf": "7z", b"Rar!": "rar", b"BZh": "bzip2", b"\xfd7zXZ": "xz"}
"""How packed files begin."""
MOST_STRANGE, FEWEST_STRANGE = 0.05, 20
"""Part of the letters of a text that may be control characters or unreadable, and how many may be in any case."""
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def is_xlsx(body: bytes) -> bool:
    """Whether the bytes begin as those of an XLSX (a zip archive)."""
    return body.startswith(_ZIP)


def sheets(
    body: bytes,
    limits: Limits | None = None,
    *,
    delimiter: str = "",
    encoding: str = "",
    match: Match | None = None,
) -> Iterator[Sheet]:
    """Each sheet of an XLSX, or the one table of a CSV; rows are read while they are asked for.

    `delimiter` and `encoding` of a CSV are found where they are ""; `match` knows the header that is looked for. Raises BadMessage, also from the rows, where the
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
        refuse_no_text(body, encoding)
        is_table = None if match is None else lambda top: has_header(top, match)
        rows = csv_rows(body, delimiter=delimiter, encoding=encoding, is_table=is_table)
        yield Sheet("", count.limited(list(row) for row in rows))


def refuse_no_text(body: bytes, encoding: str = "") -> None:
    """Raises BadMessage for what is no table in text, saying what it is where that can be told."""
    for beginning, kind in _PACKED.items():
        if body.startswith(beginning):
            raise BadMessage(f"the file is packed ({kind}): unpack it, and take in what is within")
    head = body[:HEAD].decode(encoding or encoding_of(body), "replace")
    if re.match(r"\s*(?:\{\s*[\"}]|\[\s*[\[{])", head.lstrip("\ufeff")):
        raise BadMessage("the file is JSON: `import generic FILE --map MAP` takes it, docs/imports.md says how")
    strange = sum(1 for letter in head if letter == "\ufffd" or (ord(letter) < 32 and not letter.isspace()))
    if strange > max(FEWEST_STRANGE, MOST_STRANGE * len(head)):
        raise BadMessage(f"the file is no text and no workbook (a picture, perhaps, or damaged): {SAVE_AS}")


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
