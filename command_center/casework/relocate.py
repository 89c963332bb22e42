"""Locates reports anew after the city imported boundaries: points stay where they are, the areas they lie in may change."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from command_center.domain.events import Event, EventKind
from command_center.domain.inbound import Position
from command_center.domain.report import Report, changed_facts
from command_center.places.locator import Locator
from command_center.store.reports import Reports, ReportWriter

PIECE = 500


def relocate_all(reports: Reports, locator: Locator, now: datetime, progress: Callable[[int], None]) -> int:
    """Ask for the kelurahan of every exact point again; returns how many changed. Raises StoreUnavailable.

    Reports found by a name in their text keep the area that was named. `progress` is told how many were looked at.
    """
    moved = 0
    last = 0
    while piece := reports.all_after(last, PIECE):
        last = piece[-1].id
        exact = [each for each in piece if each.exact and each.lat is not None and each.lon is not None]
        found = locator.relocate_points([Position(each.lat or 0.0, each.lon or 0.0) for each in exact])
        wanted = {
            each.id: (each, place)
            for each, place in zip(exact, found, strict=True)
            if place[0] and place != (each.kelurahan, each.kecamatan)
        }
        if wanted:
            moved += reports.write(lambda writer, wanted=wanted: _move(writer, wanted, now))  # type: ignore[misc]
        progress(len(piece))
    return moved


def _move(writer: ReportWriter, wanted: dict[int, tuple[Report, tuple[str, str]]], now: datetime) -> int:
    changed = []
    events = []
    for report in writer.load(sorted(wanted)).values():
        asked, (kelurahan, kecamatan) = wanted[report.id]
        if (report.lat, report.lon) != (asked.lat, asked.lon):
            continue
        after = replace(report, kelurahan=kelurahan, kecamatan=kecamatan, version=report.version + 1)
        changed.append(after)
        events.append(Event(EventKind.LOCATED, now, report.id, changed_facts(report, after)))
    writer.change(changed)
    writer.log(events)
    return len(changed)
