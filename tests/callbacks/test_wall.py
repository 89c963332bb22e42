"""The wall's callbacks as the browser calls them."""

import json
from dataclasses import dataclass, field, replace

import dash
import pytest
from dash import html
from flask import Flask

from callbacks import wall as wall_callbacks
from command_center.readmodel.wall_view import WallView
from layouts import ids
from layouts.wall.config import WallLook
from layouts.wall.page import PANEL_IDS
from tests.layouts.reading import classed, words_of
from tests.layouts.sample_view import look, ordinary


@dataclass
class Source:
    """A wall source whose view a test may change."""

    look: WallLook = field(default_factory=look)
    now: WallView = field(default_factory=ordinary)

    def view(self) -> WallView:
        return self.now


@pytest.fixture
def source():
    return Source()


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


def refresh(client, language="id"):
    outputs = [*[(name, "children") for name in PANEL_IDS], (ids.WALL_FACTS, "data")]
    return ask(client, outputs, ids.WALL_REFRESH, {"n": 1}, [(ids.WALL, "lang", language)])


def test_a_refresh_answers_with_every_panel_and_the_facts(client):
    status, response = refresh(client)
    assert status == 200
    assert set(response) == {*PANEL_IDS, ids.WALL_FACTS}
    assert response[ids.WALL_FACTS]["data"]["head"] == 5000
    assert response[ids.WALL_BADGE]["children"] == "SIMULASI"


def test_a_refresh_shows_the_view_as_it_is_now(client, source):
    source.now = replace(source.now, head=5001, simulated=False)
    _, response = refresh(client)
    assert response[ids.WALL_FACTS]["data"]["head"] == 5001
    assert response[ids.WALL_BADGE]["children"] == ""


def test_the_language_is_the_screens_own(client):
    _, response = refresh(client, "en")
    assert response[ids.WALL_BADGE]["children"] == "SIMULATION"


@pytest.mark.parametrize("language", ["fr", "", None, 3, ["id"], {"a": 1}])
def test_a_forged_language_is_answered_in_the_walls_own(client, language):
    status, response = refresh(client, language)
    assert status == 200
    assert response[ids.WALL_BADGE]["children"] == "SIMULASI"


def test_a_resync_brings_all_points_with_the_head_they_hold_for(client, source):
    status, response = ask(client, [(ids.WALL_POINTS, "data")], ids.WALL_RESYNC, {"at": 1})
    assert status == 200
    points = response[ids.WALL_POINTS]["data"]
    assert points["head"] == 5000
    assert len(points["id"]) == len(source.now.points)


@pytest.mark.parametrize(
    ("query", "theme", "language"),
    [
        ({}, "dark", "id"),
        ({"tema": "terang"}, "light", "id"),
        ({"bahasa": "en"}, "dark", "en"),
        ({"tema": "terang", "bahasa": "en", "other": "x"}, "light", "en"),
        ({"tema": "neon", "bahasa": "klingon"}, "dark", "id"),
        ({"tema": ["terang"], "bahasa": ["en"]}, "dark", "id"),
    ],
)
def test_the_address_chooses_theme_and_language(source, query, theme, language):
    [root] = classed(wall_callbacks.serve(source, **query), "wall")
    assert getattr(root, "data-theme") == theme
    assert root.lang == language


def test_the_settings_choose_where_the_address_does_not():
    [root] = classed(wall_callbacks.serve(Source(look=look(theme="terang", language="en"))), "wall")
    assert getattr(root, "data-theme") == "light"
    assert "The city today" in words_of(root)


def test_two_programs_of_one_process_answer_each_for_themselves(source):
    other = Source(now=replace(ordinary(), head=7))
    answers = []
    for each in (source, other):
        server = Flask(__name__)
        app = dash.Dash(__name__, server=server, suppress_callback_exceptions=True)
        wall_callbacks.register(app, each)
        app.layout = html.Div()
        answers.append(refresh(server.test_client())[1][ids.WALL_FACTS]["data"]["head"])
    assert answers == [5000, 7]


def test_every_callback_belongs_to_the_wall(source):
    app = dash.Dash(__name__, server=Flask(__name__), suppress_callback_exceptions=True)
    wall_callbacks.register(app, source)
    app.layout = html.Div()
    app._setup_server()
    outputs = [part for key in app.callback_map for part in key.strip(".").split("...")]
    assert outputs
    assert {ids.page_of(part) for part in outputs} == {"wall"}
