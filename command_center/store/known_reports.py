"""Whether a report is there, asked in the transaction that wants to name it."""

from sqlalchemy import Connection, select

from command_center.errors import NotFound
from command_center.store.tables import reports


def check_known(connection: Connection, report_id: int) -> None:
    """Raises NotFound where there is no report with this id."""
    if connection.execute(select(reports.c.id).where(reports.c.id == report_id)).first() is None:
        raise NotFound(f"there is no report with the id {report_id}")
