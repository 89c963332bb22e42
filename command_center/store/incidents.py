"""Incidents: reports of the same thing, with their mean place and how many there are."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, select, update

from command_center.store.tables import incidents

Point = tuple[float, float]
"""(latitude, longitude) in degrees."""


@dataclass(frozen=True, slots=True)
class Incident:
    """Reports of the same thing: mean place and how many there are."""

    id: int
    category: str
    kelurahan: str
    kecamatan: str
    lat: float
    lon: float
    opened_at: datetime
    last_at: datetime
    reports: int


def active(
    connection: Connection,
    categories: Iterable[str],
    since: datetime,
    until: datetime,
    south_west: Point,
    north_east: Point,
) -> list[Incident]:
    """Incidents of these categories with a report after `since`, begun before `until`, between two corners."""
    wanted = select(incidents).where(
        incidents.c.category.in_(list(categories)),
        incidents.c.last_at > since,
        incidents.c.opened_at < until,
        incidents.c.lat.between(south_west[0], north_east[0]),
        incidents.c.lon.between(south_west[1], north_east[1]),
    )
    return [Incident(**row) for row in connection.execute(wanted).mappings()]


def find(connection: Connection, incident_id: int) -> Incident | None:
    """One incident, locked against other writers until the transaction ends; None where there is none."""
    wanted = select(incidents).where(incidents.c.id == incident_id).with_for_update()
    row = connection.execute(wanted).mappings().first()
    return None if row is None else Incident(**row)


def put(connection: Connection, new: Sequence[Incident], changed: Sequence[Incident]) -> None:
    """Insert and update incidents; of a changed one subject, place, times and number."""
    if new:
        connection.execute(insert(incidents), [asdict(each) for each in new])
    if changed:
        moving = ("category", "kelurahan", "kecamatan", "lat", "lon", "opened_at", "last_at", "reports")
        statement = (
            update(incidents)
            .where(incidents.c.id == bindparam("key_id"))
            .values({name: bindparam(f"new_{name}") for name in moving})
        )
        rows = [{"key_id": each.id} | {f"new_{name}": getattr(each, name) for name in moving} for each in changed]
        connection.execute(statement, rows)
