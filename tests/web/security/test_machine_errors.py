"""What programs are told where something is wrong: GeoReport errors, JSON or plain text by the address, never a page."""

import json
from urllib.parse import unquote_to_bytes
from xml.etree import ElementTree

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from command_center.settings import read_settings
from command_center.store.users import Users
from command_center.web.security.accounts import Accounts
from program import composition
from program.core import build_core, now
from tests.property_runs import examples
from tests.servers.empty_database import with_tables
from tests.web.conftest import PASSWORD, sign_in

XML, JSON, TEXT = "text/xml; charset=utf-8", "application/json; charset=utf-8", "text/plain; charset=utf-8"
API, LONG = "application/json", "x" * 20_000


@pytest.fixture(scope="module")
def program(tmp_path_factory):
    """The program as it is composed, with the channels' secrets of a demo."""
    with_tables(folder := tmp_path_factory.mktemp("program"))
    settings = {"var_dir": folder, "demo": True, "secret_key": "k" * 40, "_env_file": None}
    composed = composition.compose(build_core(read_settings(**settings)))
    yield composed
    composed.model.close()
    composed.core.close()


@pytest.fixture(scope="module")
def stranger(program):
    return program.server.test_client()


@pytest.fixture(scope="module")
def person(program):
    """Somebody who may ask for exports."""
    Accounts(Users(program.core.db)).add("sari", PASSWORD, ["p3m"], now())
    client = program.server.test_client()
    assert sign_in(client, "sari").status_code == 303
    return client


def ask(client, path, method="GET", *, host=None, **more):
    """The bytes of the path as they stand in the request line, which the test client would tidy up."""
    raw, _, query = path.partition("?")
    environ = {"PATH_INFO": unquote_to_bytes(raw).decode("latin-1"), "QUERY_STRING": query}
    if host is not None:
        environ["HTTP_HOST"] = host
    return client.open("/", method=method, environ_overrides=environ, **more)


def told(answer):
    """(status, content type, words) of an answer that reads as its content type says."""
    kind = answer.content_type
    if kind == XML:
        root = ElementTree.fromstring(answer.data)
        assert root.tag == "errors"
        code, words = int(root.findtext("error/code")), root.findtext("error/description")
    elif kind == JSON:
        (error, *_) = json.loads(answer.data)
        code, words = error["code"], error["description"]
    elif kind == API:
        found = json.loads(answer.data)
        assert found.keys() == {"error", "message"}
        assert found["error"].isidentifier()
        code, words = answer.status_code, found["message"]
    else:
        assert kind == TEXT
        code, words = answer.status_code, answer.get_data(as_text=True)
        assert words.endswith("\n")
    assert code == answer.status_code
    assert len(words) > 10
    assert len(words) < 400 or answer.status_code == 308
    return answer.status_code, kind, words


