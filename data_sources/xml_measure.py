"""Measures the XML parts of a workbook before a reader builds trees of them: what is too large is refused while it streams.

A reader keeps a whole row, and every part but the sheets, in memory; 190 kB can unpack to one row of 99 MB, of which a
tree takes thirty times as much. Expat streams it in pieces, so that measuring takes no memory.
"""

import zipfile
from dataclasses import dataclass
from typing import IO
from xml.parsers import expat

from data_sources.errors import BadMessage

PIECE = 65_536
WORTH_MEASURING = 65_536
"""Bytes below which a part can do no harm, whatever is in it."""
TOKEN_BYTES = 1_000_000
"""Bytes that one tag with its attributes may have: expat holds them until it ends."""
ROW_ELEMENTS = 65_536
"""Elements of one row: four for each of the 16,384 columns that there can be."""
ROW_CHARACTERS = 8_000_000
"""Characters of one row: 244 full cells (a cell holds 32,767)."""
OTHER_ELEMENTS = 250_000
"""Elements of a part that is neither sheet nor strings (styles, names); a full table of styles has about 200,000."""
STRINGS = 1_000_000


@dataclass(frozen=True, slots=True)
class XmlLimits:
    """Cells of all sheets of a workbook, and rows of all sheets."""

    cells: int
    rows: int


def refuse_too_large(archive: zipfile.ZipFile, limits: XmlLimits) -> None:
    """Raises BadMessage where a part holds more than can be read; what is no XML, or torn, is left to the reader."""
    cells = rows = 0
    for part in archive.infolist():
        if part.file_size < WORTH_MEASURING:
            continue
        measured = _Part(part.filename, limits)
        try:
            with archive.open(part) as stream:
                measured.read(stream)
        except (expat.ExpatError, zipfile.BadZipFile, ValueError, NotImplementedError, RuntimeError, EOFError):
            # Pictures, encrypted and damaged parts: a reader gets no further than we did.
            continue
        cells, rows = cells + measured.cells, rows + measured.rows
        if cells > limits.cells or rows > limits.rows:
            raise too_many(limits)


def too_many(limits: XmlLimits) -> BadMessage:
    """What a file with too many rows or cells is answered."""
    return BadMessage(
        f"the file has more than {limits.rows} rows or {limits.cells} cells: export a shorter period, or split it"
    )


class _Part:
    """What one part holds, counted while expat goes through it.

    A unit is what a reader keeps whole and then lets go, or makes one text of: a row of a sheet, a string of the strings.
    """

    def __init__(self, name: str, limits: XmlLimits) -> None:
        self._name, self._limits = name, limits
        self.cells = self.rows = 0
        self._strings = self._others = 0
        self._root = ""
        self._depth = self._unit_depth = 0
        self._unit_elements = self._unit_characters = self._other_characters = 0

    def read(self, stream: IO[bytes]) -> None:
        """Go through the part. Raises BadMessage where it holds too much, ExpatError where it is no XML."""
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.StartDoctypeDeclHandler = self._doctype
        fed = 0
        while piece := stream.read(PIECE):
            parser.Parse(piece, False)
            fed += len(piece)
            if fed - max(parser.CurrentByteIndex, 0) > TOKEN_BYTES + PIECE:
                raise self._refusal(f"a tag of more than {TOKEN_BYTES // 1_000_000} MB")
        parser.Parse(b"", True)

    def _begin(self, name: str, _attributes: object) -> None:
        local = name.rpartition(":")[2]
        self._depth += 1
        if self._unit_depth:
            self._within(local)
        elif (self._root, local) in (("worksheet", "row"), ("sst", "si")):
            self._unit_depth = self._depth
            self._unit_elements = self._unit_characters = 0
            self._unit(local)
        else:
            self._root = self._root or local
            self._others += 1
            if self._others > OTHER_ELEMENTS:
                raise self._refusal(f"more than {OTHER_ELEMENTS} elements that are no cells")

    def _within(self, local: str) -> None:
        self._unit_elements += 1
        if self._unit_elements > ROW_ELEMENTS:
            raise self._refusal(f"a row of more than {ROW_ELEMENTS} elements")
        if local == "c":
            self.cells += 1
            if self.cells > self._limits.cells:
                raise too_many(self._limits)

    def _unit(self, local: str) -> None:
        if local == "si":
            self._strings += 1
            if self._strings > STRINGS:
                raise self._refusal(f"more than {STRINGS} texts")
            return
        self.rows += 1
        if self.rows > self._limits.rows:
            raise too_many(self._limits)

    def _end(self, _name: str) -> None:
        if self._depth == self._unit_depth:
            self._unit_depth = 0
        self._depth -= 1

    def _characters(self, text: str) -> None:
        if self._unit_depth:
            self._unit_characters += len(text)
        else:
            self._other_characters += len(text)
        if max(self._unit_characters, self._other_characters) > ROW_CHARACTERS:
            raise self._refusal(
                f"more than {ROW_CHARACTERS // 1_000_000} million characters in one row or beside the rows"
            )

    def _doctype(self, *_: object) -> None:
        raise BadMessage(f"the file is a damaged .xlsx: {self._name} declares a document type, which no workbook has")

    def _refusal(self, what: str) -> BadMessage:
        return BadMessage(
            f"{self._name} of the file has {what}, more than is read: open it in a spreadsheet program, delete what is not "
            "part of the table, and save it again"
        )
