"""The frame of the desk: what stands in the page before any script has run, and what the script is given."""

import json

import pytest

from command_center.domain.desk import DeskOrder, DeskQueue
from layouts.desk.page import KEYS, desk_page
from layouts.i18n import LANGUAGES, words
from layouts.markup import markup
from layouts.visit import NavigationEntry, Visit
from program.pages import PAGES
from tests.layouts.desk_sample import config
from tests.layouts.reading import every, page_of, words_of

DESK = next(page for page in PAGES if page.key == "desk")


def made(language="id", theme="gelap", opening=None):
    links = [NavigationEntry(DESK.key, DESK.title, DESK.path)]
    visit = Visit(DESK, links, "sari", "Lapor Hendi", False, words(language), theme, {})
    return desk_page(opening or {"ids": []}, config(), visit)


def given(page):
    """What the script is given."""
    script = next(each for each in every(page) if getattr(each, "id", "") == "desk-setup")
    return json.loads(script.children)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("theme", ["gelap", "terang"])
def test_it_is_sent_as_html_in_each_language_and_theme(language, theme):
    text = markup(made(language, theme))
    assert words(language)("desk.inbox.title") in text
    assert "desk-list" in text


def test_its_ids_are_the_desks_and_given_once():
    ids = [each.id for each in every(made()) if getattr(each, "id", "")]
    assert len(ids) == len(set(ids))
    assert {page_of(one) for one in ids if one != "shell-main"} == {"desk"}


def test_every_queue_order_and_key_is_there_in_words():
    setup = given(made())
    assert [code for code, _ in setup["queues"]] == [str(each) for each in DeskQueue]
    assert [key for key, _ in setup["keys"]] == list(KEYS)
    orders = next(each for each in every(made()) if getattr(each, "id", "") == "desk-order")
    assert [each.value for each in orders.children] == [str(each) for each in DeskOrder]
    assert words_of(orders.children[0]) == "ragu dulu"


def test_what_a_citizen_wrote_cannot_end_the_data_of_the_script():
    text = markup(made(opening={"ids": [1], "rows": [{"line": "</script><script>alert(1)</script>"}]}))
    assert "<script>alert" not in text
    assert "\\u003c/script>" in text
