"""Tests of the read side lend each other their read models."""

from collections.abc import Iterator

import pytest

from tests.readmodel.borrowed import lending, let_go


@pytest.fixture(autouse=True)
def _lending() -> Iterator[None]:
    with lending():
        yield


@pytest.fixture(scope="package", autouse=True)
def _let_go() -> Iterator[None]:
    yield
    let_go()
