"""The map of the city: its outlines as a Plotly MapLibre figure, and the reports as columns that the browser draws.

The reports are no traces: Plotly redraws every trace of a map at any change, takes one colour a trace for other symbols
than circles, and asks another host for icons it does not know. They are a source of the map's style instead, which
assets/wall/map.js fills; newest.js beside it draws the newest at once above it (see docs/decisions/map.md).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go
import shapely
from shapely.geometry import shape

from command_center.readmodel.wall_view import IncidentMark, MapPoint
from layouts.categories import CategoryStyles
from layouts.theme import THEMES

EMPTY: dict[str, Any] = {"type": "FeatureCollection", "features": []}


@dataclass(frozen=True, slots=True)
class Tiles:
    """A raster base map: an address with {z}/{x}/{y}, perhaps with {s}, and whom to name for it."""

    url: str
    attribution: str = ""

    @property
    def urls(self) -> list[str]:
        """The address at each of the servers a, b and c where it has {s}: they share what a map asks for."""
        return [self.url.replace("{s}", server) for server in ("abc" if "{s}" in self.url else "-")]


def report_map(city: Mapping[str, Any], theme: str, tiles: Tiles | None = None) -> go.Figure:
    """The figure without reports: tiles where the city names a server, outlines, and empty sources for the reports."""
    west, south, east, north = bounds(city)
    figure = go.Figure(go.Scattermap(lat=[], lon=[], showlegend=False, hoverinfo="skip"))
    figure.update_layout(
        map={
            "style": style(city, theme, tiles),
            "center": {"lon": (west + east) / 2, "lat": (south + north) / 2},
            "zoom": 10.5,
        },
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        paper_bgcolor="rgba(0,0,0,0)",
        showlegend=False,
        uirevision="wall",
    )
    return figure


def style(city: Mapping[str, Any], theme: str, tiles: Tiles | None = None) -> dict[str, Any]:
    """A MapLibre style that asks no other host but that of the tiles."""
    colours = THEMES[theme][1]
    sources: dict[str, Any] = {
        "kecamatan": {"type": "geojson", "data": city},
        "reports": {"type": "geojson", "data": EMPTY},
    }
    layers: list[dict[str, Any]] = [
        {"id": "ground", "type": "background", "paint": {"background-color": colours["panel"]}}
    ]
    if tiles:
        sources["tiles"] = {
            "type": "raster",
            "tiles": tiles.urls,
            "tileSize": 256,
            "attribution": tiles.attribution,
        }
        layers.append({"id": "tiles", "type": "raster", "source": "tiles", "paint": {"raster-opacity": 0.55}})
    layers += [
        {
            "id": "land",
            "type": "fill",
            "source": "kecamatan",
            "paint": {"fill-color": colours["land"], "fill-opacity": 0.35 if tiles else 1},
        },
        {
            "id": "border",
            "type": "line",
            "source": "kecamatan",
            "layout": {"line-join": "round"},
            "paint": {
                "line-color": colours["border"],
                "line-width": 1.5,
            },
        },
        symbols(),
    ]
    return {"version": 8, "id": f"wall-{theme}", "sources": sources, "layers": layers}


def symbols() -> dict[str, Any]:
    """The layer of the reports: every report is drawn, none makes way for another."""
    return {
        "id": "reports",
        "type": "symbol",
        "source": "reports",
        "layout": {
            "icon-image": ["get", "icon"],
            "icon-allow-overlap": True,
            "icon-ignore-placement": True,
            "icon-size": 1,
            "symbol-z-order": "source",
        },
        "paint": {"icon-opacity": ["case", ["get", "dim"], 0.55, 1], "icon-opacity-transition": {"duration": 0}},
    }


def bounds(city: Mapping[str, Any]) -> tuple[float, float, float, float]:
    """West, south, east, north of all outlines, in degrees."""
    west, south, east, north = shapely.total_bounds([shape(feature["geometry"]) for feature in city["features"]])
    return float(west), float(south), float(east), float(north)


def names(city: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Name of each kecamatan and the point where it has most room: the centre of its largest inscribed circle."""
    rows = []
    for feature in city["features"]:
        spoke = shapely.maximum_inscribed_circle(shape(feature["geometry"]), tolerance=0.0005)
        lon, lat = spoke.coords[0]
        rows.append({"name": feature["properties"]["name"], "lon": round(lon, 4), "lat": round(lat, 4)})
    return rows


def columns(points: Sequence[MapPoint], incidents: Sequence[IncidentMark], head: int) -> dict[str, Any]:
    """The open reports as columns, much smaller than a list of objects; `head` is the log's position they hold for.

    `category` are indices into `categories`; `loose` are the positions of points that are only the centre of an area,
    `joint` of those that belong to one of these incidents.
    """
    shown = {mark.incident for mark in incidents}
    codes = sorted({point.category for point in points})
    index = {code: position for position, code in enumerate(codes)}
    return {
        "head": head,
        "categories": codes,
        "id": [point.report_id for point in points],
        "lon": [round(point.lon, 5) for point in points],
        "lat": [round(point.lat, 5) for point in points],
        "category": [index[point.category] for point in points],
        "loose": [position for position, point in enumerate(points) if not point.exact],
        "joint": [position for position, point in enumerate(points) if point.incident in shown],
    }


def circles(incidents: Sequence[IncidentMark], categories: CategoryStyles) -> list[dict[str, Any]]:
    """The incidents as the browser draws them, the largest last so that it lies on top: it matters most."""
    return [
        {
            "id": mark.incident,
            "lon": round(mark.lon, 5),
            "lat": round(mark.lat, 5),
            "count": mark.count,
            "colour": categories.of(mark.category).colour,
            "kelurahan": mark.kelurahan,
        }
        for mark in sorted(incidents, key=lambda mark: mark.count)
    ]
