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

import csv
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from command_center.domain.inbound import Position
from command_center.domain.working_days import WIB
from command_center.errors import CommandCenterError

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "time": ("time", "waktu", "tanggal", "open_dt", "created_at", "requested_datetime", "timestamp"),
    "text": ("text", "teks", "isi", "laporan", "description", "case_title", "pesan"),
    "title": ("title", "judul"),
    "lat": ("lat", "latitude", "lintang"),
    "lon": ("lon", "lng", "long", "longitude", "bujur"),
    "category": ("category", "kategori", "service_code"),
    "address": ("address", "alamat", "location"),
}
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
    """Read a CSV file (comma, semicolon or tab; UTF-8 or Windows-1252). Raises BadReplayFile."""
    try:
        data = file.read_bytes()
    except OSError as error:
        raise BadReplayFile(f"{file} cannot be read: {error.strerror}") from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    heading = text.partition("\n")[0]
    delimiter = max(",;\t", key=heading.count)
    reader = csv.DictReader(text.splitlines(keepends=True), delimiter=delimiter, strict=True)
    found = _columns(reader.fieldnames or ())
    if "text" not in found:
        wanted = ", ".join(COLUMNS["text"])
        raise BadReplayFile(f"{file}: no column holds the text; name one of {wanted}")
    rows: list[ReplayRow] = []
    skipped: list[tuple[int, str]] = []
    try:
        for record in reader:
            values = {name: (record.get(column) or "").strip() for name, column in found.items()}
            try:
                rows.append(_row(reader.line_num, values))
            except ValueError as error:
                skipped.append((reader.line_num, str(error)))
    except csv.Error as error:
        raise BadReplayFile(f"{file}:{reader.line_num}: {error}") from error
    if not rows:
        raise BadReplayFile(f"{file}: no line can be replayed{''.join(f'; line {n}: {why}' for n, why in skipped[:3])}")
    return ReplayFile(tuple(_in_order(rows)), tuple(skipped))


def _columns(names: Iterable[str]) -> dict[str, str]:
    """Meaning -> column of the file."""
    given = {name.strip().lower(): name for name in names if name}
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
