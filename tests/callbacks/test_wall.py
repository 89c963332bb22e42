"""The wall's callbacks as the browser calls them."""

import json
from dataclasses import dataclass, field, replace

import dash
import pytest
from dash import html
from flask import Flask
from structlog.testing import capture_logs

from callbacks import wall as wall_callbacks
from callbacks.wall import WallSource
from command_center.readmodel.wall_view import WallView
from layouts.i18n import words
from layouts.markup import markup
from layouts.visit import Visit
from layouts.wall import ids
from layouts.wall.page import BADGE
from layouts.wall.panel import Panel
from layouts.wall.scene import Scene
from layouts.wall.scene_kota import SCENE
from tests.layouts.reading import page_of
from tests.layouts.sample_view import config, ordinary


@dataclass
class Now:
    """A view that a test may change."""

    view: WallView = field(default_factory=ordinary)


@pytest.fixture
def now():
    return Now()


@pytest.fixture
def source(now):
    return WallSource(lambda: now.view, config())


@pytest.fixture
def client(source):
    server = Flask(__name__)
    app = dash.Dash(__name__, server=server, suppress_callback_exceptions=True)
    wall_callbacks.register(app, source)
    app.layout = html.Div()
    return server.test_client()


def ask(client, outputs, changed, value, state=()):
    """Call a callback as the browser does; (status, answer)."""
    multi = len(outputs) > 1
    listed = [{"id": name, "property": prop} for name, prop in outputs]
    key = "..".join(("", "...".join(f"{name}.{prop}" for name, prop in outputs), "")) if multi else ".".join(outputs[0])
    answer = client.post(
        "/_dash-update-component",
        json={
            "output": key,
            "outputs": listed if multi else listed[0],
            "inputs": [{"id": changed, "property": "data", "value": value}],
            "changedPropIds": [f"{changed}.data"],
            "state": [{"id": name, "property": prop, "value": given} for name, prop, given in state],
        },
    )
    return answer.status_code, json.loads(answer.data)["response"]


def refresh(client, language="id", asked=None):
    """Status, and the panels that the answer brings."""
    asked = {"scene": "kota"} if asked is None else asked
    status, response = ask(client, [(ids.PANELS, "data")], ids.REFRESH, asked, [(ids.ROOT, "lang", language)])
    return status, response[ids.PANELS]["data"]


def test_a_refresh_answers_with_every_panel_and_the_facts(client):
    status, response = refresh(client)
    assert status == 200
    assert response["scene"] == "kota"
    assert set(response["slots"]) == {BADGE.id, ids.ALERTS, *[slot.id for slot in SCENE.slots]}
    assert response["facts"]["head"] == 5000
    assert response["slots"][BADGE.id] == "SIMULASI"


def test_a_refresh_shows_the_view_as_it_is_now(client, now):
    now.view = replace(now.view, head=5001, simulated=False)
    _, response = refresh(client)
    assert response["facts"]["head"] == 5001
    assert response["slots"][BADGE.id] == ""


def test_the_language_is_the_screens_own(client):
    _, response = refresh(client, "en")
    assert response["slots"][BADGE.id] == "SIMULATION"


@pytest.mark.parametrize("language", ["fr", "", None, 3, ["id"], {"a": 1}])
def test_a_forged_language_is_answered_in_the_walls_own(client, language):
    status, response = refresh(client, language)
    assert status == 200
    assert response["slots"][BADGE.id] == "SIMULASI"


@pytest.mark.parametrize("asked", [None, "kota", {}, {"scene": "no such"}, {"scene": ["kota"]}, [1]])
def test_a_forged_scene_is_answered_with_the_first(client, asked):
    status, response = refresh(client, asked=asked if asked is not None else 0)
    assert status == 200
    assert response["scene"] == "kota"


def test_names_of_the_city_are_no_markup(client, now):
    now.view = replace(now.view, due=(replace(now.view.due[0], kelurahan="<img src=x onerror=alert(1)>"),))
    _, response = refresh(client)
    assert "&lt;img src=x" in response["slots"]["wall-due"]
    assert "<img" not in response["slots"]["wall-due"]


