"""The Open311 server: what it answers to good and bad requests, and what it keeps. Rules: GeoReport v2, docs/open311.md."""

from datetime import timedelta
from xml.etree import ElementTree

import pytest
from sqlalchemy import text

from tests.open311.server import BASE, GOOD, NOW, REFERENCE, V2, add_report, app, deps, post, problems


@pytest.fixture
def client(sqlite_db):
    return app(deps(sqlite_db)).test_client()


# --- services ---------------------------------------------------------------------------------------------------------


def test_discovery_names_the_endpoint_in_both_formats(client):
    found = client.get("/open311/discovery.json").get_json()
    (endpoint,) = found["endpoints"]
    assert endpoint["url"] == f"{BASE}/open311/v2"
    assert endpoint["specification"] == "http://wiki.open311.org/GeoReport_v2"
    assert endpoint["formats"] == ["text/xml", "application/json"]
    assert endpoint["type"] == "production"
    assert found["changeset"] == "2026-11-22T10:00:00+07:00"
    root = ElementTree.fromstring(client.get("/open311/discovery.xml").data)
    assert root.findtext("endpoints/endpoint/url") == f"{BASE}/open311/v2"
    assert [each.text for each in root.findall("endpoints/endpoint/formats/format")] == ["text/xml", "application/json"]


@pytest.mark.parametrize("ending", ["xml", "json"])
def test_discovery_answers_below_v2_as_well(client, ending):
    found, asked = client.get(f"/open311/discovery.{ending}"), client.get(f"{V2}/discovery.{ending}")
    assert (asked.status_code, asked.data, asked.content_type) == (200, found.data, found.content_type)


READ = ["/open311/discovery.json", f"{V2}/services.xml", f"{V2}/services/rob.json", f"{V2}/tokens/x.json"]


@pytest.mark.parametrize("path", [*READ, f"{V2}/requests.json", f"{V2}/requests/LH-2026-000001.json"])
def test_a_page_of_another_site_may_read_and_no_more(client, path):
    headers = {"Origin": "https://peta.example", "Access-Control-Request-Method": "GET"}
    for method in ("GET", "HEAD"):
        assert client.open(path, method=method, headers=headers).headers["Access-Control-Allow-Origin"] == "*"
    asked = client.options(path, headers=headers)
    assert asked.status_code == 200
    assert asked.headers["Access-Control-Allow-Origin"] == "*"
    assert asked.headers["Access-Control-Allow-Methods"] == "GET, HEAD"
    assert {"GET", "HEAD", "OPTIONS"} <= set(asked.allow)
    assert ("POST" in asked.allow) is path.endswith("requests.json")
    assert "Access-Control-Allow-Credentials" not in asked.headers


def test_a_page_of_another_site_may_not_post(client):
    answer = post(client, headers={"Origin": "https://peta.example"}, **GOOD)
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_a_demo_says_so_in_discovery_and_answers(sqlite_db):
    client = app(deps(sqlite_db, demo=True)).test_client()
    assert client.get("/open311/discovery.json").get_json()["endpoints"][0]["type"] == "test"
    assert "SIMULASI" in post(client, **GOOD).get_json()[0]["service_notice"]
    assert "SIMULASI" not in post(app(deps(sqlite_db)).test_client(), **GOOD).get_json()[0]["service_notice"]


def test_every_category_is_a_service_with_the_two_questions(client):
    services = client.get(f"{V2}/services.json").get_json()
    assert [service["service_code"] for service in services] == [each.code for each in REFERENCE.categories.every]
    for service in services:
        assert service["type"] == "realtime"
        assert service["metadata"] is True
        assert all(service[name] for name in ("service_name", "description", "keywords", "group"))
        definition = client.get(f"{V2}/services/{service['service_code']}.json").get_json()
        assert definition["service_code"] == service["service_code"]
        questions = {each["code"]: [value["key"] for value in each["values"]] for each in definition["attributes"]}
        assert questions == {
            "visibility": ["public", "anonim", "rahasia"],
            "class": ["complaint", "aspiration", "information"],
        }
        assert [each["order"] for each in definition["attributes"]] == [1, 2]
        assert not any(each["required"] for each in definition["attributes"])