NOWHERE = [
    ("/open311", XML),
    ("/open311/", XML),
    ("/open311/v2", XML),
    ("/open311/v2/", XML),
    ("//open311/v2", XML),
    ("/open311/v2/services", XML),
    ("/open311/v2/services.html", XML),
    ("/open311/v2/services.json/", JSON),
    ("/open311/v2/services.xml/", XML),
    ("/open311/v2/services.JSON", JSON),
    ("/open311/v2/services/%0A/.json", JSON),
    ("/open311/v2/services/%0A/.xml", XML),
    ("/open311/v2/services/%0A", XML),
    ("/open311/v2/%0A.json", JSON),
    ("/open311/%0A", XML),
    ("/open311/%0D%0ALocation:%20x.json", JSON),
    ("/open311/%00.json", JSON),
    ("/open311/%FF%FE.json", JSON),
    ("/open311/v2/requests/a/b.json", JSON),
    ("/open311/v2/requests/a%2Fb.json", JSON),
    ("/open311/v2/requests/..%2f..%2fetc.json", JSON),
    ("/open311/../_dash-layout", XML),
    ("/open311/%2e%2e/wall", XML),
    (f"/open311/{LONG}.json", JSON),
    (f"/open311/v2/requests/{LONG}/.xml", XML),
    ("/api", API),
    ("/api/", API),
    ("/api/v1", API),
    ("/api/v1/reports", API),
    ("/api/v1/reports.csv/", API),
    ("/api/v1/%0A", API),
    ("/api/%00", API),
    ("/api/%FF", API),
    ("/api/../wall", API),
    (f"/api/{LONG}", API),
    ("/hooks", TEXT),
    ("/hooks/", TEXT),
    ("/hooks/sms/x", TEXT),
    ("/hooks/sms%2Fx", TEXT),
    ("/open311%0a/v2/requests.json", JSON),
    ("/open311%00", XML),
    ("/api%0a/x", API),
    ("/%0aapi/v1/reports.csv", API),
    ("/hooks%0a/sms", TEXT),
    ("/hooks%0d%0aX:y/sms", TEXT),
    ("/%0ahooks/sms", TEXT),
    ("/hooks/../wall", TEXT),
    (f"/hooks/x/{LONG}", TEXT),
]
METHODS = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "<B>"]


@pytest.mark.parametrize(("path", "kind"), NOWHERE, ids=lambda value: value[:40])
def test_what_is_not_there_is_404_for_every_method(stranger, path, kind):
    for method in METHODS:
        answer = ask(stranger, path, method)
        assert (answer.status_code, answer.content_type) == (404, kind), method
        assert method == "HEAD" or told(answer)[0] == 404


