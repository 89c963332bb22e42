"""The last answers that told citizens that their report is settled: their words, and whether pictures came with them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from command_center.domain.outgoing import SendState
from command_center.domain.workflow import Status
from command_center.store.answers import answers
from command_center.store.db import Database
from command_center.store.outbox import outbox


@dataclass(frozen=True, slots=True)
class ClosingAnswer:
    """What a citizen was told, and with how many pictures."""

    text: str
    pictures: int


class ClosingAnswers:
    """Reads them. All methods raise StoreUnavailable."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def since(self, moment: datetime) -> Mapping[int, ClosingAnswer]:
        """Report -> the last such answer that was handed over, written after an aware moment."""
        handed = [str(each) for each in SendState if each.handed_over]
        wanted = (
            select(answers.c.report_id, answers.c.text, answers.c.media)
            .join(outbox, outbox.c.id == answers.c.outbox_id)
            .where(answers.c.at >= moment, answers.c.status == str(Status.SETTLED), outbox.c.state.in_(handed))
            .order_by(answers.c.id)
        )
        with self._db.read() as connection:
            return {row[0]: ClosingAnswer(row[1], len(row[2])) for row in connection.execute(wanted)}
