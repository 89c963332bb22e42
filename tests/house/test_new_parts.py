"""A page, a channel, a status, a scene and a panel are added by exactly the places that CONTRIBUTING lists, and then are all they shall be.

One copy of the program gets them all: composing one takes seconds.
"""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.house import new_channel, new_page, new_panel, new_scene, new_status
from tests.house.patterns import ROOT, copy_with, places_of, run_in

PARTS = (new_page, new_scene, new_panel, new_status, new_channel)
"""In the order in which they are asked: the city is empty until the channel brings a report, and the program ends with it."""
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
    settings = f"import json\nimport os\n\nos.environ |= {new_channel.SETTINGS}\ntold = {{}}\n"
    script = f"{settings}{COMPOSED.read_text('utf-8')}\n{asked}\nprint('TOLD' + json.dumps(told))\n"
    return json.loads(run_in(copy, script).rpartition("TOLD")[2])


@pytest.mark.parametrize(
    ("kind", "part"), [("channel", new_channel), ("status", new_status)], ids=["channel", "status"]
)
def test_the_places_are_those_that_are_listed(kind, part):
    assert {name.removesuffix("+") for name in part.CHANGES} == {part.filled(place) for place in places_of(kind)}


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


def test_the_status_is_taken_and_left(told):
    assert (told["status"]["status"], told["status"]["settled"]) == ("waiting", "settled")


def test_the_deadline_that_the_status_does_not_meet_still_runs(told):
    assert told["status"]["next_due"] == "answer"


def test_apps_read_of_the_status_that_the_report_is_open_and_why(told):
    assert told["status"]["open311"] == ["open", "Dinas Pekerjaan Umum menunggu keterangan pelapor."]


def test_what_sp4n_calls_the_status_is_understood(told):
    assert told["status"]["sp4n"] == "waiting"


def test_exports_find_the_status_and_the_read_model_counts_it_as_open(told):
    assert told["status"]["found"] == 1
    assert told["status"]["read_model"] == [["waiting", True]]


def test_the_simulated_staff_goes_on_from_the_status(told):
    assert told["status"]["simulated"][0] == "answered"


def test_a_genuine_message_of_the_channel_becomes_a_report_and_a_forged_one_is_refused(told):
    assert told["channel"]["answers"] == [403, 200]
    assert told["channel"]["reports"] == ["signal"]


def test_the_wall_shows_the_channel_under_the_label_of_the_city(told):
    assert told["channel"]["strip"] == {"Signal kota": 1}


def test_the_settings_of_the_channel_are_on_the_settings_page(told):
    section = told["channel"]["settings"].partition("### Signal of the city (`signal`)")[2].partition("###")[0]
    assert "| `SIGNAL_TOKEN` 🔒 |  | Token of the bridge" in section
    assert "| `SIGNAL_DIR` |" in section


def test_what_the_channel_declares_to_listen_for_is_started(told):
    assert told["channel"]["listeners"] == {"signal folder": "connected"}
