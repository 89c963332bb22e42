"""How long a client may take: what moves may take longer, but not for ever."""

import pytest

from program.pace import SLOWEST, Phase, overdue


@pytest.mark.parametrize(
    ("phase", "seconds", "moved", "late"),
    [
        (Phase.QUIET, 14, 0, False),
        (Phase.QUIET, 16, 10**9, True),
        (Phase.HEAD, 9, 100, False),
        (Phase.HEAD, 11, 60_000, True),
        (Phase.BODY, 19, 0, False),
        (Phase.BODY, 21, 21, True),
        (Phase.BODY, 600, 600 * SLOWEST, False),
        (Phase.BODY, 600, 600, True),
        (Phase.ANSWER, 21, 0, True),
        (Phase.ANSWER, 300, 300 * SLOWEST, False),
    ],
)
def test_a_slow_client_is_served_and_a_stalling_one_is_not(phase, seconds, moved, late):
    assert overdue(phase, seconds, moved) is late
