"""What a table in a file is: sheets with a name and rows of cells, and how much of it is read."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

Cell = str | int | float | bool | date | datetime | time | timedelta | None
SheetRow = list[Cell]

EXCEL_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 - day zero has no zone
"""The day that serial numbers count from in most workbooks; those of old Macintosh programs count from 1 January 1904."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may hold. A city with 7,000 reports a year exports ten years as 70,000 rows of 40 columns.

    `unpacked` bytes, `parts` of the archive, `sheets`; `rows` and `cells` of all sheets together; `columns` a row
    (further ones are not read).
    """

    unpacked: int = 100_000_000
    parts: int = 2_000
    sheets: int = 100
    rows: int = 100_000
    cells: int = 4_000_000
    columns: int = 200


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name ("" where the file is a single table), its rows, and the day that its day numbers count from."""

    name: str
    rows: Iterator[SheetRow]
    day_zero: datetime = EXCEL_ZERO
