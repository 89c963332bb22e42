"""The keeper: a server that dies is there again, one that cannot start is not tried again, and it ends when it is told."""

import os
import signal
import subprocess
import sys
import time

import pytest

from tests.servers.command_center import CommandCenter


def server_of(center):
    """Process number of the kept server."""
    children = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(center._process.pid)], capture_output=True, text=True, check=True
    )
    (pid,) = children.stdout.split()
    return int(pid)


def gone(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


@pytest.mark.timeout(200)
def test_a_server_that_is_killed_is_there_again(tmp_path):
    with CommandCenter(tmp_path) as center:
        first = server_of(center)
        os.kill(first, signal.SIGKILL)
        end = time.monotonic() + 100
        while "started again" not in center.log() or not center.answers():
            assert time.monotonic() < end, center.log()
            time.sleep(0.1)
        assert server_of(center) != first
        assert center.stop() == 0


@pytest.mark.timeout(200)
def test_a_server_ends_when_its_keeper_is_killed(tmp_path):
    with CommandCenter(tmp_path) as center:
        server = server_of(center)
        os.kill(center._process.pid, signal.SIGKILL)
        end = time.monotonic() + 60
        while not gone(server):
            assert time.monotonic() < end
            time.sleep(0.1)


def test_what_cannot_start_is_not_tried_again(tmp_path):
    run = subprocess.run(
        [sys.executable, "-c", KEEP, str(tmp_path / "tries"), "raise SystemExit(3)"], check=False, timeout=60
    )
    assert run.returncode == 3
    assert (tmp_path / "tries").read_text() == "x"


def test_what_ends_by_itself_is_over(tmp_path):
    run = subprocess.run(
        [sys.executable, "-c", KEEP, str(tmp_path / "tries"), "kept.serving()"], check=False, timeout=60
    )
    assert run.returncode == 0
    assert (tmp_path / "tries").read_text() == "x"


KEEP = """
import sys
from program.keeper import keep

def serve(kept):
    with open(sys.argv[1], "a") as tries:
        tries.write("x")
    exec(sys.argv[2])

sys.exit(keep(serve))
"""
