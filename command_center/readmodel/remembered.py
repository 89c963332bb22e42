"""What was read from very many reports, kept for a while: the past that figures of now are compared with hardly moves."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from typing import Any, TypeVar

import duckdb

T = TypeVar("T")

FEW = 10_000
"""What comes of fewer cases is asked anew whenever something changed: that is quick, and each case counts."""
SHARE = 1000
"""It is asked anew once more events came than one for so many of its cases: it is never more than 0.1 % behind."""
LASTS = timedelta(hours=1)
"""How long it stands for the moments after its own."""
KEPT = 48
"""Answers kept at most. The largest, the history of a stage, is some hundred kilobytes."""


@dataclass(frozen=True, slots=True)
class _Kept:
    moment: datetime
    seq: int
    cases: int
    value: Any

    def stands_for(self, moment: datetime, seq: int, lasts: timedelta) -> bool:
        """Whether it may speak for a moment, with the facts of this position of the log."""
        if (moment, seq) == (self.moment, self.seq):
            return True
        if self.cases < FEW or not 0 <= seq - self.seq <= self.cases // SHARE:
            return False
        return moment == self.moment or timedelta() <= moment - self.moment < lasts


class KeptPast:
    """Answers about the past that were given lately; safe to share between threads, each of which brings its cursor."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[Hashable, datetime], _Kept] = OrderedDict()
        self._making: dict[Hashable, Lock] = {}
        self._lock = Lock()

    def get(
        self,
        cursor: duckdb.DuckDBPyConnection,
        key: Hashable,
        moment: datetime,
        ask: Callable[[], tuple[T, int]],
        lasts: timedelta = LASTS,
    ) -> T:
        """What `ask` tells for `key` as of a moment, in the snapshot of `cursor`: (the answer, of how many cases it comes).

        Of `FEW` cases or more it may be of up to `lasts` before, and 0.1 % of the cases may have changed since.
        """
        head = cursor.execute("SELECT seq FROM head").fetchone()
        seq = int(head[0]) if head else 0
        if (kept := self._find(key, moment, seq, lasts)) is None:
            with self._lock:
                making = self._making.setdefault(key, Lock())
            # One at a time asks for the same: who comes meanwhile finds it made.
            with making:
                if (kept := self._find(key, moment, seq, lasts)) is None:
                    value, cases = ask()
                    kept = self._keep(key, _Kept(moment, seq, cases, value))
        found: T = kept.value
        return found

    def _find(self, key: Hashable, moment: datetime, seq: int, lasts: timedelta) -> _Kept | None:
        with self._lock:
            for (of, begun), kept in self._kept.items():
                if of == key and kept.stands_for(moment, seq, lasts):
                    self._kept.move_to_end((of, begun))
                    return kept
        return None

    def _keep(self, key: Hashable, kept: _Kept) -> _Kept:
        with self._lock:
            self._making.pop(key, None)
            self._kept[key, kept.moment] = kept
            self._kept.move_to_end((key, kept.moment))
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return kept

    def forget(self) -> None:
        """Keep nothing: the log is another one."""
        with self._lock:
            self._kept.clear()
