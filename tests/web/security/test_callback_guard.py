"""Every callback against every kind of person, and calls that an attacker would forge."""

import json

import pytest
from structlog.testing import capture_logs

from command_center.web.security.callback_outputs import ROUTING
from command_center.web.security.identity import OF_ONE_OPD
from tests.web.conftest import WHO

ROLES = set(WHO) - {"nobody"}
WALL = ROLES - OF_ONE_OPD

WALL_CALL = {
    "output": "wall-map.figure",
    "outputs": {"id": "wall-map", "property": "figure"},
    "inputs": [{"id": "wall-store", "property": "data", "value": 1}],
    "changedPropIds": ["wall-store.data"],
}


def body_of(answer):
    with answer:
        return answer.get_data(as_text=True)


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
    "opd-queue.children": {"opd", "opd_staff", "diskominfo", "admin"},
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
    if who in OF_ONE_OPD and shown:
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


@pytest.mark.parametrize(
    ("outputs", "status"),
    [
        ([{"page": "analytics", "chart": "mix"}], 200),
        ([{"page": "analytics", "chart": 1}, {"page": "analytics", "chart": 2}], 200),
        ([{"page": "analytics", "chart": ["mix"]}], 400),
        ([{"page": "analytics", "chart": None}], 400),
        ([{"page": "analytics", "chart": "mix"}] * 2, 400),
        ([{"page": "analytics", "chart": number} for number in range(201)], 400),
        ([{"page": "analytics", "chart": "mix", "more": 1}], 400),
        ([{"page": "analytics", "other": "mix"}], 400),
        (["analytics-a"], 400),
    ],
)
def test_a_pattern_stands_for_its_own_components_each_of_them_once(shared, outputs, status):
    answer = callback(
        shared.everybody["admin"],
        '{"chart":["ALL"],"page":"analytics"}.figure',
        [{"id": each, "property": "figure"} for each in outputs],
        [{"id": "analytics-store", "property": "data", "value": 1}],
    )
    assert answer.status_code == status


def test_an_output_is_the_one_that_was_declared(shared):
    other = {"id": "wall-other", "property": "figure"}
    assert (
        shared.everybody["p3m"].post("/_dash-update-component", json=WALL_CALL | {"outputs": other}).status_code == 400
    )


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
