"""Events of the log become a frame: which reports appeared, moved or left the map."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from command_center.domain.events import Event, EventKind
from command_center.domain.report_kinds import Visibility
from command_center.domain.workflow import Status
from command_center.web.live.frames import Frame, FramePoint

LONGEST = 1000
"""More events than this are not sent one by one: the client reloads its view."""

PlaceName = Callable[[str, str], str]
"""(kelurahan code, kecamatan code) -> name for the ticker."""


def frame_of(events: Sequence[Event], from_seq: int, to_seq: int, at: datetime, place: PlaceName) -> Frame:
    """The frame for all events after `from_seq` up to `to_seq`; a long one asks for a reload instead."""
    if len(events) > LONGEST:
        return Frame(from_seq, to_seq, at.isoformat(), reset=True)
    points: dict[int, FramePoint] = {}
    removed: set[int] = set()
    reset = False
    for event in events:
        if event.report_id is None or event.kind is EventKind.NEAR:
            continue
        data = event.data
        if event.kind is EventKind.RECEIVED or "number" in data:
            if _shown(data):
                points[event.report_id] = _point(event, place)
                removed.discard(event.report_id)
            else:
                removed.add(event.report_id)
        elif _leaves(data):
            removed.add(event.report_id)
            points.pop(event.report_id, None)
        elif data.keys() & {"lat", "lon", "category", "kelurahan", "exact"}:
            # A place or subject that was corrected: rare, and the event alone cannot draw the report.
            reset = True
    return Frame(from_seq, to_seq, at.isoformat(), tuple(points.values()), tuple(sorted(removed)), reset)


def _leaves(data: Mapping[str, Any]) -> bool:
    if data.get("visibility") == Visibility.CONFIDENTIAL:
        return True
    return data.get("retracted") is True or ("status" in data and Status(data["status"]).closed)


def _shown(data: Mapping[str, Any]) -> bool:
    return not _leaves(data) and data["visibility"] != Visibility.CONFIDENTIAL


def _point(event: Event, place: PlaceName) -> FramePoint:
    data = event.data
    return FramePoint(
        seq=event.seq,
        report_id=event.report_id or 0,
        number=data["number"],
        at=data["received_at"],
        channel=data["channel"],
        category=data["category"],
        kelurahan=place(data["kelurahan"], data["kecamatan"]),
        lat=data["lat"],
        lon=data["lon"],
        exact=data["exact"],
        new=event.kind is EventKind.RECEIVED,
    )
