"""The table of a run: its lines in Markdown, the machine they were taken on, and the page that keeps them."""

import os
import platform
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tests.bench.figures import Row
from tests.servers.preloaded import ROOT

BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
_HEADS = ("what", "target", "measured", "baseline", "met?")


@dataclass(frozen=True, slots=True)
class Machine:
    """Where and when the figures were taken. `load` is the load average of the minute before."""

    date: str
    cpu: str
    cores: int
    memory_gib: float
    python: str
    commit: str
    load: float

    def told(self, *, quick: bool) -> str:
        """One paragraph."""
        shortened = " Shortened run (`--quick`): smaller and shorter than the targets ask." if quick else ""
        return (
            f"{self.date}, {self.cpu}, {self.cores} cores, {self.memory_gib:.0f} GiB, Python {self.python}, commit "
            f"{self.commit}, load average before {self.load:.1f}.{shortened}"
        )


def this_machine() -> Machine:
    """The machine that runs this, now."""
    return Machine(
        date=datetime.now(UTC).date().isoformat(),
        cpu=_cpu(),
        cores=os.cpu_count() or 1,
        memory_gib=os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30,
        python=platform.python_version(),
        commit=_commit(),
        load=os.getloadavg()[0],
    )


def table(rows: Sequence[Row]) -> str:
    """The rows as a Markdown table."""
    lines = [_HEADS, ("---",) * len(_HEADS)]
    lines += [(row.what, row.target, row.measured, row.baseline, _met(row)) for row in rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _met(row: Row) -> str:
    return "–" if row.met is None else "yes" if row.met else "**no**"


def keep(page: Path, measured: str) -> None:
    """Put what was measured between the marks of the page. Raises ValueError where it has no marks."""
    text = page.read_text("utf-8")
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{page} needs the lines {BEGIN} and {END}: the table goes between them")
    page.write_text(f"{before}{BEGIN}\n\n{measured}\n\n{END}{after}", "utf-8")


def _cpu() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def _commit() -> str:
    def git(*arguments: str) -> str:
        done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
        return done.stdout.strip()

    changed = " with changes" if git("status", "--porcelain", "--untracked-files=no") else ""
    return (git("rev-parse", "--short", "HEAD") or "unknown") + changed
