"""A small house behind real access control: three pages, callbacks, machine addresses and a socket."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import dash
import pytest
from argon2 import PasswordHasher
from dash import ALL, Input, Output, dcc, html
from flask import Flask, session
from flask.testing import FlaskClient
from flask_socketio import Namespace, SocketIO
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from command_center.errors import NotAllowed
from command_center.settings import Settings, read_settings
from command_center.store.account_links import AccountLinks
from command_center.store.audit import Audit, AuditEntry
from command_center.store.db import Database
from command_center.store.users import Users
from command_center.store.wall_links import WallLinks
from command_center.web.live.seats import SeatLimits, Seats
from command_center.web.live.sockets import make_sockets
from command_center.web.security import passwords
from command_center.web.security.access_control import AccessControl, identity_of_request, install_access_control
from command_center.web.security.accounts import Accounts
from command_center.web.security.identity import OF_ONE_OPD
from command_center.web.security.passwords import hash_password
from command_center.web.security.settings import SecuritySettings
from tests.servers.empty_database import with_tables

PASSWORD = "tujuh belas bebek di kali"
METRICS_TOKEN = "token-of-the-collector"
WHO = ("nobody", "wall", "p3m", "diskominfo", "mayor", "opd", "opd_staff", "admin")
"""Everybody there is: no sign-in, a wall device, and one person of each role."""


@dataclass(frozen=True)
class SmallPage:
    path: str
    key: str
    roles: tuple[str, ...]
    entry: str = ""
    begins: tuple[str, ...] = ()


PAGES = (
    SmallPage("/wall", "wall", ("p3m", "diskominfo", "mayor", "admin", "wall")),
    SmallPage("/analytics", "analytics", ("diskominfo", "admin")),
    SmallPage("/opd/<code>", "opd", ("opd", "opd_staff", "diskominfo", "admin")),
)


@dataclass
class Clock:
    """The time of day and the seconds, which go forward when a test says so."""

    at: datetime = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
    seconds: float = 1000.0

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return self.seconds

    def forward(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)
        self.seconds += seconds


@dataclass
class House:
    """The composed server and what tests reach for."""

    server: Flask
    app: dash.Dash
    socket: SocketIO
    seats: Seats
    access: AccessControl
    db: Database
    accounts: Accounts
    users: Users
    links: WallLinks
    clock: Clock
    passed: list[str] = field(default_factory=list)
    everybody: dict[str, FlaskClient] = field(default_factory=dict)

    def client(self) -> FlaskClient:
        return self.server.test_client()

    def person(self, role: str, name: str = "") -> FlaskClient:
        """A signed-in browser of somebody with this role, whose password nobody compares here: that takes its time."""
        name = name or f"sari-{role}"
        if self.users.find(name) is None:
            self.users.add(
                name, "", _password_hash(passwords._HASHER), [role], "dpu" if role in OF_ONE_OPD else "", self.clock.at
            )
        client = self.client()
        with (
            client.session_transaction() as kept,
            self.server.test_request_context("/masuk", method="POST", environ_base=client.environ_base),
        ):
            assert self.access.sessions.begin(self.users.named(name)) is not None
            kept.update(session)
        return client

    def audited(self, act: str = "") -> list[AuditEntry]:
        """What the audit holds, oldest first; of acts that begin so."""
        return Audit(self.db).newest(1000, act=act)[::-1]

    def wall(self, name: str = "layar kiri") -> FlaskClient:
        """A browser that opened the wall by a link."""
        client = self.client()
        token = self.links.create(name, self.clock.at)
        assert client.get(f"/wall?link={token}").status_code == 303
        return client

    def as_who(self, who: str) -> FlaskClient:
        """A browser of "nobody", "wall", or somebody with that role."""
        return self.client() if who == "nobody" else self.wall() if who == "wall" else self.person(who)


class _Compiled(BytecodeCache):
    """The templates of all houses are the same: compiled once."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[bucket.key] = bucket.bytecode_to_string()


_COMPILED = _Compiled()


@cache
def _password_hash(_hasher: PasswordHasher) -> str:
    """Made once: it is slow on purpose."""
    return hash_password(PASSWORD)


@pytest.fixture(scope="module")
def quick_passwords():
    """For a module that signs in often."""
    with cheap_passwords():
        yield


