"""Every address and every page against every kind of person; changes need the token of the session."""

import pytest

from command_center.web.security.identity import OF_ONE_OPD
from tests.web.conftest import WHO, token_of

ALL = set(WHO)
ROLES = ALL - {"nobody"}
WALL = ROLES - OF_ONE_OPD
EXPORT = {"p3m", "diskominfo", "opd", "admin"}

MAY = {
    "/": ROLES,
    "/<path:path>": WALL,
    "/_dash-component-suites/<string:package_name>/<path:fingerprinted_path>": ALL,
    "/_dash-dependencies": ROLES,
    "/_dash-layout": ROLES,
    "/_dash-update-component": WALL,
    "/_favicon.ico": ALL,
    "/favicon.ico": ALL,
    "/_reload-hash": ROLES,
    "/api/openapi.json": ROLES - {"wall"},
    "/api/v1/answers": EXPORT,
    "/api/v1/reports.geojson": EXPORT,
    "/assets/<path:filename>": ALL,
    "/forgotten": set(),
    "/healthz": ALL,
    "/hooks/<channel>": ALL,
    "/keluar": ALL,
    "/masuk": ALL,
    "/masuk/kode": ALL,
    "/masuk/tautan": ALL,
    "/masuk/static/<path:filename>": ALL,
    "/metrics": {"admin"},
    "/open311/v2/requests.json": ALL,
    "/readyz": ALL,
}
"""Who may use each rule of the server; the pages are asked as /wall, the callbacks as one of the wall's."""

WALL_CALL = {
    "output": "wall-map.figure",
    "outputs": {"id": "wall-map", "property": "figure"},
    "inputs": [{"id": "wall-store", "property": "data", "value": 1}],
    "changedPropIds": ["wall-store.data"],
}
FORMS = {"/masuk", "/masuk/kode", "/masuk/tautan"}
"""Open to everybody; they lead on by themselves (test_auth.py, test_second_factor.py, test_account_links.py)."""
FILLED = {
    "/<path:path>": "/wall",
    "/_dash-component-suites/<string:package_name>/<path:fingerprinted_path>": "/_dash-component-suites/dash/deps/react@18.js",
    "/assets/<path:filename>": "/assets/x.css",
    "/hooks/<channel>": "/hooks/sms",
    "/masuk/static/<path:filename>": "/masuk/static/sign_in.css",
}


def body_of(answer):
    with answer:
        return answer.get_data().decode("utf-8", "replace")


def turned_away(answer):
    """Whether access control, not the view, answered: to sign in, 401 or 403."""
    with answer:
        text = answer.get_data().decode("utf-8", "replace")
        to_sign_in = answer.status_code == 303 and str(answer.location).startswith("/masuk?next=")
        to_sign_in = to_sign_in or (answer.status_code == 303 and answer.location == "/masuk" and "keluar" not in text)
        refused = answer.status_code in (401, 403)
    assert not (refused or to_sign_in) or "secret" not in text
    return refused or to_sign_in


def ask(client, rule, method, csrf=""):
    path = FILLED.get(rule, rule)
    if rule == "/_dash-update-component":
        return client.open(path, method=method, json=WALL_CALL)
    headers = {"X-CSRFToken": csrf} if csrf else {}
    return client.open(path, method=method, headers=headers)


def test_the_table_names_every_address_of_the_server(shared):
    assert {rule.rule for rule in shared.server.url_map.iter_rules()} == MAY.keys()


@pytest.mark.parametrize("who", WHO)
def test_every_address_for_everybody(shared, who):
    client = shared.everybody[who]
    csrf = token_of(client, "/keluar") if who not in ("nobody", "wall") else ""
    asked = 0
    for rule in shared.server.url_map.iter_rules():
        for method in sorted(rule.methods):
            if rule.rule in FORMS or (rule.rule == "/keluar" and (method == "POST" or who in ("nobody", "wall"))):
                continue
            if rule.rule == "/_dash-update-component" and method == "OPTIONS":
                continue
            let_in = not turned_away(ask(client, rule.rule, method, csrf))
            assert let_in == (who in MAY[rule.rule]), f"{method} {rule.rule} for {who}"
            asked += 1
    assert asked > 50


