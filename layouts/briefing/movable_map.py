"""The map of the day as one HTML file to hand on: folium's Leaflet map with every script and style inside, and no tiles.

It loads nothing: it opens from a memory stick or a letter, without internet.
"""

import json
import re
from html import escape
from pathlib import Path
from typing import Any

from command_center.errors import CommandCenterError
from command_center.readmodel.briefing_view import BriefingEdition, IncidentSpot, ReportSpot
from layouts.briefing.config import BriefingConfig
from layouts.briefing.parts import screen_colours, short_name
from layouts.figures.category_shapes import category_shape
from layouts.i18n import Words

LEAFLET = Path(__file__).parents[2] / "node_modules" / "leaflet"
"""The npm package, which make run installs where npm is at hand."""
SCRIPT, STYLE = "dist/leaflet.js", "dist/leaflet.css"
"""Leaflet's own files, below the folder of its package."""
_LINKED = re.compile(r'<script src="[^"]*"></script>|<link rel="stylesheet" href="[^"]*"\s*/?>')
_PICTURES = re.compile(r"url\([^)]*\)")
SIZE = 18


class NoMovableMap(CommandCenterError):
    """The file cannot be made: the message says what to install."""


def movable_map_there(leaflet: Path = LEAFLET) -> bool:
    """Whether Leaflet is installed."""
    return (leaflet / SCRIPT).is_file() and (leaflet / STYLE).is_file()


def movable_map(edition: BriefingEdition, config: BriefingConfig, words: Words, leaflet: Path = LEAFLET) -> str:
    """The file's text. Raises NoMovableMap."""
    if not movable_map_there(leaflet):
        raise NoMovableMap(
            "the map of one file needs Leaflet, which npm brings: install Node.js with npm, then run make run again"
        )
    # It reads templates of a thousand map extensions: slow to load.
    import folium

    colours = screen_colours("terang")
    rings = [point for feature in config.city["features"] for point in feature["geometry"]["coordinates"][0]]
    south, north = min(lat for _, lat in rings), max(lat for _, lat in rings)
    west, east = min(lon for lon, _ in rings), max(lon for lon, _ in rings)
    made = folium.Map(tiles=None, control_scale=True, zoom_control=True, attributionControl=0)
    city = json.loads(json.dumps(config.city))
    made.fit_bounds([[south, west], [north, east]])
    folium.GeoJson(
        {**city, "features": [_named(feature) for feature in city["features"]]},
        style_function=lambda _feature: {
            "color": colours.border,
            "weight": 1.2,
            "fillColor": colours.land,
            "fillOpacity": 1,
        },
        tooltip=folium.GeoJsonTooltip(fields=["name"], labels=False),
    ).add_to(made)
    day = edition.briefing.map
    shown = {spot.incident for spot in day.incidents}
    for spot in day.spots:
        if spot.incident not in shown:
            _mark(folium, spot, config, words, colours.ink).add_to(made)
    for incident in reversed(day.incidents):
        _circle(folium, incident, config, words, colours.ink).add_to(made)
    return _by_itself(made.get_root().render(), _head(edition, config, words), leaflet, words)


def _inert(text: str) -> str:
    """A text for a box that folium writes into a template of JavaScript and Leaflet into the page: it acts in neither."""
    return escape(text).replace("\\", "&#92;").replace("`", "&#96;").replace("$", "&#36;")


def _named(feature: dict[str, Any]) -> dict[str, Any]:
    """An outline whose name is a text wherever it is written."""
    properties = feature["properties"]
    return {**feature, "properties": {**properties, "name": _inert(str(properties["name"]))}}