@pytest.mark.parametrize(
    ("path", "kind", "status", "words"),
    [
        ("/open311/v2/services/ufo.json", JSON, 404, "service_code not found: ufo"),
        ("/open311/v2/services/%0A.json", JSON, 404, "service_code not found"),
        ("/open311/v2/services/%0A.xml", XML, 404, "service_code not found"),
        ("/open311/v2/services/.json", JSON, 404, "no such resource"),
        ("/open311/v2/requests/%00.xml", XML, 404, "service_request_id not found"),
        ("/open311/v2/requests/%ED%A0%80.json", JSON, 404, "service_request_id not found"),
        (f"/open311/v2/requests/{LONG}.json", JSON, 404, "service_request_id not found: xxx"),
        ("/open311/v2/tokens/%0A.json", JSON, 404, "token not found"),
        ("/open311/v2/requests.xml?status=%00", XML, 400, "status"),
        ("/open311/v2/requests.json?page=%FF", JSON, 400, "page"),
        ("/hooks/pigeon", TEXT, 404, "There is no channel 'pigeon'"),
        ("/hooks/%0A", TEXT, 404, r"There is no channel '\n'"),
        ("/hooks/%00", TEXT, 404, "There is no channel"),
        ("/hooks/%FF", TEXT, 404, "There is no channel"),
        (f"/hooks/{LONG}", TEXT, 404, "There is no channel"),
        ("/hooks/sms?token=%00", TEXT, 403, "Not accepted"),
        ("/api/v1/reports.csv", API, 401, "sign in"),
        (f"/api/v1/reports.{LONG}", API, 401, "sign in"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_what_a_view_refuses(stranger, path, kind, status, words):
    found = told(ask(stranger, path))
    assert found[:2] == (status, kind)
    assert words in found[2]


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/api/v1/reports.pdf", 404, "there is no format 'pdf': use"),
        ("/api/v1/reports.%0A", 404, r"there is no format '\n'"),
        (f"/api/v1/reports.{LONG}", 404, "there is no format"),
        ("/api/v1/reports.csv?colour=red", 400, "['colour'] cannot be asked for"),
        ("/api/v1/reports.csv?since=yesterday", 400, "yesterday"),
        ("/api/v1/reports.csv?since=%FF", 400, ""),
    ],
    ids=lambda value: str(value)[:40],
)
def test_what_an_export_refuses(person, path, status, words):
    found = told(ask(person, path))
    assert found[:2] == (status, API)
    assert words in found[2]


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/open311/v2/requests.json", JSON),
        ("/open311/v2/requests/LH-2026-000001.xml", XML),
        ("/api/v1/reports.csv", API),
        ("/hooks/sms", TEXT),
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("query", ["status=\xff", "\r\nSet-Cookie:x", "\x00", "\x7f"])
def test_a_query_of_bytes_that_are_no_text_is_400(person, path, kind, method, query):
    assert told(ask(person, f"{path}?{query}", method))[:2] == (400, kind)


@pytest.mark.parametrize(("language", "says"), [("id", "Permintaan ini tidak dapat"), ("en", "This request cannot")])
def test_a_page_is_400_too_in_the_language_of_its_reader(person, language, says):
    answer = ask(person, f"/analytics?bahasa={language}&tema=\xff")
    assert (answer.status_code, says in answer.text, "http-equiv" in answer.text) == (400, True, False)


ONLY_READ = "GET, HEAD, OPTIONS"
POSTED_TO = "GET, HEAD, POST, OPTIONS"


@pytest.mark.parametrize(
    ("path", "kind", "allowed"),
    [
        ("/open311/discovery.xml", XML, ONLY_READ),
        ("/open311/v2/services.json", JSON, ONLY_READ),
        ("/open311/v2/services/%0A.xml", XML, ONLY_READ),
        ("/open311/v2/requests/LH-2026-000001.json", JSON, ONLY_READ),
        ("/open311/v2/tokens/x.json", JSON, ONLY_READ),
        ("/open311/v2/requests.xml", XML, POSTED_TO),
        ("/api/v1/reports.geojson", API, ONLY_READ),
        ("/hooks/sms", TEXT, POSTED_TO),
        ("/hooks/%0A", TEXT, POSTED_TO),
    ],
)
def test_a_method_that_is_not_possible_is_405_with_those_that_are(stranger, path, kind, allowed):
    for method in METHODS:
        if method in allowed.split(", "):
            continue
        answer = ask(stranger, path, method)
        assert told(answer)[:2] == (405, kind), method
        assert answer.headers["Allow"] == allowed


@pytest.mark.parametrize("path", ["/open311/v2/services.json", "/open311/v2/requests.xml", "/hooks/sms"])
def test_options_are_told_without_a_page(stranger, path):
    answer = ask(stranger, path, "OPTIONS")
    assert (answer.status_code, answer.data) == (200, b"")
    assert "Content-Type" not in answer.headers
    assert {"GET", "HEAD", "OPTIONS"} <= set(answer.headers["Allow"].split(", "))


@pytest.mark.parametrize(
    ("path", "kind", "location"),
    [
        ("/open311//v2/services.json", JSON, "/open311/v2/services.json"),
        ("/open311/v2//requests.xml?status=open&page=%FF", XML, "/open311/v2/requests.xml?status=open&page=%FF"),
        ("//open311//v2/services/%0A.xml", XML, "/open311/v2/services/%0A.xml"),
        ("/api//v1///reports.csv", API, "/api/v1/reports.csv"),
        ("/hooks//sms?token=a", TEXT, "/hooks/sms?token=a"),
        ("//hooks//sms", TEXT, "/hooks/sms"),
    ],
)
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "DELETE"])
def test_a_doubled_slash_is_told_the_right_address(stranger, path, kind, location, method):
    answer = ask(stranger, path, method)
    assert (answer.status_code, answer.content_type) == (308, kind)
    assert answer.headers["Location"] == location
    assert method == "HEAD" or told(answer)[0] == 308


@pytest.mark.parametrize("path", ["/open311//v2/services.json", "//wall", "/masuk//"])
def test_no_address_is_made_from_the_host_header(person, path):
    answer = person.get(path, headers={"Host": "evil.test"})
    assert "evil" not in answer.headers.get("Location", "")


