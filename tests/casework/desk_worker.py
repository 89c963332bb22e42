"""A worker that takes in what the desk's form sends to channel 112, alone or in a thread of its own."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from command_center.intake.accept import Intake
from command_center.intake.examine import Examiner
from command_center.store.db import Database
from command_center.store.inbox import Inbox
from command_center.store.reports import Reports
from data_sources.channels.call112 import Call112, Call112Settings
from data_sources.worker import InboxWorker


def desk_worker(db: Database, examiner: Examiner, now: datetime) -> InboxWorker:
    """It works when it is told to."""
    intake = Intake(Reports(db), examiner, simulated=False)
    return InboxWorker(Inbox(db), {"112": Call112(Call112Settings())}, intake, lambda: now)


@contextmanager
def running(worker: InboxWorker, db: Database) -> Iterator[None]:
    """The worker in a thread of its own, as the server runs it."""
    stop = threading.Event()
    thread = threading.Thread(target=worker.run, args=(stop, db.changes))
    thread.start()
    yield
    stop.set()
    db.changes.ring()
    thread.join()
