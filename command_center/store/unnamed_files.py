"""Pictures of citizens that nothing names: of forms that were refused and not sent again. They are let go after a day."""

import re
import threading
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import structlog
from sqlalchemy import Connection, Text, cast, delete, select

from command_center.domain.citizen_form import ACCOUNT, CHANNEL
from command_center.errors import StoreUnavailable
from command_center.store.answers import answers
from command_center.store.db import Database
from command_center.store.files import REF
from command_center.store.rows import in_chunks
from command_center.store.tables import files, inbox, messages, reports

log = structlog.get_logger(__name__)

KEPT = timedelta(days=1)
"""How long a picture that nothing names waits for its form to be sent again."""
EVERY_SECONDS = 6 * 3600.0
_NAMED = re.compile(rf"{REF}([0-9a-f]{{32}})")


class UnnamedFiles:
    """Looks for them from time to time. `clock` gives aware UTC."""

    def __init__(self, db: Database, clock: Callable[[], datetime]) -> None:
        self._db, self._clock = db, clock

    def keep_clear(self, stop: threading.Event) -> None:
        """Let go of them until `stop` is set."""
        while not stop.is_set():
            try:
                if gone := self.let_go():
                    log.info("unnamed_files_let_go", files=gone)
            except StoreUnavailable as error:
                log.warning("unnamed_files_wait_for_database", problem=str(error))
            stop.wait(EVERY_SECONDS)

    def let_go(self) -> int:
        """Remove what citizens sent a day ago and no report, message, answer or waiting delivery names; returns how many.

        A form that is being sent meanwhile holds its pictures anew (`Files.put`, `Files.hold`): those are too new then, which
        is asked again as they are removed. Raises StoreUnavailable.
        """
        old = (files.c.by == CHANNEL) & (files.c.at < self._clock() - KEPT)
        with self._db.read() as connection:
            unnamed = set(connection.execute(select(files.c.id).where(old)).scalars())
            if unnamed:
                unnamed.difference_update(_named(connection))

        def remove(connection: Connection) -> int:
            chunks = in_chunks(sorted(unnamed))
            return sum(connection.execute(delete(files).where(files.c.id.in_(each), old)).rowcount for each in chunks)

        return self._db.write(remove) if unnamed else 0


def _named(connection: Connection) -> Iterator[str]:
    """Ids of the files that something names. Deliveries first: one that becomes a report meanwhile is found there then."""
    waiting = select(inbox.c.body).where(
        inbox.c.channel == CHANNEL, inbox.c.account == ACCOUNT, inbox.c.state != "done"
    )
    for body in connection.execute(waiting).scalars():
        yield from _NAMED.findall(bytes(body).decode("utf-8", "replace"))
    for column in (reports.c.media, messages.c.content, answers.c.media):
        text = cast(column, Text)
        for said in connection.execute(select(text).where(text.like(f"%{REF}%"))).scalars():
            yield from _NAMED.findall(said)
