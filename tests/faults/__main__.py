"""`make faults`: many more examples of the property tests by a random seed, every fault at full size, and what is longer."""

import argparse
import os
import secrets
import subprocess
import sys
from collections.abc import Mapping, Sequence

from tests.property_runs import TIMES
from tests.servers.command_center import ROOT

PARTS = ("properties", "breaks", "longer")
HOURS = 6 * 3600


def main(arguments: Sequence[str]) -> int:
    """Run the parts that are asked for; exit code 1 where one found something."""
    parser = argparse.ArgumentParser(prog="make faults", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"{', '.join(PARTS)}; all without a name")
    parser.add_argument("--seed", type=int, help="that of the run to be made again; random without")
    parser.add_argument("--times", type=int, default=20, help="as many times the usual examples (20)")
    parser.add_argument("--kills", type=int, default=100, help="how often the server is killed (100)")
    parser.add_argument("--only", default="", metavar="PATH", help="only tests below this file or folder")
    parser.add_argument(
        "--workers", default="2", help="processes that share the property tests and the longer ones (2); 0: none beside"
    )
    asked = parser.parse_args(arguments)
    if unknown := set(asked.parts) - set(PARTS):
        parser.error(f"there is no part {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    seed = asked.seed if asked.seed is not None else secrets.randbelow(2**32)
    options = f"--times {asked.times} --kills {asked.kills}" + (f" --only {asked.only}" if asked.only else "")
    again = f'Seed {seed}. The same again: make faults SEED={seed} ARGS="{" ".join([*asked.parts, options])}"'
    print(again, flush=True)
    large = {"FAULT_KILLS": str(asked.kills), "FAULT_SEED": str(seed)}
    runs = {
        "properties": (
            ["-n", asked.workers, "-m", "hypothesis", f"--hypothesis-seed={seed}", asked.only or "tests"],
            {TIMES: str(asked.times)},
        ),
        "breaks": (["-s", asked.only or "tests/faults", "-m", "not hypothesis"], large),
        "longer": (["-n", asked.workers, "--dist", "loadfile", "-m", "long_run", asked.only or "tests"], large),
    }
    failed = [part for part in asked.parts or PARTS if not _passes(*runs[part])]
    print(f"{', '.join(failed) or 'nothing'} failed. {again}", flush=True)
    return 1 if failed else 0


def _passes(options: Sequence[str], settings: Mapping[str, str]) -> bool:
    command = [sys.executable, "-m", "pytest", f"--timeout={HOURS}", *options]
    return subprocess.run(command, cwd=ROOT, env=os.environ | settings, check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
