"""How long past reports took to a stage: the one history that the chances of every page are read from, kept for a while."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock

import duckdb

from command_center.domain.workflow import CLOSED, Stage, Status
from command_center.methods.breaches import STEPS, BreachCurves, PastCase

PAST = timedelta(days=365)
"""Reports received in this time before a moment tell how long such reports stay open."""
FEW = 10_000
"""A history of fewer cases is asked anew whenever something changed: that is quick, and each case counts."""
LASTS = timedelta(hours=1)
"""A kept history stands for the moments of an hour: an age is told in quarters of a working day."""
SHARE = 1000
"""It is asked anew once more events came than one for so many of its cases: it is never more than 0.1 % behind."""
KEPT = 12
"""Histories kept at most: three stages of a few moments, some hundred kilobytes each."""

_TIMES = {
    Stage.FORWARD: "least(forwarded_at, answered_at, settled_at)",
    Stage.ANSWER: "least(answered_at, settled_at)",
    Stage.SETTLE: "settled_at",
}
"""When a stage was reached: a later one reaches those before it."""
_DAYS = {
    Stage.FORWARD: "forward_days, answer_days, settle_days",
    Stage.ANSWER: "answer_days, settle_days",
    Stage.SETTLE: "settle_days",
}
"""The working days until then."""


@dataclass(frozen=True, slots=True)
class _Kept:
    moment: datetime
    seq: int
    curves: BreachCurves

    def stands_for(self, moment: datetime, seq: int, *, exactly: bool) -> bool:
        """Whether it may speak for a moment, with the facts of this position of the log."""
        if (moment, seq) == (self.moment, self.seq):
            return True
        if self.curves.cases < FEW or not 0 <= seq - self.seq <= self.curves.cases // SHARE:
            return False
        return moment == self.moment if exactly else timedelta() <= moment - self.moment < LASTS


class PastCases:
    """The histories that were asked for lately; safe to share between threads, each of which brings its cursor."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[Stage, datetime], _Kept] = OrderedDict()
        self._lock = Lock()

    def curves(
        self, cursor: duckdb.DuckDBPyConnection, stage: Stage, moment: datetime, *, exactly: bool = False
    ) -> BreachCurves:
        """What the year before a naive UTC moment tells of a stage, as of the snapshot of `cursor`.

        Of a city with many reports it may be of up to an hour before, or (`exactly`) of this moment alone, and 0.1 % of
        the cases may have changed since.
        """
        head = cursor.execute("SELECT seq FROM head").fetchone()
        seq = int(head[0]) if head else 0
        # One at a time: who comes meanwhile for the same finds it made.
        with self._lock:
            for key, kept in self._kept.items():
                if key[0] is stage and kept.stands_for(moment, seq, exactly=exactly):
                    self._kept.move_to_end(key)
                    return kept.curves
            curves = BreachCurves(past_cases(cursor, stage, moment))
            self._kept[stage, moment] = _Kept(moment, seq, curves)
            self._kept.move_to_end((stage, moment))
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
            return curves

    def forget(self) -> None:
        """Keep nothing: the log is another one."""
        with self._lock:
            self._kept.clear()


def past_cases(cursor: duckdb.DuckDBPyConnection, stage: Stage, moment: datetime) -> list[PastCase]:
    """Every report of the year before a naive UTC moment that had such a deadline: how long until the stage, or how
    long it had waited then.

    One that was closed without it waited until then; where the time of either is not known the report tells nothing.
    Ages are grouped by the step at whose end they count.
    """
    later = list(Stage)[list(Stage).index(stage) :]
    met = {status for status in Status if set(status.rule.meets) & set(later)}
    without_time = ", ".join(repr(str(each)) for each in sorted(CLOSED | met))
    rows = cursor.execute(
        f"""
        WITH waits AS (
            SELECT received AS day, waited_days(received, $moment::TIMESTAMP) AS waited
            FROM (SELECT day AS received FROM clock WHERE day BETWEEN $since::DATE - 1 AND $moment::DATE + 1)
        ), told AS (
            SELECT category, opd, policy, coalesce({_TIMES[stage]} <= $moment, FALSE) AS met,
                   least({_DAYS[stage]}, close_days, waited) AS days
            FROM facts JOIN waits USING (day)
            WHERE received_at >= $since AND received_at <= $moment AND {stage}_due IS NOT NULL AND NOT retracted
              AND ({_TIMES[stage]} IS NOT NULL OR closed_at IS NOT NULL OR status NOT IN ({without_time}))
        )
        SELECT category, opd, greatest(ceil(days * {STEPS} - 1e-6) / {STEPS}, 0), met, count(*), policy FROM told
        WHERE days IS NOT NULL GROUP BY ALL ORDER BY ALL
        """,
        {"moment": moment, "since": moment - PAST},
    ).fetchall()
    return [PastCase(*row) for row in rows]
