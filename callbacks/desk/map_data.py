"""What the desk's map draws: the outlines of the city, and the open reports around one."""

from dataclasses import asdict
from typing import Any

from callbacks.desk.source import DeskSource
from command_center.readmodel.desk import load_around


def outlines(desk: DeskSource) -> dict[str, Any]:
    """Rings of [lon, lat] a kecamatan and a kelurahan, with the point for their name: it stands while the boundaries do."""
    shapes = desk.city.shapes()
    return {
        name: [
            {"name": desk.config.place(area.code), "rings": area.rings, "label": area.label, "room": area.room}
            for area in areas.values()
        ]
        for name, areas in (("kecamatan", shapes.kecamatan), ("kelurahan", shapes.kelurahan))
    }


def around(desk: DeskSource, number: str) -> dict[str, Any]:
    """The open reports around the one with this tracking number."""
    report = desk.room.reports.by_number(number)
    position = report.location.position
    if position is None:
        return {"points": []}
    with desk.model.snapshot() as cursor:
        found = load_around(cursor, position.lat, position.lon, report.id)
    return {"points": [asdict(each) for each in found]}
