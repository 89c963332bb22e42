"""What a cell of somebody's table says as text, and whether a row is one of sums below it."""

import re
from collections.abc import Iterable
from datetime import date, datetime, time

from data_sources.tables import Cell

_BELOW_A_TABLE = r"(?:sub\s*|grand\s*)?(?:total|jumlah|rekap\w*|catatan|keterangan|sumber|dicetak|diunduh|diekspor|halaman|generated|printed|exported|page)\b"


def words(cell: Cell) -> str:
    """The text of a cell: whole numbers without a point, dates as Indonesians write them; "" for an empty one and for a
    dash, which stands for none.
    """
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return f"{cell:%d/%m/%Y}" if cell.time() == time() else f"{cell:%d/%m/%Y %H:%M}"
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    text = str(cell).strip()
    return "" if text in {"-", "--"} else text


def is_total(row: Iterable[Cell]) -> bool:
    """Whether a row begins as one of sums, notes or signatures below a table does."""
    first = next((said for cell in row if (said := words(cell))), "")
    return re.match(_BELOW_A_TABLE, first, re.IGNORECASE) is not None
