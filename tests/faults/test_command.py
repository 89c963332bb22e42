"""`make faults` itself: it says its seed, runs what is asked for, and tells by its exit code whether something was found."""

import re
import subprocess
import sys

from tests.servers.command_center import ROOT


def faults(*arguments):
    run = [sys.executable, "-m", "tests.faults", *arguments]
    return subprocess.run(run, cwd=ROOT, capture_output=True, text=True, check=False, timeout=110)


def test_a_run_says_how_to_make_it_again():
    run = faults("breaks", "--kills", "3", "--only", "tests/faults/test_sets.py")
    assert run.returncode == 0, run.stdout + run.stderr
    first, *_, last = run.stdout.strip().splitlines()
    seed = re.findall(r"^Seed (\d+)\. The same again: make faults SEED=(\d+) ", first)
    assert seed
    assert last == f"nothing failed. {first}"
    assert 'ARGS="breaks --times 20 --kills 3 --only tests/faults/test_sets.py"' in first
    assert "5 passed" in run.stdout


def test_what_is_found_is_told_by_the_exit_code(tmp_path):
    found = tmp_path / "test_found.py"
    found.write_text(
        "from hypothesis import given, strategies as st\n\n@given(st.integers())\ndef test_small(n):\n    assert n < 10**6\n"
    )
    run = faults("properties", "--seed", "7", "--workers", "0", "--only", str(found))
    assert run.returncode == 1
    assert "properties failed. Seed 7." in run.stdout
    assert "n=1000000" in run.stdout


def test_a_part_that_there_is_not_is_named():
    run = faults("earthquake")
    assert run.returncode == 2
    assert "there is no part earthquake; there are properties, breaks, longer" in run.stderr
