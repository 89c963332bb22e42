"""The judgement over what became of messages."""

import pytest

from tests.faults.sets import Verdict, judge

NONE: frozenset[int] = frozenset()


@pytest.mark.parametrize(
    ("attempted", "acknowledged", "stored", "verdict"),
    [
        ({1, 2, 3}, {1, 2}, [2, 1], Verdict(NONE, NONE, NONE)),
        ({1, 2, 3}, {1, 2}, [3, 2, 1], Verdict(NONE, NONE, NONE)),
        ({1, 2}, {1, 2}, [1], Verdict(frozenset({2}), NONE, NONE)),
        ({1, 2}, {1}, [1, 2, 2], Verdict(NONE, frozenset({2}), NONE)),
        ({1}, {1}, [1, 7], Verdict(NONE, NONE, frozenset({7}))),
    ],
)
def test_what_is_lost_doubled_or_invented_is_named(attempted, acknowledged, stored, verdict):
    assert judge(attempted, acknowledged, stored) == verdict
    assert verdict.good == (verdict == Verdict(NONE, NONE, NONE))
