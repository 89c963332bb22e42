"""Frames: what they say of a stretch of the log, and what they cannot say."""

from dataclasses import fields
from datetime import UTC, datetime

from command_center.domain.events import EventKind
from command_center.web.live.frame_of_events import LONGEST, frame_of
from command_center.web.live.frames import Beat, Frame, FramePoint
from tests.readmodel.facts import changed, received

NOW = datetime(2026, 11, 21, 7, 5, tzinfo=UTC)
PERSONAL = {"text", "subject", "name", "reporter", "contact", "phone", "address", "key", "note", "account"}


def place(kelurahan, kecamatan):
    return f"{kelurahan}/{kecamatan}"


def frame(*events, from_seq=0):
    return frame_of(events, from_seq, events[-1].seq if events else from_seq, NOW, place)


def test_no_frame_has_a_field_for_personal_data():
    for kind in (Frame, FramePoint, Beat):
        assert not {field.name for field in fields(kind)} & PERSONAL


def test_a_report_received_is_a_new_point_with_its_place():
    (point,) = frame(received(5, NOW)).points
    assert (point.seq, point.report_id, point.number, point.new) == (5, 5, "LH-2026-000005", True)
    assert (point.lat, point.lon, point.kelurahan) == (-6.98, 110.41, "33.74.01.1001/33.74.01")


def test_a_closed_report_leaves_also_when_it_came_in_the_same_frame():
    found = frame(received(1, NOW), received(2, NOW), changed(3, NOW, 1, status="settled"))
    assert [point.report_id for point in found.points] == [2]
    assert found.removed == (1,)


def test_rahasia_never_enters_a_frame():
    assert frame(received(1, NOW, visibility="rahasia")).points == ()


def test_a_reopened_report_comes_back_without_lighting_up():
    again = received(2, NOW, report_id=1, status="forwarded")
    (point,) = frame(changed(1, NOW, 1, status="settled"), changed(2, NOW, 1, **dict(again.data))).points
    assert (point.report_id, point.new) == (1, False)


def test_a_change_that_the_event_alone_cannot_draw_asks_for_a_reload():
    assert frame(changed(1, NOW, 1, EventKind.AMENDED, category="rob")).reset
    assert not frame(changed(1, NOW, 1, status="forwarded", opd="dpu")).reset


def test_a_long_stretch_asks_for_a_reload():
    assert frame(*(received(seq, NOW) for seq in range(1, LONGEST + 2))).reset


def test_frames_join_end_to_start():
    first, second = frame(received(1, NOW), received(2, NOW)), frame(received(3, NOW), from_seq=2)
    assert first.to_seq == second.from_seq
