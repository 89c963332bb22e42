"""The threads that run beside the web server: started together, seen by the health pages, stopped together."""

import threading
from collections.abc import Callable, Mapping

import structlog

log = structlog.get_logger(__name__)

Work = Callable[[threading.Event], None]
"""Runs until the event is set."""


class Background:
    """Named threads with one common end."""

    def __init__(self) -> None:
        self.stop = threading.Event()
        self._threads: dict[str, threading.Thread] = {}

    def start(self, name: str, work: Work) -> None:
        """Run `work` in a thread of its own; should it fail, the log says so and the health page turns red."""

        def run() -> None:
            try:
                work(self.stop)
            except Exception:
                log.exception("background_thread_failed", name=name)

        thread = threading.Thread(target=run, name=name, daemon=True)
        self._threads[name] = thread
        thread.start()

    def alive(self) -> Mapping[str, bool]:
        """Name -> whether the thread runs."""
        return {name: thread.is_alive() for name, thread in self._threads.items()}

    def end(self, seconds: float = 5.0) -> None:
        """Ask every thread to end, and wait for them."""
        self.stop.set()
        for thread in self._threads.values():
            thread.join(seconds)
