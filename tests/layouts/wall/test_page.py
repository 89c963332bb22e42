"""The wall's page in every state, language and theme."""

import json
from dataclasses import replace

import pytest
from plotly.utils import PlotlyJSONEncoder

from layouts import ids
from layouts.i18n import LANGUAGES, words
from layouts.theme import THEMES
from layouts.wall.page import PANEL_IDS, has_data, page, panels
from tests.layouts.reading import classed, every, words_of
from tests.layouts.sample_view import AS_OF, VIEWS, empty, look, ordinary, settled, silent

SMALL = [name for name in VIEWS if name != "many"]


@pytest.mark.parametrize("name", SMALL)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("theme", THEMES)
def test_the_page_can_be_sent_in_every_state_language_and_theme(name, language, theme):
    made = page(VIEWS[name](AS_OF), look(), words(language), theme)
    assert json.dumps(made, cls=PlotlyJSONEncoder)


def test_every_id_of_the_page_is_the_walls_and_given_once():
    given = [one.id for one in every(page(ordinary(), look(), words("id"), "gelap")) if getattr(one, "id", None)]
    assert len(given) == len(set(given))
    assert {ids.page_of(one) for one in given} == {"wall"}
    assert set(PANEL_IDS) < set(given)


def test_a_refresh_brings_every_panel_that_the_page_has():
    parts = panels(ordinary(), look(), words("id"))
    assert tuple(parts.children) == PANEL_IDS


@pytest.mark.parametrize("name", SMALL)
def test_no_panel_is_left_blank(name):
    parts = panels(VIEWS[name](AS_OF), look(), words("id"))
    for panel in (ids.WALL_DUE, ids.WALL_OPD, ids.WALL_VOLUME, ids.WALL_CHANNELS, ids.WALL_COUNTERS, ids.WALL_LEGEND):
        assert words_of(parts.children[panel]), panel


def test_simulated_data_says_so_and_real_data_does_not():
    assert panels(ordinary(), look(), words("id")).children[ids.WALL_BADGE] == "SIMULASI"
    assert panels(replace(ordinary(), simulated=False), look(), words("id")).children[ids.WALL_BADGE] == ""


def test_the_map_says_how_many_it_shows_and_what_it_does_not_know():
    parts = panels(ordinary(), look(), words("id")).children
    assert words_of(parts[ids.WALL_MAP_TITLE]) == "Laporan terbuka di peta, 200 · 3 kejadian gabungan"
    assert words_of(parts[ids.WALL_MAP_NOTES]) == "tanpa lokasi: 12 tanpa isi: lokasi perkiraan batas perkiraan"
    official = panels(ordinary(), look(approximate=False), words("id")).children
    assert "batas perkiraan" not in words_of(official[ids.WALL_MAP_NOTES])


def test_the_map_is_told_in_words():
    told = panels(ordinary(), look(), words("id")).children[ids.WALL_MAP_TEXT]
    assert told.startswith("Peta 200 laporan terbuka menurut kategori: Jalan rusak ")
    assert told.endswith("Kejadian gabungan: 3.")


@pytest.mark.parametrize(
    ("view", "known", "said"),
    [(empty(), False, "Belum ada laporan"), (settled(), True, "Tidak ada laporan terbuka"), (ordinary(), True, "")],
)
def test_nothing_open_is_told_from_nothing_known(view, known, said):
    assert has_data(view) is known
    assert words_of(panels(view, look(), words("id")).children[ids.WALL_MAP_EMPTY]).startswith(said)


def test_the_number_of_channels_is_the_titles():
    made = page(silent(), look(), words("id"), "gelap")
    assert "Dua belas kanal, 24 jam" in words_of(classed(made, "panel-channels"))
    fewer = page(replace(ordinary(), channels=ordinary().channels[:1]), look(), words("id"), "gelap")
    assert "Satu kanal, 24 jam" in words_of(classed(fewer, "panel-channels"))


def test_what_the_browser_draws_holds_no_more_than_a_frame_does():
    facts = panels(ordinary(), look(), words("id")).facts
    assert set(facts) == {"head", "asOf", "anyData", "incidents", "ticker"}
    assert set(facts["ticker"][0]) == {"report_id", "number", "at", "channel", "category", "kelurahan"}


def test_each_titled_panel_has_a_place_for_its_age():
    made = page(ordinary(), look(), words("id"), "gelap")
    assert len(classed(made, "panel")) == len(classed(made, "panel-age")) == 5


@pytest.mark.parametrize(("theme", "attribute"), [("gelap", "dark"), ("terang", "light")])
def test_the_theme_is_an_attribute_of_the_wall(theme, attribute):
    [wall] = classed(page(ordinary(), look(), words("en"), theme), "wall")
    assert getattr(wall, "data-theme") == attribute
    assert wall.lang == "en"


def test_type_grows_for_a_small_screen_far_away():
    [wall] = classed(page(ordinary(), look(viewing_distance_m=6), words("id"), "gelap"), "wall")
    assert float(wall.style["--s"]) > 1.1
