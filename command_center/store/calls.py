"""Telephone calls: those of the last minutes, one by its id, what an operator wrote down last, and who sits at which phone."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, RowMapping, and_, or_, select, update

from command_center.domain.calls import Call, Phone, WrittenCall
from command_center.store.db import Database
from command_center.store.tables import calls, messages, phones, reports

NEWEST = 300
"""Calls that are looked at, newest first: more than come in half an hour. It keeps a question that is asked every two
seconds cheap however many calls there are.
"""
NEWEST_WRITTEN = 3000
"""The same for what an operator wrote: some days of the whole room."""
LONGEST_CALL = timedelta(hours=12)
"""A call that is on the line longer is no longer listed: where no switchboard is listened to any more, nobody ends it."""

_COLUMNS = [field.name for field in fields(Call)]


class Calls:
    """Calls of this installation. `channel` and `account` name the line."""

    def __init__(self, db: Database, channel: str, account: str) -> None:
        self._db = db
        self._line = and_(calls.c.channel == channel, calls.c.account == account)
        self._channel, self._account = channel, account

    def recent(self, since: datetime) -> list[Call]:
        """Calls that the switchboard told of and that began after `since`, or wait or speak now, newest first.

        Raises StoreUnavailable. A call that only a form tells of has no step of the switchboard.
        """
        newest = select(calls.c.id).order_by(calls.c.id.desc()).limit(NEWEST)
        live = and_(
            calls.c.ended_at.is_(None),
            calls.c.moved_at > since - LONGEST_CALL,
            or_(calls.c.queued_at.is_not(None), calls.c.answered_at.is_not(None)),
        )
        wanted = (
            select(*(calls.c[name] for name in _COLUMNS))
            .where(self._line, calls.c.moved_at.is_not(None))
            .where(or_(and_(calls.c.id.in_(newest), calls.c.started_at > since), live))
            .order_by(calls.c.started_at.desc(), calls.c.id.desc())
        )
        with self._db.read() as connection:
            return [_call(row) for row in connection.execute(wanted).mappings()]

    def find(self, call_id: str) -> Call | None:
        """The call with this id, None where there is none."""
        wanted = select(calls).where(self._line, or_(calls.c.call_id == call_id, self._also(call_id)))
        with self._db.read() as connection:
            row = connection.execute(wanted.order_by(calls.c.id)).mappings().first()
        return _call(row) if row is not None else None

    def claim(self, call_id: str, form_id: str) -> bool:
        """Make the call that of this form, where no other form has it: of two that are sent at once, one is told no."""
        own = and_(self._line, or_(calls.c.call_id == call_id, self._also(call_id)))
        take = update(calls).where(own, calls.c.form == "", calls.c.kind == "").values(form=form_id)
        has = select(calls.c.id).where(own, calls.c.form == form_id)

        def claim(connection: Connection) -> bool:
            return connection.execute(take).rowcount > 0 or connection.execute(has).first() is not None

        return self._db.write(claim)

    def phones(self) -> list[Phone]:
        """The operators' phones that the switchboard told of, by name, with who sits there."""
        line = and_(phones.c.channel == self._channel, phones.c.account == self._account)
        wanted = select(phones.c.name, phones.c.operator).where(line).order_by(phones.c.name)
        with self._db.read() as connection:
            return [Phone(*row) for row in connection.execute(wanted)]

    def sit_at(self, operator: str, phone: str) -> bool:
        """Keep that `operator` has this phone now ("" for none); who had it before has it no more. False: no such phone."""
        line = and_(phones.c.channel == self._channel, phones.c.account == self._account)

        def sit(connection: Connection) -> bool:
            leave = update(phones).where(line, phones.c.operator == operator, phones.c.name != phone)
            connection.execute(leave.values(operator=""))
            take = update(phones).where(line, phones.c.name == phone).values(operator=operator)
            return not phone or connection.execute(take).rowcount > 0

        return self._db.write(sit)

    @staticmethod
    def _also(call_id: str) -> Any:
        return and_(calls.c.via == call_id, calls.c.via != "")

    def number_of(self, call_id: str) -> str:
        """Tracking number of the report that the call led to, "" where there is none (yet)."""
        wanted = select(reports.c.number).join(messages, messages.c.report_id == reports.c.id)
        wanted = wanted.where(
            messages.c.channel == self._channel,
            messages.c.account == self._account,
            messages.c.external_id == call_id,
        )
        with self._db.read() as connection:
            return connection.execute(wanted).scalars().first() or ""

    def written_by(self, operator: str, limit: int) -> Sequence[WrittenCall]:
        """The newest calls that `operator` wrote down, newest first."""
        columns: list[Any] = [calls.c.call_id, calls.c.started_at, calls.c.kind]
        columns += [reports.c.number, reports.c.category, reports.c.kelurahan]
        newest = select(calls.c.id).order_by(calls.c.id.desc()).limit(NEWEST_WRITTEN)
        wanted = (
            select(*columns)
            .select_from(calls)
            .outerjoin(
                messages,
                and_(
                    messages.c.channel == calls.c.channel,
                    messages.c.account == calls.c.account,
                    messages.c.external_id == calls.c.call_id,
                ),
            )
            .outerjoin(reports, reports.c.id == messages.c.report_id)
            .where(calls.c.id.in_(newest), self._line)
            .where(calls.c.agent == operator, calls.c.kind != "")
            .order_by(calls.c.id.desc())
            .limit(limit)
        )
        with self._db.read() as connection:
            rows = connection.execute(wanted).all()
        return [
            WrittenCall(
                call_id=row.call_id,
                at=row.started_at,
                kind=row.kind,
                number=row.number or "",
                category=row.category or "",
                kelurahan=row.kelurahan or "",
            )
            for row in rows
        ]


def _call(row: RowMapping) -> Call:
    return Call(**{name: row[name] for name in _COLUMNS})
