"""Reports in a CSV file, read by the names of its columns: our own, a city's own in Indonesian, or an open 311 export.

Columns (any order; the first known name wins; only `text` is needed):

- time: ``time waktu tanggal open_dt created_at requested_datetime timestamp``; ISO 8601 or ``DD/MM/YYYY HH:MM``, without a
  zone it is WIB
- text: ``text teks isi laporan description case_title pesan``
- title: ``title judul``
- lat, lon: ``lat latitude lintang`` and ``lon lng long longitude bujur``, degrees
- category: ``category kategori service_code``; a code of the city's own categories, others are left to the classifier
- address: ``address alamat location``
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from command_center.domain.inbound import Position
from command_center.domain.working_days import WIB
from command_center.errors import CommandCenterError
from data_sources.csv_rows import numbered_rows
from data_sources.errors import BadMessage
from data_sources.spreadsheets import is_xlsx, refuse_no_text

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "time": ("time", "waktu", "tanggal", "open_dt", "created_at", "requested_datetime", "timestamp"),
    "text": ("text", "teks", "isi", "laporan", "description", "case_title", "pesan"),
    "title": ("title", "judul"),
    "lat": ("lat", "latitude", "lintang"),
    "lon": ("lon", "lng", "long", "longitude", "bujur"),
    "category": ("category", "kategori", "service_code"),
    "address": ("address", "alamat", "location"),
}
HEADER_WITHIN = 60
"""Rows at the top of a file among which its header is looked for."""
FIRST_YEAR, LAST_YEAR = 1970, 2100
_LOCAL_TIMES = ("%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M", "%d/%m/%Y", "%d-%m-%Y %H:%M")


class BadReplayFile(CommandCenterError):
    """The file cannot be replayed; the message says what it lacks."""


@dataclass(frozen=True, slots=True)
class ReplayRow:
    """One report of the file. `at` is aware, None where the file gives no time; `line` counts from 1."""

    line: int
    at: datetime | None
    text: str
    title: str = ""
    position: Position | None = None
    category: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class ReplayFile:
    """Rows in order of time (of the file where there are no times), and lines left out, each with the reason."""

    rows: tuple[ReplayRow, ...]
    skipped: tuple[tuple[int, str], ...]


def read_replay(file: Path) -> ReplayFile:
    """Read a CSV file (any delimiter and encoding that `csv_rows` knows). Raises BadReplayFile, naming the line."""
    try:
        body = file.read_bytes()
    except OSError as error:
        raise BadReplayFile(f"{file} cannot be read: {error.strerror}") from error
    if is_xlsx(body):
        raise BadReplayFile(f"{file} is a workbook: save it as .csv, or take it in with `import`")
    rows: list[ReplayRow] = []
    skipped: list[tuple[int, str]] = []
    found: dict[str, int] = {}
    if not body.strip():
        raise BadReplayFile(f"{file} is empty")
    try:
        refuse_no_text(body)
        for number, (line, cells) in enumerate(numbered_rows(body, is_table=_names_a_text), 1):
            if not found:
                named = _columns(cells)
                found = named if "text" in named else {}
                if not found and number >= HEADER_WITHIN:
                    break
            elif any(cell.strip() for cell in cells):
                values = {name: cells[place].strip() if place < len(cells) else "" for name, place in found.items()}
                try:
                    rows.append(_row(line, values))
                except ValueError as error:
                    skipped.append((line, str(error)))
    except BadMessage as error:
        raise BadReplayFile(f"{file}: {error}") from error
    if not found:
        raise BadReplayFile(f"{file}: no column holds the text; name one of {', '.join(COLUMNS['text'])}")
    if not rows:
        raise BadReplayFile(f"{file}: no line can be replayed{''.join(f'; line {n}: {why}' for n, why in skipped[:3])}")
    return ReplayFile(tuple(_in_order(rows)), tuple(skipped))


def _names_a_text(rows: Iterable[Iterable[str]]) -> bool:
    return any("text" in _columns(row) for row in rows)


def _columns(names: Iterable[str]) -> dict[str, int]:
    """Meaning -> place of the column; the first of two with one name."""
    given: dict[str, int] = {}
    for place, name in enumerate(names):
        given.setdefault(" ".join(name.split()).lower(), place)
    return {
        meaning: given[known[0]]
        for meaning, aliases in COLUMNS.items()
        if (known := [alias for alias in aliases if alias in given])
    }


def _row(line: int, values: Mapping[str, str]) -> ReplayRow:
    """Raises ValueError naming what is wrong."""
    if not values["text"]:
        raise ValueError("the text is empty")
    return ReplayRow(
        line,
        _time(values.get("time", "")),
        values["text"],
        values.get("title", ""),
        _position(values.get("lat", ""), values.get("lon", "")),
        values.get("category", ""),
        values.get("address", ""),
    )


def _time(text: str) -> datetime | None:
    if not text:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        found = _local_time(text)
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise ValueError(f"the time {text[:30]!r} lies outside {FIRST_YEAR} to {LAST_YEAR}")
    return found if found.tzinfo else found.replace(tzinfo=WIB)


def _local_time(text: str) -> datetime:
    for form in _LOCAL_TIMES:
        try:
            return datetime.strptime(text, form).replace(tzinfo=WIB)
        except ValueError:
            continue
    raise ValueError(f"the time {text[:30]!r} is neither ISO 8601 nor DD/MM/YYYY HH:MM")


def _position(lat: str, lon: str) -> Position | None:
    if not lat or not lon:
        return None
    try:
        north, east = float(lat.replace(",", ".")), float(lon.replace(",", "."))
    except ValueError:
        raise ValueError(f"lat {lat[:20]!r} and lon {lon[:20]!r} are no degrees") from None
    if not (math.isfinite(north) and math.isfinite(east) and abs(north) <= 90 and abs(east) <= 180):
        raise ValueError(f"lat {lat[:20]} and lon {lon[:20]} lie outside the earth")
    return Position(north, east)


def _in_order(rows: list[ReplayRow]) -> list[ReplayRow]:
    if any(row.at is None for row in rows):
        return rows
    return sorted(rows, key=lambda row: row.at or datetime.max.replace(tzinfo=WIB))
