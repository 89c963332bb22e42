"""Rows of a text file with delimiters (CSV) that somebody else made: whatever its encoding, delimiter and quotes.

The encoding is told by its mark, else by its bytes: UTF-16 or UTF-32 where one or three bytes of each letter are NUL, UTF-8
where it is that, else what Windows writes in Indonesia. The delimiter is the one with which the table that is looked for is
found, else the one that rows have equally often. It is read line by line, so that a large file takes no more memory than its bytes.
"""

import codecs
import csv
import io
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from data_sources.errors import BadMessage
from data_sources.reading import storable

DELIMITERS = ";,\t|"
UNUSUAL = "^~"
"""Delimiters that are tried where a table is looked for and none of the others shows it."""
TOP = 60
"""Rows at the top among which a table is looked for to tell the delimiter."""
HEAD = 65_536
"""Bytes at the top by which encoding and delimiter are told."""
ROW_CELLS = 16_384
"""Cells of one row: more columns than any spreadsheet has."""
ROW_LINES = 500
"""Lines of one row: a text of more lines is a quote that somebody forgot to close, and would swallow the rows below it."""

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


IsTable = Callable[[Sequence[list[str]]], bool]
"""Whether the table that somebody looks for begins in these rows, the first of a file."""


def csv_rows(
    body: bytes, *, delimiter: str = "", encoding: str = "", is_table: IsTable | None = None
) -> Iterator[list[str]]:
    """The rows, blank lines as empty ones; else as `numbered_rows`."""
    return (row for _, row in numbered_rows(body, delimiter=delimiter, encoding=encoding, is_table=is_table))


def numbered_rows(
    body: bytes, *, delimiter: str = "", encoding: str = "", is_table: IsTable | None = None
) -> Iterator[tuple[int, list[str]]]:
    """Each row with the line of the file on which it begins, from 1. `delimiter` and `encoding` are found where they are
    "": the delimiter by `is_table`, where it is given.

    Raises BadMessage naming the row where the file cannot be read, LookupError for an encoding that nobody knows.
    """
    encoding = encoding or encoding_of(body)
    said = _said_delimiter(body, encoding)
    lines = _Lines(body, encoding, skip=1 if said else 0)
    found = delimiter or said or _delimiter(body[:HEAD].decode(encoding, "replace"), is_table)
    lines.delimiter = found
    number = 0
    reader = csv.reader(lines, delimiter=found)
    try:
        for number, row in enumerate(reader, 1):
            if lines.ended:
                raise BadMessage(f"row {number} begins a quote that never ends: close it or take it out")
            yield lines.new_row(), [storable(value) for value in row]
    except csv.Error as error:
        raise BadMessage(f"row {number + 1} (line {reader.line_num}) of the CSV cannot be read: {error}") from error


def encoding_of(body: bytes) -> str:
    """The encoding of a text file, by its mark or its bytes."""
    for mark, name in _MARKS:
        if body.startswith(mark):
            return name
    head = body[:HEAD]
    fours = len(head) // 4
    if fours:
        # No letter of a living language needs the upper half of its four bytes; UTF-16 has letters there.
        if min(head[2 : 4 * fours : 4].count(0), head[3::4].count(0)) > 0.9 * fours:
            return "utf-32-le"
        if min(head[0 : 4 * fours : 4].count(0), head[1 : 4 * fours : 4].count(0)) > 0.9 * fours:
            return "utf-32-be"
    pairs = len(head) // 2
    if pairs:
        # Latin letters have a NUL as their other byte; a text in UTF-8 has none, or a stray one.
        if head[1::2].count(0) > 0.4 * pairs and head[0::2].count(0) < 0.1 * pairs:
            return "utf-16-le"
        if head[0::2].count(0) > 0.4 * pairs and head[1::2].count(0) < 0.1 * pairs:
            return "utf-16-be"
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for start in range(0, len(body), HEAD):
            decoder.decode(body[start : start + HEAD])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _delimiter(head: str, is_table: IsTable | None) -> str:
    """The delimiter with which the table is found; where none shows it, the likely one."""
    likely = delimiter_of(head)
    if is_table is not None:
        others = [each for each in DELIMITERS + UNUSUAL if each != likely and each in head]
        for delimiter in (likely, *others):
            if is_table(_top(head, delimiter)):
                return delimiter
    return likely


def _top(head: str, delimiter: str) -> list[list[str]]:
    """The first rows as `delimiter` cuts them, as far as they can be read."""
    rows: list[list[str]] = []
    try:
        rows.extend(islice(csv.reader(io.StringIO(head.lstrip("\ufeff"), newline=""), delimiter=delimiter), TOP))
    except csv.Error:
        return rows
    return rows


def delimiter_of(head: str) -> str:
    """Semicolon, comma, tab or bar: the one that is equally often in most records at the top, outside quotes.

    Excel writes ``;`` where 1,5 is a number; texts have commas too, but not the same number in each.
    """
    counts = {each: Counter[int]() for each in DELIMITERS}
    quoted = False
    here = Counter[str]()
    for character in head:
        if character == '"':
            quoted = not quoted
        elif not quoted and character == "\n":
            for each in counts:
                counts[each][here[each]] += 1
            here.clear()
        elif not quoted and character in counts:
            here[character] += 1
    for each in counts:
        counts[each][here[each]] += 1
        del counts[each][0]
    return max(counts, key=lambda each: max(((often, count) for count, often in counts[each].items()), default=(0, 0)))


def _said_delimiter(body: bytes, encoding: str) -> str:
    """The delimiter that the first line names as Excel does (``sep=;``); "" where it names none."""
    first = body[:64].decode(encoding, "ignore").split("\n", 1)[0].strip("\r\ufeff")
    return first[4] if len(first) == 5 and first[:4].lower() == "sep=" else ""


class _Lines:
    """The lines of the file for the reader, which asks for more while a quote is open; counts what one row has."""

    def __init__(self, body: bytes, encoding: str, skip: int) -> None:
        self._lines = io.TextIOWrapper(io.BytesIO(body), encoding, "replace", newline="")
        for _ in range(skip):
            self._lines.readline()
        self.delimiter = ","
        self.ended = False
        self._row = 1
        self._lines_before = skip
        self._cells = self._taken = 0

    def new_row(self) -> int:
        """A row has ended: the line on which it began."""
        first = self._lines_before + 1
        self._lines_before += self._taken
        self._row += 1
        self._cells = self._taken = 0
        return first

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._lines.readline(_LONGEST)
        if not line:
            self.ended = self._taken > 0
            raise StopIteration
        if len(line) == _LONGEST:
            raise BadMessage(f"row {self._row} has a line of more than {_LONGEST // 1_000_000} million characters")
        self._taken += 1
        self._cells += line.count(self.delimiter)
        if self._cells >= ROW_CELLS:
            raise BadMessage(f"row {self._row} has more than {ROW_CELLS} cells: it is no table that can be read")
        if self._taken > ROW_LINES:
            raise BadMessage(
                f"row {self._row} goes on over more than {ROW_LINES} lines: close the quote that it begins"
            )
        return line


_LONGEST = 8_000_000
"""Characters of one line: as many as a row of a workbook may have."""
