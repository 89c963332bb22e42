"""Load on a running server: a client process posts signed WhatsApp deliveries on a plan, and tells what became of each."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.figures import Spread
from tests.servers.preloaded import ROOT, preloaded

CLIENT = "tests.bench.load_client"
PATIENCE = 30.0
"""Seconds after the last message is due that the client waits for answers; what is not answered then never was."""
PREPARATION = 120.0
"""Seconds the client may need to write its messages before it sends the first."""


@dataclass(frozen=True, slots=True)
class Plan:
    """`count` messages with serials from `first` on, `rate` a second; 0: each connection posts as soon as it may.

    The clock of a message starts when it is due, not when a connection was free: what waits in the client counts.
    """

    port: int
    count: int
    rate: float
    first: int = 1
    connections: int = 64

    @property
    def seconds(self) -> float:
        """How long sending takes at this rate; for rate 0, how long it may take."""
        return self.count / self.rate if self.rate else 60.0


@dataclass(frozen=True, slots=True)
class Sent:
    """One message: when it was due and when it was answered (seconds of the epoch), and the status (0: no answer)."""

    serial: int
    due: float
    answered: float
    status: int


@dataclass(frozen=True)
class Load:
    """What became of a plan."""

    plan: Plan
    sent: Sequence[Sent]

    @cached_property
    def accepted(self) -> Sequence[Sent]:
        """Messages that were answered with 200: the server has them for good."""
        return [each for each in self.sent if each.status == 200]

    @cached_property
    def spread(self) -> Spread:
        """From due to answered, of the accepted."""
        return Spread.of(each.answered - each.due for each in self.accepted)

    @property
    def refused(self) -> int:
        """Messages of the plan that were not accepted."""
        return self.plan.count - len(self.accepted)

    @property
    def per_second(self) -> float:
        """Accepted messages a second, from the first one due to the last answer."""
        if not self.accepted:
            return 0.0
        return len(self.accepted) / (max(each.answered for each in self.accepted) - min(each.due for each in self.sent))


def run_load(plan: Plan, *, fresh: bool) -> Load:
    """Carry out the plan in a process of its own, so that its work is not done by ours. It ends by itself.

    Unless `fresh` it is forked from one that has imported the program.
    """
    patience = PREPARATION + plan.seconds + 2 * PATIENCE
    asked = json.dumps(asdict(plan))
    if fresh:
        command = [sys.executable, "-m", CLIENT, asked]
        said = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True, timeout=patience).stdout.decode()
    else:
        said = _forked(asked, patience)
    return Load(plan, [Sent(*each) for each in json.loads(said)])


def _forked(asked: str, patience: float) -> str:
    with TemporaryDirectory() as folder:
        out, err = Path(folder) / "out", Path(folder) / "err"
        if code := preloaded().start((asked,), os.environ, ROOT, out, err, CLIENT).wait(patience):
            raise RuntimeError(f"the client of the load ended with {code}:\n{err.read_text('utf-8')}")
        return out.read_text("utf-8")
