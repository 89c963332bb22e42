"""A scene of the wall is added by exactly the places that CONTRIBUTING lists, and then stands in the playlist."""

import json
import shutil
from pathlib import Path

import pytest

from tests.house.patterns import ROOT, copy_with, places_of, run_in

SCENE = '''"""Scene *Kejadian*: the incidents with most reports."""

from dash import html
from dash.development.base_component import Component

from command_center.readmodel.wall_view import WallView
from layouts.i18n import Words
from layouts.wall.config import WallConfig
from layouts.wall.panel import Panel
from layouts.wall.scene import Scene


def lines(view: WallView, config: WallConfig, words: Words) -> list[Component]:
    """A line an incident."""
    found = [html.Div(f"{mark.kelurahan}: {words.number(mark.count)}") for mark in view.incidents]
    return found or [html.Div(words("wall.kejadian.none"))]


SCENE: Scene[WallView] = Scene(
    key="kejadian",
    panels=(Panel("kejadian-list", lambda view, config, words: words("wall.kejadian.title"), lines, "list"),),
)
'''
ENTRY = """
from layouts.wall import scene_kejadian  # noqa: E402

SCENES = (*SCENES, scene_kejadian.SCENE)
"""
WORDS = {"id": ("Kejadian", "Belum ada kejadian"), "en": ("Incidents", "No incident yet")}
CHANGES = {
    "layouts/wall/scene_kejadian.py": SCENE,
    "layouts/wall/scenes.py+": ENTRY,
    **{
        f"layouts/wall/words.{language}.toml": ("[state]\n", f'[kejadian]\ntitle = "{title}"\nnone = "{none}"\n\n')
        for language, (title, none) in WORDS.items()
    },
    "assets/wall/scenes/kejadian.css": '.scene-kejadian {\n  grid-template: "list" 1fr / 1fr;\n}\n',
}
ASKED = """
import json

client = browser("p3m")
asked = dict(
    outputs={"id": "wall-panels", "property": "data"},
    inputs=[{"id": "wall-refresh", "property": "data", "value": {"scene": "kejadian"}}],
    state=[{"id": "wall-root", "property": "lang", "value": "en"}],
)
refreshed = call(client, "wall-panels.data", **asked).get_json()["response"]["wall-panels"]["data"]
print(json.dumps({
    "live": client.get("/wall").get_data(as_text=True),
    "scene": client.get("/wall?adegan=kejadian").get_data(as_text=True),
    "refreshed": refreshed,
}))
"""

COMPOSED = Path(__file__).parent / "composed.py"
CONTRACTS = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports())"


def filled(place: str) -> list[str]:
    named = place.replace("<scene>", "kejadian")
    return [named.replace("<language>", language) for language in WORDS] if "<language>" in named else [named]


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """The program with the new scene."""
    made = copy_with(tmp_path_factory.mktemp("new_scene"), CHANGES)
    for language, (title, _) in WORDS.items():
        file = made / "layouts" / "wall" / f"words.{language}.toml"
        text = file.read_text("utf-8")
        file.write_text(text.replace("[scene]\n", f'[scene]\nkejadian = "{title}"\n', 1), "utf-8")
    return made


@pytest.fixture(scope="module")
def asked(copy):
    """What its wall answers."""
    return json.loads(run_in(copy, COMPOSED.read_text("utf-8") + ASKED).splitlines()[-1])


def test_the_places_are_those_that_are_listed_and_at_most_four():
    places = places_of("scene")
    assert len(places) <= 4
    assert {name.removesuffix("+") for name in CHANGES} == {name for place in places for name in filled(place)}


def test_the_layers_are_kept(copy):
    shutil.copyfile(ROOT / ".importlinter", copy / ".importlinter")
    run_in(copy, CONTRACTS)


def test_it_stands_in_the_playlist_and_is_empty_until_it_is_shown(asked):
    assert '"key":"kejadian","title":"Kejadian","seconds":30' in asked["live"]
    assert 'id="wall-scene-kejadian"' in asked["live"]
    assert "Belum ada kejadian" not in asked["live"]


def test_the_address_opens_it_filled(asked):
    assert "Belum ada kejadian" in asked["scene"]
    assert 'data-scene="kejadian"' in asked["scene"]


def test_a_refresh_fills_it_in_the_language_of_the_screen(asked):
    assert asked["refreshed"]["scene"] == "kejadian"
    assert "No incident yet" in asked["refreshed"]["slots"]["wall-kejadian-list"]


def test_its_styles_stand_in_the_page(asked):
    assert ".scene-kejadian" in asked["live"]
