"""A house with the pages about people, for administrators and everybody."""

import pytest

from command_center.web.people.frame import HeadLink
from command_center.web.people.person_pages import person_pages
from tests.web.conftest import House, compose, token_of
from tests.web.house_again import house_again

DEPARTMENTS = {"dpu": "Dinas Pekerjaan Umum", "dishub": "Dinas Perhubungan"}


def with_pages(house: House) -> House:
    """The house with these pages."""
    pages = person_pages(
        house.access,
        house.access._settings,
        house.db,
        {"opd": DEPARTMENTS, "category": {"jalan_rusak": "Jalan rusak"}},
        lambda _identity, _language: [HeadLink("Akun", "/akun")],
        "1",
        house.clock.now,
    )
    house.server.register_blueprint(pages)
    return house


@pytest.fixture
def people(make_house):
    """Makes a house with these pages, by settings of its own."""
    return lambda **security: with_pages(make_house(security=security))


@pytest.fixture(scope="module")
def _house_of_module(tmp_path_factory):
    with house_again(with_pages(compose(tmp_path_factory.mktemp("house")))) as again:
        yield again


@pytest.fixture
def house(_house_of_module):
    """The house of the module, as it was at first."""
    return _house_of_module()


@pytest.fixture
def admin(house):
    return house.person("admin", "dewi")


def post(client, address, page="/saya", **values):
    """A form as its page sends it."""
    return client.post(address, data={"csrf_token": token_of(client, page)} | values)
