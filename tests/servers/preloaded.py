"""manage.py in processes of their own that need not import it: forked from one that has, which saves two seconds of work each."""

import atexit
import json
import os
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PATIENCE = 120


class Forked:
    """A process that goes on as manage.py; used as subprocess.Popen is."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self._ended = threading.Event()

    def end(self, code: int) -> None:
        """It has ended."""
        self.returncode = code
        self._ended.set()

    def poll(self) -> int | None:
        """Its exit code, None while it runs."""
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Its exit code, once it has ended. Raises subprocess.TimeoutExpired."""
        if not self._ended.wait(timeout) or self.returncode is None:
            raise subprocess.TimeoutExpired(f"process {self.pid}", timeout or 0)
        return self.returncode

    def send_signal(self, number: int) -> None:
        """Send a signal, unless it has ended."""
        if self.returncode is None:
            os.kill(self.pid, number)


class Preloaded:
    """The process that has imported the program, asked from this one."""

    def __init__(self) -> None:
        self._asking = threading.Lock()
        self._known = threading.Condition()
        self._new: Forked | None = None
        self._running: dict[int, Forked] = {}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.servers.preloading"],
            cwd=ROOT,
            env={name: value for name, value in os.environ.items() if not name.startswith(("COV_", "PYTEST"))},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        threading.Thread(target=self._listen, daemon=True).start()
        atexit.register(self.close)

    def start(
        self,
        arguments: Sequence[str],
        environment: Mapping[str, str],
        folder: Path,
        out: Path,
        err: Path,
        module: str = "",
    ) -> Forked:
        """manage.py, or a module as `python -m` runs it, with these arguments in `folder`; what it says is added to the files.

        Raises RuntimeError.
        """
        asked = {"arguments": list(arguments), "environment": dict(environment), "module": module}
        asked |= {"folder": str(folder), "out": str(out.absolute()), "err": str(err.absolute())}
        with self._asking:
            assert self._process.stdin is not None
            self._process.stdin.write(json.dumps(asked).encode() + b"\n")
            self._process.stdin.flush()
            with self._known:
                if not self._known.wait_for(lambda: self._new is not None, PATIENCE) or self._new is None:
                    raise RuntimeError("no process was forked: is tests.servers.preloading alive?")
                forked, self._new = self._new, None
        return forked

    def close(self) -> None:
        """End it, and what it started and still runs."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(PATIENCE)

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            told = json.loads(line)
            with self._known:
                if "code" not in told:
                    self._new = self._running[told["pid"]] = Forked(told["pid"])
                elif ended := self._running.pop(told["pid"], None):
                    ended.end(told["code"])
                self._known.notify_all()


@cache
def preloaded() -> Preloaded:
    """The one of this test run's process."""
    return Preloaded()
