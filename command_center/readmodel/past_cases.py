"""How long past reports took to a stage: the one history that the chances of every page are read from, kept for a while."""

from datetime import datetime, timedelta

import duckdb

from command_center.domain.workflow import CLOSED, Stage, Status
from command_center.methods.breaches import STEPS, BreachCurves, PastCase
from command_center.readmodel.remembered import LASTS, KeptPast

PAST = timedelta(days=365)
"""Reports received in this time before a moment tell how long such reports stay open."""
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


def past_curves(
    remembered: KeptPast, cursor: duckdb.DuckDBPyConnection, stage: Stage, moment: datetime, *, exactly: bool = False
) -> BreachCurves:
    """What the year before a naive UTC moment tells of a stage, as of the snapshot of `cursor`.

    Of a city with many reports it may be of up to an hour before, in which an age moves by a part of its step; `exactly`
    asks for this moment alone.
    """

    def ask() -> tuple[BreachCurves, int]:
        curves = BreachCurves(past_cases(cursor, stage, moment))
        return curves, curves.cases

    return remembered.get(cursor, ("past cases", stage), moment, ask, timedelta() if exactly else LASTS)


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
