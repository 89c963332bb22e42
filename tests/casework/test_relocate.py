"""Reports are located anew after an import of boundaries: by the import, and by a server that runs meanwhile."""

import threading
import time
from dataclasses import replace
from datetime import timedelta

import pytest
import shapely

from command_center.casework.relocate import follow_imports, relocate_all
from command_center.domain.inbound import Position
from command_center.intake.accept import Intake, Parsed
from command_center.intake.examine import Examiner
from command_center.places.boundaries import import_boundaries
from command_center.places.boundaries_in_use import BoundariesInUse
from command_center.store.event_log import EventLog
from command_center.store.reports import Reports
from tests.intake.test_accept import ITEM, NOW
from tests.places.boundary_sets import complete_set, row, saved, with_shape
from tests.reference.shipped import shipped
from tests.store.kinds import BOTH_KINDS, EITHER_KIND

pytestmark = pytest.mark.usefixtures("recount")

MIROTO, BRUMBUNGAN = "33.74.01.1001", "33.74.01.1002"
PATIENCE_S = 30.0


@pytest.fixture(scope="module")
def reference():
    return shipped()


@pytest.fixture(scope="module")
def moved_set():
    """Polygons in which Brumbungan took a piece of Miroto, and a point in that piece."""
    whole = complete_set()
    piece = whole.geometry[row(whole, "Miroto")].intersection(shapely.box(110.4195, -7.0, 110.43, -6.9))
    frame = with_shape(whole, "Miroto", lambda shape: shape.difference(piece))
    inside = piece.representative_point()
    return with_shape(frame, "Brumbungan", lambda shape: shape.union(piece)), Position(inside.y, inside.x)


@pytest.fixture
def boundaries(reference, tmp_path):
    return BoundariesInUse(tmp_path / "boundaries", reference.areas)


@pytest.fixture
def take_in(db, reference, boundaries):
    """Takes a report in at a point, located as the running program does."""
    intake = Intake(Reports(db), Examiner(reference, boundaries.locator), simulated=False)

    def one(number, point):
        person = replace(ITEM.reporter, key=f"person {number}")
        item = replace(ITEM, external_id=f"m{number}", position=point, reporter=person)
        intake.accept([Parsed(None, NOW, (item,))], NOW)

    return one


def kelurahan(db):
    return [report.location.kelurahan for report in Reports(db).all_after(0, 100)]


@EITHER_KIND
def test_a_point_changes_its_kelurahan_once_and_a_report_found_by_name_keeps_it(
    db, reference, boundaries, take_in, moved_set, tmp_path
):
    frame, point = moved_set
    take_in(1, point)
    take_in(2, None)
    import_boundaries(saved(frame, tmp_path), reference.areas, tmp_path / "boundaries")
    boundaries.refresh()
    seen = []
    later = NOW + timedelta(hours=1)
    assert relocate_all(Reports(db), boundaries.locator, later, seen.append) == 1
    assert kelurahan(db)[0] == BRUMBUNGAN
    assert seen == [2]
    before = EventLog(db).head()
    assert relocate_all(Reports(db), boundaries.locator, later, seen.append) == 0
    assert EventLog(db).head() == before, "what is done already is no event"


@BOTH_KINDS
def test_a_running_program_takes_an_import_and_moves_what_came_in_meanwhile(
    db, reference, boundaries, take_in, moved_set, tmp_path
):
    frame, point = moved_set
    stop = threading.Event()
    follower = threading.Thread(target=follow_imports, args=(boundaries, Reports(db), lambda: NOW, stop))
    follower.start()
    try:
        take_in(1, point)
        assert kelurahan(db) == [MIROTO]
        import_boundaries(saved(frame, tmp_path), reference.areas, tmp_path / "boundaries")
        until(lambda: kelurahan(db) == [BRUMBUNGAN])
        take_in(2, point)
        assert kelurahan(db) == [BRUMBUNGAN, BRUMBUNGAN]
        assert not boundaries.locator.approximate
    finally:
        stop.set()
        follower.join()


def test_damaged_boundaries_leave_those_in_use(boundaries, reference, moved_set, tmp_path, db):
    frame, point = moved_set
    import_boundaries(saved(frame, tmp_path), reference.areas, tmp_path / "boundaries")
    boundaries.refresh()
    (tmp_path / "boundaries" / "boundaries.geojson").write_text("{", encoding="utf-8")
    stop = threading.Event()
    follower = threading.Thread(target=follow_imports, args=(boundaries, Reports(db), lambda: NOW, stop))
    follower.start()
    try:
        until(lambda: not boundaries.is_stale())
        assert boundaries.locator.relocate_point(point)[0] == BRUMBUNGAN
    finally:
        stop.set()
        follower.join()


def until(done):
    end = time.monotonic() + PATIENCE_S
    while not done():
        assert time.monotonic() < end
        time.sleep(0.05)
