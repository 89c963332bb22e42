"""A TOML file with the line of every key and element, so that a complaint can say where to look."""

import re
import tomllib
from functools import cached_property
from pathlib import Path
from typing import Any

from command_center.errors import BadReferenceData

Where = tuple[str | int, ...]
"""Where a value is: keys and indices from the top, such as ``("category", 3, "label", "id")``."""

_LINE = re.compile(r"at line (\d+)")
_BLANK = re.compile(r"(?:[ \t]+|#[^\n]*)*")
_BLANKS = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_STRING = re.compile(r'"""(?:\\.|[^\\])*?"{3,5}|\'\'\'(?:.|\n)*?\'{3,5}|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'', re.DOTALL)
_SCALAR = re.compile(r"[^,\]}#\n]+")


class TomlFile:
    """The data of one file; its lines are looked up only when somebody has to complain."""

    def __init__(self, path: Path) -> None:
        """Raises BadReferenceData, with the line where there is one, if the file is missing, not UTF-8 or not TOML."""
        self.path = path
        try:
            self._text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
        except OSError as error:
            raise BadReferenceData(path, None, f"cannot be read: {error.strerror}") from error
        except UnicodeDecodeError as error:
            at_line = error.object[: error.start].count(b"\n") + 1
            raise BadReferenceData(path, at_line, "is not UTF-8 text: save the file as UTF-8") from error
        try:
            self.data: dict[str, Any] = tomllib.loads(self._text)
        except tomllib.TOMLDecodeError as error:
            found = _LINE.search(str(error))
            at_line = int(found[1]) if found else self._text.count("\n") + 1
            raise BadReferenceData(path, at_line, f"is not valid TOML: {error}") from error

    def line(self, where: Where) -> int:
        """The line (from 1) of a key, table or element, or of the nearest table around it."""
        while where not in self._lines:
            where = where[:-1]
        return self._lines[where]

    @cached_property
    def _lines(self) -> dict[Where, int]:
        return _Scan(self._text).lines()


class _Scan:
    """Walks once over a text that is known to be valid TOML, and notes lines. It never judges."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._line = 1
        self._counted = 0
        self._found: dict[Where, int] = {(): 1}
        self._arrays: dict[Where, int] = {}

    def lines(self) -> dict[Where, int]:
        here: Where = ()
        self._skip(_BLANKS)
        while self._at < len(self._text):
            if self._text.startswith("[", self._at):
                here = self._header()
            else:
                self._pair(here)
            self._skip(_BLANKS)
        return self._found

    def _header(self) -> Where:
        line = self._here()
        many = self._text.startswith("[[", self._at)
        self._at += 2 if many else 1
        path: Where = ()
        parts = self._key()
        for number, part in enumerate(parts):
            path = (*path, part)
            if path in self._arrays and not (many and number == len(parts) - 1):
                path = (*path, self._arrays[path])
        if many:
            self._arrays[path] = self._arrays.get(path, -1) + 1
            self._found.setdefault(path, line)
            path = (*path, self._arrays[path])
        self._found[path] = line
        self._at += 2 if many else 1
        return path

    def _pair(self, here: Where) -> None:
        line = self._here()
        path = here
        for part in self._key():
            path = (*path, part)
            self._found.setdefault(path, line)
        self._at += 1  # "="
        self._skip(_BLANK)
        self._value(path)

    def _key(self) -> list[str]:
        """A key as its parts: ``a."b c".d``."""
        parts: list[str] = []
        while True:
            self._skip(_BLANK)
            if self._text[self._at] in "\"'":
                found = _STRING.match(self._text, self._at)
                assert found is not None  # the text is valid TOML
                parts.append(str(tomllib.loads(f"k = {found[0]}")["k"]))
            else:
                found = _BARE.match(self._text, self._at)
                assert found is not None
                parts.append(found[0])
            self._at = found.end()
            self._skip(_BLANK)
            if self._text[self._at] != ".":
                return parts
            self._at += 1

    def _value(self, path: Where) -> None:
        first = self._text[self._at]
        if first == "[":
            self._at += 1
            self._elements(path)
        elif first == "{":
            self._at += 1
            self._members(path)
        else:
            found = (_STRING if first in "\"'" else _SCALAR).match(self._text, self._at)
            assert found is not None
            self._at = found.end()

    def _elements(self, path: Where) -> None:
        number = 0
        while True:
            self._skip(_BLANKS)
            if self._text[self._at] == "]":
                break
            if self._text[self._at] == ",":
                self._at += 1
                continue
            self._found[(*path, number)] = self._here()
            self._value((*path, number))
            number += 1
        self._at += 1

    def _members(self, path: Where) -> None:
        while True:
            self._skip(_BLANKS)
            if self._text[self._at] == "}":
                break
            if self._text[self._at] == ",":
                self._at += 1
                continue
            self._pair(path)
        self._at += 1

    def _skip(self, pattern: re.Pattern[str]) -> None:
        found = pattern.match(self._text, self._at)
        if found:
            self._at = found.end()

    def _here(self) -> int:
        """The line at the present place."""
        self._line += self._text.count("\n", self._counted, self._at)
        self._counted = self._at
        return self._line
