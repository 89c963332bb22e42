"""What the rules of the house read is let go when the last of them was asked: a worker goes on with other tests."""

from collections.abc import Iterator

import pytest

from tests.house.sources import module_of, nodes_of, text_of


@pytest.fixture(scope="package", autouse=True)
def _sources_are_let_go() -> Iterator[None]:
    yield
    for kept in (text_of, module_of, nodes_of):
        kept.cache_clear()
