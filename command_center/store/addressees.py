"""Reads who is answered: where the channel takes an answer, what message it answers, and when this person last wrote."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, func, select

from command_center.domain.inbound import Action
from command_center.domain.outgoing import Addressee
from command_center.domain.report import Report
from command_center.domain.report_kinds import Visibility
from command_center.store.rows import in_chunks
from command_center.store.tables import messages, reporters


def addressees(connection: Connection, loaded: Sequence[Report]) -> dict[int, Addressee]:
    """Report id -> who sent it. A report without a reporter (none was given) has an empty contact."""
    people = _people(connection, [report.id for report in loaded])
    begun = _begun_by(connection, [report.id for report in loaded])
    found: dict[int, Addressee] = {}
    for report in loaded:
        person, contact = people.get(report.id, ("", ""))
        origin = report.origin
        found[report.id] = Addressee(
            channel=origin.channel,
            account=origin.account,
            number=report.number,
            contact=contact,
            person=person,
            answerable=origin.answerable,
            heard_at=_heard(connection, report, person),
            message=begun.get(report.id, ("", ""))[0],
            thread=begun.get(report.id, ("", ""))[1],
            confidential=report.visibility is Visibility.CONFIDENTIAL,
            simulated=report.simulated,
        )
    return found


def _people(connection: Connection, report_ids: Sequence[int]) -> dict[int, tuple[str, str]]:
    found: dict[int, tuple[str, str]] = {}
    columns = (reporters.c.report_id, reporters.c.key, reporters.c.contact)
    for chunk in in_chunks(report_ids):
        for row in connection.execute(select(*columns).where(reporters.c.report_id.in_(chunk))):
            found[row[0]] = (row[1], row[2])
    return found


def _begun_by(connection: Connection, report_ids: Sequence[int]) -> dict[int, tuple[str, str]]:
    """Report id -> external id and thread of the first message that stands with it."""
    found: dict[int, tuple[str, str]] = {}
    for chunk in in_chunks(report_ids):
        wanted = (
            select(messages.c.report_id, messages.c.external_id, messages.c.thread)
            .where(messages.c.report_id.in_(chunk), messages.c.action == Action.NEW)
            .order_by(messages.c.at.desc(), messages.c.id.desc())
        )
        found |= {row[0]: (row[1], row[2]) for row in connection.execute(wanted)}
    return found


def _heard(connection: Connection, report: Report, person: str) -> datetime:
    """When somebody last wrote to the same account: a window of the platform opens anew with each message."""
    mine = (messages.c.report_id == report.id) if not person else (messages.c.sender == person)
    wanted = select(func.max(messages.c.at)).where(
        mine, messages.c.channel == report.origin.channel, messages.c.account == report.origin.account
    )
    last: datetime | None = connection.execute(wanted).scalar_one()
    return report.origin.sent_at if last is None else max(last, report.origin.sent_at)
