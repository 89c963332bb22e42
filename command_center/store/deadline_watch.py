"""What the deadline watch told of each report: kept in the transaction of the event that tells it, so that none is told twice."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import Connection, Select, and_, delete, func, insert, or_, select

from command_center.domain.workflow import Stage
from command_center.store.rows import in_chunks
from command_center.store.tables import deadline_watch, events, reports


@dataclass(frozen=True, slots=True)
class Watched:
    """A deadline of a report: the highest percent that was told or passed over, and which is told next and when.

    `next_percent` is 0 where nothing is left; `next_at` is None there, and while the report asks for no deadline.
    """

    report_id: int
    stage: Stage
    due_at: datetime
    told: int
    next_percent: int
    next_at: datetime | None


@dataclass(frozen=True, slots=True)
class Looked:
    """How far the watch has looked: at every event up to `seq`, and at what was due before `at` (aware UTC).

    What it need not look at again is most of what is open: a deadline changes with an event, or passes.
    """

    seq: int
    at: datetime


def looking(connection: Connection, now: datetime) -> Looked:
    """How far a look that begins now will have looked."""
    return Looked(connection.execute(select(func.max(events.c.seq))).scalar_one() or 0, now)


def _changed(since: Looked) -> Select[tuple[int | None]]:
    return select(events.c.report_id).where(events.c.seq > since.seq, events.c.report_id.is_not(None))


def past_due(connection: Connection, now: datetime, limit: int, since: Looked | None = None) -> list[int]:
    """Open reports whose next deadline has passed and is not flagged yet; after an earlier look only what it left."""
    table = reports
    wanted = select(table.c.id).where(
        table.c.due_at < now, table.c.due_stage != table.c.breached_stage, ~table.c.retracted
    )
    questions = [wanted]
    if since is not None:
        # Two questions: each has its index, where one with "or" would read everything that is overdue.
        questions = [wanted.where(table.c.due_at >= since.at), wanted.where(table.c.id.in_(_changed(since)))]
    found: dict[int, None] = {}
    for question in questions:
        found |= dict.fromkeys(connection.execute(question.order_by(table.c.due_at).limit(limit)).scalars())
    return list(found)[:limit]


def to_watch(connection: Connection, now: datetime, limit: int, since: Looked | None = None) -> list[int]:
    """Reports of which something has to be told by now, then those whose next deadline is not watched yet; after an earlier
    look only those that an event has changed.
    """
    table = deadline_watch
    passed = select(table.c.report_id).where(table.c.next_at <= now).order_by(table.c.next_at).limit(limit)
    found = list(connection.execute(passed).scalars())
    other = or_(table.c.stage != reports.c.due_stage, table.c.due_at != reports.c.due_at)
    lost = and_(table.c.next_at.is_(None), table.c.next_percent != 0)
    unwatched = (
        select(reports.c.id)
        .outerjoin(table, table.c.report_id == reports.c.id)
        .where(reports.c.due_at.is_not(None), ~reports.c.retracted, or_(table.c.report_id.is_(None), other, lost))
        .order_by(reports.c.due_at)
        .limit(limit)
    )
    if since is not None:
        unwatched = unwatched.where(reports.c.id.in_(_changed(since)))
    if len(found) < limit:
        seen = set(found)
        found += [each for each in connection.execute(unwatched).scalars() if each not in seen]
    return found[:limit]


def beyond(connection: Connection, percent: int, now: datetime) -> list[int]:
    """Reports of whose next deadline, which is still ahead, at least so many percent of the term are over, as was told."""
    table = deadline_watch
    same = and_(table.c.stage == reports.c.due_stage, table.c.due_at == reports.c.due_at)
    wanted = (
        select(reports.c.id)
        .join(table, table.c.report_id == reports.c.id)
        .where(same, table.c.told >= percent, reports.c.due_at > now)
    )
    return list(connection.execute(wanted.order_by(reports.c.id)).scalars())


def known(connection: Connection, report_ids: Sequence[int]) -> dict[int, Watched]:
    """Report -> what was told of it, of those that are known."""
    found: dict[int, Watched] = {}
    for chunk in in_chunks(report_ids):
        for row in connection.execute(select(deadline_watch).where(deadline_watch.c.report_id.in_(chunk))):
            found[row.report_id] = Watched(
                row.report_id, Stage(row.stage), row.due_at, row.told, row.next_percent, row.next_at
            )
    return found


def keep(connection: Connection, standing: Sequence[Watched]) -> None:
    """Put these in the place of what was kept of the same reports."""
    for chunk in in_chunks(standing):
        ids = [each.report_id for each in chunk]
        connection.execute(delete(deadline_watch).where(deadline_watch.c.report_id.in_(ids)))
        connection.execute(insert(deadline_watch), [asdict(each) | {"stage": str(each.stage)} for each in chunk])
