"""What browsers are told: policies, caching, sizes, and whose word counts behind a proxy."""

import pytest
from flask import request
from structlog.testing import capture_logs

from command_center.web.security.headers import content_policy, tile_source
from tests.web.conftest import METRICS_TOKEN


def policy_of(response):
    with response:
        text = response.headers["Content-Security-Policy"]
    return {name: value.split() for name, _, value in (rule.strip().partition(" ") for rule in text.split(";"))}


def test_a_page_may_run_only_our_scripts(house):
    client = house.person("p3m")
    policy = policy_of(client.get("/wall"))
    assert policy["default-src"] == ["'none'"]
    assert policy["script-src"] == ["'self'", *house.app.csp_hashes()]
    assert len(policy["script-src"]) > 1
    assert policy["frame-ancestors"] == policy["object-src"] == policy["base-uri"] == ["'none'"]
    assert policy["form-action"] == ["'self'"]
    assert policy["connect-src"] == ["'self'", "ws://127.0.0.1:8050"]
    for name, sources in policy.items():
        assert "'unsafe-eval'" not in sources
        assert "*" not in sources
        assert "'unsafe-inline'" not in sources or name == "style-src"
        assert not any(source.startswith(("http:", "https:")) for source in sources), "no other host"


@pytest.mark.parametrize(
    "path", ["/masuk", "/wall", "/nothing", "/api/v1/reports.geojson", "/healthz", "/_dash-layout"]
)
def test_every_answer_has_the_headers(house, path):
    for client in (house.client(), house.person("p3m")):
        with client.get(path) as answer:
            headers = answer.headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["Referrer-Policy"] == "same-origin"
        assert "camera=()" in headers["Permissions-Policy"]
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert headers["Cache-Control"] == "no-store"
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert "Strict-Transport-Security" not in headers


def test_static_files_may_be_kept(house):
    with house.client().get("/masuk/static/sign_in.css") as answer:
        assert "no-store" not in answer.headers.get("Cache-Control", "")


def test_a_file_whose_address_changes_with_it_is_kept_for_good(house):
    for query, immutable in (("?m=1.5", True), ("?v=1-2", True), ("", False), ("?x=1", False)):
        with house.client().get(f"/masuk/static/sign_in.css{query}") as answer:
            assert ("immutable" in answer.headers.get("Cache-Control", "")) == immutable
    with house.client().get("/masuk/static/away.css?m=1") as answer:
        assert "immutable" not in answer.headers.get("Cache-Control", "")


def test_https_is_kept_to_where_the_installation_has_it(make_house):
    house = make_house(base_url="https://pusat.example")
    answer = house.client().get("/masuk", headers={"Host": "127.0.0.1:8050"})
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"
    assert policy_of(answer)["connect-src"] == ["'self'", "wss://pusat.example"]


@pytest.mark.parametrize(
    ("url", "source"),
    [
        ("", ""),
        ("https://tiles.example/{z}/{x}/{y}.png", "https://tiles.example"),
        ("http://10.0.0.5:8080/{z}/{x}/{y}.png?key=1", "http://10.0.0.5:8080"),
        ("https://{s}.tiles.example/{z}/{x}/{y}.png", "https://*.tiles.example"),
        ("https://user:secret@tiles.example/{z}", "https://tiles.example"),
        ("/tiles/{z}/{x}/{y}.png", ""),
        ("javascript:alert(1)", ""),
    ],
)
def test_the_tile_server_is_the_only_other_host(url, source):
    assert tile_source(url) == source
    rules = content_policy([], "localhost", False, tile_source(url))
    assert rules.count(source) >= 2 if source else "tiles" not in rules


def test_a_tile_server_is_told_our_origin_and_nobody_else_anything(make_house):
    """Servers such as OpenStreetMap's refuse requests that do not say which site they are for."""
    for url, policy in (
        ("https://tiles.example/{z}/{x}/{y}.png", "strict-origin-when-cross-origin"),
        ("", "same-origin"),
    ):
        client = make_house(map_tile_url=url).client()
        assert client.get("/masuk").headers["Referrer-Policy"] == policy
        assert client.get("/metrics").headers["Referrer-Policy"] == "same-origin", "no page"


def test_the_tile_server_of_the_settings_is_allowed(make_house):
    policy = policy_of(make_house(map_tile_url="https://tiles.example/{z}/{x}/{y}.png").client().get("/masuk"))
    assert "https://tiles.example" in policy["img-src"]
    assert "https://tiles.example" in policy["connect-src"]


