"""What reading a file of reports gives: a row each, what was wrong with which rows, and how its columns were understood."""

import re
from abc import abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from command_center.domain.inbound import Inbound, Item, Payload
from data_sources.channel import Hook
from data_sources.errors import BadMessage, PartlyBad
from data_sources.reading import MAX_NAMED

VISIBILITY_HEADER = "x-visibility"
"""Says who may see the reports of a file that has no column for it: public, anonim or rahasia."""


@dataclass(frozen=True, slots=True, order=True)
class RowPlace:
    """Where a row is: its sheet ("" where the file is one table), and its number as a spreadsheet counts it, from 1."""

    sheet: str
    row: int

    def __str__(self) -> str:
        """As it is told."""
        return f"sheet {self.sheet!r}, row {self.row}" if self.sheet else f"row {self.row}"


@dataclass(frozen=True, slots=True)
class RowProblem:
    """Something wrong with a row. `refused`: the row was not taken; else it was taken without the part that is named."""

    place: RowPlace
    what: str
    refused: bool = True


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A row that is a report, and the rows of the same report before it."""

    places: tuple[RowPlace, ...]
    item: Inbound


@dataclass(frozen=True, slots=True)
class TableColumns:
    """How the columns of one sheet were understood: `recognised` is field -> names of the columns that hold it."""

    sheet: str
    header_row: int
    recognised: Mapping[str, Sequence[str]]
    ignored: Sequence[str]
    missing: Sequence[str]


@dataclass(frozen=True, slots=True)
class FileReading:
    """All that a file says. `no_reports` are rows without a report (totals, headings); `skipped` sheets without a table."""

    rows: Sequence[FoundRow]
    problems: Sequence[RowProblem] = ()
    no_reports: Sequence[RowPlace] = ()
    tables: Sequence[TableColumns] = ()
    skipped: Sequence[str] = ()

    @property
    def refused(self) -> list[RowProblem]:
        """What kept rows from being taken."""
        return [each for each in self.problems if each.refused]

    @property
    def warnings(self) -> list[RowProblem]:
        """What was left out of rows that were taken."""
        return [each for each in self.problems if not each.refused]

    def told(self) -> str:
        """Every problem, equal ones together: what is kept with a delivery that is set aside; "" where there is none."""
        parts = grouped(self.refused)
        if self.warnings:
            parts += [f"taken without a part: {each}" for each in grouped(self.warnings)]
        more = f"; and {len(parts) - MAX_NAMED} more" if len(parts) > MAX_NAMED else ""
        return "; ".join(parts[:MAX_NAMED]) + more


class FileChannel(Hook):
    """A channel whose deliveries are files of reports: another system's export."""

    takes_files: ClassVar[bool] = True
    clock_from_sender: ClassVar[bool] = True

    @abstractmethod
    def read(self, payload: Payload) -> FileReading:
        """All rows, and what is wrong with which. Pure. Raises BadMessage where the file holds no table of reports."""

    def parse(self, payload: Payload) -> Iterable[Item]:
        """The rows that can be taken; then PartlyBad, or BadMessage where none can, with every problem by its rows."""
        yield from items_of(self.read(payload))


def items_of(reading: FileReading) -> Iterable[Item]:
    """The items; then PartlyBad, or BadMessage where there are none, for what was wrong."""
    for row in reading.rows:
        yield row.item
    if reading.problems:
        raise (PartlyBad if reading.rows else BadMessage)(reading.told())


_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"|\b\d{7,}(?:\.\d+)?\b")
"""What a problem repeats of its cell."""
_ALIKE = 8
"""Problems of one kind that are told one by one."""


def grouped(problems: Iterable[RowProblem]) -> list[str]:
    """One line for all rows with the same problem, in the order in which they first come: ``13 rows (2, 5-9): why``.

    Problems that differ only in what is quoted are one line, too, where there are more than a few: it names some.
    """
    kinds: dict[str, dict[str, list[RowPlace]]] = {}
    for each in problems:
        kinds.setdefault(_QUOTED.sub("..", each.what), {}).setdefault(each.what, []).append(each.place)
    lines: list[str] = []
    for alike in kinds.values():
        if len(alike) > _ALIKE:
            others = [found[0] for what in list(alike)[1:_ALIKE] if (found := _QUOTED.search(what))]
            more = len(alike) - 1 - len(others)
            all_places = [place for places in alike.values() for place in places]
            lines.append(f"{rows_of(all_places)}: {next(iter(alike))}; so do {', '.join(others)} and {more} more")
        else:
            lines += [f"{rows_of(places)}: {what}" for what, places in alike.items()]
    return lines


def rows_of(places: Sequence[RowPlace]) -> str:
    """Rows in few words: ``row 3``, or ``13 rows (2, 5-9, 12)``, each sheet apart."""
    places = sorted(set(places))
    if len(places) == 1:
        return str(places[0])
    sheets: dict[str, list[int]] = {}
    for place in places:
        sheets.setdefault(place.sheet, []).append(place.row)
    told = "; ".join(f"sheet {name!r}: {_ranges(rows)}" if name else _ranges(rows) for name, rows in sheets.items())
    return f"{len(places)} rows ({told})"


_RANGES = 12
"""Ranges of rows that are named; the rest is counted."""


def _ranges(rows: Sequence[int]) -> str:
    found: list[list[int]] = []
    for row in rows:
        if found and row == found[-1][1] + 1:
            found[-1][1] = row
        else:
            found.append([row, row])
    named = [str(first) if first == last else f"{first}-{last}" for first, last in found[:_RANGES]]
    return ", ".join(named) + (", .." if len(found) > _RANGES else "")
