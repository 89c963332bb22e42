"""The main job: a message that a citizen sends is on the wall, also through the death of the server."""

import time

import pytest

from tests.e2e.messages import send_whatsapp
from tests.e2e.wall_page import open_wall

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.browser]


@pytest.fixture(scope="module")
def center(empty_center):
    """Reports are counted from the first one."""
    return empty_center


@pytest.fixture(scope="module")
def numbers(center):
    """The numbers of all reports, as the export tells them."""
    client = center.sign_in("p3m")
    return lambda: [feature["id"] for feature in client.get("/api/v1/reports.geojson").json()["features"]]


def test_a_message_is_on_the_wall_and_survives_the_death_of_the_server(center, browser, numbers):
    wall = open_wall(browser, center, own_clock=True)
    assert wall.facts()["points"] == "0"

    begun = time.monotonic()
    assert send_whatsapp(center, "wamid.1", "jalan berlubang di Tlogosari Kulon").status_code == 200
    wall.wait("facts.points === '1' && text.includes('Tlogosari Kulon')")
    assert time.monotonic() - begun < 30

    center.kill()
    wall.later(5)
    wall.wait("facts.state === 'late' || facts.state === 'stale'")
    assert wall.facts()["points"] == "1", "the last good data stays"
    wall.later(10)
    wall.wait("facts.state === 'stale' && text.includes('DATA LAMA')")

    center.start()
    for number in range(2, 12):
        assert send_whatsapp(center, f"wamid.{number}", f"sampah menumpuk di Miroto nomor {number}").status_code == 200
        assert send_whatsapp(center, f"wamid.{number}", f"sampah menumpuk di Miroto nomor {number}").status_code == 200
    wall.hurry("facts.state === 'live' && facts.points === '11'")

    assert sorted(numbers()) == [f"LH-2026-{count:06d}" for count in range(1, 12)]
    assert wall.problems == []
    wall.page.context.close()


def test_messages_taken_just_before_the_server_dies_are_there_afterwards(center, browser, numbers):
    wall = open_wall(browser, center, own_clock=True)
    before = int(wall.facts()["points"])
    for number in range(100, 130):
        assert send_whatsapp(center, f"wamid.{number}", f"lampu jalan mati di Miroto nomor {number}").status_code == 200
    center.kill()
    center.start()
    wall.hurry(f"facts.state === 'live' && facts.points === '{before + 30}'")
    exported = numbers()
    assert len(exported) == len(set(exported)) == before + 30
    assert wall.problems == []
    wall.page.context.close()


def test_a_revoked_link_shuts_the_wall_out(center, browser):
    link = center.manage("wall", "add", "dicabut").strip()
    wall = open_wall(browser, center, link=link, own_clock=True)
    listed = center.manage("wall", "list")
    (line,) = [line for line in listed.splitlines() if "dicabut" in line]
    center.manage("wall", "revoke", line.split()[0])
    wall.hurry("facts.state !== 'live' && text.includes('akses ditolak')")
    assert wall.page.request.get(f"{center.url}/wall", max_redirects=0).status in (302, 303)
    wall.page.context.close()
