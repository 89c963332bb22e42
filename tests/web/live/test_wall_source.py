"""The view that all walls share: current with the log where the facts come soon, never waiting for long."""

import threading
import time
from contextlib import closing
from datetime import UTC, date, datetime, timedelta

import pytest

from command_center.domain.working_days import WIB, Calendar
from command_center.errors import StoreUnavailable
from command_center.followers.projection import projection
from command_center.readmodel.read_model import ReadModel
from command_center.readmodel.wall import WallNames
from command_center.store.db import Database
from command_center.store.event_log import EventLog, append
from command_center.store.schema import upgrade
from command_center.web.live.wall_source import LiveWall
from tests.readmodel.facts import received
from tests.servers.postgres import Postgres

ZONE = WIB
NOW = datetime(2026, 11, 21, 7, 5, tzinfo=UTC)
NAMES = WallNames(kelurahan={}, kecamatan={}, opd={}, channels=(), incident_minimum={})
CALENDAR = Calendar("test", {}, 2026, 2027, date(2027, 12, 31))


class Wall:
    """A wall source whose projection takes the log when a test says so."""

    def __init__(self, db, **more):
        self.db, self.log = db, EventLog(db)
        self.at = NOW
        self.model = ReadModel.open(None, ZONE, CALENDAR)
        self.projection = projection(self.model, self.log)
        self.counted = 0
        names = (NAMES, CALENDAR, self._quarantined, lambda: self.at)
        self.source = LiveWall(self.model, self.projection, self.log, *names, **more)

    def _quarantined(self):
        self.counted += 1
        return {}

    def write(self, report_id):
        self.db.write(lambda connection: append(connection, [received(0, NOW, report_id=report_id)]))


@pytest.fixture
def wall(db):
    return Wall(db)


def test_a_wall_that_asks_before_the_facts_are_there_gets_them(db):
    wall = Wall(db, wait_seconds=30)
    wall.write(1)
    views = []
    asking = [threading.Thread(target=lambda: views.append(wall.source.view())) for _ in range(4)]
    for each in asking:
        each.start()
    time.sleep(0.05)
    assert views == [], "they wait"
    wall.projection.catch_up()
    for each in asking:
        each.join()
    assert [view.head for view in views] == [1, 1, 1, 1]
    assert [point.report_id for point in views[0].points] == [1]


def test_walls_do_not_wait_for_each_other_nor_for_long(db):
    wall = Wall(db, wait_seconds=0.5)
    wall.write(1)
    asking = [threading.Thread(target=wall.source.view) for _ in range(30)]
    begun = time.monotonic()
    for each in asking:
        each.start()
    for each in asking:
        each.join()
    assert time.monotonic() - begun < 15, "they waited half a second together"
    assert wall.source.view().head == 0, "it says what it holds for, so that the wall asks again"


def test_a_state_is_computed_once(wall):
    wall.write(1)
    wall.projection.catch_up()
    assert wall.source.view() is wall.source.view()
    assert wall.counted == 1
    wall.write(2)
    wall.projection.catch_up()
    assert wall.source.view().head == 2
    wall.at += timedelta(seconds=5)
    assert wall.source.view().as_of == wall.at
    assert wall.counted == 3


@pytest.mark.needs("postgres")
def test_what_is_known_is_shown_while_the_database_is_away():
    with Postgres() as server, closing(Database(server.new_database())) as db:
        upgrade(db)
        wall = Wall(db)
        wall.write(1)
        wall.projection.catch_up()
        before = wall.source.view()
        server.stop()
        with pytest.raises(StoreUnavailable):
            wall.log.head()
        assert wall.source.view() is before
        server.start()


def test_panels_are_read_without_points_and_count_them_all_the_same(wall):
    for report_id in (1, 2):
        wall.write(report_id)
    wall.projection.catch_up()
    panels, whole = wall.source.panels(), wall.source.view()
    assert (panels.points, panels.on_map) == ((), 2)
    assert (len(whole.points), whole.on_map) == (2, 2)
    assert panels.counters == whole.counters


def test_points_are_read_again_when_the_log_or_the_minute_moved(wall):
    wall.write(1)
    wall.projection.catch_up()
    first = wall.source.view()
    wall.at = NOW + timedelta(seconds=6)
    same = wall.source.view()
    assert same is not first
    assert same.points is first.points
    wall.write(2)
    wall.projection.catch_up()
    assert len(wall.source.view().points) == 2
    wall.at = NOW + timedelta(seconds=90)
    assert wall.source.view().points is not same.points
