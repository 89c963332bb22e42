"""Answers an OPD page: its figures of now and the part of its tab, from one snapshot of the read model."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import duckdb

from command_center.domain.sla import Policies
from command_center.domain.working_days import Calendar
from command_center.readmodel.opd.fair_rank import fair_ranks
from command_center.readmodel.opd.flow import flow
from command_center.readmodel.opd.history import median_and_p90, open_and_overdue
from command_center.readmodel.opd.kinds import answers_and_kinds, channels_and_places
from command_center.readmodel.opd.outlook import outlook
from command_center.readmodel.opd.peers import peer_categories
from command_center.readmodel.opd.period import OpdPeriod
from command_center.readmodel.opd.queue import QueueAsked, QueueReader, load_points, load_queue, opd_now
from command_center.readmodel.opd_view import (
    PERIODS,
    OpdIndex,
    OpdIndexLine,
    OpdNow,
    OpdTab,
    OpdView,
    Peers,
    Performance,
    QueuePart,
)
from command_center.readmodel.read_model import ReadModel

DUE_FIRST = 5
"""Rows of the queue at the foot of the tab *Kinerja*."""


@dataclass(frozen=True, slots=True)
class OpdAsked:
    """What of an OPD is asked for: its code, the tab, how many weeks, and which rows of the queue."""

    code: str
    tab: OpdTab = OpdTab.PERFORMANCE
    weeks: int = PERIODS[0]
    queue: QueueAsked = field(default_factory=QueueAsked)


@dataclass(frozen=True, slots=True, eq=False)
class OpdRules:
    """What the city says: its calendar, its policies, and the names of its kelurahan and kecamatan by code."""

    calendar: Calendar
    policies: Policies
    places: Mapping[str, str]


def load_opd(model: ReadModel, asked: OpdAsked, reader: QueueReader, rules: OpdRules, now: datetime) -> OpdView:
    """The page as of `now` (aware): the code is trusted here, whoever calls has asked whether it may be seen."""
    period = OpdPeriod(now, model.zone, asked.weeks)
    with model.snapshot() as cursor:
        stands = opd_now(cursor, asked.code, period)
        tab, code = asked.tab, asked.code
        head, simulated = _head(cursor)
        return OpdView(
            code=code,
            head=head,
            as_of=now,
            simulated=simulated,
            weeks=asked.weeks,
            first=period.first,
            last=period.today,
            now=stands,
            performance=_performance(model, cursor, code, period, stands, reader, rules)
            if tab is OpdTab.PERFORMANCE
            else None,
            queue=load_queue(cursor, code, period, asked.queue, reader, rules.calendar, rules.places)
            if tab is OpdTab.QUEUE
            else None,
            outlook=outlook(model.remembered, cursor, code, period, rules.calendar, rules.places, reader.shown)
            if tab is OpdTab.DUE
            else None,
            map=load_points(cursor, code, period, reader, rules.places) if tab is OpdTab.MAP else None,
            peers=Peers(
                fair_ranks(model.remembered, cursor, period),
                peer_categories(model.remembered, cursor, code, period, rules.calendar),
            )
            if tab is OpdTab.PEERS
            else None,
        )


def load_opd_index(model: ReadModel, codes: Sequence[str], weeks: int, now: datetime) -> OpdIndex:
    """All OPD in the order of `codes`, and those that only old reports still name behind them."""
    period = OpdPeriod(now, model.zone, weeks)
    with model.snapshot() as cursor:
        rows = cursor.execute(
            "SELECT opd, count(*), count(*) FILTER (WHERE due_at < ?) FROM open_reports WHERE opd <> '' GROUP BY 1",
            [period.utc],
        ).fetchall()
        is_open = {code: (count, overdue) for code, count, overdue in rows}
        ranks = {line.compared.code: line for line in fair_ranks(model.remembered, cursor, period)}
        others = sorted((is_open.keys() | ranks.keys()) - set(codes))
        head, simulated = _head(cursor)
    return OpdIndex(
        head=head,
        as_of=now,
        simulated=simulated,
        weeks=weeks,
        first=period.first,
        last=period.today,
        lines=tuple(
            OpdIndexLine(
                code, *is_open.get(code, (0, 0)), ranks[code].received if code in ranks else 0, ranks.get(code)
            )
            for code in (*codes, *others)
        ),
    )


def _performance(
    model: ReadModel,
    cursor: duckdb.DuckDBPyConnection,
    code: str,
    period: OpdPeriod,
    stands: OpdNow,
    reader: QueueReader,
    rules: OpdRules,
) -> Performance:
    open_gauge, overdue_gauge = open_and_overdue(model.remembered, cursor, code, period, stands)
    weeks, open_days = flow(cursor, code, period, stands)
    answers, kinds = answers_and_kinds(cursor, code, period, rules.policies, rules.calendar)
    median, p90 = median_and_p90(model.remembered, cursor, code, period, stands, rules.calendar, answers.curve)
    channels, places, returned = channels_and_places(cursor, code, period)
    return Performance(
        open=open_gauge,
        overdue=overdue_gauge,
        median=median,
        p90=p90,
        weeks=weeks,
        open_days=open_days,
        answers=answers,
        kinds=kinds,
        channels=channels,
        places=places,
        returned=returned,
        ranks=fair_ranks(model.remembered, cursor, period),
        outlook=outlook(model.remembered, cursor, code, period, rules.calendar, rules.places, reader.shown),
        due_first=load_queue(
            cursor,
            code,
            period,
            QueueAsked(QueuePart.UNANSWERED),
            reader,
            rules.calendar,
            rules.places,
        ).rows[:DUE_FIRST],
    )


def _head(cursor: duckdb.DuckDBPyConnection) -> tuple[int, bool]:
    head = cursor.execute("SELECT seq FROM head").fetchone()
    simulated = cursor.execute("SELECT coalesce(bool_or(simulated), false) FROM arrivals").fetchone()
    return int(head[0]) if head else 0, bool(simulated and simulated[0])
