"""Degrees of latitude and longitude as people write them: with a decimal comma, in minutes and seconds, two in one cell."""

import re
from collections.abc import Sequence

from data_sources.reading import number
from data_sources.tables import Cell

_SIGNS = {
    "n": 1, "lu": 1, "s": -1, "ls": -1, "e": 1, "bt": 1, "w": -1, "bb": -1,
}  # fmt: skip
"""Letters of the side, English and Indonesian (lintang utara, lintang selatan, bujur timur, bujur barat)."""
_SIDE = "|".join(sorted(_SIGNS, key=len, reverse=True))
_NUMBER = r"\d{1,3}(?:[.,]\d+)?"
_DEGREES = re.compile(
    rf"(?P<before>{_SIDE})?\s*(?P<minus>[-\u2212])?\s*(?P<degrees>{_NUMBER})\s*(?:[°º]|deg)?"
    rf"(?:\s*(?P<minutes>{_NUMBER})\s*['\u2032\u2019](?:\s*(?P<seconds>{_NUMBER})\s*(?:[\"\u2033\u201d]|''))?)?"
    rf"\s*(?P<after>{_SIDE})?",
    re.IGNORECASE,
)
_PAIR = re.compile(r"(?P<first>-?\d{1,3}\.\d+)\s*[,;\s]\s*(?P<second>-?\d{1,3}\.\d+)")


def degrees(cell: Cell) -> float | None:
    """Degrees, south and west negative; None for what is no number of degrees."""
    if not isinstance(cell, str):
        return number(cell)
    found = _DEGREES.fullmatch(cell.strip())
    if found is None:
        return number(cell.strip().replace(",", "."))
    parts = [float((found[name] or "0").replace(",", ".")) for name in ("degrees", "minutes", "seconds")]
    if parts[1] >= 60 or parts[2] >= 60:
        return None
    side = _SIGNS.get((found["before"] or found["after"] or "").lower(), 1)
    return (parts[0] + parts[1] / 60 + parts[2] / 3600) * (-1 if found["minus"] else 1) * side


def both_in(cell: Cell) -> Sequence[str]:
    """Two numbers of degrees that stand in one cell, as maps copy them (``-6.98, 110.42``); none where they do not."""
    found = _PAIR.fullmatch(cell.strip()) if isinstance(cell, str) else None
    return (found["first"], found["second"]) if found is not None else ()
