"""The house of a module, and one of a single test."""

import dash
import pytest

from tests.web.conftest import compose
from tests.web.house_again import house_again


@pytest.fixture
def new_house(tmp_path):
    """A house of the test alone, which nobody has asked anything yet."""
    made = compose(tmp_path)
    yield made
    made.db.close()
    dash.page_registry.clear()


@pytest.fixture(scope="module")
def _house_of_module(tmp_path_factory):
    with house_again(compose(tmp_path_factory.mktemp("house"))) as again:
        yield again


@pytest.fixture
def house(_house_of_module):
    """The house of the module, as it was at first."""
    return _house_of_module()
