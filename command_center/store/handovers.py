"""Reports that went from one OPD to another: to whom each was forwarded, in order."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from command_center.domain.workflow import Status
from command_center.store.db import Database
from command_center.store.rows import in_chunks
from command_center.store.tables import reports, steps


def handovers(db: Database, numbers: Sequence[str], until: datetime) -> dict[str, tuple[str, ...]]:
    """Number -> codes of the OPD that the report was forwarded to before `until`, where there are several.

    An OPD that it was forwarded to twice in a row stands once. Raises StoreUnavailable.
    """
    naming = [str(status) for status in Status if status.rule.names_opd]
    found: dict[str, list[str]] = {}
    with db.read() as connection:
        for chunk in in_chunks(numbers):
            rows = connection.execute(
                select(reports.c.number, steps.c.opd)
                .join(reports, reports.c.id == steps.c.report_id)
                .where(
                    reports.c.number.in_(chunk),
                    steps.c.status.in_(naming),
                    steps.c.opd != "",
                    ~steps.c.undone,
                    steps.c.at < until,
                )
                .order_by(steps.c.at, steps.c.id)
            )
            for number, opd in rows:
                way = found.setdefault(number, [])
                if not way or way[-1] != opd:
                    way.append(opd)
    return {number: tuple(way) for number, way in found.items() if len(set(way)) > 1}
