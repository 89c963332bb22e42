"""Access control on the program as it is composed: every address, page and callback it has, against everybody."""

import itertools
import re
from collections import Counter
from datetime import UTC, datetime
from random import Random

import pytest

from command_center.settings import read_settings
from command_center.store.users import Users
from command_center.store.wall_links import WallLinks
from command_center.web.security.accounts import Accounts
from command_center.web.security.callback_outputs import ROUTING, pages_written
from command_center.web.security.identity import NOBODY, OF_ONE_OPD, Identity
from program import composition
from program.core import build_core
from program.pages import PAGES
from tests.long_run import LONG_RUN
from tests.servers.empty_database import with_tables
from tests.tables import every_case
from tests.web.conftest import PASSWORD, WHO, sign_in, token_of

pytestmark = pytest.mark.usefixtures("quick_passwords")

ALL = set(WHO)
ROLES = ALL - {"nobody"}
PEOPLE, DESK = ROLES - {"wall"}, {"p3m", "admin"}
ON_REPORTS = {"p3m", "opd", "opd_staff", "admin"}
EXPORT = {"p3m", "diskominfo", "opd", "admin"}

DESK_READS = ("around/<number>", "changes", "list", "outlines", "reports/<number>", "rows")
DESK_WRITES = ("acts", "answer", "answers/<act>", "draft", "presence", "preview", "queues", "reveal", "undo")

MAY = {
    "/": ROLES,
    "/<path:path>": set().union(*(page.roles for page in PAGES if page.path == "/wall")),
    "/_dash-component-suites/<string:package_name>/<path:fingerprinted_path>": ALL,
    "/_dash-dependencies": ROLES,
    "/_dash-layout": ROLES,
    "/_dash-update-component": ROLES,
    "/_favicon.ico": ALL,
    "/favicon.ico": ALL,
    "/_reload-hash": ROLES,
    "/akun": {"admin"},
    "/akun/<name>": {"admin"},
    "/akun/<name>/<any(peran,nonaktif,aktif,tautan,kode,sesi):act>": {"admin"},
    "/akun/undang": {"admin"},
    "/audit": {"admin"},
    "/audit.csv": {"admin"},
    "/saya": ROLES - {"wall"},
    "/saya/kode": ROLES - {"wall"},
    "/saya/kode/baru": ROLES - {"wall"},
    "/saya/kode/hapus": ROLES - {"wall"},
    "/saya/sandi": ROLES - {"wall"},
    "/saya/sesi": ROLES - {"wall"},
    "/saya/sesi/lain": ROLES - {"wall"},
    "/saya/static/<path:filename>": ALL,
    "/api/openapi.json": ROLES - {"wall"},
    "/api/v1/briefing/<day>.<kind>": {"mayor", "diskominfo", "admin"},
    "/api/v1/reports.<form>": EXPORT,
    "/api/v1/reports/<number>": ON_REPORTS,
    "/api/v1/reports/<number>/<act>": ON_REPORTS,
    "/api/v1/reports/<number>/deadline": PEOPLE,
    "/api/v1/selection.<form>": {"diskominfo", "mayor", "admin"},
    **{f"/api/desk/{name}": DESK for name in DESK_READS + DESK_WRITES},
    "/assets/<path:filename>": ALL,
    "/berkas": {"p3m", "opd", "opd_staff", "admin"},
    "/berkas/<number>/<key>": {"p3m", "mayor", "opd", "opd_staff", "admin"},
    "/healthz": ALL,
    "/hooks/<code>": ALL,
    "/keluar": ALL,
    "/lacak": ALL,
    "/lacak/": ALL,
    "/lacak/<path:rest>": ALL,
    "/lapor/": ALL,
    "/lapor/<path:rest>": ALL,
    "/lacak/<number>": ALL,
    "/lacak/<number>/<any(balas,nilai,'buka-lagi',tarik):act>": ALL,
    "/lacak/<number>/foto/<key>": ALL,
    "/lapor": ALL,
    "/lapor/peta.json": ALL,
    "/lapor/sekitar": ALL,
    "/lapor/terima/<token>": ALL,
    "/libraries/<name>.js": ALL,
    "/masuk": ALL,
    "/masuk/direktori": ALL,
    "/masuk/direktori/kembali": ALL,
    "/masuk/kode": ALL,
    "/masuk/tautan": ALL,
    "/masuk/static/<path:filename>": ALL,
    "/metrics": {"admin"},
    "/integritas": {"p3m", "diskominfo", "mayor", "admin"},
    "/opd/<code>/arahan": PEOPLE,
    "/opd/<code>/laporan/<number>": PEOPLE,
    "/opd/<code>/laporan/<number>/foto/<key>": PEOPLE,
    "/wali": {"mayor", "diskominfo", "admin"},
    "/open311/discovery.<any(xml,json):fmt>": ALL,
    "/open311/v2/discovery.<any(xml,json):fmt>": ALL,
    "/open311/v2/requests.<any(xml,json):fmt>": ALL,
    "/open311/v2/requests/<number>.<any(xml,json):fmt>": ALL,
    "/open311/v2/services.<any(xml,json):fmt>": ALL,
    "/open311/v2/services/<code>.<any(xml,json):fmt>": ALL,
    "/open311/v2/tokens/<token>.<any(xml,json):fmt>": ALL,
    "/readyz": ALL,
    "/wall/frames": {role for page in PAGES if page.path == "/wall" for role in page.roles},
}
"""Who may use each rule. A new address belongs here and in command_center/web/policy.py."""