@contextmanager
def cheap_passwords() -> Iterator[None]:
    """Meanwhile passwords are kept by argon2id at its least cost."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        passwords._nobodys_hash.cache_clear()
        try:
            yield
        finally:
            passwords._nobodys_hash.cache_clear()


def token_of(client: FlaskClient, path: str = "/masuk") -> str:
    """The token inside the form at `path`."""
    page = client.get(path).get_data(as_text=True)
    return page.partition('name="csrf_token" value="')[2].partition('"')[0]


def sign_in(client: FlaskClient, name: str, password: str = PASSWORD, **more: str):
    values = {"csrf_token": token_of(client), "name": name, "password": password} | more
    return client.post("/masuk", data=values)


def settings_for(folder: Path, **values) -> Settings:
    return read_settings(**{"secret_key": "k" * 40, "var_dir": folder, "demo": False, "_env_file": None} | values)


def compose(folder: Path, security: dict[str, object] | None = None, **values) -> House:
    """The small house with settings of its own, and those of access control."""
    settings = settings_for(folder, **values)
    with_tables(folder)
    db = Database(settings.database)
    clock, users = Clock(), Users(db)
    server = Flask("small_house", static_folder=None)
    server.jinja_options = {"bytecode_cache": _COMPILED}
    given: dict[str, Any] = {"_env_file": None, "metrics_token": METRICS_TOKEN} | (security or {})
    access = install_access_control(
        server,
        settings,
        db,
        PAGES,
        clock.now,
        SecuritySettings(**given),
        clock.monotonic,
    )
    app = _screens(server, access)
    seats = Seats(SeatLimits(total=50, of_person=20, of_address=50))
    socket = make_sockets(server, seats, access.identity, access.socket_origins)
    access.finish(app.callback_map, app.csp_hashes)
    house = House(
        server,
        app,
        socket,
        seats,
        access,
        db,
        Accounts(users, ["dpu", "dishub"], AccountLinks(db)),
        users,
        WallLinks(db),
        clock,
    )
    _machines(house)
    socket.on_namespace(_Wall(house))
    return house


def _screens(server: Flask, access: AccessControl) -> dash.Dash:
    dash.page_registry.clear()
    app = dash.Dash(
        "small_house",
        server=server,  # type: ignore[arg-type]
        use_pages=True,
        pages_folder="",
        suppress_callback_exceptions=True,
    )
    app.layout = dash.page_container
    server.register_error_handler(dash.exceptions.DependencyException, lambda _error: ("no such file", 404))
    for page in PAGES:
        template = {"path_template": page.path} if "<" in page.path else {"path": page.path}
        dash.register_page(page.key, layout=_layout(access, page.key), title=page.key, **template)

    @app.callback(Output("wall-map", "figure"), Input("wall-store", "data"))
    def wall_map(data):
        return {"secret": "wall"}

    @app.callback(
        Output("analytics-a", "children"), Output("analytics-b", "children"), Input("analytics-store", "data")
    )
    def two(data):
        return "secret a", "secret b"

    @app.callback(Output({"page": "analytics", "chart": ALL}, "figure"), Input("analytics-store", "data"))
    def charts(data):
        return [{"secret": "chart"} for _ in dash.ctx.outputs_list]

    @app.callback(
        Output("wall-map", "config", allow_duplicate=True), Input("wall-other", "data"), prevent_initial_call=True
    )
    def again(data):
        return {"secret": "again"}

    @app.callback(Output("opd-queue", "children"), Input("opd-store", "data"))
    def queue(data):
        return f"secret rows of {identity_of_request().opd}"

    @app.callback(Output("shell-clock", "children"), Input("shell-tick", "n_intervals"))
    def tick(ticks):
        return "12:00"

    return app


def _layout(access: AccessControl, name: str):
    """The query of the address comes as arguments: none of them may stand for something of ours."""

    def layout(**variables):
        if not access.allowed(name, identity_of_request(), **variables):
            raise NotAllowed(f"the page {name} is not for this sign-in or device")
        return html.Div([html.P(f"secret of {name} {variables}"), dcc.Store(f"{name}-store")])

    return layout


def _machines(house: House) -> None:
    server, passed = house.server, house.passed

    def add(rule, *methods):
        def view(**values):
            passed.append(rule)
            return f"secret of {rule}"

        server.add_url_rule(rule, rule, view, methods=methods)

    add("/hooks/<channel>", "GET", "POST")
    add("/open311/v2/requests.json", "GET", "POST")
    add("/healthz", "GET")
    add("/readyz", "GET")
    add("/metrics", "GET")
    add("/api/openapi.json", "GET")
    add("/api/v1/reports.geojson", "GET")
    add("/api/v1/answers", "POST", "DELETE")
    add("/forgotten", "GET", "POST")


class _Wall(Namespace):  # type: ignore[misc]
    def __init__(self, house: House) -> None:
        super().__init__("/wall")
        self._house = house

    def on_connect(self, _auth=None):
        if not self._house.access.allowed("wall", identity_of_request()):
            return False
        self._house.passed.append(f"connected {identity_of_request().kind} {identity_of_request().name}")
        return True


@pytest.fixture
def house(tmp_path):
    made = compose(tmp_path)
    yield made
    made.db.close()
    dash.page_registry.clear()


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    """A house for tests that change nothing in it: with a browser of everybody."""
    made = compose(tmp_path_factory.mktemp("shared"))
    made.everybody = {who: made.as_who(who) for who in WHO}
    yield made
    made.db.close()
    dash.page_registry.clear()


@pytest.fixture
def make_house(tmp_path):
    """Composes a house with settings of its own."""
    made: list[House] = []

    def make(security: dict[str, object] | None = None, **values) -> House:
        made.append(compose(tmp_path / str(len(made)), security, **values))
        return made[-1]

    yield make
    for each in made:
        each.db.close()
    dash.page_registry.clear()
