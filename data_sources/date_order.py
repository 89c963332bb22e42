"""Whether the dates of a file are written month first: then 11/03/2026 is not read as 11 March, and not guessed either."""

import re
from dataclasses import dataclass, field

from data_sources.file_reading import RowPlace
from data_sources.tables import Cell

_NUMBERS = re.compile(r"\s*(\d{1,2})[/.-](\d{1,2})[/.-](?:\d{4}|\d{2})(?!\d)", re.ASCII)


@dataclass(slots=True)
class DateOrder:
    """The dates of one file as its rows go by; `either` are rows whose date could be read both ways."""

    either: list[RowPlace] = field(default_factory=list)
    _month_first: list[tuple[RowPlace, str]] = field(default_factory=list)
    _day_first: int = 0

    def saw(self, place: RowPlace, written: Cell) -> None:
        """One more date; dates of a spreadsheet's own, and those that say which number is what, tell nothing."""
        found = _NUMBERS.match(written) if isinstance(written, str) else None
        if found is None:
            return
        first, second = int(found[1]), int(found[2])
        if first <= 12 < second <= 31:
            self._month_first.append((place, written.strip() if isinstance(written, str) else ""))
        elif second <= 12 < first:
            self._day_first += 1
        elif first != second:
            self.either.append(place)

    def doubtful(self, or_else: str = "") -> dict[RowPlace, str]:
        """Row -> why its date is not taken; none where the file writes the day first, but for a slip here and there."""
        if len(self._month_first) <= self._day_first:
            return {}
        place, written = self._month_first[0]
        why = (
            f"its date may be month first, as {written!r:.20} in {place} is, and is not guessed: write all dates of the file "
            f"day first, or like 2026-11-25{or_else}"
        )
        return dict.fromkeys(self.either, why)
