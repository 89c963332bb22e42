"""Every address and every callback against every kind of person, and the ways around that an attacker would try."""

import json
import threading
from urllib.parse import unquote

import pytest
import requests
import socketio
from structlog.testing import capture_logs
from werkzeug.serving import make_server

from command_center.web.callback_outputs import ROUTING
from tests.web.conftest import WHO, token_of

ALL = set(WHO)
ROLES = ALL - {"nobody"}
WALL = ROLES - {"opd"}
EXPORT = {"p3m", "diskominfo", "opd", "admin"}

MAY = {
    "/": ROLES,
    "/<path:path>": WALL,
    "/_dash-component-suites/<string:package_name>/<path:fingerprinted_path>": ALL,
    "/_dash-dependencies": ROLES,
    "/_dash-layout": ROLES,
    "/_dash-update-component": WALL,
    "/_favicon.ico": ALL,
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
FILLED = {
    "/<path:path>": "/wall",
    "/_dash-component-suites/<string:package_name>/<path:fingerprinted_path>": "/_dash-component-suites/dash/deps/react@18.js",
    "/assets/<path:filename>": "/assets/x.css",
    "/hooks/<channel>": "/hooks/sms",
    "/masuk/static/<path:filename>": "/masuk/static/door.css",
}


def body_of(answer):
    with answer:
        return answer.get_data().decode("utf-8", "replace")


def turned_away(answer):
    """Whether the door, not the view, answered: to sign in, 401 or 403."""
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
            if rule.rule == "/masuk" or (rule.rule == "/keluar" and (method == "POST" or who in ("nobody", "wall"))):
                continue
            if rule.rule == "/_dash-update-component" and method == "OPTIONS":
                continue
            let_in = not turned_away(ask(client, rule.rule, method, csrf))
            assert let_in == (who in MAY[rule.rule]), f"{method} {rule.rule} for {who}"
            asked += 1
    assert asked > 50


@pytest.mark.parametrize("who", WHO)
def test_what_lies_behind_a_shut_door_does_not_run(shared, who):
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
        ("/opd/dpu", {"opd", "diskominfo", "admin"}),
        ("/opd/dishub", {"diskominfo", "admin"}),
        ("/opd/", set()),
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


def callback(client, output, outputs=None, inputs=None, **more):
    body = {"output": output, "inputs": inputs or [], "changedPropIds": []} | more
    if outputs is not None:
        body["outputs"] = outputs
    return client.post("/_dash-update-component", json=body)


CALLBACKS = {
    "wall-map.figure": WALL,
    "..analytics-a.children...analytics-b.children..": {"diskominfo", "admin"},
    '{"chart":["ALL"],"page":"analytics"}.figure': {"diskominfo", "admin"},
    "wall-map.config": WALL,
    "opd-queue.children": {"opd", "diskominfo", "admin"},
    "shell-clock.children": ROLES,
    ROUTING: ROLES,
}
"""Who may call each callback; the hash of an output that several write is left out."""
CLIENTSIDE = {"_pages_dummy.children"}


def test_every_callback_has_a_policy(shared):
    shared.client().get("/healthz")
    assert {output.split("@")[0] for output in shared.app.callback_map} == CALLBACKS.keys() | CLIENTSIDE


@pytest.mark.parametrize("who", WHO)
def test_every_callback_for_everybody(shared, who):
    client = shared.everybody[who]
    for output in list(shared.app.callback_map):
        answer = callback(client, output)
        refused = answer.status_code in (401, 403)
        assert refused == (who not in CALLBACKS.get(output.split("@")[0], set())), output
        if refused:
            assert "secret" not in body_of(answer)
            assert answer.json["message"]


def show(client, pathname, search="", outputs=None):
    """What Dash's own callback shows for a path that the browser claims to be at."""
    inputs = [
        {"id": "_pages_location", "property": "pathname", "value": pathname},
        {"id": "_pages_location", "property": "search", "value": search},
    ]
    parts = [{"id": "_pages_content", "property": "children"}, {"id": "_pages_store", "property": "data"}]
    return callback(client, ROUTING, outputs or parts, inputs)


@pytest.mark.parametrize(
    ("who", "pathname", "search", "shown"),
    [
        ("p3m", "/wall", "", True),
        ("p3m", "/analytics", "", False),
        ("p3m", "analytics", "", False),
        ("p3m", "//analytics//", "", False),
        ("wall", "/wall", "", True),
        ("wall", "/analytics", "", False),
        ("wall", "/opd/dpu", "", False),
        ("opd", "/opd/dpu", "", True),
        ("opd", "/opd/dishub", "", False),
        ("opd", "/opd/dpu", "?code=dishub", False),
        ("opd", "/opd/dishub", "?code=dpu", True),
        ("opd", "/opd/dpu/../dishub", "", False),
        ("opd", "/wall", "", False),
        ("diskominfo", "/analytics", "?page=wall&identity=x&self=1", True),
        ("p3m", "/analytics", "?page=wall&identity=x&self=1", False),
    ],
)
def test_a_forged_path_shows_no_page_of_others(shared, who, pathname, search, shown):
    answer = show(shared.everybody[who], pathname, search)
    text = body_of(answer)
    assert ("secret" in text) == shown
    assert answer.status_code == (200 if shown else 403 if pathname.startswith("/") else 400)
    if who == "opd" and shown:
        assert "dishub" not in text


@pytest.mark.parametrize("pathname", ["/nothing", "", None, 7, "/wall\u0000"])
def test_a_path_without_a_page_shows_none(shared, pathname):
    answer = show(shared.everybody["p3m"], pathname)
    assert answer.status_code in (200, 400)
    assert "secret" not in body_of(answer)


@pytest.mark.parametrize("outputs", [
    [{"id": "analytics-a", "property": "children"}, {"id": "_pages_store", "property": "data"}],
    [{"id": {"page": "analytics"}, "property": "children"}],
])  # fmt: skip
def test_dashs_own_callback_writes_to_its_own_parts_only(shared, outputs):
    assert show(shared.everybody["p3m"], "/wall", outputs=outputs).status_code == 403


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b'"wall-map.figure"',
        b"7",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"a":' * 50_000,
        b'{"output": "wall-map.figure", "output": "analytics-a.children"}',
        b'{"output": null}',
        b'{"output": {"id": "wall-map"}}',
        b'{"outputs": {"id": "wall-map", "property": "figure"}}',
        b'{"output": "wall-map.figure", "outputs": {"id": "analytics-a", "property": "children"}}',
        b'{"output": "wall-map.figure", "outputs": [[[]]]}',
        b'{"output": "wall-map.nothing"}',
        b'{"output": "wall-map.figure...analytics-a.children"}',
        b'{"output": "..wall-map.figure...analytics-a.children.."}',
        b'{"output": "_pages_dummy.children"}',
        b'{"output": "wall-map.figure", "inputs": {"id": "x"}}',
        b'{"output": "wall-map.figure", "inputs": [7]}',
        b'{"output": "wall-map.figure", "inputs": [{"id": ["x"], "property": "y"}]}',
        b'{"output": "wall-map.figure", "inputs": [{"id": "x"}]}',
        b'{"output": "wall-map.figure", "state": "x"}',
        b'{"output": "wall-map.figure", "changedPropIds": 7}',
        b'{"output": "wall-map.figure", "changedPropIds": [7]}',
        json.dumps({"output": ROUTING}).encode(),
        json.dumps({"output": ROUTING, "inputs": [{"id": "_pages_location", "property": "pathname"}]}).encode(),
    ],
)
def test_a_malformed_call_is_refused_without_an_error(shared, body):
    answer = shared.everybody["p3m"].post("/_dash-update-component", data=body, content_type="application/json")
    assert answer.status_code in (400, 403, 404)
    assert answer.json["message"]
    answer = shared.client().post("/_dash-update-component", data=body, content_type="application/json")
    assert answer.status_code == 401


