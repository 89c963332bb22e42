"""Locates reports anew after the city imported boundaries: points stay where they are, the areas they lie in may change."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

import structlog

from command_center.domain.events import EventKind
from command_center.domain.inbound import Position
from command_center.errors import BadBoundaries, StoreUnavailable
from command_center.places.boundaries_in_use import BoundariesInUse
from command_center.places.locator import Locator
from command_center.store.reports import Reports
from command_center.store.unit_of_work import UnitOfWork

log = structlog.get_logger(__name__)

PIECE = 500
BY = "system"
EVERY_SECONDS = 2.0
"""How often a running server looks for boundaries that were imported."""

LATE = 1_000
"""Reports before the newest that are looked at too: on PostgreSQL a lower number may be committed later."""


def relocate_all(
    reports: Reports, locator: Locator, now: datetime, progress: Callable[[int], None], after: int = 0
) -> int:
    """Ask for the kelurahan of every exact point again; returns how many changed. Raises StoreUnavailable.

    Reports found by a name in their text keep the area that was named. `progress` is told how many were looked at;
    those up to the report `after` are passed over.
    """
    moved = 0
    last = after
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


def follow_imports(
    boundaries: BoundariesInUse, reports: Reports, clock: Callable[[], datetime], stop: threading.Event
) -> None:
    """Take boundaries that are imported while the program runs, until `stop` is set.

    The import itself locates anew what was stored before; here follows what came in meanwhile and was still located
    with the old ones: once at once, and once more at the next look for what was then under way.
    """
    settled, under_way = 0, False
    while not stop.is_set():
        try:
            newest = reports.newest()
            stale = boundaries.is_stale()
            if stale:
                boundaries.refresh()
            if stale or under_way:
                moved = relocate_all(reports, boundaries.locator, clock(), lambda _: None, max(0, settled - LATE))
                log.info("boundaries_taken", reports_moved=moved)
            settled, under_way = (settled if stale else newest), stale
        except BadBoundaries as error:
            log.error("boundaries_not_taken", problem=str(error))
        except StoreUnavailable as error:
            log.warning("boundary_watch_waits", problem=str(error))
        stop.wait(EVERY_SECONDS)


def _move(unit: UnitOfWork, wanted: Mapping[int, tuple[Position, tuple[str, str]]], now: datetime) -> int:
    moved = 0
    for report in unit.load(sorted(wanted)).values():
        asked, (kelurahan, kecamatan) = wanted[report.id]
        place = replace(report.location, kelurahan=kelurahan, kecamatan=kecamatan)
        # The import and a running server may both be at it: whoever comes second finds it done.
        if report.location.position != asked or place == report.location:
            continue
        unit.save(report, replace(report, location=place), EventKind.LOCATED, now, BY)
        moved += 1
    return moved
