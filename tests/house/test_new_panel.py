"""A panel of the wall is added by exactly the places that CONTRIBUTING lists, and is then drawn and refreshed."""

import json
import shutil
from pathlib import Path

import pytest

from tests.house.patterns import ROOT, copy_with, places_of, run_in

FIGURE = '''"""The incidents with most reports."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from command_center.readmodel.wall_view import IncidentMark
from layouts.figures.marks import empty
from layouts.i18n import Words


def incident_list(incidents: Sequence[IncidentMark], words: Words) -> list[Component]:
    """A line an incident, the largest first."""
    if not incidents:
        return [empty(words("wall.incidents.empty"), words("wall.incidents.empty_hint"), good=True)]
    largest = sorted(incidents, key=lambda mark: -mark.count)
    lines = [html.Li(f"{mark.kelurahan}: {words.number(mark.count)}") for mark in largest]
    return [html.Ol(lines, className="incident-lines")]
'''
ENTRY = """
from layouts.figures.incident_list import incident_list  # noqa: E402

PANELS = (
    *PANELS,
    Panel(
        key="incidents",
        title=lambda view, config, words: words("wall.incidents.title"),
        build=lambda view, config, words: incident_list(view.incidents, words),
        area="bottom",
    ),
)
"""
WORDS = {
    "id": ("Kejadian terbesar", "Tidak ada kejadian gabungan", "Laporan serupa akan muncul di sini."),
    "en": ("Largest incidents", "No joint incidents", "Reports of the same thing will appear here."),
}
CHANGES = {
    "layouts/figures/incident_list.py": FIGURE,
    "layouts/wall/panels.py+": ENTRY,
    **{
        f"layouts/wall/words.{language}.toml+": f'\n[incidents]\ntitle = "{title}"\nempty = "{empty}"\nempty_hint = "{hint}"\n'
        for language, (title, empty, hint) in WORDS.items()
    },
    "assets/wall/panels/incidents.css": ".incident-lines {\n  margin: 0;\n}\n",
}
ASKED = """
import json

client = browser("p3m")
refreshed = call(
    client,
    "wall-panels.data",
    outputs={"id": "wall-panels", "property": "data"},
    inputs=[{"id": "wall-refresh", "property": "data", "value": {"scene": "kota"}}],
    state=[{"id": "wall-root", "property": "lang", "value": "en"}],
)
page = client.get("/wall").get_data(as_text=True)
print(json.dumps({"page": page, "refreshed": refreshed.get_json()["response"]["wall-panels"]["data"]["slots"]}))
"""

COMPOSED = Path(__file__).parent / "composed.py"
CONTRACTS = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports())"


def filled(place: str) -> list[str]:
    named = place.replace("<figure>", "incident_list").replace("<panel>", "incidents")
    return [named.replace("<language>", language) for language in WORDS] if "<language>" in named else [named]


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """The program with the new panel."""
    return copy_with(tmp_path_factory.mktemp("new_panel"), CHANGES)


@pytest.fixture(scope="module")
def asked(copy):
    """What its wall answers."""
    return json.loads(run_in(copy, COMPOSED.read_text("utf-8") + ASKED).splitlines()[-1])


def test_the_places_are_those_that_are_listed_and_at_most_four():
    places = places_of("panel")
    assert len(places) <= 4
    assert {name.removesuffix("+") for name in CHANGES} == {name for place in places for name in filled(place)}


def test_the_layers_are_kept(copy):
    shutil.copyfile(ROOT / ".importlinter", copy / ".importlinter")
    run_in(copy, CONTRACTS)


def test_the_panel_stands_on_the_page_with_its_title(asked):
    assert "panel panel-incidents" in asked["page"]
    assert 'id="wall-incidents"' in asked["page"]
    assert "Kejadian terbesar" in asked["page"]


def test_a_refresh_fills_it_in_the_language_of_the_screen(asked):
    assert "No joint incidents" in asked["refreshed"]["wall-incidents"]


def test_its_styles_come_after_those_of_the_wall(asked):
    assert 0 < asked["page"].index(".wall-sheet") < asked["page"].index(".incident-lines")
