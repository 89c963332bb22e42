"""`make bench`: measures the program against its targets and prints one table. See docs/benchmarks.md."""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from tests.bench import accept, charted, desk, drawn, frame, intake, opened, queries, served, start
from tests.bench.figures import Measured, Row
from tests.bench.report import keep, table, this_machine
from tests.bench.size import Size
from tests.servers.programs import missing

Measurement = Callable[[Path, Size], Measured]
MEASUREMENTS: Mapping[str, Measurement] = {
    "accept": accept.measure,
    "frame": frame.measure,
    "drawn": drawn.measure,
    "opened": opened.measure,
    "charted": charted.measure,
    "desk": desk.measure,
    "intake": intake.measure,
    "start": start.measure,
    "queries": queries.measure,
    "served": served.measure,
}
NEEDS = {"drawn": "chromium", "opened": "chromium", "charted": "chromium", "desk": "chromium"}


def rows_of(name: str, size: Size) -> tuple[Sequence[Row], bool]:
    """The lines of one measurement, and whether it could be made at all."""
    if (lack := missing(NEEDS[name])) if name in NEEDS else "":
        return [Row(name, "–", f"not measured: {lack}", met=False)], False
    begun = time.monotonic()
    sys.stderr.write(f"{name} ...\n")
    with tempfile.TemporaryDirectory(prefix=f"bench-{name}-") as folder:
        try:
            rows = MEASUREMENTS[name](Path(folder), size).rows()
        except Exception as error:
            reason = str(error).strip().splitlines()[0] if str(error).strip() else ""
            sys.stderr.write(f"{name} failed: {type(error).__name__}: {error}\n")
            return [Row(name, "–", f"not measured: {type(error).__name__}: {reason}", met=False)], False
    sys.stderr.write(f"{name} took {time.monotonic() - begun:.0f} s\n")
    return rows, True


def main(arguments: Sequence[str]) -> int:
    """Measure what is asked for, one after the other; exit code 1 where one could not be made."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"{', '.join(MEASUREMENTS)}; all without a name")
    parser.add_argument("--quick", action="store_true", help="shorter and smaller: shows that it works, not how fast")
    parser.add_argument("--write", type=Path, metavar="PAGE", help="replace the table of this page, docs/benchmarks.md")
    asked = parser.parse_args(arguments)
    if unknown := set(asked.names) - MEASUREMENTS.keys():
        parser.error(f"there is no measurement {', '.join(sorted(unknown))}; there are {', '.join(MEASUREMENTS)}")
    machine = this_machine()
    size = Size.QUICK if asked.quick else Size.FULL
    found = [rows_of(name, size) for name in asked.names or MEASUREMENTS]
    text = f"{machine.told(quick=asked.quick)}\n\n{table([row for rows, _ in found for row in rows])}"
    print(text)
    if asked.write:
        keep(asked.write, text)
    return 0 if all(made for _, made in found) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
