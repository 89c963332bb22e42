"""A house with the pages about people, for administrators and everybody."""

import pytest

from command_center.web.people.frame import HeadLink
from command_center.web.people.person_pages import person_pages
from tests.web.conftest import House, token_of

DEPARTMENTS = {"dpu": "Dinas Pekerjaan Umum", "dishub": "Dinas Perhubungan"}


@pytest.fixture
def people(make_house):
    """Makes a house with these pages."""

    def make(**security) -> House:
        house = make_house(security=security)
        pages = person_pages(
            house.access,
            house.access._settings,
            house.db,
            DEPARTMENTS,
            lambda _identity, _language: [HeadLink("Akun", "/akun")],
            "1",
            house.clock.now,
        )
        house.server.register_blueprint(pages)
        return house

    return make


@pytest.fixture
def house(people):
    return people()


@pytest.fixture
def admin(house):
    return house.person("admin", "dewi")


def post(client, address, page="/saya", **values):
    """A form as its page sends it."""
    return client.post(address, data={"csrf_token": token_of(client, page)} | values)
