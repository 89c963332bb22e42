"""Property tests draw the same examples in every run, on a slow machine too."""

import subprocess
import sys

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.property_runs import examples
from tests.servers.command_center import ROOT

DRAWS = """
from hypothesis import given, strategies as st
from tests.property_runs import choose_profile, load_all_modules

choose_profile()
load_all_modules()
seen = []

@given(st.text(max_size=20), st.integers(), st.binary(max_size=9))
def test(text, number, raw):
    seen.append((text, number, raw))

test()
"""


def test_examples_do_not_depend_on_what_ran_before():
    alone = subprocess.run(
        [sys.executable, "-c", DRAWS + "\nprint(ascii(seen))"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    here = {"__name__": "__main__"}
    exec(DRAWS, here)
    assert len(here["seen"]) >= 100
    assert ascii(here["seen"]) == alone.strip()


def test_nothing_is_remembered_and_nothing_is_timed():
    assert settings.default is not None
    assert settings.default.database is None
    assert settings.default.deadline is None
    assert settings.default.max_examples == examples(100)


@given(st.integers())
def test_a_failure_can_be_made_again(number):
    assert settings.default is not None
    assert settings.default.print_blob
    assert number == int(str(number))
