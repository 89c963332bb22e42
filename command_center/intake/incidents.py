"""Which incident a new report belongs to: reports of the same thing, close in place and time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from math import ceil, cos, floor, hypot, radians

from command_center.domain.categories import IncidentRule
from command_center.domain.report import Report
from command_center.store.incidents import Incident
from command_center.store.unit_of_work import UnitOfWork

METRES_PER_DEGREE = 111_195.0
"""Length of a degree of latitude on a sphere of 6,371 km."""
AREA_REACH_M = 6500.0
"""Metres from a point of a kelurahan to the farthest incident of the same: the largest of them reaches 5 km."""
CELL = 0.01
"""Degrees of the cells by which incidents are found, about 1.1 km."""
AREA_RADIUS_M = 500.0
"""A category whose incidents reach this far is about an area (flood, rob): there a report known only by its
kelurahan belongs to the incident of that kelurahan; a pothole known only by its kelurahan may be any pothole."""


def distance_m(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Metres between two near points given in degrees (flat earth, good to 0.1 % within a city)."""
    east = (other_lon - lon) * cos(radians((lat + other_lat) / 2))
    return METRES_PER_DEGREE * hypot(other_lat - lat, east)


def is_of_an_area(radius_m: float) -> bool:
    """Whether incidents that reach so far join by their kelurahan."""
    return radius_m >= AREA_RADIUS_M


def can_belong(report: Report, rules: Mapping[str, IncidentRule]) -> bool:
    """Whether a report can be of an incident, now that this is known of it.

    One of a thing at a point, known only by its kelurahan, waits until somebody says where: ten potholes of a kelurahan
    that lie nobody knows where are not one thing, nor is a later one that has a place any of them.
    """
    rule = rules.get(report.classification.category)
    if rule is None or not report.location.kelurahan or report.location.position is None:
        return False
    return report.location.exact or is_of_an_area(rule.radius_m)


def find_incident(report: Report, incidents: Iterable[Incident], radius_m: float, hours: float) -> Incident | None:
    """The nearest incident of the report's category in reach, or None."""
    position = report.location.position
    if position is None:
        return None
    in_reach: list[tuple[float, Incident]] = []
    for incident in incidents:
        if incident.category != report.classification.category or not _near_in_time(
            incident, report.received_at, hours
        ):
            continue
        far = distance_m(position.lat, position.lon, incident.lat, incident.lon)
        same_area = bool(report.location.kelurahan) and report.location.kelurahan == incident.kelurahan
        if (report.location.exact and far <= radius_m) or (same_area and is_of_an_area(radius_m)):
            in_reach.append((far, incident))
    return min(in_reach, key=lambda pair: (pair[0], pair[1].id))[1] if in_reach else None


class ActiveIncidents:
    """Incidents that new reports may join, found by place: a storm has thousands, a report looks at its neighbours."""

    def __init__(self, incidents: Iterable[Incident]) -> None:
        self.by_id: dict[int, Incident] = {}
        self._places: dict[tuple[str, int, int], set[int]] = {}
        self._areas: dict[tuple[str, str], set[int]] = {}
        for incident in incidents:
            self.put(incident)

    def put(self, incident: Incident) -> None:
        """Add an incident, or replace it after a report joined."""
        before = self.by_id.get(incident.id)
        if before is not None:
            self._places[(before.category, *_cell(before.lat, before.lon))].discard(before.id)
        self.by_id[incident.id] = incident
        self._places.setdefault((incident.category, *_cell(incident.lat, incident.lon)), set()).add(incident.id)
        self._areas.setdefault((incident.category, incident.kelurahan), set()).add(incident.id)

    def near(self, report: Report, radius_m: float) -> list[Incident]:
        """Incidents of the report's category in its kelurahan or within the radius, and some farther ones."""
        position = report.location.position
        if position is None:
            return []
        row, column = _cell(position.lat, position.lon)
        reach = ceil(radius_m / (CELL * METRES_PER_DEGREE * 0.9))
        found = set(self._areas.get((report.classification.category, report.location.kelurahan), ()))
        for i in range(row - reach, row + reach + 1):
            for j in range(column - reach, column + reach + 1):
                found |= self._places.get((report.classification.category, i, j), set())
        return [self.by_id[each] for each in sorted(found)]