BAD_HOSTS = ["a" * 70, "..", "a..b", "a b", "", "evil.example:99999", "[::1", "<b>", "\xff", "xn--\xe2\x98\x83"]


@pytest.mark.parametrize("host", BAD_HOSTS)
@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/open311/v2/nothing.json", JSON),
        ("/open311/v2/services/ufo.xml", XML),
        ("/api/v1/reports.csv", API),
        ("/api//v1/reports.csv", API),
        ("/hooks/pigeon", TEXT),
        ("/hooks/a/b", TEXT),
    ],
)
def test_a_bad_host_is_answered_in_the_same_format(stranger, host, path, kind):
    status, found, _ = told(ask(stranger, path, host=host))
    assert found == kind
    assert 300 < status < 500


@pytest.mark.parametrize(
    ("path", "kind"),
    [("/open311/v2/requests.xml", XML), ("/open311/v2/requests.json", JSON), ("/hooks/sms", TEXT)],
)
def test_too_large_a_body_is_413(stranger, path, kind):
    body = b"x" * (10 * 1024 * 1024 + 1)
    status, found, words = told(ask(stranger, path, "POST", data=body, content_type="application/json"))
    assert (status, found) == (413, kind)
    assert "10 MB" in words


@pytest.mark.parametrize("path", ["/open311x/v2", "/apis", "/hooksx", "/wall%0A", "/nothing"])
def test_other_addresses_still_show_people_a_page(stranger, path):
    answer = ask(stranger, path)
    assert answer.content_type.startswith("text/html")


PREFIXES = st.sampled_from(
    [b"/open311/", b"/open311/v2/", b"/open311/v2/requests/", b"/api/", b"/api/v1/", b"/api/v1/reports.", b"/hooks/"]
)
ENDS = st.sampled_from([b"", b".json", b".xml", b"/", b"/.json", b".JSON", b".json/"])
REST = st.binary(max_size=12) | st.lists(
    st.sampled_from([b"/", b"//", b".", b"..", b"\n", b"\r", b"\x00", b"%", b"\xff", b"sms", b"requests", b"services"]),
    max_size=5,
).map(b"".join)


@settings(max_examples=examples(80))
@example("GET", b"/open311/v2/services/", b"\n/", b".json", b"")
@example("GET", b"/open311/v2/services/", b"\n/", b".xml", b"")
@example("POST", b"/hooks/", b"/sms", b"", b"")
@example("GET", b"/api/", b"/v1/reports.csv", b"", b"\xff")
@example("GET", b"/open311/v2/requests/", b"\x00", b".json", b"\x80")
@example("POST", b"/hooks/", b"sms", b"", b"\xf7")
@example("GET", b"/hooks/", b"", b"/.json", b"\n")
@given(st.sampled_from(METHODS), PREFIXES, REST, ENDS, st.binary(max_size=8))
def test_any_address_is_answered_in_its_format(stranger, method, prefix, rest, end, query):
    path = prefix + rest + end
    environ = {"PATH_INFO": path.decode("latin-1"), "QUERY_STRING": query.decode("latin-1")}
    with stranger.open("/", method=method, environ_overrides=environ) as answer:
        status, kind = answer.status_code, answer.content_type
        assert status < 500
        if method == "OPTIONS" and status == 200:
            assert kind is None
        elif prefix.startswith(b"/open311"):
            assert kind in (XML, JSON)
        else:
            assert kind in ((API,) if prefix.startswith(b"/api") else (TEXT, API))


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics"])
def test_what_a_monitor_asks_wrongly_is_answered_in_plain_words(stranger, path):
    answer = stranger.post(path)
    assert (answer.status_code, answer.mimetype) == (405, "text/plain")
    assert "Allow" in answer.headers
    assert "<" not in answer.get_data(as_text=True)
