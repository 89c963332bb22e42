"""What is left to the long run is not in every run, and is made at full size."""

from tests.faults import size
from tests.long_run import LONG_RUN, only_long


@only_long
def test_it_is_made_at_full_size():
    assert LONG_RUN, "what is marked must be left out of every other run"
    assert (size.SENDERS, size.ATTACKERS, size.WEEK_SECONDS) == (64, 1000, 168)
