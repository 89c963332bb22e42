"""Records of another system's file: rows of a table, or objects of JSON, each with the columns that a map names."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from data_sources.cells import words
from data_sources.csv_rows import encoding_of
from data_sources.errors import BadMessage
from data_sources.file_reading import RowPlace, TableColumns
from data_sources.header_rows import Columns, Header, Names, headed, nearest_header, plain
from data_sources.mapped.file_map import NEEDED, FileMap
from data_sources.reading import MAX_DEPTH, storable
from data_sources.spreadsheets import is_xlsx, sheets
from data_sources.tables import EXCEL_ZERO, Cell, Limits

LARGEST_JSON = 50_000_000
"""Bytes of JSON that are read: decoded, they take ten times as much memory."""
FIRST_LINE = 1_000_000
"""Bytes within which the first line of a file of JSON lines must end."""


@dataclass(frozen=True, slots=True)
class Record:
    """One record: where it is, and field or column -> its cells, best first. `bad` is why it is none."""

    place: RowPlace
    cells: Mapping[str, Sequence[Cell]]
    bad: str = ""
    day_zero: datetime = EXCEL_ZERO

    def cell(self, name: str) -> Cell:
        """The first cell of a field that is not empty."""
        return next((cell for cell in self.cells.get(name, ()) if words(cell)), None)

    @property
    def blank(self) -> bool:
        """Whether no cell that the map names says anything."""
        return not self.bad and not any(words(cell) for cells in self.cells.values() for cell in cells)


@dataclass(frozen=True, slots=True)
class _NoJson:
    """A line that is no JSON."""

    why: str


def records(body: bytes, by: FileMap, tables: list[TableColumns], skipped: list[str]) -> Iterator[Record]:
    """Every record of a file; `tables` gets how columns were understood, `skipped` the sheets without a table.

    Raises BadMessage where the file is none that can be read, or lacks a column that is needed.
    """
    form = by.format or _form_of(body, by)
    if form == "table":
        yield from _of_tables(body, by, tables, skipped)
    else:
        yield from _of_json(body, by, form, tables)


def _form_of(body: bytes, by: FileMap) -> str:
    """JSON begins with a bracket or a brace; where its first line is whole by itself, each line is a record."""
    if is_xlsx(body):
        return "table"
    head = body[:256].decode(encoding_of(body[:256]), "ignore").lstrip("\ufeff \t\r\n")
    if head[:1] not in ("[", "{"):
        return "table"
    if head.startswith("[") or by.records:
        return "json"
    try:
        _decoded(_text(body[:FIRST_LINE], by).lstrip().partition("\n")[0], "it")
    except BadMessage:
        return "json"
    return "jsonl"


def _of_tables(body: bytes, by: FileMap, tables: list[TableColumns], skipped: list[str]) -> Iterator[Record]:
    wanted = {**by.columns, **{name: [name] for name in by.skip}}
    before = len(tables)

    def match(names: Names) -> Columns | None:
        return _match(names, wanted)

    for sheet in sheets(body, delimiter=by.delimiter, encoding=by.encoding, match=match):
        here = len(tables)
        for header, number, row in headed(sheet.rows, match):
            if len(tables) == here:
                tables.append(_understood(sheet.name, header, by))
            cells = {
                name: [row[index] for index in places if index < len(row)] for name, places in header.columns.items()
            }
            yield Record(RowPlace(sheet.name, number), cells, day_zero=sheet.day_zero)
        if len(tables) == here:
            skipped.append(sheet.name)
    if len(tables) == before:
        named = ", ".join(f"{name} = {' / '.join(by.columns.get(name, ()))}" for name in NEEDED if name in by.columns)
        again = ((sheet.name, sheet.rows) for sheet in sheets(body, delimiter=by.delimiter, encoding=by.encoding))
        needed = {name: " / ".join(by.columns[name]) for name in NEEDED if name in by.columns}
        nearest = nearest_header(again, lambda names: _fields(names, wanted), needed)
        raise BadMessage(f"no row of the file names the columns that the map needs ({named}); {nearest}")


def _match(names: Names, wanted: Mapping[str, Sequence[str]]) -> Columns | None:
    found = _fields(names, wanted)
    text = found.get("text") or found.get("title")
    return found if found["key"] and found["time"] and text else None


def _fields(names: Names, wanted: Mapping[str, Sequence[str]]) -> Columns:
    places: dict[str, int] = {}
    for index, each in enumerate(names):
        for name in each:
            places.setdefault(name, index)
    return {
        field: list(dict.fromkeys(places[plain(name)] for name in listed if plain(name) in places))
        for field, listed in wanted.items()
    }


def _understood(sheet: str, header: Header, by: FileMap) -> TableColumns:
    used = {index for places in header.columns.values() for index in places}
    return TableColumns(
        sheet,
        header.row,
        {name: [header.names[index] for index in places] for name, places in header.columns.items() if places},
        [name for index, name in enumerate(header.names) if name and index not in used],
        [f"{name} ({' / '.join(by.columns[name])})" for name in by.columns if not header.columns[name]],
    )


def _of_json(body: bytes, by: FileMap, form: str, tables: list[TableColumns]) -> Iterator[Record]:
    seen: set[str] = set()
    arrays: dict[str, int] = {}
    names = {name for listed in by.columns.values() for name in listed} | set(by.skip)
    found: set[str] = set()
    count = 0
    for number, value in _lines(body, by) if form == "jsonl" else enumerate(_array(body, by), 1):
        place = RowPlace("", number)
        count += 1
        if count > Limits().rows:
            raise BadMessage(f"the file has more than {Limits().rows} records: split it")
        if not isinstance(value, dict):
            yield Record(place, {}, bad=value.why if isinstance(value, _NoJson) else "it is no JSON object")
            continue
        seen.update(value)
        if count == 1:
            arrays = dict(_arrays(value))
        cells: dict[str, Sequence[Cell]] = {}
        for field, listed in {**by.columns, **{name: [name] for name in by.skip}}.items():
            cells[field] = [_at(value, name) for name in listed]
        found.update(name for name in names if _at(value, name) is not None)
        yield Record(place, cells)
    used = {name.partition(".")[0] for name in found} | found
    recognised = {field: [name for name in listed if name in found] for field, listed in by.columns.items()}
    tables.append(
        TableColumns(
            "",
            0,
            {field: listed for field, listed in recognised.items() if listed},
            sorted(seen - used),
            [f"{field} ({' / '.join(by.columns[field])})" for field, listed in recognised.items() if not listed],
        )
    )
    if count and not recognised["key"]:
        deeper = "; ".join(f'records = "{where}" in the map takes the {many} within' for where, many in arrays.items())
        raise BadMessage(
            f"no record has {' or '.join(by.columns['key'])}, which the map names as its key; the records have: "
            f"{', '.join(sorted(seen)[:30])}{deeper and f'; {deeper}'}"
        )


# Numbers stay as they are written: a float would round the ids and times of other systems.
_DECODER = json.JSONDecoder(parse_int=str, parse_float=str)


def _array(body: bytes, by: FileMap) -> list[object]:
    value = _decoded(_text(body, by), "the file")
    for name in filter(None, by.records.split(".")):
        value = value.get(name) if isinstance(value, dict) else None
    if not isinstance(value, list):
        where = f" at {by.records!r}" if by.records else ""
        raise BadMessage(f'the JSON has no array of records{where}: say where with records = "name.of.it" in the map')
    return value


def _arrays(value: Mapping[str, object], within: str = "") -> Iterator[tuple[str, int]]:
    """Path and length of each array of objects in an object, two levels deep."""
    for name, each in value.items():
        path = f"{within}.{name}" if within else name
        if isinstance(each, list) and each and isinstance(each[0], dict):
            yield path, len(each)
        elif isinstance(each, dict) and not within:
            yield from _arrays(each, path)


def _lines(body: bytes, by: FileMap) -> Iterator[tuple[int, object]]:
    """Number and value of each line; a line that is no JSON gives why."""
    for number, line in enumerate(_text(body, by).splitlines(), 1):
        if not line.strip():
            continue
        try:
            yield number, _decoded(line, "it")
        except BadMessage as error:
            yield number, _NoJson(str(error))


def _decoded(text: str, what: str) -> object:
    try:
        return _DECODER.decode(text.strip())
    except RecursionError as error:
        raise BadMessage(f"{what} is JSON nested more than {MAX_DEPTH} levels deep") from error
    except ValueError as error:
        raise BadMessage(f"{what} is no valid JSON: {error}") from error


def _text(body: bytes, by: FileMap) -> str:
    if len(body) > LARGEST_JSON:
        raise BadMessage(f"JSON of more than {LARGEST_JSON // 1_000_000} MB is not read at once: split the file")
    return body.decode(by.encoding or encoding_of(body), "replace").lstrip("\ufeff")


def _at(value: Mapping[str, object], name: str) -> Cell:
    """What stands at a name, or at a path like ``location.lat``; None for nothing, and for what is no single value."""
    found: object = value.get(name)
    if found is None and "." in name:
        found = value
        for part in name.split("."):
            if isinstance(found, list) and part.isdecimal():
                found = found[int(part)] if int(part) < len(found) else None
            else:
                found = found.get(part) if isinstance(found, dict) else None
    if isinstance(found, str):
        return storable(found)
    return found if isinstance(found, bool) else None
