"""Each of the twelve channels: the request of docs/try-it.md is drawn on an open wall; sent again it is not drawn again."""

import subprocess

import pytest

from tests.e2e.wall_page import open_wall
from tests.simulation.test_try_it import CHANNELS, blocks

pytestmark = [pytest.mark.needs("chromium", "curl", "openssl"), pytest.mark.browser]


@pytest.fixture(scope="module")
def center(empty_center):
    """Reports are counted from the first one."""
    return empty_center


@pytest.fixture(scope="module")
def scripts(center):
    parts = dict(blocks())
    (center.folder / "secrets.sh").write_text(center.manage("secrets"))
    preparation = parts.pop("").replace(".venv/bin/python manage.py secrets", "cat secrets.sh")
    return {channel: f"{preparation}\nNOW=1790000000\n{script}" for channel, script in parts.items()}


def run(center, script):
    subprocess.run(["bash", "-euc", script], cwd=center.folder, env=center.environment, check=True, timeout=60)


@pytest.mark.timeout(400)
def test_each_channel_s_request_is_drawn_once(center, browser, scripts):
    wall = open_wall(browser, center)
    for drawn, channel in enumerate(sorted(CHANNELS), 1):
        run(center, scripts[channel])
        wall.wait(f"facts.points === '{drawn}' && text.includes('{drawn:06d}')")
    for channel in sorted(CHANNELS):
        run(center, scripts[channel])
    wall.page.wait_for_timeout(3000)
    assert wall.facts()["points"] == str(len(CHANNELS))
    assert wall.problems == []
    wall.page.context.close()