def around(points: Sequence[tuple[float, float]], reach_m: float) -> tuple[tuple[float, float], tuple[float, float]]:
    """South-west and north-east corner of a frame around points, with so many metres on each side."""
    lats, lons = zip(*points, strict=True)
    north = reach_m / METRES_PER_DEGREE
    east = north / cos(radians(max(map(abs, lats)) + north))
    return (min(lats) - north, min(lons) - east), (max(lats) + north, max(lons) + east)


def _cell(lat: float, lon: float) -> tuple[int, int]:
    return floor(lat / CELL), floor(lon / CELL)


def _near_in_time(incident: Incident, at: datetime, hours: float) -> bool:
    reach = timedelta(hours=hours)
    return incident.opened_at - reach <= at <= incident.last_at + reach


def open_incident(report: Report, incident_id: int) -> Incident:
    """A new incident with `report` as its first."""
    position = report.location.position
    if position is None:
        raise ValueError("a report without a place opens no incident")
    return Incident(
        incident_id,
        report.classification.category,
        report.location.kelurahan,
        report.location.kecamatan,
        position.lat,
        position.lon,
        report.received_at,
        report.received_at,
        1,
    )


def joined(incident: Incident, report: Report) -> Incident:
    """The incident with one report more: its place is the mean of all."""
    position = report.location.position
    if position is None:
        return incident
    count = incident.reports + 1
    return replace(
        incident,
        lat=incident.lat + (position.lat - incident.lat) / count,
        lon=incident.lon + (position.lon - incident.lon) / count,
        last_at=max(incident.last_at, report.received_at),
        reports=count,
    )


def of_reports(incident: Incident, reports: Sequence[Report]) -> Incident:
    """The incident as these reports make it: subject of the first, mean place of those that have one, times and number.

    Without a report that has a place it stays where it was.
    """
    if not reports:
        return replace(incident, reports=0)
    by_time = sorted(reports, key=lambda each: (each.received_at, each.id))
    placed = [(each, each.location.position) for each in by_time]
    points = [point for _, point in placed if point is not None]
    first = next((each for each, point in placed if point is not None), None)
    if first is not None:
        incident = replace(
            incident,
            kelurahan=first.location.kelurahan,
            kecamatan=first.location.kecamatan,
            lat=sum(point.lat for point in points) / len(points),
            lon=sum(point.lon for point in points) / len(points),
        )
    return replace(
        incident,
        category=by_time[0].classification.category,
        opened_at=by_time[0].received_at,
        last_at=by_time[-1].received_at,
        reports=len(reports),
    )


def group(unit: UnitOfWork, new: Sequence[Report], rules: Mapping[str, IncidentRule]) -> Mapping[int, int]:
    """Each report that can belong to an incident joins it, or opens one: report -> incident. Stores the incidents."""
    placed = [report for report in new if can_belong(report, rules)]
    if not placed:
        return {}
    categories = sorted({report.classification.category for report in placed})
    reach = max(timedelta(hours=rules[category].hours) for category in categories)
    times = [report.received_at for report in placed]
    radius = max(rules[category].radius_m for category in categories)
    corners = around(
        [(position.lat, position.lon) for report in placed if (position := report.location.position) is not None],
        max(AREA_REACH_M, radius) if is_of_an_area(radius) else radius,
    )
    known = unit.active_incidents(categories, min(times) - reach, max(times) + reach, *corners)
    stored = {each.id: each for each in known}
    next_id = unit.take_numbers("incident", len(placed))
    active = ActiveIncidents(stored.values())
    found = {}
    for report in placed:
        rule = rules[report.classification.category]
        incident = find_incident(report, active.near(report, rule.radius_m), rule.radius_m, rule.hours)
        if incident is None:
            incident = open_incident(report, next_id)
            next_id += 1
        else:
            incident = joined(incident, report)
        active.put(incident)
        found[report.id] = incident.id
    unit.put_incidents(
        [each for each in active.by_id.values() if each.id not in stored],
        [each for each in active.by_id.values() if each.id in stored and each is not stored[each.id]],
    )
    return found
