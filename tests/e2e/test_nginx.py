"""Behind a real nginx with deploy/nginx.conf: the wall is live, who asks is known, and what is refused is refused in words."""

from contextlib import contextmanager

import httpx
import pytest

from command_center.web.security.limits import LARGEST_BODY
from tests.e2e.messages import send_whatsapp, signed, whatsapp_body
from tests.e2e.wall_page import open_wall
from tests.servers.command_center import CommandCenter
from tests.servers.nginx import Nginx
from tests.servers.ports import free_port

pytestmark = [pytest.mark.needs("nginx"), pytest.mark.timeout(300)]


@pytest.fixture(scope="module")
def proxied(tmp_path_factory):
    """An installation, and nginx before it: BASE_URL and TRUSTED_PROXIES as docs/deployment.md says."""
    folder = tmp_path_factory.mktemp("proxied")
    center = CommandCenter(folder / "center", TRUSTED_PROXIES="1")
    with Nginx(center.port, folder / "nginx") as nginx:
        center.environment["BASE_URL"] = nginx.url
        with center:
            yield center, nginx


@contextmanager
def nginx_of(proxied, folder, *, websocket):
    """The address before the installation, also of a second nginx that is not told of WebSocket."""
    center, nginx = proxied
    if websocket:
        yield center, nginx.url
        return
    with Nginx(center.port, folder, websocket=False) as second:
        yield center, second.url


@pytest.mark.needs("chromium")
@pytest.mark.browser
@pytest.mark.parametrize(("websocket", "way"), [(True, "socket"), (False, "http")])
def test_the_wall_is_current_with_and_without_the_upgrade_headers(proxied, tmp_path, browser, websocket, way):
    with nginx_of(proxied, tmp_path, websocket=websocket) as (center, url):
        assert center.wall_link.startswith(f"{proxied[1].url}/")
        wall = open_wall(browser, center, link=center.wall_link.replace(proxied[1].url, url))
        wall.wait(f"facts.way === '{way}'")
        before = int(wall.facts()["points"])
        assert send_whatsapp(center, f"wamid.nginx.{way}", "jalan berlubang di Tlogosari Kulon").status_code == 200
        wall.wait(
            f"facts.state === 'live' && facts.way === '{way}' && facts.points === '{before + 1}'"
            " && text.includes('Tlogosari Kulon')"
        )
        assert ("tanpa WebSocket" in wall.page.inner_text("#wall-root")) == (not websocket)
        assert wall.problems == []
        wall.page.context.close()


def test_a_request_as_large_as_allowed_passes_and_a_larger_one_is_refused_in_words(proxied):
    with httpx.Client(base_url=proxied[1].url, verify=False, timeout=60) as client:
        body = whatsapp_body("wamid.large", "lampu mati di Miroto")
        padded = body + b" " * (LARGEST_BODY - 1 - len(body))
        assert client.post("/hooks/whatsapp", content=padded, headers=signed(padded)).status_code == 200
        larger = padded + b"  "
        refused = client.post("/hooks/whatsapp", content=larger, headers=signed(larger))
        assert (refused.status_code, refused.headers["Content-Type"]) == (413, "text/plain")
        assert "10 MB" in refused.text
        assert client.get("/api/v1/reports.csv").json()["error"] == "sign_in_required", (
            "files have a place of their own"
        )


def test_the_sender_is_the_client_of_nginx_and_nobody_can_write_another(proxied):
    center, nginx = proxied
    with httpx.Client(verify=False, timeout=60) as client:
        forged = {"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "http"}
        answer = client.get(f"{nginx.url}/wall?link=falsch", headers=forged)
        assert answer.status_code == 403
        assert "Strict-Transport-Security" in answer.headers
        (line,) = [line for line in center.log().splitlines() if "wall_link_refused" in line]
        assert "127.0.0.1" in line
        assert "203.0.113.9" not in center.log()
        assert "falsch" not in nginx.log(), "the token of a wall link is in no log"


def test_while_the_server_is_away_programs_are_told_to_come_again(tmp_path):
    with Nginx(free_port(), tmp_path) as nginx:
        body = whatsapp_body("wamid.away", "sampah di Gemah")
        answer = httpx.post(f"{nginx.url}/hooks/whatsapp", content=body, headers=signed(body), verify=False, timeout=30)
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
        assert "<html" not in answer.text
        browser = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
        page = httpx.get(f"{nginx.url}/briefing/hari-ini", headers=browser, verify=False, timeout=30)
        assert (page.status_code, page.headers["Retry-After"]) == (503, "5")
        assert "sedang dimulai ulang" in page.text, "a person reads what happens and what to do"
        assert httpx.get(f"{nginx.url}/away-for-people", verify=False, timeout=30).status_code != 200
        asked = {"/wall?link=geheim": 503, "/hooks/sms?token=geheim": 503, "/%00?token=geheim": 400}
        for address, status in asked.items():
            assert httpx.get(nginx.url + address, verify=False, timeout=30).status_code == status
        too_large = httpx.post(
            f"{nginx.url}/hooks/sms?token=geheim", content=b"x" * 11_000_000, verify=False, timeout=30
        )
        assert too_large.status_code == 413
        assert "geheim" not in nginx.log(), "also in what it says of its own failures"