GUARDED = {
    "/": "/",
    "/<path:path>": "/wall",
    "/_dash-dependencies": "/_dash-dependencies",
    "/_dash-layout": "/_dash-layout",
    "/_reload-hash": "/_reload-hash",
    "/akun": "/akun",
    "/akun/<name>": "/akun/sari-opd",
    "/audit": "/audit",
    "/audit.csv": "/audit.csv",
    "/saya": "/saya",
    "/saya/kode": "/saya/kode",
    "/api/v1/briefing/<day>.<kind>": "/api/v1/briefing/2026-11-26.pdf",
    "/api/openapi.json": "/api/openapi.json",
    "/api/v1/reports.<form>": "/api/v1/reports.geojson",
    "/api/v1/reports/<number>": "/api/v1/reports/LH-2026-000001",
    "/api/v1/reports/<number>/deadline": "/api/v1/reports/LH-2026-000001/deadline",
    "/api/v1/selection.<form>": "/api/v1/selection.csv",
    "/api/desk/around/<number>": "/api/desk/around/LH-2026-000001",
    "/api/desk/changes": "/api/desk/changes?since=0",
    "/api/desk/list": "/api/desk/list",
    "/api/desk/outlines": "/api/desk/outlines",
    "/api/desk/reports/<number>": "/api/desk/reports/LH-2026-000001",
    "/api/desk/rows": "/api/desk/rows?ids=1",
    "/berkas/<number>/<key>": "/berkas/LH-2026-000001/0123456789abcdef0123456789abcdef",
    "/integritas": "/integritas",
    "/metrics": "/metrics",
    "/opd/<code>/arahan": "/opd/dpu/arahan",
    "/opd/<code>/laporan/<number>": "/opd/dpu/laporan/LH-2026-000001",
    "/opd/<code>/laporan/<number>/foto/<key>": "/opd/dpu/laporan/LH-2026-000001/foto/0",
    "/wali": "/wali",
    "/wall/frames": "/wall/frames?since=0",
}
"""Rules that ask who is there -> an address of each; the callbacks are asked one by one."""

