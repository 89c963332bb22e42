"""A wall that is open for a week, compressed: it does not grow, does not drop behind, and its clock is the server's."""

from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from layouts.wall.scenes import SCENES
from tests.e2e.wall_page import WallPage, open_wall
from tests.faults.size import WEEK_SECONDS, WEEK_SPEED
from tests.long_run import only_long
from tests.servers.chromium import chromium
from tests.servers.command_center import CommandCenter
from tests.servers.filled_demo import filled_demo

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.browser, pytest.mark.timeout(240 + 4 * WEEK_SECONDS)]

PROGRAMME = """seconds = 5
[[scene]]
key = "kota"
seconds = 5
"""
REMEMBERED = 4000
"""What a wall remembers of the reports that it drew, at most; a week has fewer."""
MEGABYTE = 1 << 20


def heap(wall: WallPage) -> int:
    """Bytes of JavaScript that are still in use after all garbage is collected."""
    session = wall.page.context.new_cdp_session(wall.page)
    session.send("HeapProfiler.enable")
    session.send("HeapProfiler.collectGarbage")
    used = session.send("Runtime.getHeapUsage")["usedSize"]
    session.detach()
    return int(used)


def held(wall: WallPage) -> dict[str, int]:
    return dict(wall.page.evaluate("window.wallFacts.held()"))


@pytest.fixture(scope="module")
def browser():
    with chromium() as running:
        yield running


def test_a_compressed_week_neither_grows_nor_drops_behind(tmp_path, tmp_path_factory, browser):
    (tmp_path / "city").mkdir()
    (tmp_path / "city" / "wall.toml").write_text(PROGRAMME, "utf-8")
    settings = {"CITY_DIR": str(tmp_path / "city"), "DEMO_SPEED": str(WEEK_SPEED), "LOG_LEVEL": "warning"}
    with filled_demo(tmp_path_factory, "week", **settings) as center:
        wall = open_wall(browser, center)
        # Each scene is shown once, so that all that a scene brings is there.
        for number in range(1, len(SCENES) + 1):
            wall.page.keyboard.press(str(number))
            wall.wait(f"facts.scene === '{SCENES[number - 1].key}'")
        before, bytes_before = held(wall), heap(wall)
        wall.page.wait_for_timeout(WEEK_SECONDS * 1000)
        wall.wait("facts.state === 'live'")
        after, bytes_after = held(wall), heap(wall)
        assert wall.problems == []

        # What it holds is what is on the map: a report that is settled is forgotten.
        assert after["seats"] <= after["reports"]
        assert after["rings"] <= after["reports"]
        assert after["lines"] <= 40
        assert after["breaches"] <= 500
        assert after["drawn"] <= REMEMBERED
        more = max(0, after["reports"] - before["reports"]) + after["drawn"]
        assert after["elements"] <= before["elements"] + 600
        assert bytes_after <= bytes_before + 2 * MEGABYTE + 1000 * more
        wall.page.context.close()


@pytest.fixture(scope="module")
def center(tmp_path_factory):
    with CommandCenter(tmp_path_factory.mktemp("clock")) as running:
        yield running


@pytest.mark.parametrize(
    "wrong",
    [
        timedelta(days=400),
        pytest.param(timedelta(hours=1), marks=only_long),
        pytest.param(timedelta(days=-1), marks=only_long),
    ],
)
def test_a_screen_with_a_wrong_clock_shows_the_servers_time_and_so_it_does_when_it_is_set_back(center, browser, wrong):
    with closing(browser.new_context()) as context:
        page = context.new_page()
        page.clock.install(time=datetime.now(UTC) + wrong)
        page.goto(center.manage("wall", "add", f"jam salah {wrong}").strip())
        wall = WallPage(page, [])
        wall.wait("facts.state === 'live'")
        assert_server_time(wall)
        page.clock.set_system_time(datetime.now(UTC) + wrong - timedelta(hours=2))
        page.wait_for_timeout(2000)
        wall.wait("facts.state === 'live'")
        assert_server_time(wall)


def assert_server_time(wall: WallPage) -> None:
    """Date and time of WIB, to some seconds, also over midnight and the end of a year."""
    shown = wall.page.inner_text("#wall-clock"), wall.page.inner_text("#wall-date")
    now = datetime.now(UTC) + timedelta(hours=7)
    near = [now - timedelta(seconds=back) for back in range(20)]
    assert shown[0] in {f"{each:%H:%M:%S}" for each in near}
    assert any(str(each.year) in shown[1] and f" {each.day} " in shown[1] for each in near)
