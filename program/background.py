"""The threads that run beside the web server: started together, seen by the health pages, stopped together."""

import threading
from collections.abc import Callable, Mapping
from time import monotonic

import structlog

log = structlog.get_logger(__name__)

Work = Callable[[threading.Event], None]
"""Runs until the event is set."""


FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0
"""Seconds before work that failed is started again: doubled each time, up to half a minute."""


class Background:
    """Named threads with one common end."""

    def __init__(self) -> None:
        self.stop = threading.Event()
        self._threads: dict[str, threading.Thread] = {}
        self._failed: set[str] = set()

    def start(self, name: str, work: Work) -> None:
        """Run `work` in a thread of its own; should it fail, the log says so and it is started again after a pause."""

        def run() -> None:
            pause = FIRST_PAUSE
            while not self.stop.is_set():
                begun = monotonic()
                try:
                    work(self.stop)
                    return
                except Exception:
                    self._failed.add(name)
                    log.exception("background_thread_failed", name=name, again_after_seconds=pause)
                if monotonic() - begun > LONGEST_PAUSE:
                    pause = FIRST_PAUSE
                self.stop.wait(pause)
                pause = min(LONGEST_PAUSE, pause * 2)
                self._failed.discard(name)

        thread = threading.Thread(target=run, name=name, daemon=True)
        self._threads[name] = thread
        thread.start()

    def alive(self) -> Mapping[str, bool]:
        """Name -> whether the thread runs."""
        return {name: thread.is_alive() and name not in self._failed for name, thread in self._threads.items()}

    def end(self, seconds: float = 5.0) -> None:
        """Ask every thread to end, and wait for them."""
        self.stop.set()
        for thread in self._threads.values():
            thread.join(seconds)
