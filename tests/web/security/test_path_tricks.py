"""Spellings of a path that would lead around access control, if it looked at the text of the path."""

from urllib.parse import unquote

import pytest

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
def test_no_spelling_of_a_path_leads_around_access_control(shared, path, method):
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
        assert not location or (location.startswith("/") and not location.startswith("//")), "an address of ours"
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
