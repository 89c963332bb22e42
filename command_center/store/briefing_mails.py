"""The letters that briefings go out by: one a recipient and version, each sent by one process and never twice."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import (
    Column,
    Connection,
    ForeignKey,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    or_,
    select,
    update,
)

from command_center.store.columns import BigId, Utc
from command_center.store.db import Database
from command_center.store.rows import insert_missing
from command_center.store.tables import metadata


class LetterState(StrEnum):
    """`WAITING` holds also while a process writes a letter and begins to speak to the mail server, `SENDING` from the moment
    on when it gives the letter away. `UNSURE`: the server was given all and did not say whether it took it, or the process
    died meanwhile; sent again it might arrive twice, so a person decides.
    """

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNSURE = "unsure"


briefing_mails = Table(
    "briefing_mails",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("briefing_id", BigId, ForeignKey("briefings.id"), nullable=False),
    Column("recipient", String(320), nullable=False),
    Column("state", String(16), nullable=False, comment="waiting, sending, sent, failed or unsure"),
    Column("attempts", Integer, nullable=False),
    Column("try_at", Utc, nullable=False, comment="not before; while it is sent: since when"),
    Column("problem", Text, nullable=False),
    UniqueConstraint("briefing_id", "recipient"),
)


@dataclass(frozen=True, slots=True)
class BriefingLetter:
    """One letter: which version goes to whom, how often it was tried, and what the last try met."""

    id: int
    briefing_id: int
    recipient: str
    state: LetterState
    attempts: int
    try_at: datetime
    problem: str


class BriefingMails:
    """The letters of this installation."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def address(self, briefing_id: int, recipients: Sequence[str], at: datetime) -> int:
        """Have a letter to each recipient wait who has none yet for this version; returns how many are new."""
        rows = [
            {
                "briefing_id": briefing_id,
                "recipient": recipient,
                "state": str(LetterState.WAITING),
                "attempts": 0,
                "try_at": at,
                "problem": "",
            }
            for recipient in recipients
        ]

        def work(connection: Connection) -> int:
            made = [insert_missing(connection, briefing_mails, row, ("briefing_id", "recipient")) for row in rows]
            return sum(each is not None for each in made)

        return self._db.write(work)

    def claim(self, now: datetime, until: datetime) -> BriefingLetter | None:
        """The next letter that is due, for this process alone until a moment; None where there is none.

        A process that dies with it before it gave it away keeps nobody from it: it is due again at that moment.
        """
        table = briefing_mails
        due = (table.c.state == LetterState.WAITING) & (table.c.try_at <= now)
        wanted = select(table.c.id).where(due).order_by(table.c.try_at, table.c.id).limit(1)

        def work(connection: Connection) -> BriefingLetter | None:
            number = connection.execute(wanted).scalar_one_or_none()
            if number is None:
                return None
            taken = connection.execute(
                update(table)
                # Who was a moment faster has moved both: PostgreSQL looks at them again.
                .where(table.c.id == number, due)
                .values(attempts=table.c.attempts + 1, try_at=until)
                .returning(table)
            ).mappings()
            row = taken.first()
            return BriefingLetter(**{**row, "state": LetterState(row["state"])}) if row is not None else None

        return self._db.write(work)

    def begin(self, letter: BriefingLetter, now: datetime) -> bool:
        """From now on the letter may arrive; False where another process has it meanwhile. Raises StoreUnavailable."""
        table = briefing_mails
        mine = (table.c.id == letter.id) & (table.c.attempts == letter.attempts)
        change = update(table).where(mine, table.c.state == LetterState.WAITING)
        values = {"state": str(LetterState.SENDING), "try_at": now}
        return self._db.write(lambda connection: connection.execute(change.values(**values)).rowcount == 1)

    def note(self, letter: BriefingLetter, state: LetterState, try_at: datetime, problem: str = "") -> None:
        """Keep what became of a letter that was claimed; `try_at` is when it is tried again, or when it was settled."""
        table = briefing_mails
        change = update(table).where(table.c.id == letter.id, table.c.attempts == letter.attempts)
        values = {"state": str(state), "try_at": try_at, "problem": problem}
        self._db.write(lambda connection: connection.execute(change.values(**values)) and None)

    def doubt_abandoned(self, before: datetime) -> int:
        """Letters that a process began to give away before that time and never told of become unsure; returns how many."""
        table = briefing_mails
        abandoned = (table.c.state == LetterState.SENDING) & (table.c.try_at < before)
        values = {"state": str(LetterState.UNSURE), "problem": "the process that was sending it ended"}
        change = update(table).where(abandoned).values(**values)
        return self._db.write(lambda connection: int(connection.execute(change).rowcount))

    def again(self, briefing_id: int, at: datetime) -> int:
        """A person wants the letters that failed or are unsure sent again; returns how many."""
        table = briefing_mails
        ended = or_(table.c.state == LetterState.FAILED, table.c.state == LetterState.UNSURE)
        values = {"state": str(LetterState.WAITING), "attempts": 0, "try_at": at, "problem": ""}
        change = update(table).where(table.c.briefing_id == briefing_id, ended).values(**values)
        return self._db.write(lambda connection: int(connection.execute(change).rowcount))

    def of(self, briefing_id: int) -> list[BriefingLetter]:
        """The letters of a version, in the order in which they were addressed."""
        wanted = select(briefing_mails).where(briefing_mails.c.briefing_id == briefing_id).order_by(briefing_mails.c.id)
        with self._db.read() as connection:
            rows = connection.execute(wanted).mappings().all()
        return [BriefingLetter(**{**row, "state": LetterState(row["state"])}) for row in rows]

    def troubled(self, since: datetime) -> list[BriefingLetter]:
        """Letters that failed or are unsure, settled since a moment, and those that wait after a failure or after a process that
        died with them; the oldest first.
        """
        table = briefing_mails
        ended = or_(table.c.state == LetterState.FAILED, table.c.state == LetterState.UNSURE)
        refused = (table.c.state == LetterState.WAITING) & ((table.c.problem != "") | (table.c.attempts > 1))
        wanted = (
            select(briefing_mails)
            .where(or_(ended, refused), briefing_mails.c.try_at >= since)
            .order_by(briefing_mails.c.try_at, briefing_mails.c.id)
        )
        with self._db.read() as connection:
            rows = connection.execute(wanted).mappings().all()
        return [BriefingLetter(**{**row, "state": LetterState(row["state"])}) for row in rows]
