"""Reads the levels of a tide gauge from a text file (CSV): metres at moments, ascending, each once.

Taken as gauges and their offices write them: comma, semicolon, tab or blanks between columns, decimal comma, a heading
or none, a date with its time in one column or in several, metres, centimetres or millimetres.
"""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise
from pathlib import Path
from statistics import median, quantiles

from command_center.errors import BadReferenceData
from command_center.reference.gauge_times import FirstNumber, WrittenTime, read_time, zone_in_heading

UNITS = {"m": 1.0, "cm": 0.01, "mm": 0.001}
_MISSING = frozenset(("", "-", "--", "nan", "na", "n/a", "null", "none", "*"))
_NO_READING = frozenset((9999.0, -9999.0, 99999.0, -99999.0, -999.0, -32767.0, -32768.0, 9999.99, -9999.99, 999.99))
"""What stands for a reading that is missing, in the files of the gauges' offices."""
_LEVEL = re.compile(
    r"tinggi|muka|level|elevasi|elevation|height|water|pasut|tide|prs|rad|enc|\bwl\b|\btma\b", re.IGNORECASE
)
_UNIT = re.compile(
    r"(?<![A-Za-z])(mm|cm|m|meters?|metres?|centimeters?|centimetres?|milimeter|millimet(?:er|re)s?)(?![A-Za-z])",
    re.IGNORECASE,
)
_SEPARATORS = (";", "\t", ",", "|")
_OFTEN = timedelta(minutes=30)
"""Readings closer than this are more than a tide needs."""
_NEAR_THE_HOUR = timedelta(minutes=10)
_METRES, _CENTIMETRES, _MILLIMETRES = 20.0, 300.0, 1500.0
"""Up to the first range levels are metres, from the third on millimetres; between the second and third it may be either."""


@dataclass(frozen=True, slots=True)
class GaugeLevels:
    """The levels in metres at moments in UTC, and what was found on the way.

    `unit` they were written in, `unit_told` whether the file or the caller said so. `missing` rows had no reading,
    `repeated` rows told a moment again, `contradicting` moments had several levels (their median is taken), `thinned`
    readings between full hours were left out.
    """

    times: tuple[datetime, ...]
    levels: tuple[float, ...]
    column: str
    unit: str
    unit_told: bool
    order: FirstNumber | None
    rows: int
    missing: int
    repeated: int
    contradicting: int
    thinned: int


@dataclass(frozen=True, slots=True)
class _WrittenLevel:
    line: int
    time: WrittenTime
    level: float | None


def read_levels(file: Path, *, zone: timezone, unit: str = "", column: str = "") -> GaugeLevels:
    """The levels of the file.

    `zone` is that of times that name none; `unit` a key of UNITS, "" to take it from the file; `column` the heading or
    the number (from 1) of the levels, "" to find it. Raises BadReferenceData with file, line and reason.
    """
    lines = _lines(file)
    cells = _cells(file, lines)
    first, width = next((at, found[1]) for at, (_, row) in enumerate(cells) if (found := _time_of(row)))
    heading = cells[first - 1][1] if first else []
    at = _level_column(file, heading, cells[first], width, column)
    _refuse_two_commas(file, heading, cells[first:], width)
    rows = [_row(file, line, row, at) for line, row in cells[first:]]
    told = zone_in_heading(" ".join(heading[:width]))
    order = _order(file, rows)
    moments = [_moment(file, row, order or FirstNumber.DAY, told or zone) for row in rows]
    name = heading[at] if at < len(heading) else f"column {at + 1}"
    written = unit or _unit_in(heading[at] if at < len(heading) else "")
    known = [(moment, row.level) for moment, row in zip(moments, rows, strict=True) if row.level is not None]
    used = written or _guessed_unit(file, [level for _, level in known])
    gathered: dict[datetime, list[float]] = {}
    for moment, level in known:
        gathered.setdefault(moment, []).append(level * UNITS[used])
    hourly = _hourly(gathered)
    return GaugeLevels(
        times=tuple(hourly),
        levels=tuple(median(levels) for levels in hourly.values()),
        column=name,
        unit=used,
        unit_told=bool(written),
        order=order,
        rows=len(rows),
        missing=len(rows) - len(known),
        repeated=len(known) - len(gathered),
        contradicting=sum(len(set(levels)) > 1 for levels in gathered.values()),
        thinned=max(0, len(gathered) - len(hourly)),
    )


