"""Locates reports anew after the city imported boundaries: points stay where they are, the areas they lie in may change."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from command_center.domain.events import EventKind
from command_center.domain.inbound import Position
from command_center.places.locator import Locator
from command_center.store.reports import Reports
from command_center.store.unit_of_work import UnitOfWork

PIECE = 500
BY = "system"


def relocate_all(reports: Reports, locator: Locator, now: datetime, progress: Callable[[int], None]) -> int:
    """Ask for the kelurahan of every exact point again; returns how many changed. Raises StoreUnavailable.

    Reports found by a name in their text keep the area that was named. `progress` is told how many were looked at.
    """
    moved = 0
    last = 0
    while piece := reports.all_after(last, PIECE):
        last = piece[-1].id
        points = {each.id: each.location.position for each in piece if each.location.exact}
        exact = {report_id: point for report_id, point in points.items() if point is not None}
        found = locator.relocate_points(list(exact.values()))
        now_in = {report_id: area for report_id, area in zip(exact, found, strict=True) if area[0]}
        changed = {
            each.id: (exact[each.id], now_in[each.id])
            for each in piece
            if each.id in now_in and now_in[each.id] != (each.location.kelurahan, each.location.kecamatan)
        }
        if changed:
            moved += reports.write(lambda unit, changed=changed: _move(unit, changed, now))  # type: ignore[misc]
        progress(len(piece))
    return moved


def _move(unit: UnitOfWork, wanted: Mapping[int, tuple[Position, tuple[str, str]]], now: datetime) -> int:
    moved = 0
    for report in unit.load(sorted(wanted)).values():
        asked, (kelurahan, kecamatan) = wanted[report.id]
        if report.location.position != asked:
            continue
        place = replace(report.location, kelurahan=kelurahan, kecamatan=kecamatan)
        unit.save(report, replace(report, location=place), EventKind.LOCATED, now, BY)
        moved += 1
    return moved
