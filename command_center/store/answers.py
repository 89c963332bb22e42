"""Answers to citizens: what was written, by whom, and which step it took; how it was sent stands in the outbox."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    ForeignKey,
    Index,
    RowMapping,
    Select,
    String,
    Table,
    Text,
    insert,
    inspect,
    select,
    update,
)

from command_center.domain.answers import Answer, StepBefore
from command_center.domain.findings import AssignedBy, Assignment
from command_center.domain.inbound import Media
from command_center.domain.outgoing import ReachWay, SendState, Trouble
from command_center.domain.workflow import Stage, Status
from command_center.store.columns import BigId, Json, NullJson, Utc
from command_center.store.db import Database
from command_center.store.outbox import outbox
from command_center.store.report_rows import pause_as_kept, pause_of
from command_center.store.rows import in_chunks
from command_center.store.tables import metadata

answers = Table(
    "answers",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("report_id", BigId, ForeignKey("reports.id"), nullable=False),
    Column("outbox_id", BigId, ForeignKey("outbox.id"), nullable=False, unique=True),
    Column("at", Utc, nullable=False, comment="when it was written: it counts from then"),
    Column("by", String(200), nullable=False, comment="sign-in name of who wrote it"),
    Column("status", String(16), nullable=False, comment="what it makes of the report"),
    Column("text", Text, nullable=False, comment="as it was sent, without the code of the status page"),
    Column("media", Json, nullable=False),
    Column("template", String(64), nullable=False),
    Column("way", String(16), nullable=False, comment="a ReachWay"),
    Column("before", NullJson, comment="where the report stood before its step, while that is taken"),
    Index("ix_answers_report", "report_id"),
)


class AnswerRows:
    """Answers within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, answer: Answer, outbox_id: int) -> int:
        """Keep an answer that is in the outbox; its id."""
        row = {
            "report_id": answer.report_id,
            "outbox_id": outbox_id,
            "at": answer.at,
            "by": answer.by,
            "status": str(answer.status),
            "text": answer.text,
            "media": [asdict(each) for each in answer.media],
            "template": answer.template,
            "way": str(answer.way),
            "before": _kept(answer.before),
        }
        return int(self._connection.execute(insert(answers).values(**row).returning(answers.c.id)).scalar_one())

    def of_outgoing(self, outbox_id: int) -> Answer | None:
        """The answer that something in the outbox is; None for an acknowledgement or an alert."""
        row = self._connection.execute(_WANTED.where(answers.c.outbox_id == outbox_id)).mappings().first()
        return answer_of(row) if row is not None else None

    def outbox_id(self, answer_id: int) -> int | None:
        """Where an answer stands in the outbox; None where there is no such answer."""
        wanted = select(answers.c.outbox_id).where(answers.c.id == answer_id)
        return self._connection.execute(wanted).scalar_one_or_none()

    def of_report(self, report_id: int) -> list[Answer]:
        """The answers of a report, in the order in which they were written."""
        return read_answers(self._connection, [report_id]).get(report_id, [])

    def of_reports(self, report_ids: Sequence[int]) -> dict[int, list[Answer]]:
        """Report -> its answers, in the order in which they were written."""
        return read_answers(self._connection, report_ids)

    def keep_step(self, answer_id: int, before: StepBefore | None) -> None:
        """Keep where the report stood before the answer's step; None where it took none, or it was undone."""
        change = update(answers).where(answers.c.id == answer_id).values(before=_kept(before))
        self._connection.execute(change)