def test_a_call_that_is_no_json_is_refused(shared):
    answer = shared.everybody["p3m"].post(
        "/_dash-update-component", data=json.dumps(WALL_CALL), content_type="text/plain"
    )
    assert answer.status_code == 400


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Sec-Fetch-Site": "same-origin"}, 200),
        ({"Origin": "http://localhost"}, 200),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "nonsense"}, 403),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "http://localhost:8051"}, 403),
        ({"Origin": "http://localhost.evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://evil.example", "Sec-Fetch-Site": "same-origin"}, 403),
    ],
)
def test_another_site_cannot_call(shared, headers, status):
    assert (
        shared.everybody["p3m"].post("/_dash-update-component", json=WALL_CALL, headers=headers).status_code == status
    )


def test_the_address_of_the_installation_is_ours_whatever_the_proxy_made_of_it(make_house):
    house = make_house(base_url="https://pusat.example")
    post = house.client().post
    for origin, status in (("https://pusat.example", 401), ("http://pusat.example", 401)):
        assert post("/_dash-update-component", json=WALL_CALL, headers={"Origin": origin}).status_code == status
    assert post("/masuk", headers={"Origin": "https://pusat.example"}).status_code == 400, "asks for the token"
    assert post("/masuk", headers={"Origin": "http://pusat.example"}).status_code == 403, "not over plain HTTP"


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