@pytest.mark.parametrize("host", ["evil.example", "evil.example; script-src *", "a b", "", "evil.example\t"])
def test_a_forged_host_changes_nothing_but_the_own_answer(house, host):
    answer = house.client().get("/wall", headers={"Host": host})
    assert answer.location == "/masuk?next=/wall", "never an absolute address made of the Host header"
    policy = policy_of(house.client().get("/masuk", headers={"Host": host}))
    assert policy["script-src"][0] == "'self'"
    assert "*" not in policy["script-src"]


def test_a_forged_host_is_no_origin_of_ours(house):
    """A page of evil.example that the victim's browser resolves to us (DNS rebinding) has no cookie of ours; and with
    the Origin of another site, our Host does not help either."""
    client = house.person("p3m")
    answer = client.post("/_dash-update-component", json={}, headers={"Origin": "http://evil.example"})
    assert answer.status_code == 403


@pytest.mark.parametrize("path", ["/masuk", "/_dash-update-component"])
def test_large_requests_are_refused_plainly(house, path):
    client = house.person("p3m") if path.startswith("/_") else house.client()
    answer = client.post(path, data=b"x" * (10 * 1024 * 1024 + 1), content_type="application/x-www-form-urlencoded")
    with answer:
        assert answer.status_code in (400, 413)
    answer = client.post(path, data=b"x" * (10 * 1024 * 1024 + 1), content_type="application/json")
    with answer:
        assert answer.status_code in (400, 413)


def test_a_body_is_read_up_to_ten_megabytes(house):
    client = house.person("p3m")
    answer = client.post(
        "/_dash-update-component", data=b'"' + b"x" * 10 * 1024 * 1024, content_type="application/json"
    )
    assert (answer.status_code, answer.json["error"]) == (413, "too_large")
    assert "10 MB" in answer.json["message"]
    token = client.get("/keluar").get_data(as_text=True).partition('name="csrf_token" value="')[2].partition('"')[0]
    answer = client.post("/masuk", data=f"csrf_token={token}&password=" .encode() + b"x" * 10 * 1024 * 1024,
                         content_type="application/x-www-form-urlencoded")  # fmt: skip
    assert answer.status_code == 413
    assert "paling banyak 16 kB" in answer.get_data(as_text=True)


FORWARDED = {"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "https", "X-Forwarded-Host": "pusat.example"}


def seen_by(house, headers):
    """(sender, address of the server) as a view sees them."""
    house.server.view_functions["/healthz"] = lambda: [request.remote_addr, request.url_root]
    return house.client().get("/healthz", headers=headers).json


def test_forwarded_headers_count_only_behind_a_trusted_proxy(make_house):
    assert seen_by(make_house(), FORWARDED) == ["127.0.0.1", "http://localhost/"]
    assert seen_by(make_house(trusted_proxies=1), FORWARDED) == ["203.0.113.9", "https://pusat.example/"]


def test_a_sender_behind_a_proxy_cannot_choose_the_address_it_counts_as(make_house):
    forged = {"X-Forwarded-For": "192.0.2.1, 203.0.113.9"}
    assert seen_by(make_house(trusted_proxies=1), forged)[0] == "203.0.113.9"


@pytest.mark.parametrize(
    ("given", "status"),
    [
        (f"Bearer {METRICS_TOKEN}", 200),
        (f"bearer {METRICS_TOKEN}", 200),
        ("Bearer wrong", 401),
        ("Bearer ", 401),
        ("Bearer", 401),
        (f"Basic {METRICS_TOKEN}", 401),
        ("Bearer é", 401),
        ("", 401),
    ],
)
def test_figures_of_the_server_need_the_collectors_token(house, given, status):
    assert house.client().get("/metrics", headers={"Authorization": given}).status_code == status
    assert house.client().get("/api/v1/reports.geojson", headers={"Authorization": given}).status_code == 401


def test_the_host_header_is_not_repeated(make_house):
    answer = make_house().client().get("/masuk", headers={"Host": "evil.example"})
    assert not [value for _, value in answer.headers if "evil" in value]


def test_forwarded_headers_of_a_peer_that_nobody_trusts_are_counted_and_told(make_house):
    house = make_house()
    with capture_logs() as lines:
        for _ in range(3):
            house.client().get("/healthz", headers=FORWARDED)
    assert house.access.forwarded_untrusted == 3
    told = [line for line in lines if line["event"] == "forwarded_by_untrusted_proxy"]
    assert [line["peer"] for line in told] == ["127.0.0.1"], "once an hour, not at every request"
    assert "TRUSTED_PROXIES" in told[0]["do"]


def test_a_trusted_proxy_is_nothing_to_tell(make_house):
    house = make_house(trusted_proxies=1)
    with capture_logs() as lines:
        house.client().get("/healthz", headers=FORWARDED)
    assert house.access.forwarded_untrusted == 0
    assert not [line for line in lines if line["event"] == "forwarded_by_untrusted_proxy"]
