"""A panel of the wall, the largest incidents: what the places of a panel get, and what is asked of it."""

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
client = browser("p3m")
refreshed = call(
    client,
    "wall-panels.data",
    outputs={"id": "wall-panels", "property": "data"},
    inputs=[{"id": "wall-refresh", "property": "data", "value": {"scene": "kota"}}],
    state=[{"id": "wall-root", "property": "lang", "value": "en"}],
)
told["panel"] = {
    "page": client.get("/wall").get_data(as_text=True),
    "refreshed": refreshed.get_json()["response"]["wall-panels"]["data"]["slots"],
}
"""


def filled(place: str) -> list[str]:
    """A place as it is called for this panel; each of its files where it stands for several."""
    named = place.replace("<figure>", "incident_list").replace("<panel>", "incidents")
    return [named.replace("<language>", language) for language in WORDS] if "<language>" in named else [named]