def _lines(file: Path) -> list[tuple[int, str]]:
    data = file.read_bytes()
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise BadReferenceData(file, None, "is an Excel workbook: save its sheet as CSV")
    try:
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    if "\0" in text:
        raise BadReferenceData(file, None, "is no text file: save the levels as CSV")
    numbered = enumerate(text.splitlines(), 1)
    return [
        (number, line.strip())
        for number, line in numbered
        if line.strip() and not line.lstrip().startswith(("#", "//"))
    ]


def _cells(file: Path, lines: Sequence[tuple[int, str]]) -> list[tuple[int, list[str]]]:
    """The rows in columns: between them stands what gives a date and a further column in the most rows."""
    best: list[tuple[int, list[str]]] = []
    most = 0
    for separator in (*_SEPARATORS, None):
        split = [
            (
                number,
                [cell.strip() for cell in next(csv.reader([line], delimiter=separator))] if separator else line.split(),
            )
            for number, line in lines
        ]
        times = [(_time_of(row), len(row)) for _, row in split[:500]]
        dated = sum(found is not None and columns > found[1] for found, columns in times)
        if dated > most:
            best, most = split, dated
    if not best:
        raise BadReferenceData(
            file, lines[0][0] if lines else None, "has no row with a date and time and a level: 2026-01-31 13:00;1,24"
        )
    return best


def _time_of(row: Sequence[str]) -> tuple[WrittenTime, int] | None:
    """The time at the beginning of a row, and how many columns it takes; None where there is none."""
    if not row:
        return None
    if len(row) > 1 and ":" not in row[0] and re.fullmatch(r"\d{1,2}([:.]\d{2}){0,2}(\s?[AaPp][Mm])?", row[1]):
        joined = read_time(f"{row[0]} {row[1]}")
        # A day alone, then a number with two decimals: a level as well as a time. Only a colon or a third column says.
        if joined and (":" in row[1] or len(row) > 2):
            return joined, 2
    if (alone := read_time(row[0])) is not None:
        return alone, 1
    if len(row) > 4 and all(re.fullmatch(r"\d{1,4}", cell) for cell in row[:4]):
        year, month, day, hour = map(int, row[:4])
        if 1900 <= year <= 2200 and hour <= 24:
            return WrittenTime(year, day, month, True, timedelta(hours=hour), None), 4
    return None


def _level_column(file: Path, heading: Sequence[str], first: tuple[int, list[str]], width: int, column: str) -> int:
    line, row = first
    if column.isdigit():
        if not width < int(column) <= len(row):
            raise BadReferenceData(file, line, f"has no column {column} of levels: its columns are 1 to {len(row)}")
        return int(column) - 1
    if column:
        for at, name in enumerate(heading):
            if name.lower() == column.lower():
                return at
        raise BadReferenceData(
            file, line, f'has no column "{column}"; its heading is {" | ".join(heading) or "missing"}'
        )
    named = [at for at in range(width, len(heading)) if _LEVEL.search(heading[at])]
    candidates = named or [at for at in range(width, len(row)) if _number(row[at]) is not None or _is_missing(row[at])]
    if not candidates:
        raise BadReferenceData(file, line, "has no level after its time")
    return candidates[0]


def _refuse_two_commas(file: Path, heading: Sequence[str], cells: Sequence[tuple[int, list[str]]], width: int) -> None:
    """Refuses 2026-01-31 13:00,1,24: whether the level is 1 or 1.24 nobody can know who has not written it."""
    wider = not heading or len(heading) == width + 1
    if wider and all(len(row) == width + 2 and row[-1].isdigit() and _is_whole(row[-2]) for _, row in cells):
        raise BadReferenceData(
            file,
            cells[0][0],
            "has commas between columns and perhaps in numbers: write 1.24, or semicolons between columns",
        )


