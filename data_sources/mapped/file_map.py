"""The map of another system's file: which column is what, and what its words mean here. A TOML file that a city writes."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from command_center.domain.report_kinds import ReportClass, Visibility
from command_center.domain.workflow import Status
from command_center.errors import BadReferenceData
from command_center.reference.load import Reference
from command_center.reference.toml_lines import TomlFile
from data_sources.csv_rows import DELIMITERS
from data_sources.header_rows import plain

FIELDS = (
    *("key", "time", "clock", "text", "title", "lat", "lon", "address", "kelurahan", "kecamatan", "city"),
    *("category", "opd", "status", "status_time", "class", "visibility", "reporter", "name", "phone", "email"),
)
NEEDED = ("key", "time", "text")
FORMATS = ("table", "json", "jsonl")
_TEXTS = ("system", "channel", "zone", "visibility", "policy", "format", "delimiter", "encoding", "records")
_TABLES: Mapping[str, Sequence[str] | None] = {
    "categories": None,
    "opd": None,
    "statuses": [str(each) for each in Status],
    "classes": [str(each) for each in ReportClass],
    "visibilities": [str(each) for each in Visibility],
}
"""Table of words -> the values that they may mean; None where the city's own data say."""


@dataclass(frozen=True, slots=True)
class FileMap:
    """How a file of another system is read; see docs/imports.md.

    `columns` is field -> names of columns, of which the first that is not empty counts. The tables of words are plain
    word -> code or value. `skip` is column -> words of rows that are no reports. `dates` are formats of strptime; without
    them ISO 8601 and the forms of `indonesian_dates` are read.
    """

    system: str
    channel: str
    columns: Mapping[str, Sequence[str]]
    zone: str = "Asia/Jakarta"
    dates: Sequence[str] = ()
    visibility: str = ""
    policy: str = ""
    format: str = ""
    delimiter: str = ""
    encoding: str = ""
    records: str = ""
    categories: Mapping[str, str] = field(default_factory=dict)
    opd: Mapping[str, str] = field(default_factory=dict)
    statuses: Mapping[str, str] = field(default_factory=dict)
    classes: Mapping[str, str] = field(default_factory=dict)
    visibilities: Mapping[str, str] = field(default_factory=dict)
    skip: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def as_json(self) -> str:
        """As it is kept with a delivery, so that whoever works on it reads the file in the same way."""
        return json.dumps(asdict(self), sort_keys=True)

    @classmethod
    def from_json(cls, kept: str) -> "FileMap":
        """The map that `as_json` gave."""
        return cls(**json.loads(kept))


def read_map(path: Path, reference: Reference) -> FileMap:
    """The map in a TOML file, its codes checked against the city's data. Raises BadReferenceData with file and line."""
    return _MapFile(TomlFile(path), reference).read()


