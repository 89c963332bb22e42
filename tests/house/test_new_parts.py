"""A page, a scene and a panel of the wall are added by exactly the places that CONTRIBUTING lists, and then are all they shall be.

One copy of the program gets all three: composing one takes seconds.
"""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.house import new_page, new_panel, new_scene
from tests.house.patterns import ROOT, copy_with, places_of, run_in

PARTS = (new_page, new_scene, new_panel)
COMPOSED = Path(__file__).parent / "composed.py"
CONTRACTS = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports())"


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program with the new parts."""
    changes = {place: change for part in PARTS for place, change in part.CHANGES.items()}
    assert len(changes) == sum(len(part.CHANGES) for part in PARTS)
    return copy_with(tmp_path_factory.mktemp("new_parts") / "copy", changes)


@pytest.fixture(scope="module")
def told(copy: Path) -> Any:
    """What it answers: a part of the test for each new part."""
    asked = "\n".join(part.ASKED for part in PARTS)
    script = f"{COMPOSED.read_text('utf-8')}\nimport json\n\ntold = {{}}\n{asked}\nprint(json.dumps(told))\n"
    return json.loads(run_in(copy, script).splitlines()[-1])


def test_the_places_of_a_page_are_those_that_are_listed():
    """A place that ends with a slash is a folder: what is in it belongs to the page alone."""
    places = [new_page.filled(place) for place in places_of("page")]
    changed = {name.removesuffix("+") for name in new_page.CHANGES}
    used = {next((place for place in places if name == place or name.startswith(place)), name) for name in changed}
    assert used == set(places)


@pytest.mark.parametrize(("kind", "part"), [("scene", new_scene), ("panel", new_panel)], ids=["scene", "panel"])
def test_the_places_of_a_part_of_the_wall_are_those_that_are_listed_and_at_most_four(kind, part):
    places = places_of(kind)
    assert len(places) <= 4
    assert {name.removesuffix("+") for name in part.CHANGES} == {
        name for place in places for name in part.filled(place)
    }


def test_the_layers_are_kept(copy):
    shutil.copyfile(ROOT / ".importlinter", copy / ".importlinter")
    run_in(copy, CONTRACTS)


def test_the_page_answers_its_roles_and_nobody_else(told):
    page = told["page"]
    assert page["address"] == {"admin": 200, "mayor": 200, "p3m": 403}
    assert page["content"] == {"admin": 200, "mayor": 200, "p3m": 403}
    assert page["nobody"].startswith("/masuk")
    assert "Laporan per hari" in page["words"]


def test_the_callback_of_the_page_is_guarded_by_its_roles(told):
    assert told["page"]["callback"] == {"admin": 200, "mayor": 200, "p3m": 403}


def test_the_page_stands_in_the_navigation_of_who_may_open_it(told):
    assert "Kedatangan" in told["page"]["calls"]["admin"]
    assert "Kedatangan" not in told["page"]["calls"]["p3m"]


def test_the_styles_of_the_page_are_loaded(told):
    assert "assets/arrivals/arrivals.css" in told["page"]["frame"]


def test_the_scene_stands_in_the_playlist_and_is_empty_until_it_is_shown(told):
    live = told["scene"]["live"]
    assert '"key":"kejadian","title":"Kejadian","seconds":30' in live
    assert 'id="wall-scene-kejadian"' in live
    assert "Belum ada kejadian" not in live


def test_the_address_of_the_scene_opens_it_filled(told):
    assert "Belum ada kejadian" in told["scene"]["scene"]
    assert 'data-scene="kejadian"' in told["scene"]["scene"]


def test_a_refresh_fills_the_scene_in_the_language_of_the_screen(told):
    refreshed = told["scene"]["refreshed"]
    assert refreshed["scene"] == "kejadian"
    assert "No incident yet" in refreshed["slots"]["wall-kejadian-list"]


def test_the_styles_of_the_scene_stand_in_the_page(told):
    assert ".scene-kejadian" in told["scene"]["live"]


def test_the_panel_stands_on_the_page_with_its_title(told):
    page = told["panel"]["page"]
    assert "panel panel-incidents" in page
    assert 'id="wall-incidents"' in page
    assert "Kejadian terbesar" in page


def test_a_refresh_fills_the_panel_in_the_language_of_the_screen(told):
    assert "No joint incidents" in told["panel"]["refreshed"]["wall-incidents"]


def test_the_styles_of_the_panel_come_after_those_of_the_wall(told):
    page = told["panel"]["page"]
    assert 0 < page.index(".wall-sheet") < page.index(".incident-lines")