@pytest.mark.parametrize("ending", ["xml", "json"])
def test_an_unknown_service_is_404_in_the_format_asked_for(client, ending):
    answer = client.get(f"{V2}/services/ufo.{ending}")
    assert answer.status_code == 404
    assert problems(answer) == [(404, "service_code not found: ufo")]


# --- reading ----------------------------------------------------------------------------------------------------------


def test_a_report_is_shown_with_what_is_public(client, sqlite_db):
    kelurahan = REFERENCE.areas.kelurahan[0]
    opd = REFERENCE.router.every[0]
    number = add_report(
        sqlite_db,
        123,
        reporter="Warga Contoh",
        text="Jalan rusak, hubungi 0812 2334 4556",
        address="Jl. Pandanaran 12",
        kelurahan=kelurahan.code,
        kecamatan=kelurahan.kecamatan,
        lat=-6.98412,
        lon=110.40931,
        exact=True,
        opd=opd.code,
        status="forwarded",
        received_at=NOW - timedelta(days=2),
        answer_due=NOW + timedelta(days=9),
    )
    answer = client.get(f"{V2}/requests/{number}.json")
    (found,) = answer.get_json()
    area = f"Kelurahan {kelurahan.name}, Kecamatan {REFERENCE.areas.name_of(kelurahan.kecamatan)}, Kota Semarang"
    assert found == {
        "service_request_id": "LH-2026-000123",
        "status": "open",
        "status_notes": f"Laporan diteruskan ke {opd.label.id} untuk ditindaklanjuti.",
        "service_name": REFERENCE.categories.by_code["jalan_rusak"].label.id,
        "service_code": "jalan_rusak",
        "description": "Jalan rusak, hubungi [nomor]",
        "agency_responsible": opd.label.id,
        "service_notice": None,
        "requested_datetime": "2026-11-20T10:00:00+07:00",
        "updated_datetime": "2026-11-20T10:00:00+07:00",
        "expected_datetime": "2026-12-01T10:00:00+07:00",
        "address": f"Jl. Pandanaran 12, {area}",
        "address_id": kelurahan.code,
        "zipcode": kelurahan.postal_code,
        "lat": -6.98412,
        "long": 110.40931,
    }
    assert client.get(f"{V2}/requests.json?service_request_id={number}").get_json() == [found]
    root = ElementTree.fromstring(client.get(f"{V2}/requests/{number}.xml").data)
    assert {each.tag: each.text for each in root[0]} == {
        name: None if value is None else str(value) for name, value in found.items()
    }


@pytest.mark.parametrize(
    ("status", "word", "note"),
    [
        ("received", "open", "menunggu verifikasi"),
        ("verified", "open", "sudah diverifikasi"),
        ("deferred", "open", "ditunda"),
        ("forwarded", "open", "OPD terkait"),
        ("answered", "open", "dijawab"),
        ("settled", "closed", "selesai"),
        ("archived", "closed", "diarsipkan"),
        ("not_ours", "closed", "di luar kewenangan"),
    ],
)
def test_a_status_is_open_or_closed_with_a_note(client, sqlite_db, status, word, note):
    number = add_report(
        sqlite_db, 1, status=status, opd="", received_at=NOW, closed_at=NOW if word == "closed" else None
    )
    (found,) = client.get(f"{V2}/requests/{number}.json").get_json()
    assert found["status"] == word
    assert note in found["status_notes"]
    assert found["agency_responsible"] is None
    assert found["address"] is None
    assert len(client.get(f"{V2}/requests.json?status={word}").get_json()) == 1
    assert client.get(f"{V2}/requests.json?status={'open' if word == 'closed' else 'closed'}").get_json() == []


@pytest.mark.parametrize("hidden", [{"visibility": "rahasia"}, {"retracted": True}])
def test_what_is_not_public_is_as_if_it_were_not_there(client, sqlite_db, hidden):
    number = add_report(sqlite_db, 5, received_at=NOW, **hidden)
    never = client.get(f"{V2}/requests/LH-2026-999999.json")
    answer = client.get(f"{V2}/requests/{number}.json")
    assert (answer.status_code, answer.data) == (404, never.data.replace(b"LH-2026-999999", number.encode()))
    assert client.get(f"{V2}/requests.json").get_json() == []
    assert client.get(f"{V2}/requests.json?service_request_id={number}").get_json() == []


