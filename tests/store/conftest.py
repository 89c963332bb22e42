"""Which cases of this room PostgreSQL has in every run: the first value of each test; SQLite has them all."""

from pathlib import Path

import pytest

from tests.long_run import only_long


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long run has the further values on PostgreSQL too: they take the same statements as the first."""
    tried = set()
    for item in items:
        if item.path.parent == Path(__file__).parent and "postgresql" in item.name:
            test = item.nodeid.partition("[")[0]
            if test in tried:
                item.add_marker(only_long)
            tried.add(test)
