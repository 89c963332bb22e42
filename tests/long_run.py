"""What is too long for every `make test`: run by `make faults`, while a smaller form of the same stays in every run."""

import os

import pytest

LONG_RUN = "FAULT_KILLS" in os.environ
"""Whether this is the long run: every fault at full size, every case of what otherwise is tried by some of them."""

only_long = pytest.mark.long_run
"""Mark of a test or a case that only the long run has. The same file has one that shows the like in `make test`."""


def left_out(items: list[pytest.Item]) -> tuple[list[pytest.Item], list[pytest.Item]]:
    """(What is run, what is left to the long run), in their order."""
    if LONG_RUN:
        return items, []
    longer = {item for item in items if item.get_closest_marker("long_run")}
    return [item for item in items if item not in longer], [item for item in items if item in longer]
