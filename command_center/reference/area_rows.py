"""Reading a comma-separated reference file row by row, each row with the line of the file it stands on."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from command_center.errors import BadReferenceData


@dataclass(frozen=True, slots=True)
class AreaRow:
    """One row: its cells by column, trimmed, and where it stands."""

    file: Path
    line: int
    cells: Mapping[str, str]

    def fault(self, reason: str) -> BadReferenceData:
        """The error that refuses this row."""
        return BadReferenceData(self.file, self.line, reason)

    def text(self, column: str) -> str:
        """The cell, which must not be empty."""
        value = self.cells[column]
        if not value:
            raise self.fault(f"{column} is empty")
        return value

    def number(self, column: str, low: float, high: float) -> float:
        """The cell as a number in low..high, written with a decimal point."""
        try:
            value = float(self.text(column))
        except ValueError:
            raise self.fault(f"{column} must be a number such as 12.5, not {self.cells[column]!r}") from None
        if not low <= value <= high:
            raise self.fault(f"{column} must lie between {low:g} and {high:g}, not {value:g}")
        return value

    def whole(self, column: str, low: int, high: int) -> int:
        """The cell as a whole number in low..high."""
        value = self.number(column, low, high)
        if value != int(value):
            raise self.fault(f"{column} must be a whole number, not {self.cells[column]!r}")
        return int(value)


def read_rows(
    file: Path, columns: Sequence[str], optional: Sequence[str] = ()
) -> tuple[tuple[str, ...], list[AreaRow]]:
    """The comments (lines that start with ``#``, without it) and the rows of `file`, whose header must be `columns`.

    The columns in `optional` may follow, all of them or none; without them their cells are empty. Raises BadReferenceData for a missing or unreadable file, another header, or a row with too few or too many cells.
    """
    lines = _lines(file)
    comments = tuple(line.lstrip("# ").strip() for line in lines if line.startswith("#"))
    records = _records(file, ["" if line.startswith("#") else line for line in lines])
    line, header = next(records, (None, None))
    absent = dict.fromkeys(optional, "") if header == list(columns) else {}
    columns = columns if absent else (*columns, *optional)
    if header != list(columns):
        found = ",".join(header) if header else "nothing"
        raise BadReferenceData(file, line, f"the columns must be {','.join(columns)} (commas between), not {found}")
    rows = []
    for line, cells in records:
        if len(cells) != len(columns):
            raise BadReferenceData(file, line, f"{len(columns)} cells expected, {len(cells)} found")
        rows.append(AreaRow(file, line, dict(zip(columns, cells, strict=True)) | absent))
    return comments, rows


def _lines(file: Path) -> list[str]:
    try:
        raw = file.read_bytes()
    except OSError as error:
        raise BadReferenceData(file, None, f"cannot be read: {error.strerror}") from error
    try:
        return raw.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise BadReferenceData(file, line, "is not UTF-8 text: save the file as CSV UTF-8") from error


def _records(file: Path, lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """(line, cells) of each record that is not blank; a record over several lines counts where it begins."""
    reader = csv.reader((f"{line}\n" for line in lines), strict=True)
    begins = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise BadReferenceData(file, begins, f"is not readable as CSV: {error}") from error
        if any(cell.strip() for cell in cells):
            yield begins, [cell.strip() for cell in cells]
        begins = reader.line_num + 1
