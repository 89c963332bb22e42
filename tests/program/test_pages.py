"""The pages as data, and ids that belong to them."""

from importlib import import_module

import pytest

from command_center.web.security.policy import ROLES
from layouts.i18n import LANGUAGES, words
from program.pages import PAGES
from tests.layouts.reading import page_of

BY_KEY = {page.key: page for page in PAGES}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.key)
def test_the_ids_of_a_page_begin_with_its_key_and_are_given_once(page):
    given = [value for name, value in vars(import_module(f"layouts.{page.key}.ids")).items() if name.isupper()]
    assert given
    assert {page_of(each) for each in given} == {page.key}
    assert len(given) == len(set(given))


def test_pages_name_known_roles_and_their_own_path():
    for page in PAGES:
        assert set(page.roles) <= set(ROLES)
        assert page.path.startswith("/")
    assert len({page.path for page in PAGES}) == len(PAGES)
    assert len(BY_KEY) == len(PAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_has_a_name(language):
    for page in PAGES:
        assert words(language)(page.title)


def test_an_opd_chief_does_not_open_the_wall():
    assert "opd" not in BY_KEY["wall"].roles
    assert "wall" in BY_KEY["wall"].roles


def test_only_who_answers_calls_opens_the_call_form():
    assert set(BY_KEY["calls"].roles) == {"p3m", "admin"}
