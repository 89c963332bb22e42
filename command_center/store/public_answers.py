"""The newest answer to a report as anybody may read it: only one that was handed over, with what is personal masked."""

from sqlalchemy import select

from command_center.domain.masking import Places, mask_personal
from command_center.domain.outgoing import SendState
from command_center.domain.workflow import Status
from command_center.store.answers import answers
from command_center.store.db import Database
from command_center.store.outbox import outbox
from command_center.store.tables import reporters, reports

_HANDED = tuple(str(each) for each in SendState if each.handed_over)


def public_answer(db: Database, number: str, places: Places) -> str:
    """The newest answer to the report of a number; "" where none was handed over. A question is for its citizen alone.

    Whether the report itself may be seen is for the caller to ask. Raises StoreUnavailable.
    """
    wanted = (
        select(answers.c.text, reporters.c.name)
        .join(reports, reports.c.id == answers.c.report_id)
        .join(outbox, outbox.c.id == answers.c.outbox_id)
        .outerjoin(reporters, reporters.c.report_id == reports.c.id)
        .where(reports.c.number == number, outbox.c.state.in_(_HANDED), answers.c.status != Status.INCOMPLETE)
        .order_by(answers.c.id.desc())
        .limit(1)
    )
    with db.read() as connection:
        found = connection.execute(wanted).first()
    return mask_personal(found.text, [found.name] if found.name else [], places) if found is not None else ""
