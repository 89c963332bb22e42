"""Sheets that were drawn: an issued sheet does not change, and all who open it get the same text of HTML."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable

from layouts.figures.card import FAILED
from layouts.written import Content, written

KEPT = 6
"""Sheets that are kept: some 100 kB each, a megabyte where thousands of reports stand in the ledger."""


class KeptSheets:
    """Draws sheets and keeps the last ones; safe to share between threads.

    One is drawn at a time: who asks for the same meanwhile finds it made, and two would only take each other's time.
    """

    def __init__(self, kept: int = KEPT) -> None:
        self._most = kept
        self._sheets: OrderedDict[Hashable, Content] = OrderedDict()
        self._drawing = threading.Lock()

    def of(self, key: Hashable, draw: Callable[[], Content]) -> Content:
        """The sheet of this key: kept, or drawn now. One in which a part failed is drawn anew for the next. Raises what
        `draw` raises.
        """
        with self._drawing:
            if key in self._sheets:
                self._sheets.move_to_end(key)
                return self._sheets[key]
            sheet = written(draw())
            if FAILED not in str(sheet):
                self._sheets[key] = sheet
                while len(self._sheets) > self._most:
                    self._sheets.popitem(last=False)
            return sheet