TRICKS = [
    "//wall",
    "///wall",
    "/WALL",
    "/Wall",
    "/wall;x",
    "/wall;jsessionid=1",
    "/wall%2f",
    "/wall%20",
    "/wall%00",
    "/%77all/.",
    "/wall/..;/analytics",
    "/./analytics",
    "/hooks/../analytics",
    "/hooks/..%2fanalytics",
    "/open311/../_dash-layout",
    "/open311/..%2f_dash-layout",
    "/open311/%2e%2e/_dash-layout",
    "/assets/../_dash-layout",
    "/assets/..%2f_dash-layout",
    "/assets/%2e%2e/api/v1/reports.geojson",
    "/masuk/../analytics",
    "/masuk/static/../../analytics",
    "/masuk/static/..%2f..%2fauth.py",
    "/masuk/static/%2e%2e/auth.py",
    "/_dash-component-suites/dash/../../_dash-layout",
    "/_dash-layout/",
    "/_dash-layout%2f",
    "/_DASH-LAYOUT",
    "//_dash-layout",
    "/_dash-layout;x",
    "/api/v1//reports.geojson",
    "//api/v1/reports.geojson",
    "/api/v1/reports.geojson/",
    "/api/v1/reports.geojson%00",
    "/API/v1/reports.geojson",
    "/healthz/../api/v1/reports.geojson",
    "/metrics/",
    "//metrics",
    "/analytics?link=x",
    "/socket.io/../analytics",
    "/.git/config",
    "/static/x",
    "/_mcp",
    "/_alive_x",
    "/_dash-ws-callback",
]


def raw(client, path, method="GET"):
    """The path as it stands in the request line, which the test client would tidy up."""
    path, _, query = path.partition("?")
    return client.open("/", method=method, environ_overrides={"PATH_INFO": unquote(path), "QUERY_STRING": query})


@pytest.mark.parametrize("path", TRICKS)
@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "POST", "PUT", "TRACE", "GETX"])
def test_no_spelling_of_a_path_leads_around_the_door(shared, path, method):
    shared.passed.clear()
    with raw(shared.everybody["nobody"], path, method) as answer:
        text = answer.get_data(as_text=True)
        if method == "OPTIONS" and answer.status_code == 200:
            assert text == "", "the methods of a static file"
        else:
            assert answer.status_code in (303, 308, 401, 403, 404, 405)
        assert "secret" not in text
        assert "_dash-config" not in text, "not even the empty page of Dash"
        assert "def " not in text
        location = answer.location or ""
        assert location.startswith(("/masuk", "http://localhost/")) or not location
    assert shared.passed == []


@pytest.mark.parametrize("path", ["/wall/", "/opd/dpu/"])
def test_a_slash_too_many_leads_to_the_page(shared, path):
    answer = shared.everybody["diskominfo"].get(path)
    assert (answer.status_code, answer.location) == (308, path.rstrip("/"))


@pytest.mark.parametrize("path", ["//evil.example/wall", "//evil.example/", "/\\evil.example/", "//evil.example/wall/"])
@pytest.mark.parametrize("who", ["nobody", "p3m"])
def test_no_path_leads_to_another_host(shared, path, who):
    location = raw(shared.everybody[who], path).location or ""
    assert location.startswith(("/masuk", "http://localhost/")) or not location


def test_methods_that_a_view_does_not_know_are_refused_for_everybody(shared):
    for who in ("nobody", "p3m", "admin"):
        assert shared.everybody[who].post("/wall").status_code == 405
        assert shared.everybody[who].delete("/api/v1/reports.geojson").status_code == 405


def test_head_and_options_are_guarded_like_get(shared):
    client = shared.everybody["nobody"]
    for method in ("HEAD", "OPTIONS"):
        assert client.open("/wall", method=method).status_code == 303
        assert client.open("/api/v1/reports.geojson", method=method).status_code == 401


