"""A wall whose connection is cut again and again, or has no WebSocket, or no seat: nothing missed, and it says how it is."""

from contextlib import contextmanager

import pytest

from tests.e2e.messages import send_whatsapp
from tests.e2e.wall_page import WallPage, open_wall
from tests.long_run import LONG_RUN, only_long
from tests.servers.command_center import CommandCenter
from tests.servers.cutting_proxy import CuttingProxy

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.browser]

CUTS = 50 if LONG_RUN else 12
STALE = 15
"""Seconds without a word after which a wall says that its data are old. Tests put the page's clock on instead of waiting."""


def send(center, number):
    assert send_whatsapp(center, f"wamid.cut.{number}", f"lampu jalan mati di Miroto nomor {number}").status_code == 200


@contextmanager
def wall_through(browser, center, proxy, link=""):
    """A wall whose link leads through the proxy."""
    through = (link or center.wall_link).replace(f":{center.port}", f":{proxy.port}")
    wall = open_wall(browser, center, link=through, own_clock=True)
    try:
        yield wall
    finally:
        assert wall.problems == []
        wall.page.context.close()


def drawn_once(wall: WallPage, count: int) -> bool:
    """Whether so many reports are on the map, none of them twice in the ticker."""
    numbers = wall.page.eval_on_selector_all(".ticker-line", "lines => lines.map(line => line.dataset.number)")
    return wall.facts()["points"] == str(count) and len(numbers) == len(set(numbers))


@pytest.mark.timeout(300)
def test_many_cuts_lose_nothing_and_double_nothing(center, browser):
    # A link has its seats, and those of sockets that were just cut are not free at once.
    link = center.manage("wall", "add", "terputus").strip()
    with CuttingProxy(center.port) as proxy, wall_through(browser, center, proxy, link) as wall:
        before = int(wall.facts()["points"])
        for number in range(CUTS):
            send(center, number)
            proxy.cut()
            wall.page.wait_for_timeout(100)
        wall.hurry(f"facts.state === 'live' && facts.points === '{before + CUTS}'")
        assert drawn_once(wall, before + CUTS)

        proxy.cut_off = True
        proxy.cut()
        send(center, CUTS)
        wall.later(STALE)
        wall.wait("facts.state === 'stale' && text.includes('DATA LAMA')")
        assert wall.facts()["points"] == str(before + CUTS)
        proxy.cut_off = False
        wall.hurry(f"facts.state === 'live' && facts.points === '{before + CUTS + 1}'")


@pytest.mark.timeout(300)
def test_without_websocket_the_wall_is_current_by_http_and_says_so(center, browser):
    with (
        CuttingProxy(center.port, blocks_websocket=True) as proxy,
        wall_through(browser, center, proxy) as wall,
    ):
        wall.hurry("facts.way === 'http' && text.includes('tanpa WebSocket')")
        before = int(wall.facts()["points"])
        for number in range(100, 110):
            send(center, number)
        wall.hurry(f"facts.state === 'live' && facts.points === '{before + 10}' && text.includes('Miroto')")
        wall.wait("document.querySelector('.counter')?.innerText.includes('Masuk')")
        assert drawn_once(wall, before + 10)
        tries = proxy.upgrades
        proxy.blocks_websocket = False
        wall.hurry("facts.way === 'socket' && facts.state === 'live' && text.includes('langsung')")
        assert proxy.upgrades > tries


HANDSHAKE = 400
"""More bytes than the answer to the upgrade has, and the server's first packets; a beat has a hundred."""


@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    "proxy_does",
    [
        pytest.param({"blocks_websocket": True, "status": "403 Forbidden"}, id="403", marks=only_long),
        pytest.param({"mute_after": 0}, id="passes nothing", marks=only_long),
        pytest.param({"mute_after": HANDSHAKE}, id="lets it join and passes nothing more"),
        pytest.param({"cuts_after": 0.2}, id="cuts it at once"),
    ],
)
def test_whatever_a_proxy_does_to_websocket_the_wall_is_current_and_says_so(center, browser, proxy_does):
    with (
        CuttingProxy(center.port, **proxy_does) as proxy,
        wall_through(browser, center, proxy) as wall,
    ):
        wall.hurry("facts.way === 'http' && facts.state === 'live' && text.includes('tanpa WebSocket')")
        for number in range(2):
            before = int(wall.facts()["points"])
            send(center, f"{proxy_does} {number}")
            wall.hurry(f"facts.state === 'live' && facts.points === '{before + 1}'")
        assert drawn_once(wall, before + 1)
        if proxy.mute_after != HANDSHAKE:
            # That it goes back to the socket takes its time, and is seen once here and once below.
            return
        proxy.mute_after = None
        wall.hurry("facts.way === 'socket' && facts.state === 'live' && text.includes('langsung')")


@pytest.mark.timeout(300)
def test_a_socket_that_is_cut_every_few_seconds_is_taken_up_at_once(center, browser):
    with (
        CuttingProxy(center.port, cuts_after=2.5) as proxy,
        wall_through(browser, center, proxy) as wall,
    ):
        before = int(wall.facts()["points"])
        wall.page.evaluate(
            "() => { window.states = new Set();"
            " setInterval(() => window.states.add(document.querySelector('#wall-root').dataset.state), 100); }"
        )
        tries = proxy.upgrades
        send(center, "alle drei Sekunden")
        while proxy.upgrades < tries + 3:
            wall.page.wait_for_timeout(100)
        wall.wait(f"facts.state === 'live' && facts.points === '{before + 1}'")
        assert wall.page.evaluate("[...window.states]") == ["live"]


@pytest.mark.timeout(300)
def test_a_link_revoked_while_it_is_asked_over_http_is_shut_out(center, browser):
    link = center.manage("wall", "add", "dicabut nanti").strip()
    with (
        CuttingProxy(center.port, blocks_websocket=True) as proxy,
        wall_through(browser, center, proxy, link) as wall,
    ):
        wall.hurry("facts.way === 'http'")
        before = int(wall.facts()["points"])
        (line,) = [line for line in center.manage("wall", "list").splitlines() if "dicabut nanti" in line]
        center.manage("wall", "revoke", line.split()[0])
        wall.hurry("facts.state !== 'live' && text.includes('akses ditolak')")
        send(center, 200)
        with wall.page.expect_response("**/wall/frames?*", timeout=30_000) as asked:
            wall.later(3)
            assert asked.value.status == 401
        wall.page.wait_for_timeout(500)
        assert wall.facts()["points"] == str(before)


@pytest.mark.timeout(300)
def test_a_wall_without_a_seat_says_why_and_goes_on(tmp_path, browser):
    with CommandCenter(tmp_path, SOCKETS_PER_PERSON="1") as center:
        link = center.manage("wall", "add", "dua layar").strip()
        first = open_wall(browser, center, link=link)
        second = open_wall(browser, center, link=link, own_clock=True)
        second.hurry("facts.way === 'http' && text.includes('tautan ini penuh layar')")
        send(center, 1)
        for wall in (first, second):
            wall.wait("facts.state === 'live' && facts.points === '1'")
        first.page.context.close()
        second.hurry("facts.way === 'socket' && facts.state === 'live'")
        assert second.problems == []
        second.page.context.close()