class _MapFile:
    """Checks a map file part by part."""

    def __init__(self, file: TomlFile, reference: Reference) -> None:
        self._file, self._reference = file, reference

    def read(self) -> FileMap:
        known = (*_TEXTS, "dates", "columns", "skip", *_TABLES)
        for name in self._file.data:
            if name not in known:
                raise self._fault(f"{name!r} is unknown: a map has {', '.join(known)}", name)
        texts = {name: self._text(name) for name in _TEXTS if name in self._file.data}
        for name, why in (
            ("system", "the name of the system that wrote the file"),
            ("channel", "a channel of the city"),
        ):
            if not texts.get(name):
                raise self._fault(f"{name} is missing: {why}")
        self._check(texts)
        parts: dict[str, Any] = {name: self._words(name, values) for name, values in _TABLES.items()}
        return FileMap(
            columns=self._columns(),
            dates=self._texts("dates") if "dates" in self._file.data else (),
            skip=self._lists("skip"),
            **texts | parts,
        )

    def _check(self, texts: Mapping[str, str]) -> None:
        codes = [channel.code for channel in self._reference.channels]
        if texts["channel"] not in codes:
            raise self._fault(f"there is no channel {texts['channel']!r}; there are: {', '.join(codes)}", "channel")
        try:
            ZoneInfo(texts.get("zone", "Asia/Jakarta"))
        except (ValueError, OSError, KeyError):
            raise self._fault(f"there is no time zone {texts['zone']!r}: write it like Asia/Jakarta", "zone") from None
        if texts.get("format", FORMATS[0]) not in FORMATS:
            raise self._fault(f"format is one of {', '.join(FORMATS)}", "format")
        if len(texts.get("delimiter", DELIMITERS[0])) != 1:
            raise self._fault("delimiter is one character", "delimiter")
        try:
            "".encode(texts.get("encoding", "utf-8"))
        except LookupError:
            raise self._fault(f"there is no encoding {texts['encoding']!r}: write it like cp1252", "encoding") from None
        if texts.get("visibility", "public") not in list(Visibility):
            raise self._fault(f"visibility is one of {', '.join(Visibility)}", "visibility")
        for form in self._texts("dates") if "dates" in self._file.data else ():
            self._check_date(form)
        if (policy := texts.get("policy", "")) and self._reference.policies.find(policy) is None:
            raise self._fault(f"there is no policy {policy!r} in sla.toml", "policy")

    def _check_date(self, form: str) -> None:
        """Whether a form of dates can be read, and says day, month and year."""
        day = datetime(2031, 10, 25, tzinfo=UTC)
        try:
            read = datetime.strptime(day.strftime(form), form)  # noqa: DTZ007
        except ValueError as error:
            raise self._fault(f"{form!r} in dates is no form of strptime: {error}", "dates") from None
        if (read.year, read.month, read.day) != (2031, 10, 25):
            raise self._fault(f"{form!r} in dates must say day, month and year, like %d/%m/%Y %H:%M", "dates")

    def _columns(self) -> dict[str, Sequence[str]]:
        columns = self._lists("columns")
        for name in columns:
            if name not in FIELDS:
                raise self._fault(f"{name!r} is unknown: [columns] takes {', '.join(FIELDS)}", "columns", name)
        missing = [name for name in NEEDED if name not in columns and not (name == "text" and "title" in columns)]
        if missing:
            raise self._fault(f"[columns] needs {', '.join(missing)}", "columns")
        return columns

    def _words(self, table: str, values: Sequence[str] | None) -> dict[str, str]:
        """Word -> value, written as ``"Word" = "value"``; a category or OPD is a code or a name that the city knows."""
        entries = self._file.data.get(table, {})
        if not isinstance(entries, dict):
            raise self._fault(f'{table} is a table of "word" = "value"', table)
        found: dict[str, str] = {}
        for word, value in entries.items():
            if not isinstance(value, str) or not self._means_something(table, values, value):
                takes = (
                    ", ".join(values)
                    if values
                    else "codes of categories.toml"
                    if table == "categories"
                    else "codes of opd.toml"
                )
                raise self._fault(f"{word!r} means {value!r}, which is unknown: it may be {takes}", table, word)
            if found.setdefault(plain(word), value) != value:
                raise self._fault(f"{word!r} means {found[plain(word)]} already", table, word)
        return found

    def _means_something(self, table: str, values: Sequence[str] | None, value: str) -> bool:
        if values is not None:
            return value in values
        known = self._reference.categories if table == "categories" else self._reference.router
        return known.find(value) is not None

    def _lists(self, table: str) -> dict[str, Sequence[str]]:
        entries = self._file.data.get(table, {})
        if not isinstance(entries, dict):
            raise self._fault(f"{table} is a table", table)
        return {name: self._texts(table, name) for name in entries}

    def _texts(self, *where: str) -> tuple[str, ...]:
        """A text in quotes, or a list of them."""
        value: Any = self._file.data
        for name in where:
            value = value[name]
        listed = value if isinstance(value, list) else [value]
        if not listed or not all(isinstance(each, str) and each.strip() for each in listed):
            raise self._fault(f"{where[-1]} is a text in quotes, or a list of them", *where)
        return tuple(listed)

    def _text(self, name: str) -> str:
        value = self._file.data[name]
        if not isinstance(value, str):
            raise self._fault(f"{name} is a text in quotes", name)
        return value

    def _fault(self, reason: str, *where: str) -> BadReferenceData:
        return BadReferenceData(self._file.path, self._file.line(where), reason)
