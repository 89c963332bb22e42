"""The process behind `preloaded`: it has imported the program once, and forks one that goes on as manage.py for each line it reads.

A line asks with JSON: `arguments`, `environment`, `folder`, and the files `out` and `err`. Each child says `{"pid"}` when
it has a session of its own, and this process `{"pid", "code"}` when one has ended. It ends with its standard input.
"""

import atexit
import gc
import json
import os
import runpy
import selectors
import signal
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

LATE = ("apscheduler.schedulers.background", "holidays.countries")
"""Modules with many others that are imported once a server starts."""
MANAGE = Path(__file__).parents[2] / "manage.py"


def say(**told: int) -> None:
    """A line to whoever asks; so short that lines of several processes do not mix."""
    os.write(1, json.dumps(told).encode() + b"\n")


def become(asked: dict[str, Any]) -> None:
    """Be manage.py, as a shell would have started it."""
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
    # Registered before all others, it comes after them.
    atexit.register(leave, code)
    try:
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
    """Import what the commands and the server need, also what they import late."""
    import program.composition
    import program.pages
    import program.serving
    import program.startup  # noqa: F401
    from data_sources.registry import channel_classes
    from program.commands.cli import COMMANDS

    for name in (*LATE, *(module for module, _ in COMMANDS.values())):
        import_module(name)
    list(channel_classes())
    # What stands here by now is never garbage: children do not look through it, and go on sharing its memory.
    gc.collect()
    gc.freeze()


def report_ends() -> None:
    """Say which children have ended."""
    while True:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if pid == 0:
            return
        say(pid=pid, code=os.waitstatus_to_exitcode(status))


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
    while True:
        ready = {key.fileobj for key, _ in events.select()}
        if woken in ready:
            os.read(woken, 1024)
        report_ends()
        if asking not in ready:
            continue
        got = os.read(asking, 65_536)
        if not got:
            leave([0])
        *lines, rest = (rest + got).split(b"\n")
        for line in lines:
            if os.fork() == 0:
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                signal.set_wakeup_fd(-1)
                events.close()
                os.close(woken)
                os.close(wake)
                become(json.loads(line))
                return


if __name__ == "__main__":
    main()
