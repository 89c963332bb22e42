"""Clients that do not do their part, many at once: the open wall goes on, messages are taken, a new person signs in."""

import time
from contextlib import closing

import httpx
import pytest

from tests.bench.wall_socket import wall_cookies
from tests.e2e.messages import send_whatsapp
from tests.e2e.wall_page import open_wall
from tests.faults.attacks import ATTACKS, attack
from tests.faults.size import ATTACK_SECONDS, ATTACKERS
from tests.long_run import only_long
from tests.servers.chromium import chromium
from tests.servers.command_center import CommandCenter
from tests.servers.nginx import Nginx

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.browser, pytest.mark.timeout(300 + 10 * ATTACK_SECONDS)]

LIKE_OTHERS = {
    "heads that never end",
    "heads from many addresses",
    "bodies that never come",
    "chunks that never end",
    "many requests in one piece from many addresses",
    "sockets from many addresses",
}
"""Attacks of a kind that another one, whose connections go on or come from one address, shows in every run."""
PEOPLE = 5
PASSWORD = "sandi untuk uji saja 2026"


def jar(cookies):
    return "; ".join(f"{name}={value}" for name, value in cookies.items())


def sign_in(url, name):
    """A person signs in; returns the cookies."""
    with httpx.Client(base_url=url, timeout=30) as client:
        token = client.get("/masuk").text.partition('name="csrf_token" value="')[2].partition('"')[0]
        answer = client.post("/masuk", data={"csrf_token": token, "name": name, "password": PASSWORD})
        assert answer.status_code == 303
        return client.cookies


class Attacked:
    """An installation with a wall open in a browser, and the cookies that an attacker could have."""

    def __init__(self, center, wall):
        self.center, self.wall = center, wall
        self.sent = 0
        self._people = set()
        self.cookies = {
            "device": jar(wall_cookies(center, center.manage("wall", "add", "bocor").strip())),
            "revoked": jar(wall_cookies(center, center.manage("wall", "add", "dicabut").strip())),
            "opd": jar(sign_in(center.url, self.person("kepala"))),
        }
        (line,) = [line for line in center.manage("wall", "list").splitlines() if "dicabut" in line]
        center.manage("wall", "revoke", line.split()[0])

    def person(self, name):
        """A chief of a department, who may not see the wall; each may try ten sign-ins a minute."""
        if name not in self._people:
            self._people.add(name)
            self.center.manage("user", "add", name, "--role", "opd", "--opd", "dpu", "--password", PASSWORD)
        return name

    def goes_on(self):
        """A message is taken and drawn on the wall."""
        self.sent += 1
        text = f"jalan berlubang di Gemah nomor {self.sent}"
        assert send_whatsapp(self.center, f"wamid.attack.{self.sent}", text).status_code == 200
        self.wall.wait(f"facts.state === 'live' && facts.points === '{self.sent}'")


@pytest.fixture(scope="module")
def attacked(tmp_path_factory):
    with (
        CommandCenter(tmp_path_factory.mktemp("attacked"), LOG_LEVEL="warning") as center,
        chromium() as browser,
    ):
        wall = open_wall(browser, center)
        yield Attacked(center, wall)
        assert wall.problems == []
        assert "Traceback" not in center.log()
        wall.page.context.close()


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=only_long) if name in LIKE_OTHERS else name for name in ATTACKS]
)
def test_the_wall_and_its_people_go_on(attacked, name):
    waits = []
    # In turn: so many attacks take less than a minute, and what one spoilt leaves the next ones untouched.
    person = attacked.person(f"orang-{list(ATTACKS).index(name) % PEOPLE}")
    with attack(name, attacked.center, ATTACKERS, attacked.cookies):
        end = time.monotonic() + ATTACK_SECONDS
        while not waits or time.monotonic() < end:
            begun = time.monotonic()
            assert httpx.get(f"{attacked.center.url}/readyz", timeout=30).status_code == 200
            waits.append(time.monotonic() - begun)
            attacked.goes_on()
        sign_in(attacked.center.url, person)
    attacked.goes_on()
    print(f"\n{ATTACKERS} {name}: {len(waits)} times asked, {sorted(waits)[len(waits) // 2] * 1000:.0f} ms (median)")


@pytest.mark.needs("nginx")
@pytest.mark.parametrize("name", ["heads of a letter a second", "bodies of a byte a second"])
def test_behind_nginx_they_do_not_reach_the_server(attacked, tmp_path, name):
    with Nginx(attacked.center.port, tmp_path) as nginx, closing(httpx.Client(verify=False, timeout=30)) as client:
        waits = []
        with attack(name, attacked.center, ATTACKERS, attacked.cookies, tls_port=nginx.port):
            end = time.monotonic() + ATTACK_SECONDS
            while len(waits) < 20 or time.monotonic() < end:
                begun = time.monotonic()
                assert client.get(f"{nginx.url}/healthz").status_code == 200
                waits.append(time.monotonic() - begun)
            attacked.goes_on()
    waits.sort()
    print(f"\n{ATTACKERS} {name} before nginx: p99 {waits[int(len(waits) * 0.99)] * 1000:.0f} ms of {len(waits)}")