def test_simulated_reports_say_so(client, sqlite_db):
    add_report(sqlite_db, 5, received_at=NOW, simulated=True)
    assert client.get(f"{V2}/requests.json").get_json()[0]["service_notice"].startswith("SIMULASI")


def test_numbers_override_every_other_parameter(client, sqlite_db):
    for number in (1, 2, 3):
        add_report(sqlite_db, number, received_at=NOW - timedelta(days=200))
    asked = "service_request_id=LH-2026-000003,LH-2026-000001&service_request_id=x&status=bad&page=0&start_date=bad"
    found = client.get(f"{V2}/requests.json?{asked}").get_json()
    assert [each["service_request_id"] for each in found] == ["LH-2026-000003", "LH-2026-000001"]


def test_the_default_is_the_last_ninety_days_newest_first(client, sqlite_db):
    for number, days in ((1, 0), (2, 90), (3, 91), (4, 10)):
        add_report(sqlite_db, number, received_at=NOW - timedelta(days=days))
    found = client.get(f"{V2}/requests.json?status=&page=&start_date=").get_json()
    assert [each["service_request_id"][-1] for each in found] == ["1", "4", "2"]
    page = client.get(f"{V2}/requests.json?page=2&page_size=1").get_json()
    assert [each["service_request_id"][-1] for each in page] == ["4"]


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("status=done", 400),
        ("start_date=2026-01-01", 400),
        ("page=x", 400),
        ("service_code=ufo", 404),
        ("jurisdiction_id=sfgov.org", 404),
    ],
)
@pytest.mark.parametrize("ending", ["xml", "json"])
def test_bad_parameters_are_refused(client, query, code, ending):
    answer = client.get(f"{V2}/requests.{ending}?{query}")
    assert answer.status_code == code
    assert problems(answer)[0][0] == code


# --- elsewhere --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("method", "path", "status", "content_type"),
    [
        ("GET", "/open311/", 404, "text/xml"),
        ("GET", "/open311/v2/services", 404, "text/xml"),
        ("GET", "/open311/v2/services.html", 404, "text/xml"),
        ("GET", "/open311/v2/nothing.json", 404, "application/json"),
        ("GET", "/open311/v2/requests/a/b.json", 404, "application/json"),
        ("GET", "/open311/v2/requests/..%2f..%2fetc.json", 404, "application/json"),
        ("PUT", "/open311/v2/requests.json", 405, "application/json"),
        ("POST", "/open311/v2/services.xml", 405, "text/xml"),
        ("DELETE", "/open311/v2/requests/LH-2026-000001.json", 405, "application/json"),
        ("POST", "/open311/discovery.xml", 405, "text/xml"),
    ],
)
def test_what_is_not_there_is_told_in_open311_errors(client, method, path, status, content_type):
    answer = client.open(path, method=method)
    assert answer.status_code == status
    assert answer.content_type == f"{content_type}; charset=utf-8"
    assert problems(answer)[0][0] == status
    assert ("Allow" in answer.headers) is (status == 405)


def test_a_database_that_is_away_is_503_with_a_time_to_come_back(sqlite_db):
    client = app(deps(sqlite_db)).test_client()
    sqlite_db.write(lambda connection: connection.execute(text("DROP TABLE inbox")))
    sqlite_db.write(lambda connection: connection.execute(text("DROP TABLE reporters")))
    for answer in (
        post(client, "xml", **GOOD),
        client.get(f"{V2}/requests.xml"),
        client.get(f"{V2}/requests/LH-2026-000001.xml"),
    ):
        assert answer.status_code == 503
        assert int(answer.headers["Retry-After"]) > 0
        assert problems(answer)[0][0] == 503


def test_an_expected_time_that_a_decree_may_still_move_says_so(client, sqlite_db):
    moves, stays = NOW.replace(year=NOW.year + 3), NOW
    for number, due in ((1, moves), (2, stays)):
        add_report(sqlite_db, number, received_at=NOW, answer_due=due)
    told = {each["service_request_id"]: each["service_notice"] for each in client.get(f"{V2}/requests.json").get_json()}
    assert "sementara" in told["LH-2026-000001"]
    assert told["LH-2026-000002"] is None
