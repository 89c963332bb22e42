"""Reads values out of a reference file, each checked, each complaint with file, line and what would be right."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from command_center.domain.wording import Wording
from command_center.errors import BadReferenceData
from command_center.reference.toml_lines import TomlFile, Where

Choice = TypeVar("Choice", bound=StrEnum)


class Table:
    """One table of a reference file. Every key must be asked for before `done`: what nobody asks for is an error."""

    def __init__(self, file: TomlFile, data: Mapping[str, Any], at: Where = ()) -> None:
        self._file, self._data, self._at = file, data, at
        self._asked: set[str] = set()

    @classmethod
    def of_file(cls, path: Path) -> "Table":
        """The top table of a file. Raises BadReferenceData where it cannot be read."""
        file = TomlFile(path)
        return cls(file, file.data)

    def refuse(self, reason: str, key: str | None = None, index: int | None = None) -> NoReturn:
        """Raises BadReferenceData with the line of `key` (of its element `index`), or of this table."""
        where = self._at if key is None else (*self._at, key) if index is None else (*self._at, key, index)
        raise BadReferenceData(self._file.path, self._file.line(where), reason)

    def text(self, key: str) -> str:
        """A text that is not empty."""
        value = self._value(key, None)
        if not isinstance(value, str) or not value.strip():
            self.refuse(f'"{key}" must be a text in quotes that is not empty', key)
        return value

    def code(self, key: str) -> str:
        """A code: lower-case letters, digits, "_" and "-"."""
        value = self.text(key)
        if not value.isascii() or not value.replace("_", "").replace("-", "").isalnum() or value != value.lower():
            self.refuse(f'"{key}" must be lower-case letters, digits, "_" or "-", not "{value}"', key)
        return value

    def wording(self, key: str) -> Wording:
        """A wording in both languages: ``{ id = "...", en = "..." }``."""
        table = self.table(key)
        wording = Wording(table.text("id"), table.text("en"))
        table.done()
        return wording

    def whole(self, key: str, default: int | None = None, *, least: int = 1) -> int:
        """A whole number of `least` or more; `default` where the key is absent."""
        value = self._value(key, default)
        if key in self._data and (isinstance(value, bool) or not isinstance(value, int) or value < least):
            self.refuse(f'"{key}" must be a whole number of at least {least}, not {value!r}', key)
        return int(value)

    def number(self, key: str) -> float:
        """A number of 0 or more."""
        value = self._value(key, None)
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < float("inf"):
            self.refuse(f'"{key}" must be a number of 0 or more, not {value!r}', key)
        return float(value)

    def signed(self, key: str, least: float, most: float) -> float:
        """A number from `least` to `most`, which may be below 0."""
        value = self._value(key, None)
        if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
            self.refuse(f'"{key}" must be a number from {least:g} to {most:g}, not {value!r}', key)
        return float(value)

    def flag(self, key: str, default: bool) -> bool:
        """True or false."""
        value = self._value(key, default)
        if not isinstance(value, bool):
            self.refuse(f'"{key}" must be true or false, not {value!r}', key)
        return value

    def day(self, key: str) -> date:
        """A date without time, written ``2026-05-02`` without quotes."""
        value = self._value(key, None)
        if not isinstance(value, date) or isinstance(value, datetime):
            self.refuse(f'"{key}" must be a date such as 2026-05-02, without quotes, not {value!r}', key)
        return value

    def choice(self, key: str, choices: type[Choice]) -> Choice:
        """One of the values of an enumeration."""
        value = self.text(key)
        try:
            return choices(value)
        except ValueError:
            self.refuse(f'"{key}" must be one of {", ".join(choices)}, not "{value}"', key)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; empty where the key is absent."""
        values = self._value(key, [])
        if not isinstance(values, list):
            self.refuse(f'"{key}" must be a list of texts: ["...", "..."]', key)
        for index, value in enumerate(values):
            if not isinstance(value, str) or not value.strip():
                self.refuse(f'"{key}" must hold texts that are not empty, not {value!r}', key, index)
        return tuple(values)

    def wholes(self, key: str, *, required: bool = False) -> tuple[int, ...]:
        """A list of whole numbers of 1 or more; empty where the key is absent and not required."""
        values = self._value(key, None if required else [])
        if not isinstance(values, list) or (required and not values):
            self.refuse(f'"{key}" must be a list of whole numbers: [10, 30]', key)
        for index, value in enumerate(values):
            if isinstance(value, bool) or not isinstance(value, int) or value < 1:
                self.refuse(f'"{key}" must hold whole numbers of at least 1, not {value!r}', key, index)
        return tuple(values)

    def table(self, key: str) -> "Table":
        """A table under this one."""
        value = self._value(key, None)
        if not isinstance(value, dict):
            self.refuse(f'"{key}" must be a table: {{ name = value, ... }}', key)
        return Table(self._file, value, (*self._at, key))

    def optional(self, key: str) -> "Table | None":
        """A table under this one, None where it is absent."""
        self._asked.add(key)
        return self.table(key) if key in self._data else None

    def tables(self, key: str, *, required: bool = True) -> list["Table"]:
        """The tables written as ``[[key]]``, in their order."""
        values = self._value(key, None if required else [])
        if not isinstance(values, list) or not all(isinstance(value, dict) for value in values):
            self.refuse(f'"{key}" must be written as tables: [[{key}]]', key)
        if required and not values:
            self.refuse(f"has no [[{key}]]", key)
        return [Table(self._file, value, (*self._at, key, n)) for n, value in enumerate(values)]

    def names(self) -> Collection[str]:
        """Names of all values of the table."""
        return self._data.keys()

    def done(self) -> None:
        """Refuses keys that nobody asked for: a misspelt key would else be lost in silence."""
        for key in self._data:
            if key not in self._asked:
                known = ", ".join(sorted(self._asked)) or "none"
                self.refuse(f'"{key}" is not known here; known are: {known}', key)

    def _value(self, key: str, default: Any) -> Any:
        self._asked.add(key)
        if key in self._data:
            return self._data[key]
        if default is None:
            self.refuse(f'"{key}" is missing')
        return default


def refuse_duplicates(tables: list[Table], codes: list[str], key: str = "code") -> None:
    """Refuses the second table with a code that another already has."""
    seen: set[str] = set()
    for table, code in zip(tables, codes, strict=True):
        if code in seen:
            table.refuse(f'the {key} "{code}" is already taken by a table above', key)
        seen.add(code)
