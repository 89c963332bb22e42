"""An installation seen from its database: which message became which report, and whether all were worked on."""

import time
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select

from command_center.settings import read_settings
from command_center.store.db import Database
from command_center.store.tables import inbox, messages, reports
from program.core import Core, build_core
from tests.servers.command_center import CommandCenter
from tests.servers.empty_database import with_tables

_ID = "wamid.SIMULASI"
"""How the simulation's WhatsApp numbers its messages."""


@dataclass(frozen=True, slots=True)
class StoredReport:
    """A report that a message became; `placed` where it has a place on the map."""

    number: str
    placed: bool


def core_of(folder: Path, *, demo: bool = False) -> Core:
    """The core of an installation in `folder`, as `CommandCenter(folder)` will find it. Close its `db` after use."""
    return build_core(read_settings(var_dir=with_tables(folder / "var"), demo=demo, database_url=""))


def stored_reports(center: CommandCenter) -> dict[int, StoredReport]:
    """Serial of a WhatsApp message -> its report. Raises ValueError where a report has two messages."""
    db = Database(f"sqlite:///{(center.folder / 'var' / 'command_center.sqlite').resolve()}")
    wanted = (
        select(messages.c.external_id, reports.c.number, reports.c.lat.is_not(None))
        .join(reports, messages.c.report_id == reports.c.id)
        .where(messages.c.channel == "whatsapp", messages.c.external_id.startswith(_ID))
    )
    try:
        with db.read() as connection:
            rows = connection.execute(wanted).all()
    finally:
        db.close()
    found = {int(key.removeprefix(_ID)): StoredReport(number, placed) for key, number, placed in rows}
    if len({each.number for each in found.values()}) != len(rows):
        raise ValueError("two messages became one report")
    return found


def wait_until_worked(center: CommandCenter, patience: float = 300.0) -> None:
    """Until the inbox is empty. Raises TimeoutError."""
    db = Database(f"sqlite:///{(center.folder / 'var' / 'command_center.sqlite').resolve()}")
    begun = time.monotonic()
    try:
        while True:
            with db.read() as connection:
                waiting = connection.execute(
                    select(func.count()).select_from(inbox).where(inbox.c.state == "new")
                ).scalar_one()
            if waiting == 0:
                return
            if time.monotonic() - begun > patience:
                raise TimeoutError(f"{waiting} deliveries still wait in the inbox after {patience:.0f} s")
            time.sleep(0.1)
    finally:
        db.close()
