"""When a page may say that a count went up or down."""

import pytest

from command_center.domain.count_change import CountChange, count_change, shares_differ


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        # 64 against 36: 28 / sqrt(100) = 2.8
        (64, 36, CountChange.UP),
        (36, 64, CountChange.DOWN),
        # 59 against 41: 18 / 10 = 1.8
        (59, 41, CountChange.SAME),
        (10, 9, CountChange.FEW),
        (20, 0, CountChange.UP),
        (0, 0, CountChange.FEW),
        (500, None, CountChange.NONE),
    ],
)
def test_two_counts(now, before, said):
    assert count_change(now, before) is said


def test_two_shares():
    # 44 of 100 against 29 of 100: pooled 0.365, spread 0.0681, 0.15 / 0.0681 = 2.2
    assert shares_differ(44, 100, 29, 100)
    # 40 of 100 against 30 of 100: 0.1 / 0.0675 = 1.48
    assert not shares_differ(40, 100, 30, 100)
    assert not shares_differ(5, 5, 0, 19)
    assert not shares_differ(0, 50, 0, 50)