def test_a_door_that_was_not_finished_lets_nobody_in(house):
    house.door._guard.callbacks = None
    house.server.testing = True
    for path in ("/masuk", "/healthz", "/wall"):
        with pytest.raises(RuntimeError, match=r"Door\.finish"):
            house.client().get(path)


def test_who_was_turned_away_is_in_the_trail(house):
    client = house.person("p3m")
    with capture_logs() as lines:
        client.get("/analytics")
        callback(client, "analytics-a.children")
        show(client, "/analytics")
        client.post("/api/v1/answers")
    denied = [(line["who"], line["path"]) for line in lines if line["event"] == "denied"]
    assert denied == [
        ("sari-p3m", "/analytics"),
        ("sari-p3m", "/_dash-update-component"),
        ("sari-p3m", "/_dash-update-component"),
        ("sari-p3m", "/api/v1/answers"),
    ]


# Sockets, over a real server.


@pytest.fixture
def served(house):
    """The house on a port of this machine; gives its address."""
    server = make_server("127.0.0.1", 0, house.server, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def cookies_of(client):
    return {cookie.key: cookie.value for cookie in client._cookies.values()}


def connects(url, transport, cookies, **headers):
    """Whether a Socket.IO client gets onto the namespace of the wall."""
    http = requests.Session()
    http.cookies.update(cookies)
    http.headers.update(headers)
    origin = headers.pop("Origin", None)
    asked = {"origin": origin} if origin else {"suppress_origin": True}
    client = socketio.Client(reconnection=False, http_session=http, websocket_extra_options=asked | {"header": headers})
    try:
        client.connect(url, headers=headers, transports=[transport], namespaces=["/wall"], wait_timeout=10)
    except socketio.exceptions.ConnectionError:
        return False
    finally:
        client.disconnect()
        http.close()
    return True


@pytest.mark.parametrize("transport", ["polling", "websocket"])
def test_sockets_open_for_devices_and_people_from_our_own_pages_only(house, served, transport):
    device, person = cookies_of(house.wall()), cookies_of(house.person("p3m"))
    assert connects(served, transport, device)
    assert connects(served, transport, person, Origin=served)
    assert house.passed == ["connected wall layar kiri", "connected user sari-p3m"]
    forwarded = {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https"}
    for cookies, headers in (
        ({}, {}),
        ({"session_x": "1"}, {}),
        ({}, {"Origin": served}),
        (device, {"Origin": "https://evil.example"}),
        (person, {"Origin": "null"}),
        (person, {"Origin": served.replace("http:", "https:")}),
        (person, {"Origin": served, "Sec-Fetch-Site": "cross-site"}),
        (person, {"Origin": "https://evil.example", **forwarded}),
    ):
        assert not connects(served, transport, cookies, **headers), headers
    assert len(house.passed) == 2


@pytest.mark.parametrize("path", ["/socket.io/", "/socket.io", "/socket.io/x", "/socket.iox"])
def test_nobody_gets_a_thread_for_a_socket(shared, path):
    answer = shared.everybody["nobody"].get(f"{path}?EIO=4&transport=polling")
    assert (answer.status_code, answer.json["error"]) == (401, "sign_in_required")


@pytest.mark.parametrize("transport", ["polling", "websocket"])
def test_who_was_let_in_once_is_told_that_it_is_over(house, served, transport):
    """A browser shows a page nothing of an answer 401 to a WebSocket: the wall could not say that its link is gone."""
    device, person = cookies_of(house.wall()), cookies_of(house.person("p3m", "sari"))
    house.links.revoke(1, house.clock.at)
    house.accounts.disable("sari")
    house.clock.forward(10)
    for cookies in (device, person):
        refused: list[object] = []
        client = socketio.Client(reconnection=False, http_session=requests.Session())
        client.eio.http.cookies.update(cookies)
        client.on("connect_error", refused.append, namespace="/wall")
        with pytest.raises(socketio.exceptions.ConnectionError):
            client.connect(served, transports=[transport], namespaces=["/wall"], wait_timeout=10)
        client.disconnect()
        client.eio.http.close()
        assert refused
    assert house.passed == []


def test_the_form_of_the_sign_in_page_is_no_ticket_for_a_socket(house):
    client = house.client()
    token_of(client)
    assert client.get("/socket.io/?EIO=4&transport=polling").status_code == 401


def test_a_role_is_needed_for_a_socket(house, served):
    client = house.person("p3m", "tamu")
    house.users.set_roles(house.users.named("tamu").id, [], "")
    assert not connects(served, "websocket", cookies_of(client))
    assert house.passed == []
