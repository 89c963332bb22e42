"""The pages as data, and ids that belong to them."""

from layouts import ids
from layouts.pages import PAGES, page

ROLES = {"p3m", "diskominfo", "mayor", "opd", "admin", "wall"}


def test_every_id_belongs_to_a_page():
    keys = {entry.name for entry in PAGES}
    every = {name: value for name, value in vars(ids).items() if name.isupper()}
    assert every
    for name, value in every.items():
        assert ids.page_of(value) in keys, name
        assert name.lower().startswith(ids.page_of(value)), name


def test_every_id_is_given_once():
    values = [value for name, value in vars(ids).items() if name.isupper()]
    assert len(values) == len(set(values))


def test_pages_name_known_roles_and_their_own_path():
    for entry in PAGES:
        assert set(entry.roles) <= ROLES
        assert entry.path.startswith("/")
    assert len({entry.path for entry in PAGES}) == len(PAGES)


def test_an_opd_chief_does_not_open_the_wall():
    assert "opd" not in page("wall").roles
    assert "wall" in page("wall").roles
