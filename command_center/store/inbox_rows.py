"""Lines of the desk's inbox: reports by their ids with the beginning of what was said, and those whose words match."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Select, func, or_, select

from command_center.domain.desk import InboxRow
from command_center.domain.report_kinds import Visibility
from command_center.domain.workflow import Status
from command_center.store.db import Database
from command_center.store.rows import in_chunks
from command_center.store.tables import messages, proposals, reports

LINE = 160
"""Characters of the text that a line takes."""
MOST_FOUND = 1000
"""Reports that a search gives."""

_COLUMNS = (
    "id",
    "number",
    "version",
    "channel",
    "category",
    "category_because",
    "kelurahan",
    "kecamatan",
    "media",
    "received_at",
    "due_at",
    "status",
    "opd",
    "visibility",
)


class InboxRows:
    """Reads lines of the inbox as they were written: it is for who works on the reports."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def of(self, report_ids: Sequence[int]) -> list[InboxRow]:
        """The lines of these reports, in the order given; one that is not there is left out. Raises StoreUnavailable."""
        found: dict[int, InboxRow] = {}
        with self._db.read() as connection:
            for chunk in in_chunks(list(dict.fromkeys(report_ids))):
                counted = select(messages.c.report_id, func.count()).where(messages.c.report_id.in_(chunk))
                counts = {row[0]: row[1] for row in connection.execute(counted.group_by(messages.c.report_id))}
                failed = _failed(connection, chunk)
                for row in connection.execute(_rows(chunk)).mappings():
                    found[row["id"]] = _row(row, counts.get(row["id"], 0), row["id"] in failed)
        return [found[each] for each in report_ids if each in found]

    def search(self, asked: str) -> list[int]:
        """Ids of the reports whose number, subject, text or address holds what is asked for, newest first.

        At most `MOST_FOUND` of them and one more, which tells that there are more.
        """
        pattern = "%" + asked.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        said = (reports.c.number, reports.c.subject, reports.c.text, reports.c.address)
        wanted = (
            select(reports.c.id)
            .where(or_(*(column.ilike(pattern, escape="\\") for column in said)), reports.c.retracted.is_(False))
            .order_by(reports.c.id.desc())
            .limit(MOST_FOUND + 1)
        )
        with self._db.read() as connection:
            return list(connection.execute(wanted).scalars())

    def proposed(self) -> list[int]:
        """Ids of the reports whose sender corrected what staff had decided."""
        with self._db.read() as connection:
            return list(connection.execute(select(proposals.c.report_id).distinct()).scalars())


def _rows(chunk: Sequence[int]) -> Select[Any]:
    beginning = func.substr(reports.c.text, 1, LINE * 2).label("beginning")
    return select(*(reports.c[name] for name in _COLUMNS), reports.c.subject, beginning).where(reports.c.id.in_(chunk))


def _failed(connection: Any, chunk: Sequence[int]) -> frozenset[int]:
    """Of these reports the ones with an answer that was not delivered."""
    if "answer_state" not in reports.c:
        return frozenset()
    wanted = select(reports.c.id).where(reports.c.id.in_(chunk), reports.c.answer_state == "failed")
    return frozenset(connection.execute(wanted).scalars())


def _row(row: Mapping[Any, Any], count: int, failed: bool) -> InboxRow:
    status = Status(row["status"])
    return InboxRow(
        id=row["id"],
        number=row["number"],
        version=row["version"],
        channel=row["channel"],
        category=row["category"],
        doubtful=status.rule.at_p3m and bool(row["category_because"].get("doubtful", False)),
        line=beginning(row["subject"], row["beginning"]),
        place=row["kelurahan"] or row["kecamatan"],
        messages=count,
        photos=sum(1 for each in row["media"] if each["kind"] == "image"),
        received_at=row["received_at"],
        due_at=row["due_at"],
        status=str(status),
        opd=row["opd"],
        confidential=row["visibility"] == str(Visibility.CONFIDENTIAL),
        failed=failed,
        closed=status.closed,
    )


def beginning(subject: str, text: str) -> str:
    """The first words of what was said, in one line."""
    return " ".join((subject or text).split())[:LINE]