WRITTEN = {f"/api/desk/{name}" for name in DESK_WRITES} | {"/api/v1/reports/<number>/<act>"}
"""Addresses that are posted to with the token of the session."""
POSTED = {
    "/akun/undang": "/akun/undang",
    "/akun/<name>/<any(peran,nonaktif,aktif,tautan,kode,sesi):act>": "/akun/sari-opd/nonaktif",
    "/saya/kode/baru": "/saya/kode/baru",
    "/saya/kode/hapus": "/saya/kode/hapus",
    "/saya/sandi": "/saya/sandi",
    "/saya/sesi": "/saya/sesi",
    "/saya/sesi/lain": "/saya/sesi/lain",
}
"""Rules that only take a form -> an address of each."""

MAY_OPEN = {
    "/analytics": {"diskominfo", "mayor", "admin"},
    "/briefing/<date>": {"mayor", "diskominfo", "admin"},
    "/desk": {"p3m", "admin"},
    "/panggilan": {"p3m", "admin"},
    "/gaya": {"admin"},
    "/metode": PEOPLE,
    "/peringatan": {"p3m", "diskominfo", "mayor", "admin"},
    "/opd/<code>": PEOPLE,
    "/wall": ROLES - OF_ONE_OPD,
    "/integritas": {"p3m", "diskominfo", "mayor", "admin"},
    "/opd/<code>/arahan": PEOPLE,
    "/opd/<code>/laporan/<number>": PEOPLE,
    "/wali": {"mayor", "diskominfo", "admin"},
}
"""Who may open each page. A new page says here who may, beside its PAGE: nobody opens it by a slip in one of both."""

MAY_CALL = {
    "alerts": {
        "..alerts-states.children...alerts-list.children...alerts-facts.children..",
        "..alerts-told.children...alerts-told.data-bad...alerts-acts.data-done...alerts-comment.value...alerts-done.data..",
    },
    "analytics": {
        "analytics-below.data",
        "analytics-chosen.data",
        "analytics-grid.getRowsResponse",
        "analytics-stands.data",
        "..analytics-views.children...analytics-noted.children..",
        '..{"first":["ALL"],"page":"analytics"}.children...analytics-shown.data..',
        '{"later":["ALL"],"page":"analytics"}.children',
    },
    "opd": {"..opd-content.children...opd-age.children...opd-asked.data.."},
    "wall": {"wall-panels.data", "wall-points.data"},
}
"""Page -> its callbacks; whoever may open it may call them. Those of the call form are many, and begin with its key."""

