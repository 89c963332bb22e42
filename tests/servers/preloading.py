"""The process behind `preloaded`: it has imported the program and read its reference data once, and forks one that goes on as manage.py for each line it reads.

A line asks with JSON: `arguments`, `environment`, `folder`, the files `out` and `err`, and `module`, "" or one to run instead. Each
child says `{"pid"}` when it has a session of its own, and this process `{"pid", "code"}` when one has ended. It ends with its standard
input, and ends then what still runs: a test run that was killed leaves no servers behind.
"""

import atexit
import gc
import importlib
import json
import os
import runpy
import selectors
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

LATE = ("apscheduler.schedulers.background", "holidays.countries")
"""Modules with many others that are imported once a server starts."""
MANAGE = Path(__file__).parents[2] / "manage.py"


def say(**told: int) -> None:
    """A line to whoever asks; so short that lines of several processes do not mix."""
    os.write(1, json.dumps(told).encode() + b"\n")


def become(asked: dict[str, Any]) -> None:
    """Be manage.py, or the module that is asked for, as a shell would have started it."""
    os.setsid()
    say(pid=os.getpid())
    for name, flags, target in (
        (os.devnull, os.O_RDONLY, 0),
        (asked["out"], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 1),
        (asked["err"], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 2),
    ):
        opened = os.open(name, flags, 0o644)
        os.dup2(opened, target)
        os.close(opened)
    os.chdir(asked["folder"])
    os.environ.clear()
    os.environ.update(asked["environment"])
    sys.argv = [str(MANAGE), *asked["arguments"]]
    code = [1]
    # It comes after all that manage.py registers. What `load` registered is older: that stays the parent's, and never runs here.
    atexit.register(leave, code)
    try:
        if module := asked["module"]:
            runpy.run_module(module, run_name="__main__", alter_sys=True)
        else:
            runpy.run_path(str(MANAGE), run_name="__main__")
        code[0] = 0
    except SystemExit as end:
        code[0] = end.code if isinstance(end.code, int) else int(end.code is not None)
        raise


def leave(code: list[int]) -> None:
    """End at once: taking apart what was never garbage here would first copy all of it."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code[0])


def load() -> None:
    """Import what the commands and the server need, also what they import late, and read what all of them read alike."""
    import program.commands.cli
    import program.composition
    import program.pages
    import program.serving
    import program.startup  # noqa: F401
    from command_center.places.locator import Locator
    from command_center.reference.load import load_reference
    from data_sources.registry import channel_classes

    for name in LATE:
        importlib.import_module(name)
    list(channel_classes())
    # A city without files of its own has these; that they are read is what starts in a Python of their own try.
    Locator(load_reference().areas)
    # What stands here by now is never garbage: children do not look through it, and go on sharing its memory.
    gc.collect()
    gc.freeze()


def lives(group: int) -> bool:
    """Whether a process of ours is in this group."""
    try:
        os.killpg(group, 0)
    except (ProcessLookupError, PermissionError):
        return False
    return True


def report_ends(running: set[int], left: set[int]) -> None:
    """Say which children have ended, and take them out of those that run.

    One that was killed may leave what it started: a server that is to see by itself that its keeper is gone. `left` has
    the groups of such children as long as they live.
    """
    left.intersection_update([group for group in left if lives(group)])
    while True:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if pid == 0:
            return
        running.discard(pid)
        if lives(pid):
            left.add(pid)
        say(pid=pid, code=os.waitstatus_to_exitcode(status))


def end_all(running: set[int], left: set[int]) -> None:
    """Kill the children that run, each with all that it started, and what those left that have ended."""
    for pid in running:
        # First itself: one that was forked just now leads no group yet, and after this it starts nothing more.
        os.kill(pid, signal.SIGKILL)
    for group in running | left:
        with suppress(ProcessLookupError):
            os.killpg(group, signal.SIGKILL)


def main() -> None:
    """Serve until the standard input ends; in a child, be manage.py."""
    load()
    woken, wake = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
    signal.set_wakeup_fd(wake)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    asking = sys.stdin.fileno()
    events = selectors.DefaultSelector()
    events.register(asking, selectors.EVENT_READ)
    events.register(woken, selectors.EVENT_READ)
    rest = b""
    running: set[int] = set()
    left: set[int] = set()
    while True:
        ready = {key.fileobj for key, _ in events.select()}
        if woken in ready:
            os.read(woken, 1024)
        report_ends(running, left)
        if asking not in ready:
            continue
        got = os.read(asking, 65_536)
        if not got:
            end_all(running, left)
            leave([0])
        *lines, rest = (rest + got).split(b"\n")
        for line in lines:
            if (pid := os.fork()) == 0:
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                signal.set_wakeup_fd(-1)
                events.close()
                os.close(woken)
                os.close(wake)
                become(json.loads(line))
                return
            running.add(pid)


if __name__ == "__main__":
    main()