def _mark(folium: Any, spot: ReportSpot, config: BriefingConfig, words: Words, ink: str) -> Any:
    style = config.categories.of(spot.category)
    drawing = category_shape(style, SIZE / 2, SIZE / 2, SIZE - 3, ink)
    told = words(
        "briefing.map.popup",
        number=spot.number,
        category=short_name(style, words),
        place=spot.place or words("briefing.no_place"),
    )
    return folium.Marker(
        [spot.lat, spot.lon],
        icon=folium.DivIcon(
            html=f'<svg width="{SIZE}" height="{SIZE}">{drawing}</svg>',
            icon_size=(SIZE, SIZE),
            icon_anchor=(SIZE // 2, SIZE // 2),
            class_name="mark",
        ),
        tooltip=_inert(told),
    )


def _circle(folium: Any, spot: IncidentSpot, config: BriefingConfig, words: Words, ink: str) -> Any:
    style = config.categories.of(spot.category)
    told = words(
        "briefing.map.popup_incident",
        n=spot.count,
        category=short_name(style, words),
        place=spot.place or words("briefing.no_place"),
        clock=words.clock(spot.since),
    )
    size = 36
    return folium.Marker(
        [spot.lat, spot.lon],
        icon=folium.DivIcon(
            html=f'<span style="background:{escape(style.colour)}55;border-color:{ink}">{spot.count}</span>',
            icon_size=(size, size),
            icon_anchor=(size // 2, size // 2),
            class_name="incident",
        ),
        tooltip=_inert(told),
        z_index_offset=1000,
    )


def _head(edition: BriefingEdition, config: BriefingConfig, words: Words) -> str:
    briefing = edition.briefing
    title = words("briefing.map.file_title", day=words.date_long(briefing.about))
    simulated = f"<b>{escape(words('app.simulation'))}</b>" if briefing.simulated else ""
    incidents = "".join(
        f"<li>{escape(short_name(config.categories.of(spot.category), words))} {escape(spot.place)}: <b>{spot.count}</b></li>"
        for spot in briefing.map.incidents
    )
    note = words("briefing.map.file_note", cutoff=words.moment(briefing.cutoff))
    return (
        f'<div class="told"><div>{escape(config.service)} {simulated}</div><h1>{escape(title)}</h1>'
        f"<ul>{incidents}</ul><p>{escape(note)}</p></div>"
    )


_OWN_STYLE = """
html, body { margin: 0; height: 100%; font: 14px/1.4 "Segoe UI", Roboto, "Liberation Sans", Arial, sans-serif; }
.leaflet-container { background: #e9eef2; font: inherit; }
.incident span { display: flex; box-sizing: border-box; width: 36px; height: 36px; align-items: center;
  justify-content: center; border: 2.5px solid; border-radius: 50%; font-weight: 700; font-size: 15px; color: #121a21; }
.incident span { box-shadow: inset 0 0 0 40px #ffffff66; }
.told { position: fixed; right: 10px; bottom: 10px; z-index: 1000; max-width: 300px; padding: 12px 16px;
  border-radius: 8px; background: #fffffff2; box-shadow: 0 1px 6px #0003; color: #121a21; }
.told h1 { margin: 2px 0 6px; font-size: 18px; } .told ul { margin: 0; padding-left: 18px; }
.told p { margin: 8px 0 0; color: #5a6875; font-size: 12.5px; } .told b { color: #9a5b00; } .told li b { color: inherit; }
@media (max-width: 600px) { .told { right: 8px; bottom: 8px; left: 8px; max-width: none; } }
"""


_NO_PICTURES = (
    'L.Icon.Default.mergeOptions(Object.fromEntries(["iconUrl", "iconRetinaUrl", "shadowUrl"].map((name) => '
    '[name, "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=="])));'
)
"""folium makes each marker with Leaflet's own picture before it gives it ours: that one is an empty one from the file."""


def _in_words(words: Words) -> str:
    """Leaflet's own controls in the language of the file, and its scale in the one measure that is used here."""
    titles = {"zoomInTitle": words("briefing.map.zoom_in"), "zoomOutTitle": words("briefing.map.zoom_out")}
    return f"L.Control.Zoom.mergeOptions({json.dumps(titles)});L.Control.Scale.mergeOptions({{imperial: false}});"


def _by_itself(page: str, told: str, leaflet: Path, words: Words) -> str:
    """The page without a link to anywhere: Leaflet's files stand in it, and pictures of its styles are left out."""
    script = (leaflet / SCRIPT).read_text("utf-8").replace("</script", "<\\/script")
    script = re.sub(r"//# sourceMappingURL=.*", "", script)
    style = _PICTURES.sub("none", (leaflet / STYLE).read_text("utf-8"))
    bare = _LINKED.sub("", page)
    bare = bare.replace("<html>", f'<html lang="{words.language}">', 1)
    bare = bare.replace("<head>", "<head><meta name='viewport' content='width=device-width, initial-scale=1'>", 1)
    inside = f"<style>{style}{_OWN_STYLE}</style><script>{script}</script><script>{_NO_PICTURES}{_in_words(words)}</script></head>"
    head, end, rest = bare.partition("</head>")
    if not end:
        raise NoMovableMap("folium wrote a page without a head: tell those who build the program")
    return f"{head}{inside}{rest.replace('<body>', '<body>' + told, 1)}"
