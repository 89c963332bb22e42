"""The mayor's instructions and what was said of each: rows are added, and none is changed."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Connection, Date, ForeignKey, Index, String, Table, Text, insert, select

from command_center.domain.instructions import Instruction, InstructionAct, InstructionActKind, NamedReport
from command_center.domain.report import is_with_department
from command_center.domain.report_kinds import Visibility
from command_center.errors import NotFound
from command_center.store.audit import AuditEntry, record
from command_center.store.columns import BigId, Json, Utc
from command_center.store.db import Database
from command_center.store.report_rows import from_row
from command_center.store.rows import in_chunks
from command_center.store.tables import metadata, reports

instructions = Table(
    "instructions",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("at", Utc, nullable=False),
    Column("by", String(200), nullable=False, comment="sign-in name"),
    Column("opd", String(64), nullable=False, comment="the department that is instructed"),
    Column("text", Text, nullable=False),
    Column("report_id", BigId, ForeignKey("reports.id"), comment="the report that it is about, if it is about one"),
    Column("category", String(32), nullable=False, comment="the subject that it is about; empty for none"),
    Column("due", Date, comment="the day until which it shall be done, in WIB"),
    Index("ix_instructions_opd", "opd", "id"),
    Index("ix_instructions_report", "report_id"),
)

instruction_acts = Table(
    "instruction_acts",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("instruction_id", BigId, ForeignKey("instructions.id"), nullable=False),
    Column("at", Utc, nullable=False),
    Column("by", String(200), nullable=False),
    Column("kind", String(16), nullable=False, comment="progress, done, close or go_on"),
    Column("text", Text, nullable=False),
    Column("reports", Json, nullable=False, comment="numbers of the reports that it names"),
    Index("ix_instruction_acts_instruction", "instruction_id"),
)


class Instructions:
    """Keeps and finds them. All methods raise StoreUnavailable."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def give(self, given: Instruction, entry: Callable[[int], AuditEntry]) -> Instruction:
        """Keep a new instruction with its act in the audit, made by `entry` of its id. Raises NotFound for a report that there
        is not, that was taken back, or that is rahasia.
        """

        def work(connection: Connection) -> Instruction:
            report_id = _report_id(connection, given.report) if given.report else None
            row = {"at": given.at, "by": given.by, "opd": given.opd, "text": given.text, "category": given.category}
            adding = insert(instructions).values(**row, report_id=report_id, due=given.due).returning(instructions.c.id)
            (made,) = _read(connection, [int(connection.execute(adding).scalar_one())])
            record(connection, [entry(made.id)])
            return made

        return self._db.write(work)

    def add(self, instruction_id: int, act: InstructionAct, check: Callable[[Instruction], AuditEntry]) -> Instruction:
        """Keep what was done with one. `check` is given it as it stands, locked, and raises, or makes the act for the audit.

        Raises NotFound, also for a report that the act names and that there is not.
        """

        def work(connection: Connection) -> Instruction:
            connection.execute(select(instructions.c.id).where(instructions.c.id == instruction_id).with_for_update())
            before = next(iter(_read(connection, [instruction_id])), None)
            if before is None:
                raise NotFound(f"there is no instruction {instruction_id}")
            entry = check(before)
            for number in act.reports:
                _report_id(connection, number)
            row = {"at": act.at, "by": act.by, "kind": str(act.kind), "text": act.text, "reports": list(act.reports)}
            connection.execute(insert(instruction_acts).values(**row, instruction_id=instruction_id))
            record(connection, [entry])
            return next(iter(_read(connection, [instruction_id])))

        return self._db.write(work)

    def of(self, opd: str = "", report_id: int | None = None, until: datetime | None = None) -> list[Instruction]:
        """Instructions in the order in which they were given: to one department, about one report, before a moment."""
        wanted = select(instructions.c.id).order_by(instructions.c.id)
        if opd:
            wanted = wanted.where(instructions.c.opd == opd)
        if report_id is not None:
            wanted = wanted.where(instructions.c.report_id == report_id)
        if until is not None:
            wanted = wanted.where(instructions.c.at < until)
        with self._db.read() as connection:
            return _read(connection, list(connection.execute(wanted).scalars()))

    def named(self, numbers: Sequence[str]) -> dict[str, NamedReport]:
        """Number -> how the report stands, of those that can be named: not what was taken back or is rahasia."""
        found: dict[str, NamedReport] = {}
        with self._db.read() as connection:
            for chunk in in_chunks(sorted(set(numbers))):
                rows = connection.execute(select(reports).where(reports.c.number.in_(chunk))).mappings()
                for each in (from_row(row) for row in rows):
                    if not each.retracted and each.visibility is not Visibility.CONFIDENTIAL:
                        stands = is_with_department(each)
                        found[each.number] = NamedReport(each.number, each.assignment.opd, str(each.status), stands)
        return found


def _report_id(connection: Connection, number: str) -> int:
    wanted = select(reports.c.id).where(
        reports.c.number == number,
        reports.c.visibility != str(Visibility.CONFIDENTIAL),
        reports.c.retracted.is_(False),
    )
    found = connection.execute(wanted).scalar_one_or_none()
    if found is None:
        raise NotFound(
            f"{number}: there is no report with this number that an instruction can name; it reads like LH-2026-000123"
        )
    return int(found)


def _read(connection: Connection, ids: Sequence[int]) -> list[Instruction]:
    acts: dict[int, list[InstructionAct]] = defaultdict(list)
    found: list[Instruction] = []
    for chunk in in_chunks(ids):
        asked = select(instruction_acts).where(instruction_acts.c.instruction_id.in_(chunk))
        for row in connection.execute(asked.order_by(instruction_acts.c.id)).mappings():
            kind, named = InstructionActKind(row["kind"]), tuple(row["reports"])
            acts[row["instruction_id"]].append(InstructionAct(kind, row["at"], row["by"], row["text"], named))
        joined = select(instructions, reports.c.number).outerjoin(reports, reports.c.id == instructions.c.report_id)
        rows = connection.execute(joined.where(instructions.c.id.in_(chunk)).order_by(instructions.c.id)).mappings()
        found += [_instruction(row, acts[row["id"]]) for row in rows]
    return found


def _instruction(row: Mapping[Any, Any], acts: Sequence[InstructionAct]) -> Instruction:
    said = {name: row[name] for name in ("at", "by", "opd", "text", "category", "due", "id")}
    return Instruction(**said, report=row["number"] or "", acts=tuple(acts))
