"""Finds the header of a table in a sheet, below titles, in one line or in two of which the upper spans several columns."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from data_sources.tables import Cell, SheetRow

WITHIN = 60
"""Rows at the top of a sheet among which its header is looked for."""

Columns = Mapping[str, Sequence[int]]
"""Field -> the columns that hold it, best first."""
Names = Sequence[Sequence[str]]
"""The plain names that each column may go by, best first."""
Fields = Callable[[Names], Columns]
"""Which column is what, as far as the names are known."""
Match = Callable[[Names], Columns | None]
"""Which column is what, or None where the names are no header."""


@dataclass(frozen=True, slots=True)
class Header:
    """A header: the row it ends in, counted from 1, the column of each field, and what each column is called."""

    row: int
    columns: Columns
    names: Sequence[str]


def has_header(rows: Sequence[Sequence[Cell]], match: Match) -> bool:
    """Whether one of these rows, or two of them together, are a header."""
    above: list[SheetRow] = [[], *(list(row) for row in rows)]
    return any(_header(0, upper, list(row), match) is not None for upper, row in zip(above, rows, strict=False))


def nearest_header(tables: Iterable[tuple[str, Iterator[SheetRow]]], fields: Fields, needed: Mapping[str, str]) -> str:
    """Why no row is a header, in words: the one that names most fields and what it lacks of those `needed` (field -> how it
    is called), or what the first row says where none names any.
    """
    best: tuple[int, str] = (0, "")
    first = ""
    for sheet, rows in tables:
        where = f"of sheet {sheet!r} " if sheet else ""
        for number, row in enumerate(islice(rows, WITHIN), 1):
            said = [" ".join(str(cell).split()) for cell in row if cell is not None and str(cell).strip()]
            if not said:
                continue
            first = first or f"row {number} {where}says {' | '.join(said)!r:.160}"
            found = {field: places[0] for field, places in fields(_one_line(row)).items() if places}
            if len(found) > best[0]:
                named = ", ".join(f"{field} = {_shown_cell(row, place)}" for field, place in found.items())
                lacks = "; ".join(called for field, called in needed.items() if field not in found)
                best = (
                    len(found),
                    f"row {number} {where}comes nearest ({named:.200}) and lacks {lacks or 'a row below'}",
                )
    return best[1] or first or "no row says anything"


def plain(name: str) -> str:
    """A name without capitals, signs and doubled spaces; line breaks are spaces."""
    return " ".join(re.sub(r"[^\w]+|_", " ", name.casefold()).split())


def headed(rows: Iterator[SheetRow], match: Match) -> Iterator[tuple[Header, int, SheetRow]]:
    """Header, number and cells of every row below the header, blank rows included; nothing where there is no header.

    A line that repeats the header, as at the top of a printed page, is left out. A header alone, as of a period without
    reports, is followed by one blank row.
    """
    header: Header | None = None
    upper: SheetRow = []
    titles: list[list[str]] = []
    alone = True
    for number, row in enumerate(rows, 1):
        if header is None:
            header = _header(number, upper, row, match)
            if header is None and number >= WITHIN:
                return
            titles = [_plain(row)]
            upper = row
            continue
        if number == header.row + 1 and (longer := _second_line(header, number, upper, row, match)) is not None:
            header = longer
            titles.append(_plain(row))
            continue
        if any(_plain(row)) and _plain(row) in titles:
            continue
        alone = False
        yield header, number, row
    if header is not None and alone:
        yield header, header.row + 1, []


def _header(number: int, upper: SheetRow, row: SheetRow, match: Match) -> Header | None:
    for names in (_one_line(row), _two_lines(upper, row)):
        columns = match(names)
        if columns is not None:
            return Header(number, columns, _shown(upper if names != _one_line(row) else [], row))
    return None


def _second_line(header: Header, number: int, upper: SheetRow, row: SheetRow, match: Match) -> Header | None:
    """The header with a second line below its first, where that names more fields and is no row of the table."""
    given = [cell for cell in row if cell is not None and cell != ""]
    if not given or not all(isinstance(cell, str) and not re.search(r"\d", cell) for cell in given):
        return None
    columns = match(_two_lines(upper, row))
    if columns is None or sum(map(bool, columns.values())) <= sum(map(bool, header.columns.values())):
        return None
    # A cell below a name that already counts would be a value: merged names leave the cell below them empty.
    taken = {place for places in header.columns.values() for place in places}
    if any(place < len(row) and row[place] not in (None, "") for place in taken):
        return None
    return Header(number, columns, _shown(upper, row))


def _one_line(row: SheetRow) -> list[list[str]]:
    return [[name] if name else [] for name in _plain(row)]


def _two_lines(upper: SheetRow, lower: SheetRow) -> list[list[str]]:
    above, below = _plain(upper), _plain(lower)
    width = max(len(above), len(below))
    above += [""] * (width - len(above))
    below += [""] * (width - len(below))
    names: list[list[str]] = []
    spanning = ""
    for top, sub in zip(above, below, strict=True):
        spanning = top or (spanning if sub else "")
        names.append([each for each in (sub, f"{spanning} {sub}".strip() if sub else "", top) if each])
    return names


def _plain(row: SheetRow) -> list[str]:
    return [plain(cell) if isinstance(cell, str) else "" for cell in row]


def _shown(upper: SheetRow, row: SheetRow) -> list[str]:
    width = max(len(upper), len(row))
    return [" ".join(_shown_cell(line, index) for line in (upper, row)).strip() for index in range(width)]


def _shown_cell(line: SheetRow, index: int) -> str:
    cell: Cell = line[index] if index < len(line) else None
    return " ".join(cell.split()) if isinstance(cell, str) else ""
