"""The wall's page in every state, language and theme."""

from dataclasses import replace

import pytest

from layouts.i18n import LANGUAGES, words
from layouts.markup import markup
from layouts.theme import THEMES
from layouts.wall.counters import COUNTERS
from layouts.wall.map import EMPTY, LEGEND, NOTES, TEXT, TITLE
from layouts.wall.page import BADGE, facts
from layouts.wall.page import wall_page as page_of_opening
from layouts.wall.panel import has_data
from layouts.wall.panels import PANELS
from layouts.wall.scene_kota import SCENE
from tests.layouts.reading import classed, every, page_of, words_of
from tests.layouts.sample_view import AS_OF, VIEWS, config, empty, opening, ordinary, settled, silent


def wall_page(view, wall, spoken, theme):
    """The wall, opened with the scene of today."""
    return page_of_opening(opening(view), wall, spoken, theme)


SMALL = [name for name in VIEWS if name != "many"]


@pytest.mark.parametrize("name", SMALL)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("theme", THEMES)
def test_the_page_can_be_sent_in_every_state_language_and_theme(name, language, theme):
    made = wall_page(VIEWS[name](AS_OF), config(), words(language), theme)
    assert markup(made).startswith('<div id="wall-root"')


def shown(view, **changes):
    """Slot of the page -> what it shows."""
    wall, spoken = config(**changes), words("id")
    return {**SCENE.contents(view, wall, spoken), BADGE.id: BADGE.build(view, wall, spoken)}


def test_every_id_of_the_page_is_the_walls_and_given_once():
    given = [one.id for one in every(wall_page(ordinary(), config(), words("id"), "gelap")) if getattr(one, "id", None)]
    assert len(given) == len(set(given))
    assert {page_of(one) for one in given} == {"wall"}
    assert {BADGE.id, *[slot.id for slot in SCENE.slots]} < set(given)


def test_the_page_shows_first_what_a_refresh_would_bring():
    made = {getattr(one, "id", ""): one for one in every(wall_page(ordinary(), config(), words("id"), "gelap"))}
    for name, children in shown(ordinary()).items():
        assert words_of(made[name]) == words_of(children), name


def test_every_panel_of_the_list_stands_in_its_area():
    made = wall_page(ordinary(), config(), words("id"), "gelap")
    for area in ("side", "bottom"):
        boxes = [box.className.removeprefix("panel panel-") for box in classed(classed(made, f"area-{area}"), "panel")]
        assert boxes == [panel.key for panel in PANELS if panel.area == area]


@pytest.mark.parametrize("name", SMALL)
def test_no_panel_is_left_blank(name):
    for slot in (*[slot for panel in (*PANELS, COUNTERS) for slot in panel.slots], LEGEND):
        assert words_of(shown(VIEWS[name](AS_OF))[slot.id]), slot.key


def test_simulated_data_says_so_and_real_data_does_not():
    assert shown(ordinary())[BADGE.id] == "SIMULASI"
    assert shown(replace(ordinary(), simulated=False))[BADGE.id] == ""


def test_the_map_says_how_many_it_shows_and_what_it_does_not_know():
    parts = shown(ordinary())
    assert words_of(parts[TITLE.id]) == "Laporan terbuka di peta, 200 · 3 kejadian gabungan"
    assert words_of(parts[NOTES.id]) == "tanpa lokasi: 12 tanpa isi: lokasi perkiraan batas perkiraan"
    assert "batas perkiraan" not in words_of(shown(ordinary(), approximate=False)[NOTES.id])


def test_the_map_is_told_in_words():
    told = shown(ordinary())[TEXT.id]
    assert told.startswith("Peta 200 laporan terbuka menurut kategori: Jalan rusak ")
    assert told.endswith("Kejadian gabungan: 3.")


@pytest.mark.parametrize(
    ("view", "known", "said"),
    [(empty(), False, "Belum ada laporan"), (settled(), True, "Tidak ada laporan terbuka"), (ordinary(), True, "")],
)
def test_nothing_open_is_told_from_nothing_known(view, known, said):
    assert has_data(view) is known
    assert words_of(shown(view)[EMPTY.id]).startswith(said)


def test_the_number_of_channels_is_the_titles():
    made = wall_page(silent(), config(), words("id"), "gelap")
    assert "Dua belas kanal, 24 jam" in words_of(classed(made, "panel-channels"))
    fewer = wall_page(replace(ordinary(), channels=ordinary().channels[:1]), config(), words("id"), "gelap")
    assert "Satu kanal, 24 jam" in words_of(classed(fewer, "panel-channels"))


def test_what_the_browser_draws_holds_no_more_than_a_frame_does():
    drawn = facts(ordinary(), config())
    assert set(drawn) == {"head", "asOf", "incidents", "breaches", "ticker"}
    assert set(drawn["breaches"][0]) == {"id", "category", "kelurahan"}
    assert set(drawn["ticker"][0]) == {"report_id", "number", "at", "channel", "category", "kelurahan"}


def test_each_titled_panel_has_a_place_for_its_age():
    made = wall_page(ordinary(), config(), words("id"), "gelap")
    assert len(classed(made, "panel")) == len(classed(made, "panel-age"))
    assert len(classed(classed(made, "scene-kota"), "panel")) == 5


@pytest.mark.parametrize(("theme", "attribute"), [("gelap", "dark"), ("terang", "light")])
def test_the_theme_is_an_attribute_of_the_wall(theme, attribute):
    [wall] = classed(wall_page(ordinary(), config(), words("en"), theme), "wall")
    assert getattr(wall, "data-theme") == attribute
    assert wall.lang == "en"


def test_type_grows_for_a_small_screen_far_away():
    [wall] = classed(wall_page(ordinary(), config(viewing_distance_m=6), words("id"), "gelap"), "wall")
    assert float(wall.style["--s-wide"]) > 1.1


def test_the_map_names_whose_tiles_it_shows():
    named = {"tile_url": "https://tile.example/{z}/{x}/{y}.png", "tile_attribution": "© OpenStreetMap contributors"}
    made = wall_page(ordinary(), config(**named), words("id"), "gelap")
    assert words_of(classed(made, "map-attribution")) == "© OpenStreetMap contributors"
    without = wall_page(ordinary(), config(**{**named, "tile_url": ""}), words("id"), "gelap")
    assert words_of(classed(without, "map-attribution")) == ""