class Answers:
    """Reads answers."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def of_reports(self, report_ids: Sequence[int]) -> dict[int, list[Answer]]:
        """Report -> its answers, in the order in which they were written. Raises StoreUnavailable."""
        with self._db.read() as connection:
            return read_answers(connection, report_ids)

    def waiting_on(self, route: str, limit: int) -> list[Answer]:
        """Answers that wait on a route which a person serves, oldest first. Raises StoreUnavailable."""
        wanted = _WANTED.where(outbox.c.route == route, outbox.c.state == SendState.WAITING)
        with self._db.read() as connection:
            rows = connection.execute(wanted.order_by(answers.c.id).limit(limit)).mappings()
            return [answer_of(row) for row in rows]


_WANTED: Select[Any] = select(
    answers,
    outbox.c.route,
    outbox.c.state,
    outbox.c.trouble,
    outbox.c.told,
    outbox.c.sent_at,
    outbox.c.attempts,
    outbox.c.try_at,
).join(outbox, outbox.c.id == answers.c.outbox_id)


def read_answers(connection: Connection, report_ids: Sequence[int]) -> dict[int, list[Answer]]:
    """Report -> its answers, in the order in which they were written."""
    found: dict[int, list[Answer]] = {}
    for chunk in in_chunks(report_ids):
        wanted = _WANTED.where(answers.c.report_id.in_(chunk)).order_by(answers.c.id)
        for row in connection.execute(wanted).mappings():
            found.setdefault(row["report_id"], []).append(answer_of(row))
    return found


def answers_by_ids(connection: Connection, ids: Sequence[int]) -> list[Answer]:
    """These answers, in the order in which they were written."""
    wanted = _WANTED.where(answers.c.id.in_(ids)).order_by(answers.c.id)
    return [answer_of(row) for row in connection.execute(wanted).mappings()]


def answer_of(row: RowMapping) -> Answer:
    """A row of answers with what the outbox says of it."""
    return Answer(
        id=row["id"],
        report_id=row["report_id"],
        at=row["at"],
        by=row["by"],
        status=Status(row["status"]),
        text=row["text"],
        route=row["route"],
        way=ReachWay(row["way"]),
        state=SendState(row["state"]),
        media=tuple(Media(**each) for each in row["media"]),
        template=row["template"],
        trouble=Trouble(row["trouble"]),
        told=row["told"],
        sent_at=row["sent_at"],
        attempts=row["attempts"],
        try_at=row["try_at"],
        before=_read(row["before"]) if row["before"] is not None else None,
    )


def _kept(before: StepBefore | None) -> dict[str, Any] | None:
    if before is None:
        return None
    return {
        "status": str(before.status),
        "reached": {str(stage): at.isoformat() for stage, at in before.reached.items()},
        "closed_at": before.closed_at.isoformat() if before.closed_at else None,
        "verified_at": before.verified_at.isoformat() if before.verified_at else None,
        "pauses": [pause_as_kept(each) for each in before.pauses],
        "version": before.version,
        "assignment": asdict(before.assignment) if before.assignment is not None else None,
    }


def _read(kept: Mapping[str, Any]) -> StepBefore:
    return StepBefore(
        Status(kept["status"]),
        {Stage(stage): datetime.fromisoformat(at) for stage, at in kept["reached"].items()},
        datetime.fromisoformat(kept["closed_at"]) if kept["closed_at"] else None,
        datetime.fromisoformat(kept["verified_at"]) if kept["verified_at"] else None,
        tuple(map(pause_of, kept["pauses"])),
        # Steps that an earlier version kept do not say it; they were taken before those that do.
        kept.get("version", 0),
        _assignment(kept.get("assignment")),
    )


def _assignment(kept: Mapping[str, str] | None) -> Assignment | None:
    if kept is None:
        return None
    return Assignment(kept["opd"], AssignedBy(kept["by"]), kept["category"], kept["kecamatan"])


def doubt_restored(db: Database, until: datetime) -> int:
    """After a backup was put back: what waited in it may have been sent since, so that nobody sends it again by itself; until
    a moment a receipt may settle it. Returns how many; what a person takes over waits on. A backup of an earlier version has none.
    """

    def work(connection: Connection) -> int:
        if not inspect(connection).has_table(outbox.name):
            return 0
        by_person = select(answers.c.outbox_id).where(answers.c.way.in_([ReachWay.FILE, ReachWay.CALL]))
        waiting = outbox.c.state.in_([SendState.WAITING, SendState.SENDING]) & outbox.c.id.not_in(by_person)
        values = {"state": str(SendState.UNSURE), "trouble": str(Trouble.PROCESS_ENDED), "try_at": until}
        return int(connection.execute(update(outbox).where(waiting).values(**values)).rowcount)

    return db.write(work)
