"""Keeps the server up: it runs in a process of its own, and one that dies after it had served is started again."""

import os
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress

import click

PAUSE_SECONDS = 5.0
"""Before a server that died as soon as it served is started again, so that it does not fill the log."""


class KeptServer:
    """The kept process's side: `serving` tells the keeper that it may be started again, `wanted` whether there is one."""

    def __init__(self, told: int) -> None:
        self._told = told
        self._keeper = os.getppid()

    def serving(self) -> None:
        """Connections are accepted."""
        os.write(self._told, b"1")

    def wanted(self) -> bool:
        """False once the keeper is gone: nobody could stop this process by it."""
        return os.getppid() == self._keeper


def keep(serve: Callable[[KeptServer], None]) -> int:
    """Run `serve` in a process of its own until it ends by itself; returns the exit code for this one.

    Call it before anything is opened or imported that is large: the keeper stays as small as it is then. SIGTERM and
    Ctrl-C go on to the process. A death before it had served is the end: starting again would fail again.
    """
    child = 0
    ending = False
    ends = {signal.SIGTERM, signal.SIGINT}

    def hand_on(number: int, _frame: object) -> None:
        nonlocal ending
        ending = True
        if child:
            with suppress(ProcessLookupError):
                os.kill(child, number)

    for each in ends:
        signal.signal(each, hand_on)
    while True:
        told, tells = os.pipe()
        begun = time.monotonic()
        sys.stdout.flush()
        # A signal that comes now waits until it is known to whom it is handed on.
        signal.pthread_sigmask(signal.SIG_BLOCK, ends)
        child = os.fork()
        if child == 0:
            os.close(told)
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            signal.signal(signal.SIGINT, signal.default_int_handler)
            signal.pthread_sigmask(signal.SIG_UNBLOCK, ends)
            serve(KeptServer(tells))
            raise SystemExit(0)
        os.close(tells)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ends)
        _, status = os.waitpid(child, 0)
        child = 0
        had_served = os.read(told, 1) == b"1"
        os.close(told)
        code = os.waitstatus_to_exitcode(status)
        if ending:
            return 0 if code in (0, -signal.SIGTERM, -signal.SIGINT) else abs(code)
        if code == 0 or not had_served:
            return code if code >= 0 else 128 - code
        click.echo(f"The server ended unasked ({code}) and is started again.", err=True)
        if time.monotonic() - begun < PAUSE_SECONDS:
            time.sleep(PAUSE_SECONDS)
