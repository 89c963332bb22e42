"""A scene of the wall, *Kejadian*: what the places of a scene get, and what is asked of it."""

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
        f"layouts/wall/words.{language}.toml": (
            "[state]\n",
            f'kejadian = "{title}"\n\n[kejadian]\ntitle = "{title}"\nnone = "{none}"\n\n',
        )
        for language, (title, none) in WORDS.items()
    },
    "assets/wall/scenes/kejadian.css": '.scene-kejadian {\n  grid-template: "list" 1fr / 1fr;\n}\n',
}
ASKED = """
client = browser("p3m")
asked = dict(
    outputs={"id": "wall-panels", "property": "data"},
    inputs=[{"id": "wall-refresh", "property": "data", "value": {"scene": "kejadian"}}],
    state=[{"id": "wall-root", "property": "lang", "value": "en"}],
)
refreshed = call(client, "wall-panels.data", **asked).get_json()["response"]["wall-panels"]["data"]
told["scene"] = {
    "live": client.get("/wall").get_data(as_text=True),
    "scene": client.get("/wall?adegan=kejadian").get_data(as_text=True),
    "refreshed": refreshed,
}
"""


def filled(place: str) -> list[str]:
    """A place as it is called for this scene; each of its files where it stands for several."""
    named = place.replace("<scene>", "kejadian")
    return [named.replace("<language>", language) for language in WORDS] if "<language>" in named else [named]
