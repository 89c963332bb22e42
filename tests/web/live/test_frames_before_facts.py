"""A wall in a browser ends current in every order in which a frame and the facts behind it can come."""

import threading
from contextlib import contextmanager
from datetime import UTC, datetime

import dash
import pytest
from flask import request
from werkzeug.serving import make_server

from command_center.domain.events import EventKind
from command_center.settings import read_settings
from command_center.store.event_log import append
from command_center.store.wall_links import WallLinks
from program import composition
from program.core import build_core
from tests.e2e.wall_page import open_wall
from tests.readmodel.facts import changed, received
from tests.servers.chromium import chromium
from tests.servers.empty_database import with_tables
from tests.servers.ports import free_port

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.browser]

PATIENCE_MS = 20_000


class Served:
    """The composed program with live push in a thread, as it runs, and facts that come when a test says so."""

    def __init__(self, folder):
        port = free_port()
        var_dir = with_tables(folder)
        settings = read_settings(port=port, var_dir=var_dir, demo=False, secret_key="k" * 40, _env_file=None)
        self.running = composition.compose(build_core(settings))
        self.url = f"http://127.0.0.1:{port}"
        self.resyncs = self.refreshes = 0
        self.running.server.after_request(self._count)
        self._http = make_server("127.0.0.1", port, self.running.server, threaded=True)

    def _count(self, response):
        if request.path == "/_dash-update-component":
            output = request.get_json()["output"]
            self.resyncs += output.startswith("wall-points")
            self.refreshes += output.startswith("wall-panels")
        return response

    def project(self):
        """Let the facts have what the log has."""
        self.running.projection.catch_up()

    def write(self, *happened):
        self.running.core.db.write(lambda connection: append(connection, happened))

    def link(self):
        token = WallLinks(self.running.core.db).create("layar", datetime.now(UTC))
        return f"{self.url}/wall?link={token}"

    def projecting(self):
        """Let the facts follow the log for as long as this lasts."""
        return _threads(self.running.projection.run)

    @contextmanager
    def up(self):
        """Served, with live push."""
        http = threading.Thread(target=self._http.serve_forever)
        http.start()
        try:
            with _threads(self.running.hub.follower.run, self.running.hub.beat_until):
                yield
                self.running.hub.close()
        finally:
            self._http.shutdown()
            http.join()
            self._http.server_close()
            dash.page_registry.clear()
            self.running.model.close()
            self.running.core.close()


@contextmanager
def _threads(*works):
    stop = threading.Event()
    threads = [threading.Thread(target=work, args=(stop,)) for work in works]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def report(report_id, **facts):
    now = datetime.now(UTC)
    return received(0, now, report_id=report_id, kelurahan="33.74.01.1001", **facts)


def says_open(number):
    """That the panel of counters says so many are open; the map is told by frames and says nothing of it."""
    return f"document.querySelector('#wall-counters').innerText.match(/\\b{number}\\b/) !== null"


def until(wall, holds):
    """Let the page live until `holds()`, which the server's side decides."""
    for _ in range(PATIENCE_MS // 100):
        if holds():
            return
        wall.page.wait_for_timeout(100)
    pytest.fail("it did not come about")


def test_a_wall_ends_current_whether_the_facts_or_the_frames_come_first(tmp_path):
    served = Served(tmp_path)
    served.write(report(1))
    served.project()
    with served.up(), chromium() as browser:
        wall = open_wall(browser, None, link=served.link())
        assert wall.facts()["points"] == "1"

        # The frame is at the wall and the facts are nowhere: it asks for the panels until they are as new as the frame.
        asked = served.refreshes
        served.write(report(2), report(3))
        wall.wait("facts.points === '3'", PATIENCE_MS)
        until(wall, lambda: served.refreshes >= asked + 3)
        served.project()
        wall.wait(says_open(3), PATIENCE_MS)

        # A change that no frame can draw: it asks for all points, of which the server has the old ones only.
        loaded = served.resyncs
        served.write(changed(0, datetime.now(UTC), 2, EventKind.AMENDED, lat=None, lon=None))
        until(wall, lambda: served.resyncs >= loaded + 2)
        first = served.resyncs
        wall.page.wait_for_timeout(3000)
        assert served.resyncs - first <= 6, "at most every half second"
        assert wall.facts()["points"] == "3"
        served.project()
        wall.wait("facts.points === '2' && facts.head === '4'", PATIENCE_MS)
        loaded = served.resyncs
        wall.page.wait_for_timeout(1500)
        assert served.resyncs == loaded, "it is current and at rest"

        # The facts come soon after the frame, as they do when all is well.
        with served.projecting():
            served.write(report(5))
            wall.wait(f"facts.points === '3' && {says_open(4)}", PATIENCE_MS)
        assert wall.problems == []
        wall.page.context.close()
