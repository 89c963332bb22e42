"""The wall behind a real nginx: with deploy/nginx.conf by WebSocket, and behind a proxy that knows none over HTTP."""

from contextlib import contextmanager

import httpx
import pytest

from tests.e2e.messages import send_whatsapp, signed
from tests.e2e.wall_page import open_wall
from tests.servers.command_center import CommandCenter
from tests.servers.nginx import Nginx

pytestmark = [pytest.mark.needs("chromium", "nginx"), pytest.mark.browser]


@contextmanager
def behind_nginx(folder, *, upgrade):
    center = CommandCenter(folder / "center")
    with Nginx(center.port, folder / "nginx", upgrade=upgrade) as nginx:
        center.environment |= {"BASE_URL": nginx.url, "TRUSTED_PROXIES": "1"}
        with center:
            yield center, nginx


def revoke(center, name):
    (line,) = [line for line in center.manage("wall", "list").splitlines() if name in line]
    center.manage("wall", "revoke", line.split()[0])


@pytest.mark.parametrize(("upgrade", "way"), [(True, "socket"), (False, "http")])
def test_a_message_is_on_the_wall_and_a_revoked_link_shuts_it_out(tmp_path, browser, upgrade, way):
    with behind_nginx(tmp_path, upgrade=upgrade) as (center, nginx):
        link = center.manage("wall", "add", "layar").strip()
        assert link.startswith(nginx.url)
        wall = open_wall(browser, center, link=link)
        assert wall.facts()["way"] == way
        assert send_whatsapp(center, "wamid.1", "jalan berlubang di Tlogosari Kulon").status_code == 200
        wall.wait("facts.points === '1' && text.includes('Tlogosari Kulon')")
        told = wall.page.inner_text("#wall-state")
        assert ("tanpa WebSocket" in told) == (not upgrade)

        center.kill()
        wall.wait("facts.state === 'stale' && text.includes('DATA LAMA')")
        center.start()
        for number in range(2, 8):
            send_whatsapp(center, f"wamid.{number}", f"sampah menumpuk di Miroto nomor {number}")
        wall.wait(f"facts.state === 'live' && facts.points === '7' && facts.way === '{way}'")

        revoke(center, "layar")
        wall.wait("facts.state !== 'live' && text.includes('akses ditolak')")
        assert wall.problems == []
        wall.page.context.close()


def test_senders_are_known_and_bodies_are_as_large_as_the_program_takes(tmp_path):
    with behind_nginx(tmp_path, upgrade=True) as (center, nginx):
        body = b'{"object": "whatsapp_business_account", "entry": [], "x": "' + b"x" * (10 * 1024 * 1024 - 100) + b'"}'
        answer = httpx.post(f"{nginx.url}/hooks/whatsapp", content=body, headers=signed(body), timeout=60)
        assert answer.status_code == 200
        large = body + b" " * 200
        answer = httpx.post(f"{nginx.url}/hooks/whatsapp", content=large, headers=signed(large), timeout=60)
        assert answer.status_code == 413
        told = httpx.get(f"{nginx.url}/healthz")
        assert told.status_code == 200
        assert "forwarded_by_untrusted_proxy" not in center.log()
