"""Wakes threads of this process after a commit, so that nobody has to poll fast; other processes poll the log."""

import threading


class Changes:
    """A counter of commits that threads can wait on."""

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._count = 0

    @property
    def count(self) -> int:
        """How many commits there were."""
        return self._count

    def ring(self) -> None:
        """Tell every waiting thread that something was committed."""
        with self._condition:
            self._count += 1
            self._condition.notify_all()

    def wait(self, seen: int, timeout: float) -> int:
        """Return the count as soon as it is beyond `seen`, or after `timeout` seconds."""
        with self._condition:
            self._condition.wait_for(lambda: self._count > seen, timeout)
            return self._count