def _is_whole(text: str) -> bool:
    return text.lstrip("+-").isdigit()


def _row(file: Path, line: int, row: Sequence[str], at: int) -> _WrittenLevel:
    found = _time_of(row)
    if found is None:
        raise BadReferenceData(file, line, f'"{" ".join(row)[:40]}" does not begin with a date and time')
    text = row[at] if at < len(row) else ""
    if _is_missing(text):
        return _WrittenLevel(line, found[0], None)
    level = _number(text)
    if level is None:
        raise BadReferenceData(file, line, f'the level "{text[:20]}" is no number; leave it empty where there is none')
    return _WrittenLevel(line, found[0], None if level in _NO_READING else level)


def _is_missing(text: str) -> bool:
    return text.lower() in _MISSING


def _number(text: str) -> float | None:
    try:
        value = float(text.replace(",", ".").replace("−", "-"))
    except ValueError:
        return None
    return value if abs(value) < 1e12 else None


def _order(file: Path, rows: Sequence[_WrittenLevel]) -> FirstNumber | None:
    """Which order the dates of the file are in; None where they leave no question."""
    open_rows = [row for row in rows if not row.time.fixed]
    if not open_rows:
        return None
    day = next((row for row in open_rows if row.time.first > 12), None)
    month = next((row for row in open_rows if row.time.second > 12), None)
    if day and month:
        raise BadReferenceData(
            file,
            month.line,
            f"its date is month first, and that in line {day.line} is day first: write all dates in one order, best 2026-01-31",
        )
    if day or month:
        return FirstNumber.DAY if day else FirstNumber.MONTH
    # Both could be: readings follow each other closely in the right order and jump by months in the other.
    return min(FirstNumber, key=lambda order: _jumps(open_rows, order))


def _jumps(rows: Sequence[_WrittenLevel], order: FirstNumber) -> timedelta:
    moments = [row.time.moment(order, UTC) for row in rows]
    return sum((abs(later - earlier) for earlier, later in pairwise(moments)), timedelta())


def _moment(file: Path, row: _WrittenLevel, order: FirstNumber, zone: timezone) -> datetime:
    try:
        return row.time.moment(order, zone)
    except (ValueError, OverflowError) as error:
        raise BadReferenceData(file, row.line, f"its date does not exist: {error}") from error


def _unit_in(heading: str) -> str:
    found = _UNIT.search(heading)
    if not found:
        return ""
    word = found[1].lower()
    return word if word in UNITS else {"c": "cm", "m": "mm"}[word[0]] if word[:2] in ("ce", "mi") else "m"


def _guessed_unit(file: Path, levels: Sequence[float]) -> str:
    """Metres, centimetres or millimetres by how far the levels range, without the tenth at each end."""
    if len(levels) < 2:
        return "m"
    tenths = quantiles(levels, n=10)
    spread = tenths[-1] - tenths[0]
    if spread <= _METRES:
        return "m"
    if _CENTIMETRES < spread < _MILLIMETRES:
        raise BadReferenceData(file, None, f"its levels range over {spread:.0f}: say --unit cm or --unit mm")
    return "cm" if spread <= _CENTIMETRES else "mm"


def _hourly(gathered: dict[datetime, list[float]]) -> dict[datetime, list[float]]:
    """In order; where readings are closer than half an hour, those within ten minutes of each full hour."""
    moments = sorted(gathered)
    steps = [(later - earlier).total_seconds() for earlier, later in pairwise(moments)]
    if not steps or median(steps) >= _OFTEN.total_seconds():
        return {moment: gathered[moment] for moment in moments}
    hourly: dict[datetime, list[float]] = {}
    for moment in moments:
        hour = (moment + _OFTEN).replace(minute=0, second=0, microsecond=0)
        if abs(moment - hour) <= _NEAR_THE_HOUR:
            hourly.setdefault(hour, []).extend(gathered[moment])
    return hourly
