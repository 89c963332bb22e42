"""The reports and incidents of the map as the browser takes them to draw: columns and circles, without words."""

from collections.abc import Sequence
from typing import Any

from command_center.readmodel.wall_view import IncidentMark, MapPoint, PointState
from layouts.categories import CategoryStyles

STATES = tuple(PointState)
"""In the order in which a ring shows them, from the top on: what is late comes first."""


def columns(points: Sequence[MapPoint], incidents: Sequence[IncidentMark], head: int) -> dict[str, Any]:
    """The open reports as columns, much smaller than a list of objects; `head` is the log's position they hold for.

    `category` are indices into `categories`, `state` into STATES; `loose` are the positions of points that are only
    the centre of an area, `joint` of those that belong to one of these incidents.
    """
    shown = {mark.incident for mark in incidents}
    codes = sorted({point.category for point in points})
    index = {code: position for position, code in enumerate(codes)}
    state = {each: position for position, each in enumerate(STATES)}
    return {
        "head": head,
        "categories": codes,
        "id": [point.report_id for point in points],
        "lon": [round(point.lon, 5) for point in points],
        "lat": [round(point.lat, 5) for point in points],
        "category": [index[point.category] for point in points],
        "state": [state[point.state] for point in points],
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
            "category": mark.category,
            "kelurahan": mark.kelurahan,
        }
        for mark in sorted(incidents, key=lambda mark: mark.count)
    ]