@pytest.mark.parametrize("who", WHO)
def test_what_a_refused_request_asks_for_does_not_run(shared, who):
    client = shared.everybody[who]
    shared.passed.clear()
    ask(client, "/forgotten", "GET").close()
    ask(client, "/forgotten", "POST").close()
    if who not in EXPORT:
        ask(client, "/api/v1/reports.geojson", "GET").close()
        ask(client, "/api/v1/answers", "POST").close()
        ask(client, "/api/v1/answers", "DELETE").close()
    assert shared.passed == []


@pytest.mark.parametrize(
    ("path", "who"),
    [
        ("/wall", WALL),
        ("/wall?tema=terang", WALL),
        ("/analytics", {"diskominfo", "admin"}),
        ("/opd/dpu", {"opd", "opd_staff", "diskominfo", "admin"}),
        ("/opd/dishub", {"diskominfo", "admin"}),
        ("/desk", set()),
        ("/wall2", set()),
    ],
)
def test_every_page_for_everybody(shared, path, who):
    let_in = set()
    for name in WHO:
        answer = shared.everybody[name].get(path)
        if answer.status_code == 200:
            let_in.add(name)
        elif name in ("nobody", "wall") and answer.status_code != 404:
            assert answer.location.startswith("/masuk?next=/"), "somebody may sign in here"
        else:
            assert answer.status_code in (403, 404)
            assert "/keluar" in body_of(answer) or name == "wall"
    assert let_in == who


@pytest.mark.parametrize("path", ["/opd", "/opd/"])
def test_an_address_without_a_department_leads_a_chief_to_the_own_one_and_nobody_else_anywhere(shared, path):
    assert shared.everybody["opd"].get(path).location == "/opd/dpu"
    assert shared.everybody["p3m"].get(path).status_code == 404
    assert shared.everybody["nobody"].get(path).location.startswith("/masuk?next=/opd")


@pytest.mark.parametrize("method", ["POST", "DELETE"])
def test_a_change_needs_the_token_of_the_session(house, method):
    client = house.person("p3m")
    token = token_of(client, "/keluar")
    house.passed.clear()

    def change(headers):
        return client.open("/api/v1/answers", method=method, headers=headers).status_code

    assert change({}) == 403
    assert change({"X-CSRFToken": "x"}) == 403
    assert change({"X-CSRFToken": token_of(house.person("p3m", "another"), "/keluar")}) == 403
    assert change({"X-CSRFToken": token, "Origin": "https://evil.example"}) == 403
    assert house.passed == []
    assert change({"X-CSRFToken": token}) == 200
    assert house.passed == ["/api/v1/answers"]


def test_hooks_and_open311_are_not_asked_for_a_token(shared):
    client = shared.everybody["p3m"]
    foreign = {"Origin": "https://graph.facebook.com", "Sec-Fetch-Site": "cross-site"}
    assert client.post("/hooks/facebook", headers=foreign).status_code == 200
    assert client.post("/open311/v2/requests.json", headers=foreign).status_code == 200


def test_methods_that_a_view_does_not_know_are_refused_for_everybody(shared):
    for who in ("nobody", "p3m", "admin"):
        assert shared.everybody[who].post("/wall").status_code == 405
        assert shared.everybody[who].delete("/api/v1/reports.geojson").status_code == 405


def test_head_and_options_are_guarded_like_get(shared):
    client = shared.everybody["nobody"]
    for method in ("HEAD", "OPTIONS"):
        assert client.open("/wall", method=method).status_code == 303
        assert client.open("/api/v1/reports.geojson", method=method).status_code == 401


def test_one_that_was_not_finished_lets_nobody_in(house):
    house.access._guard.callbacks = None
    house.server.testing = True
    for path in ("/masuk", "/healthz", "/wall"):
        with pytest.raises(RuntimeError, match=r"AccessControl\.finish"):
            house.client().get(path)