def test_a_scene_with_a_view_of_its_own_shows_that(now):
    own = Scene("lain", (Panel("lain-head", lambda *_: "", lambda view, config, words: f"{view.head}", "all"),))
    wall = WallSource(lambda: now.view, config(), (SCENE, own), {"lain": lambda: replace(now.view, head=77)})
    assert wall.panels(own, words("id"))["slots"]["wall-lain-head"] == "77"
    assert wall.panels(own, words("id"))["facts"]["head"] == 5000


@pytest.fixture
def as_in_front_of_people(monkeypatch, every_part_is_made):
    """The log of failed parts as it is, kept instead of written: the frames of a failure hold whole views."""
    monkeypatch.undo()
    with capture_logs():
        yield


def broken(*_):
    raise ZeroDivisionError


@pytest.mark.usefixtures("as_in_front_of_people")
def test_a_panel_that_fails_leaves_the_others_and_keeps_what_it_showed(now):
    sound, failing = Panel("sound", broken, lambda *_: "there", "all"), Panel("failing", lambda *_: "", broken, "all")
    scene = Scene("lain", (sound, failing))
    told = WallSource(lambda: now.view, config(), (scene,)).panels(scene, words("id"))
    assert told["slots"].keys() == {"wall-sound", "wall-failing-title", BADGE.id, ids.ALERTS}
    assert told["failed"].keys() == {"wall-sound-title", "wall-failing"}
    assert "dicoba lagi sendiri" in told["failed"]["wall-failing"]
    assert told["facts"]["head"] == 5000
    assert "dicoba lagi sendiri" in markup(scene.drawn(now.view, config(), words("id"))), "there was nothing before"


@pytest.mark.usefixtures("as_in_front_of_people")
def test_a_scene_whose_own_view_fails_leaves_the_head_and_the_other_scenes(now):
    own = Scene("opd", (Panel("lain-head", lambda *_: "", lambda *_: "there", "all"),))
    wall = WallSource(lambda: now.view, config(), (SCENE, own), {"opd": broken})
    told = wall.panels(own, words("id"))
    assert told["slots"] == {BADGE.id: "SIMULASI", ids.ALERTS: ""}
    assert told["failed"].keys() == {slot.id for slot in own.slots}
    visit = Visit(wall_callbacks.PAGE, [], "", "Lapor Hendi", True, words("id"), "gelap", {"adegan": "opd"})
    begun = markup(wall_callbacks.layout(wall, visit))
    scenes = {name: begun.partition(f'id="wall-scene-{name}"')[2].partition(">")[0] for name in ("kota", "opd")}
    assert ["hidden" in scenes[name] for name in ("kota", "opd")] == [False, True], "it begins with the city"


def test_a_resync_brings_all_points_with_the_head_they_hold_for(client, source):
    status, response = ask(client, [(ids.POINTS, "data")], ids.RESYNC, {"at": 1})
    assert status == 200
    points = json.loads(response[ids.POINTS]["data"])
    assert points["head"] == 5000
    assert len(points["id"]) == len(source.view().points)


def test_two_programs_of_one_process_answer_each_for_themselves(source):
    other = WallSource(lambda: replace(ordinary(), head=7), config())
    answers = []
    for each in (source, other):
        server = Flask(__name__)
        app = dash.Dash(__name__, server=server, suppress_callback_exceptions=True)
        wall_callbacks.register(app, each)
        app.layout = html.Div()
        answers.append(refresh(server.test_client())[1]["facts"]["head"])
    assert answers == [5000, 7]


def test_every_callback_belongs_to_the_wall(source):
    app = dash.Dash(__name__, server=Flask(__name__), suppress_callback_exceptions=True)
    wall_callbacks.register(app, source)
    app.layout = html.Div()
    app._setup_server()
    outputs = [part for key in app.callback_map for part in key.strip(".").split("...")]
    assert outputs
    assert {page_of(part) for part in outputs} == {"wall"}