CLIENTSIDE = {"_pages_dummy.children"}
"""Callbacks that run in the browser only."""


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    folder = tmp_path_factory.mktemp("app")
    settings = read_settings(var_dir=folder, demo=False, secret_key="k" * 40, _env_file=None)
    with_tables(folder)
    (folder / "groups.toml").write_text('[[group]]\nname = "P3M"\nrole = "p3m"\n', "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        # With the directory, so that its addresses are among those that are asked.
        patch.setenv("OIDC_ISSUER", "https://masuk.kota.test")
        patch.setenv("OIDC_CLIENT_ID", "command-center")
        patch.setenv("OIDC_GROUPS", str(folder / "groups.toml"))
        composed = composition.compose(build_core(settings))
    yield composed
    composed.core.close()


@pytest.fixture(scope="module")
def everybody(running):
    """A browser of everybody."""
    core, server = running.core, running.server
    accounts = Accounts(Users(core.db))
    browsers = {who: server.test_client() for who in WHO}
    for who, browser in browsers.items():
        if who == "wall":
            browser.get(f"/wall?link={WallLinks(core.db).create('layar kiri', datetime.now(UTC))}").close()
        elif who != "nobody":
            opd = "dpu" if who in OF_ONE_OPD else ""
            accounts.add(f"sari-{who}", PASSWORD, [who], datetime.now(UTC), opd=opd)
            assert sign_in(browser, f"sari-{who}").status_code == 303
    return browsers


def let_in(answer):
    with answer:
        to_sign_in = answer.status_code == 303 and str(answer.location).startswith("/masuk")
        return not to_sign_in and answer.status_code not in (401, 403)


def test_the_table_names_every_address(running):
    assert {rule.rule for rule in running.server.url_map.iter_rules()} == MAY.keys()


@pytest.mark.parametrize("who", WHO)
def test_every_guarded_address_for_everybody(running, everybody, who):
    def check(rule, method):
        may = set(MAY[rule])
        if rule == "/":
            may = {role for role in may if running.access.policy.home(identity(role))}
        assert let_in(everybody[who].open(GUARDED[rule], method=method)) == (who in may)

    every_case(check, itertools.product(GUARDED, ("GET", "HEAD", "OPTIONS")))


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("rule", sorted(WRITTEN))
def test_every_write_for_everybody(running, everybody, rule, who):
    """Without the token of the session nobody; with it who has a role of the page."""
    browser, token = everybody[who], ""
    path = rule.replace("<act>", "cancel").replace("<number>", "LH-2026-000001")
    assert browser.post(path, json={}).status_code in (401, 403)
    if who in DESK:
        # The only page that hands its token to a script; who has none writes with a key.
        token = re.search(r'"token": "([^"]+)"', browser.get("/desk").get_data(as_text=True))[1]
    with browser.post(path, json={}, headers={"X-CSRFToken": token}) as answer:
        assert (answer.status_code not in (401, 403)) == (who in MAY[rule] & DESK)
        assert answer.status_code < 500


@pytest.mark.parametrize("who", WHO)
def test_pictures_are_put_away_by_who_answers_with_the_token_of_the_session(everybody, who):
    browser = everybody[who]
    found = re.search(r'name="csrf_token" value="([^"]+)"', browser.get("/keluar").get_data(as_text=True))
    for token, may in (("", False), (found[1] if found else "", who in MAY["/berkas"])):
        with browser.post("/berkas", data={}, headers={"X-CSRFToken": token}) as answer:
            assert (answer.status_code not in (401, 403)) == may


@pytest.mark.parametrize("name", ["simulasi", "telegram"])
def test_the_page_of_accounts_invites_nobody_under_a_name_that_the_log_uses(everybody, name):
    browser = everybody["admin"]
    answer = browser.post("/akun/undang", data={"csrf_token": token_of(browser, "/akun"), "name": name, "role": "p3m"})
    assert "Log dan audit memakai nama ini" in answer.get_data(as_text=True)


def test_what_is_open_asks_for_nothing_but_what_is_written(running, everybody):
    """Whatever else is open to nobody would be a leak: the list is short and stands in docs/security.md."""
    policy = running.access.policy
    opened = {rule for rule in MAY if policy.gate(rule) == "open"}
    assert opened == {rule for rule, who in MAY.items() if who == ALL}
    assert opened | GUARDED.keys() | POSTED.keys() | WRITTEN | {"/_dash-update-component", "/berkas"} == MAY.keys()


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("rule", [*POSTED, "/saya/kode"])
def test_every_form_for_everybody(everybody, rule, who):
    """Without the token of the session nothing is done, for nobody; who may is told so, others are turned away."""
    address = POSTED.get(rule, rule)
    assert let_in(everybody[who].post(address)) == (who in MAY[rule])
    if who in MAY[rule]:
        assert everybody[who].post(address).status_code == 400
        foreign = everybody[who].post(address, headers={"Sec-Fetch-Site": "cross-site"})
        assert foreign.status_code == 403


@pytest.mark.parametrize("page", [page for page in PAGES if not page.only_demo], ids=lambda page: page.key)
@pytest.mark.parametrize("who", WHO)
def test_every_page_for_everybody(running, everybody, page, who):
    path = page.path.replace("<code>", "dpu").replace("<number>", "LH-2026-000001")
    assert let_in(everybody[who].get(path)) == (who in page.roles)
    shown = call(everybody[who], ROUTING, inputs=[
        {"id": "_pages_location", "property": "pathname", "value": path},
        {"id": "_pages_location", "property": "search", "value": ""},
    ], outputs=[{"id": "_pages_content", "property": "children"}, {"id": "_pages_store", "property": "data"}])  # fmt: skip
    assert let_in(shown) == (who in page.roles)


def test_the_table_names_every_page_and_who_may_open_it():
    assert {page.path: set(page.roles) for page in PAGES} == MAY_OPEN


def test_the_table_names_every_callback(running, everybody):
    everybody["nobody"].get("/healthz").close()
    there = {output.partition("@")[0] for output in running.dash.callback_map}
    named = set().union(*MAY_CALL.values()) | CLIENTSIDE | {ROUTING}
    of_calls = {output for output in there if output.strip(".").startswith("calls-")}
    assert there - of_calls == named
    for page, outputs in MAY_CALL.items():
        assert all(pages_written(output, None) == {page} for output in outputs), page


def call(client, output, **more):
    return client.post("/_dash-update-component", json={"output": output, "inputs": [], "changedPropIds": []} | more)


def test_every_callback_belongs_to_a_page(running, everybody):
    """A callback whose outputs belong to no page can be called by nobody: give its ids the key of their page."""
    everybody["nobody"].get("/healthz").close()
    policy = running.access.policy
    assert len(running.dash.callback_map) > len(CLIENTSIDE)
    for output in running.dash.callback_map.keys() - CLIENTSIDE:
        assert any(policy.may_call(output, None, identity(role)) for role in ROLES), output


def identity(role):
    if role == "nobody":
        return NOBODY
    return Identity("wall" if role == "wall" else "user", role, frozenset({role}), "dpu" if role in OF_ONE_OPD else "")


@pytest.mark.parametrize("who", WHO)
def test_every_callback_for_everybody(running, everybody, who):
    names = {page.key: set(page.roles) for page in PAGES} | {"shell": ROLES}
    for output in list(running.dash.callback_map):
        if output == ROUTING:
            continue
        may = all(who in names.get(page, ()) for page in pages_written(output, None))
        assert running.access.policy.may_call(output, None, identity(who)) == may, output
        if not may:
            assert call(everybody[who], output).status_code in (401, 403), output


WRONG: tuple[object, ...] = (None, True, 5, -1, "", "x", "\ud800", [], [[]], [None], {}, {"a": 1}, [{"id": "x"}])


@pytest.mark.parametrize("seed", range(3))
def test_a_forged_callback_is_refused_and_breaks_nothing(running, everybody, seed):
    """Whatever part of the body is missing, too many or of another kind: 200, 400, 403 or 404, never an error of ours."""
    random = Random(seed)
    outputs = list(running.dash.callback_map.items())
    answered = Counter()
    for _ in range(400 if LONG_RUN else 100):
        output, callback = random.choice(outputs)
        body = {
            "output": output,
            "outputs": [
                dict(zip(("id", "property"), each.rsplit(".", 1), strict=True))
                for each in output.strip(".").split("...")
            ],
            **{
                part: [{**each, "value": random.choice(WRONG)} for each in callback[part]]
                for part in ("inputs", "state")
            },
            "changedPropIds": [],
        }
        part = random.choice([*body, None])
        change = random.randrange(4)
        if part is not None and change == 0:
            del body[part]
        elif part is not None and change == 1:
            body[part] = random.choice(WRONG)
        elif isinstance(body.get(part), list) and change == 2:
            body[part].append(random.choice(WRONG))
        elif isinstance(body.get(part), list) and body[part] and change == 3:
            body[part].pop()
        answer = everybody["admin"].post("/_dash-update-component", json=body)
        answered[answer.status_code] += 1
    assert answered.keys() <= {200, 204, 400, 403, 404}, answered
    assert answered[400]
