"""Which incident a new report belongs to: reports of the same thing, close in place and time."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from math import cos, hypot, radians

from command_center.domain.report import Report
from command_center.store.reports import Incident

METRES_PER_DEGREE = 111_195.0
"""Length of a degree of latitude on a sphere of 6,371 km."""
AREA_RADIUS_M = 500.0
"""A category whose incidents reach this far is about an area (flood, rob): there a report known only by its
kelurahan belongs to the incident of that kelurahan; a pothole known only by its kelurahan may be any pothole."""


def distance_m(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Metres between two near points given in degrees (flat earth, good to 0.1 % within a city)."""
    east = (other_lon - lon) * cos(radians((lat + other_lat) / 2))
    return METRES_PER_DEGREE * hypot(other_lat - lat, east)


def find_incident(report: Report, incidents: Iterable[Incident], radius_m: float, hours: float) -> Incident | None:
    """The nearest incident of the report's category in reach, or None."""
    if report.lat is None or report.lon is None:
        return None
    in_reach: list[tuple[float, Incident]] = []
    for incident in incidents:
        if incident.category != report.category or not _near_in_time(incident, report.received_at, hours):
            continue
        far = distance_m(report.lat, report.lon, incident.lat, incident.lon)
        same_area = bool(report.kelurahan) and report.kelurahan == incident.kelurahan
        if (report.exact and far <= radius_m) or (same_area and radius_m >= AREA_RADIUS_M):
            in_reach.append((far, incident))
    return min(in_reach, key=lambda pair: (pair[0], pair[1].id))[1] if in_reach else None


def _near_in_time(incident: Incident, at: datetime, hours: float) -> bool:
    reach = timedelta(hours=hours)
    return incident.opened_at - reach <= at <= incident.last_at + reach


def open_incident(report: Report, incident_id: int) -> Incident:
    """A new incident with `report` as its first."""
    if report.lat is None or report.lon is None:
        raise ValueError("a report without a place opens no incident")
    return Incident(
        incident_id,
        report.category,
        report.kelurahan,
        report.kecamatan,
        report.lat,
        report.lon,
        report.received_at,
        report.received_at,
        1,
    )


def joined(incident: Incident, report: Report) -> Incident:
    """The incident with one report more: its place is the mean of all."""
    if report.lat is None or report.lon is None:
        return incident
    count = incident.reports + 1
    return replace(
        incident,
        lat=incident.lat + (report.lat - incident.lat) / count,
        lon=incident.lon + (report.lon - incident.lon) / count,
        last_at=max(incident.last_at, report.received_at),
        reports=count,
    )
