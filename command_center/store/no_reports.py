"""What came and is no report, counted by channel and kind: likes, receipts, thanks. Every delivery is accounted for."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, or_, select
from sqlalchemy.dialects import postgresql, sqlite

from command_center.store.rows import in_chunks
from command_center.store.tables import inbox, no_reports

NoReportKey = tuple[str, str]
"""(channel, kind)."""


def add(connection: Connection, amounts: Mapping[NoReportKey, int]) -> None:
    """Add to the counts. In one order for everybody, so that two transactions wait instead of blocking each other."""
    table: Any = no_reports
    insert = (sqlite if connection.dialect.name == "sqlite" else postgresql).insert(table)
    statement = insert.on_conflict_do_update(
        index_elements=["channel", "kind"], set_={"amount": table.c.amount + insert.excluded.amount}
    )
    for (channel, kind), amount in sorted(amounts.items()):
        connection.execute(statement, {"channel": channel, "kind": kind, "amount": amount})


def unfinished(connection: Connection, inbox_ids: Sequence[int]) -> frozenset[int]:
    """Which of these deliveries were never done before, locked until the transaction ends.

    One that was done and is read again, since the city mended what it is read by, has lost its problem; one that was in
    quarantine keeps it until it is done.
    """
    found: set[int] = set()
    never_done = or_(inbox.c.done_at.is_(None), inbox.c.problem != "")
    for chunk in in_chunks(sorted(set(inbox_ids))):
        asked = select(inbox.c.id).where(inbox.c.id.in_(chunk), inbox.c.state == "new", never_done).order_by(inbox.c.id)
        found |= set(connection.execute(asked.with_for_update()).scalars())
    return frozenset(found)


def amounts(connection: Connection) -> Mapping[NoReportKey, int]:
    """(channel, kind) -> how many came, in order."""
    asked = select(no_reports.c.channel, no_reports.c.kind, no_reports.c.amount)
    rows = connection.execute(asked.order_by(no_reports.c.channel, no_reports.c.kind))
    return {(row.channel, row.kind): row.amount for row in rows}
