"""A demo that is not at its beginning: its months of history are written once in a test run, and copied from then on."""

import fcntl
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.servers.command_center import CommandCenter

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
                first.stop()
            done.touch()
    return shared / "first" / "var"
