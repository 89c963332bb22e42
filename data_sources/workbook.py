"""Sheets of an XLSX that somebody else made, read cell by cell and never calculated: a formula is its own text.

What unpacks to more than it should, nests, or refers to elsewhere is refused (ISO/IEC 29500; the readers are openpyxl and
defusedxml). A cell with the format of a date is a date whatever its column; ISO/IEC 29500-1, 18.17.4 has the two day zeros.
"""

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from data_sources.errors import BadMessage
from data_sources.reading import storable
from data_sources.tables import Cell, Limits, Sheet, SheetRow
from data_sources.xml_measure import XmlLimits, refuse_too_large

SAVE_AS = "open it in a spreadsheet program and save it as .xlsx or .csv"


def workbook_sheets(body: bytes, limits: Limits) -> Iterator[Sheet]:
    """Each sheet with its rows, read while they are asked for.

    Raises BadMessage, also from the rows, where the workbook is damaged, is none, or is larger than `limits`.
    """
    book = _opened(body, limits)
    try:
        for sheet in book.worksheets:
            yield Sheet(str(sheet.title), _cells(sheet, limits), book.epoch)
    finally:
        book.close()


def _opened(body: bytes, limits: Limits) -> Any:
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            parts = archive.infolist()
            unpacked = sum(part.file_size for part in parts)  # zipfile gives no more of a part than it claims
            if unpacked > limits.unpacked or len(parts) > limits.parts:
                raise BadMessage(
                    f"the file unpacks to {unpacked / 1e6:.0f} MB in {len(parts)} parts, more than the "
                    f"{limits.unpacked / 1e6:.0f} MB and {limits.parts} parts that are read: export a shorter period"
                )
            _refuse_other_archives(archive.namelist())
            refuse_too_large(archive, XmlLimits(limits.cells, limits.rows))
        _refuse_repeated(_named(body), limits)
        import openpyxl  # loads slowly, and only files need it

        return openpyxl.load_workbook(io.BytesIO(body), read_only=True, data_only=False, keep_links=False)
    except BadMessage:
        raise
    except Exception as error:  # a damaged workbook makes openpyxl raise anything; it is the file's fault, not ours
        raise BadMessage(
            f"the file is a damaged or incomplete .xlsx ({type(error).__name__}: {error}): copy or export it once more"
        ) from error


def _refuse_other_archives(names: list[str]) -> None:
    """Raises BadMessage for an archive that is another kind of file, saying which."""
    if "content.xml" in names:
        raise BadMessage(f"the file is an OpenDocument file (.ods): {SAVE_AS}")
    if "xl/workbook.bin" in names:
        raise BadMessage(f"the file is a binary workbook (.xlsb): {SAVE_AS}")
    if "[Content_Types].xml" not in names:
        raise BadMessage(
            f"the file is a zip archive with {len(names)} files ({', '.join(names[:3])!r:.80}) and no workbook: unpack it, and "
            "take in the .csv or .xlsx within"
        )
    if "word/document.xml" in names or "ppt/presentation.xml" in names:
        raise BadMessage(
            f"the file is a text document or a presentation: copy its table into a spreadsheet, {SAVE_AS[5:]}"
        )


def _named(body: bytes) -> list[tuple[str, str]]:
    """(title, part of the file) of each sheet that the workbook names; no sheet is opened for it.

    openpyxl goes through every sheet for its size as soon as it loads a workbook.
    """
    from openpyxl.reader.excel import ExcelReader

    reader = ExcelReader(io.BytesIO(body), read_only=True, keep_links=False)
    try:
        reader.read_manifest()
        reader.read_workbook()
        return [(str(sheet.name), str(relation.target)) for sheet, relation in reader.parser.find_sheets()]
    finally:
        reader.archive.close()


def _refuse_repeated(named: list[tuple[str, str]], limits: Limits) -> None:
    """Raises BadMessage for more sheets than are read, and for sheets that are one part of the file."""
    if len(named) > limits.sheets:
        raise BadMessage(f"the file has {len(named)} sheets, more than the {limits.sheets} that are read")
    titles: dict[str, str] = {}
    for title, part in named:
        first = titles.get(part)
        titles[part] = title
        if first is not None:
            raise BadMessage(
                f"the sheets {first!r:.40} and {title!r:.40} are one part of the file, which no spreadsheet program "
                f"writes: {SAVE_AS}"
            )


def _cells(sheet: Any, limits: Limits) -> Iterator[SheetRow]:
    try:
        sheet.reset_dimensions()  # many programs write a wrong size; the cells count
        for row in sheet.iter_rows(max_col=limits.columns, values_only=True):
            width = len(row)
            while width and row[width - 1] is None:  # openpyxl fills every row up to the limit
                width -= 1
            yield [_value(value) for value in row[:width]]
    except Exception as error:
        raise BadMessage(f"sheet {sheet.title!r} is damaged ({type(error).__name__}: {error})") from error


def _value(value: object) -> Cell:
    if isinstance(value, str):
        return storable(value)
    if value is None or isinstance(value, (bool, int, float, date, datetime, time, timedelta)):
        return value
    from openpyxl.worksheet.formula import ArrayFormula

    if isinstance(value, ArrayFormula):
        return storable(str(value.text))
    return storable(str(value))
