"""A demo that is not at its beginning: its months of history are written once in a test run, and copied from then on."""

import fcntl
import shutil
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.servers.command_center import START_SECONDS, CommandCenter

KEPT = "filled-demo"


def filled_demo(tmp_path_factory: pytest.TempPathFactory, name: str, **settings: Any) -> CommandCenter:
    """A demo in a folder of its own, not started, with the history that its first start would write; it goes on at the pace of
    a city, unless its `settings` say otherwise.
    """
    folder = tmp_path_factory.mktemp(name)
    shutil.copytree(_filled(tmp_path_factory), folder / "var")
    return CommandCenter(folder, demo=True, fresh=False, **{"DEMO_SPEED": "1", **settings})


def _filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The VAR_DIR of a demo that was started once; whichever process of the run asks first makes it, the others wait."""
    base = tmp_path_factory.getbasetemp()
    # Processes of one run have their folders beside each other.
    shared = (base.parent if base.name.startswith("popen-") else base) / KEPT
    shared.mkdir(exist_ok=True)
    with (shared / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = shared / "done"
        if not done.exists():
            # One that was given up while it filled its history does not start again.
            shutil.rmtree(shared / "first", ignore_errors=True)
            with CommandCenter(shared / "first", demo=True, DEMO_SPEED="1") as first:
                _wait_for_texts(shared / "first" / "var" / "command_center.sqlite")
                first.stop()
            done.touch()
    return shared / "first" / "var"


def _wait_for_texts(file: Path) -> None:
    """Until its texts are masked: each copy would mask all of them again. Raises TimeoutError."""
    begun = time.monotonic()
    missing = "SELECT count(*) FROM reports WHERE id NOT IN (SELECT report_id FROM public_texts)"
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as database:
        while database.execute(missing).fetchone()[0]:
            if time.monotonic() - begun > START_SECONDS:
                raise TimeoutError(f"the texts of the demo were not masked after {START_SECONDS} s")
            time.sleep(0.2)
