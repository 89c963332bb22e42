"""What a cell of somebody's table says as text, and as degrees."""

from datetime import date, datetime, time

from data_sources.tables import Cell


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


def degrees(cell: Cell) -> object:
    """Degrees, perhaps with a decimal comma."""
    return cell.strip().replace(",", ".") if isinstance(cell, str) else cell
