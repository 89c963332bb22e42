"""A card names its figure for everybody, and says what it shows while there is none."""

import pytest

from layouts.figures.card import card, failed, method_link, waiting
from layouts.i18n import words
from tests.layouts.reading import classed, every, words_of

ID = words("id")


def test_a_card_is_named_by_its_title_and_says_unit_and_method():
    made = card("volume", "Banjir naik 3 kali", "isi", ID, sub="Laporan per hari", method="anomali", aside="2 dtk")
    assert words_of(made) == "Banjir naik 3 kali 2 dtk Laporan per hari metode isi"
    named = getattr(made, "aria-labelledby")
    assert [one.id for one in every(made) if getattr(one, "id", None)] == [named]
    (link,) = classed(made, "card-method")
    assert link.href == "/metode#anomali"
    assert getattr(link, "aria-label") == "Metode: Banjir naik 3 kali"


def test_a_card_without_more_shows_no_empty_lines():
    made = card("plain", "Judul", "isi", ID)
    assert not classed(made, "card-sub")
    assert not classed(made, "card-aside")
    assert words_of(made) == "Judul isi"


@pytest.mark.parametrize(("state", "role"), [(waiting(ID), "status"), (failed(ID), "alert")])
def test_what_stands_for_a_figure_is_told_to_all(state, role):
    assert state.role == role
    assert words_of(state)


def test_the_method_opens_beside_the_page():
    assert method_link("sepi", "Genuk", words("en")).target == "_blank"
