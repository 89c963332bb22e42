"""The process that forks manage.py leaves nothing behind, whenever it ends."""

import subprocess
import sys

from tests.servers.preloading import end_all

LEAVING = """
import os, signal, subprocess, sys, time
from tests.servers.preloading import end_all, report_ends

begun, begins = os.pipe()
keeper = os.fork()
if keeper == 0:
    os.setsid()
    kept = subprocess.Popen(["sleep", "200"])
    os.write(begins, b"1")
    signal.pause()
os.read(begun, 1)
os.kill(keeper, signal.SIGKILL)
os.waitid(os.P_PID, keeper, os.WEXITED | os.WNOWAIT)
running, left = {keeper}, set()
report_ends(running, left)
assert (running, left) == (set(), {keeper}), (running, left)
if sys.argv[1] == "all":
    end_all(running, left)
else:
    os.killpg(keeper, signal.SIGKILL)
    while left:
        time.sleep(0.01)
        report_ends(running, left)
"""


def left_by(how):
    """What the process says; its output ends with the last that holds it open, which is what the keeper started."""
    return subprocess.run([sys.executable, "-c", LEAVING, how], capture_output=True, text=True, check=True, timeout=60)


def test_what_a_killed_child_had_started_is_ended_with_the_others():
    assert '"code": -9' in left_by("all").stdout


def test_what_a_killed_child_had_started_is_forgotten_once_it_ended_by_itself():
    assert '"code": -9' in left_by("itself").stdout


def test_a_child_that_leads_no_group_yet_is_ended_too():
    with subprocess.Popen([sys.executable, "-c", "import signal; signal.pause()"]) as forked:
        end_all({forked.pid}, set())
        assert forked.wait(60) == -9
