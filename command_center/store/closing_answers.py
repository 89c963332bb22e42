"""The answers that told citizens that their report is settled: their words, and whether pictures had come with any answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select

from command_center.domain.outgoing import SendState
from command_center.domain.workflow import Status
from command_center.store.answers import answers
from command_center.store.db import Database
from command_center.store.outbox import outbox
from command_center.store.rows import in_chunks

_HANDED = tuple(str(each) for each in SendState if each.handed_over)


@dataclass(frozen=True, slots=True)
class ClosingAnswer:
    """What a citizen was told at an aware moment, and with how many pictures."""

    at: datetime
    text: str
    pictures: int


class ClosingAnswers:
    """Reads them. All methods raise StoreUnavailable."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def since(self, moment: datetime) -> Mapping[int, Sequence[ClosingAnswer]]:
        """Report -> the answers that it is settled which were handed over, written after an aware moment, oldest first."""
        wanted = _handed_over().where(answers.c.at >= moment, answers.c.status == str(Status.SETTLED))
        found: dict[int, list[ClosingAnswer]] = {}
        with self._db.read() as connection:
            for report_id, at, text, media in connection.execute(wanted):
                found.setdefault(report_id, []).append(ClosingAnswer(at, text, len(media)))
        return found

    def pictured(self, report_ids: Sequence[int]) -> Mapping[int, Sequence[datetime]]:
        """Report -> when its answers were written that were handed over with pictures, whatever they made of it."""
        found: dict[int, list[datetime]] = {}
        with self._db.read() as connection:
            for chunk in in_chunks(report_ids):
                for report_id, at, _, media in connection.execute(
                    _handed_over().where(answers.c.report_id.in_(chunk), answers.c.status != str(Status.SETTLED))
                ):
                    if media:
                        found.setdefault(report_id, []).append(at)
        return found


def _handed_over() -> Select[Any]:
    wanted = select(answers.c.report_id, answers.c.at, answers.c.text, answers.c.media)
    joined = wanted.join(outbox, outbox.c.id == answers.c.outbox_id)
    return joined.where(outbox.c.state.in_(_HANDED)).order_by(answers.c.id)
