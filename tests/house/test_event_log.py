"""The event log is the spine: what follows it is a LogFollower, and nobody else polls it."""

import ast
from pathlib import Path

from command_center.store.event_log import EventLog
from tests.house.sources import sources

READERS = {
    Path("command_center/store/event_log.py"): "it is the log",
    Path("command_center/followers/log_follower.py"): "it follows for all",
    Path("command_center/web/live/hub.py"): "it answers a wall that asks for what it missed",
    Path("callbacks/desk/source.py"): "it answers a desk that asks what changed",
}


def calls(nodes, method):
    """Lines on which some object's `method` is called."""
    return [
        node.lineno
        for node in nodes
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == method
    ]


def test_only_followers_and_live_sync_read_the_log():
    assert hasattr(EventLog, "after"), "the name that this test looks for"
    readers = {file for file, nodes in sources(".after") if calls(nodes, "after")}
    assert readers == READERS.keys(), (
        "make it a LogFollower, and one more entry of `followers` in program/composition.py"
    )


def test_a_reader_would_be_found():
    assert calls(ast.walk(ast.parse("def poll(log):\n    return log.after(3, 10)\n")), "after") == [2]
