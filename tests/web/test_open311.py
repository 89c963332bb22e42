"""The Open311 server: what it answers to good and bad requests, and what it keeps. Rules: GeoReport v2, docs/open311.md."""

import json
from datetime import timedelta
from io import BytesIO
from xml.etree import ElementTree

import pytest
from sqlalchemy import text

from tests.contract.open311_posts import BOUNDARY, FORM, JPEG, MULTIPART, PNG, form, multipart
from tests.web.open311_server import BASE, KEYS, NOW, REFERENCE, add_report, app, deps, kept

V2 = "/open311/v2"
GOOD = {
    "api_key": "kunci-android",
    "service_code": "jalan_rusak",
    "lat": "-6.98412",
    "long": "110.40931",
    "description": "Jalan berlubang dalam",
}


@pytest.fixture
def client(sqlite_db):
    return app(deps(sqlite_db)).test_client()


def post(client, ending="json", headers=None, **fields):
    return client.post(f"{V2}/requests.{ending}", data=form(**fields), content_type=FORM, headers=headers or {})


def problems(answer):
    """(code, description) of every problem, from either format."""
    if answer.content_type == "application/json; charset=utf-8":
        return [(each["code"], each["description"]) for each in json.loads(answer.data)]
    assert answer.content_type == "text/xml; charset=utf-8"
    root = ElementTree.fromstring(answer.data)
    assert root.tag == "errors"
    return [(int(each.findtext("code") or 0), each.findtext("description")) for each in root.findall("error")]


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


# --- posting ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("key", "channel"), KEYS.items())
def test_a_post_is_kept_raw_under_the_channel_of_its_key(client, sqlite_db, key, channel):
    body = form(**GOOD | {"api_key": key})
    answer = client.post(f"{V2}/requests.json", data=body, content_type=FORM)
    assert answer.status_code == 200
    (row,) = kept(sqlite_db)
    assert (row.channel, row.account, row.body, row.content_type) == (channel, "open311", body, FORM)
    assert (row.received_at, row.state) == (NOW, "new")
    (told,) = answer.get_json()
    assert set(told) == {"token", "service_notice", "account_id"}, "id or token, never both"


def test_a_multipart_post_is_kept_with_its_pictures_and_boundary(client, sqlite_db):
    body = multipart(GOOD, [("media", "foto.png", PNG), ("media[]", "foto.jpg", JPEG)])
    assert client.post(f"{V2}/requests.xml", data=body, content_type=MULTIPART).status_code == 200
    (row,) = kept(sqlite_db)
    assert row.body == body
    assert BOUNDARY in row.content_type


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"api_key": ""}, [(403, "api_key is missing or not valid")]),
        ({"api_key": "tebakan"}, [(403, "api_key is missing or not valid")]),
        ({"api_key": "kunci-androi\u00e9"}, [(403, "api_key is missing or not valid")]),
        ({"api_key": "x", "service_code": "ufo"}, [(403, "api_key is missing or not valid")]),
        ({"service_code": " "}, [(400, "service_code is missing")]),
        ({"service_code": "ufo"}, [(404, "service_code not found: ufo")]),
        ({"lat": ""}, [(400, "lat and long must be sent together")]),
        ({"lat": "", "long": ""}, [(400, "a location is missing: lat and long, address_string or address_id")]),
        ({"lat": "91"}, [(400, "lat must be WGS 84 degrees from -90 to 90, like -6.9812, not '91'")]),
        ({"address_id": "99.99"}, [(404, "address_id not found: 99.99")]),
        ({"description": "x" * 4001}, [(400, "description is longer than 4000 characters")]),
        ({"first_name": "x" * 501}, [(400, "first_name is longer than 500 characters")]),
        ({"attribute_a": "x" * 4000}, [(400, "the attributes together are longer than 4000 characters")]),
        ({"attribute_visibility": "rahsia"}, [(400, "attribute[visibility] must be one of public, anonim, rahasia")]),
        ({"attribute_class": "x"}, [(400, "attribute[class] must be one of complaint, aspiration, information")]),
        ({"media_url": "javascript:alert(1)"}, [(400, "media_url must be an http or https address")]),
        ({"media_url": "http://[x/"}, [(400, "media_url must be an http or https address")]),
        ({"jurisdiction_id": "sfgov.org"}, [(404, "jurisdiction_id not found: sfgov.org")]),
        (
            {"service_code": "ufo", "lat": "x", "description": "y" * 4001},
            [
                (404, "service_code not found: ufo"),
                (400, "lat must be WGS 84 degrees from -90 to 90, like -6.9812, not 'x'"),
                (400, "description is longer than 4000 characters"),
            ],
        ),
    ],
)
@pytest.mark.parametrize("ending", ["xml", "json"])
def test_a_bad_post_is_told_all_its_problems_and_nothing_is_kept(client, sqlite_db, changes, expected, ending):
    answer = post(client, ending, **GOOD | changes)
    assert problems(answer) == expected
    assert answer.status_code == expected[0][0]
    assert kept(sqlite_db) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"description": "x" * 4000},
        {"description": ""},
        {"lat": "", "long": "", "address_string": "Jl. Pandanaran 12"},
        {"lat": "", "long": "", "address_id": REFERENCE.areas.kelurahan[0].code},
        {"lat": "", "long": "", "address_id": REFERENCE.areas.kecamatan[0].code},
        {"jurisdiction_id": "SemarangKota.go.id"},
        {"attribute_visibility": "", "attribute_class": ""},
        {"media_url": "https://foto.example/a.jpg?x=1"},
        {"unknown": "field"},
    ],
)
def test_what_the_specification_allows_is_taken(client, sqlite_db, changes):
    assert post(client, **GOOD | changes).status_code == 200
    assert len(kept(sqlite_db)) == 1


def test_key_and_jurisdiction_may_stand_in_the_address(client, sqlite_db):
    body = form(**{name: value for name, value in GOOD.items() if name != "api_key"})
    answer = client.post(f"{V2}/requests.json?api_key=kunci-ios&jurisdiction_id=", data=body, content_type=FORM)
    assert answer.status_code == 200
    assert kept(sqlite_db)[0].channel == "ios"
    other = client.post(f"{V2}/requests.json?api_key=kunci-ios&jurisdiction_id=x", data=body, content_type=FORM)
    assert other.status_code == 404


def test_without_keys_nobody_can_post(sqlite_db):
    client = app(deps(sqlite_db, keys={})).test_client()
    assert post(client, **GOOD).status_code == 403
    assert post(client, **GOOD | {"api_key": ""}).status_code == 403


@pytest.mark.parametrize(
    ("files", "problem"),
    [
        ([("media", "a.jpg", b"<script>")], "file 1: not a JPEG, PNG, GIF, WebP, HEIC or AVIF picture"),
        (
            [("media", "a.jpg", JPEG), ("media", "b.jpg", b"MZ")],
            "file 2: not a JPEG, PNG, GIF, WebP, HEIC or AVIF picture",
        ),
        ([("media", "a.jpg", JPEG + bytes(5 * 1024 * 1024))], "file 1: larger than 5 MB"),
        ([("lampiran", "a.jpg", JPEG)], "file 1: files are taken in the field media only, not lampiran"),
        ([("media", "a.jpg", JPEG)] * 6, "media: at most 5 files"),
    ],
)
def test_files_that_are_no_pictures_are_refused(client, sqlite_db, files, problem):
    answer = client.post(f"{V2}/requests.json", data=multipart(GOOD, files), content_type=MULTIPART)
    assert problems(answer) == [(400, problem)]
    assert kept(sqlite_db) == []


@pytest.mark.parametrize(
    ("body", "content_type", "problem"),
    [
        (json.dumps(GOOD).encode(), "application/json", "Content-Type must be"),
        (b"", "", "Content-Type must be"),
        (b"x", "multipart/form-data", "must name its boundary"),
        (b"x", MULTIPART, "cannot be read"),
        (b"a=1", FORM + "x" * 200, "Content-Type is longer"),
    ],
)
def test_a_body_that_is_no_form_is_400(client, body, content_type, problem):
    answer = client.post(f"{V2}/requests.xml", data=body, content_type=content_type)
    assert answer.status_code == 400
    assert problem in problems(answer)[0][1]


@pytest.mark.parametrize("ending", ["xml", "json"])
def test_a_body_over_ten_megabytes_is_413(client, sqlite_db, ending):
    body = form(**GOOD) + b"&x=" + bytes(10 * 1024 * 1024)
    answer = client.post(f"{V2}/requests.{ending}", data=body, content_type=FORM)
    assert answer.status_code == 413
    assert problems(answer) == [(413, "the request is larger than 10 MB")]
    assert kept(sqlite_db) == []


@pytest.mark.parametrize("extra", [0, 1, 100_000])
def test_a_body_without_a_length_is_not_cut_off_but_refused(client, sqlite_db, extra):
    start = form(**GOOD) + b"&x="
    body = start + b"x" * (10 * 1024 * 1024 - len(start) + extra)
    answer = client.post(
        f"{V2}/requests.json",
        input_stream=BytesIO(body),
        content_type=FORM,
        headers={"Transfer-Encoding": "chunked"},
        environ_overrides={"wsgi.input_terminated": True},
    )
    if extra:
        assert problems(answer) == [(413, "the request is larger than 10 MB")]
    else:
        assert problems(answer) == [(400, "x is longer than 500 characters")]
    assert kept(sqlite_db) == []


@pytest.mark.parametrize("terminated", [True, False])
def test_a_request_that_breaks_off_is_not_taken_for_a_shorter_one(client, sqlite_db, terminated):
    whole = form(**GOOD)
    overrides = {"CONTENT_LENGTH": str(len(whole))} | ({"wsgi.input_terminated": True} if terminated else {})
    answer = client.post(
        f"{V2}/requests.json",
        input_stream=BytesIO(whole[:-5]),
        content_type=FORM,
        environ_overrides=overrides,
    )
    assert answer.status_code == 400
    assert problems(answer)[0][0] == 400
    assert kept(sqlite_db) == []


# --- sent again -------------------------------------------------------------------------------------------------------


def test_the_same_post_on_the_same_day_is_kept_once_and_answered_the_same(client, sqlite_db):
    first, second = post(client, **GOOD), post(client, **GOOD)
    assert first.get_json() == second.get_json()
    assert len(kept(sqlite_db)) == 1
    post(client, **GOOD | {"description": "Jalan berlubang dalam!"})
    post(client, **GOOD | {"api_key": "kunci-ios"})
    assert len(kept(sqlite_db)) == 3


@pytest.mark.parametrize(("later", "count"), [(timedelta(hours=13, minutes=59), 1), (timedelta(hours=14), 2)])
def test_the_day_ends_at_midnight_in_semarang(sqlite_db, later, count):
    post(app(deps(sqlite_db)).test_client(), **GOOD)
    post(app(deps(sqlite_db, clock=lambda: NOW + later)).test_client(), **GOOD)
    assert len(kept(sqlite_db)) == count


def test_an_idempotency_key_is_one_report_on_any_day(sqlite_db):
    header = {"Idempotency-Key": "8e03978e-40d5"}
    for days in (0, 1, 400):
        client = app(deps(sqlite_db, clock=lambda days=days: NOW + timedelta(days=days))).test_client()
        assert post(client, headers=header, **GOOD).status_code == 200
    assert len(kept(sqlite_db)) == 1
    assert post(client, headers={"Idempotency-Key": "other"}, **GOOD).status_code == 200
    assert len(kept(sqlite_db)) == 2


def test_an_idempotency_key_used_for_another_report_is_refused_rather_than_that_report_lost(client, sqlite_db):
    header = {"Idempotency-Key": "always the same"}
    assert post(client, headers=header, **GOOD).status_code == 200
    answer = post(client, headers=header, **GOOD | {"description": "Lampu mati"})
    assert problems(answer) == [(400, "Idempotency-Key was used for another request: make a new key for each report")]
    assert len(kept(sqlite_db)) == 1


@pytest.mark.parametrize("key", ["x" * 201, "k\u00e9"])
def test_an_idempotency_key_that_cannot_be_kept_is_refused(client, key):
    assert post(client, headers={"Idempotency-Key": key}, **GOOD).status_code == 400


# --- tokens -----------------------------------------------------------------------------------------------------------


def test_a_token_has_no_number_until_there_is_one(client):
    token = post(client, **GOOD).get_json()[0]["token"]
    assert client.get(f"{V2}/tokens/{token}.json").get_json() == [{"service_request_id": None, "token": token}]
    root = ElementTree.fromstring(client.get(f"{V2}/tokens/{token}.xml").data)
    assert (root.findtext("request/token"), root.findtext("request/service_request_id")) == (token, "")


@pytest.mark.parametrize(
    "change", ["0", "x", "1-", "-1-000000000000000000000000", "9" * 30 + "-" + "0" * 24, "%00", "é"]
)
def test_a_made_up_token_is_404(client, change):
    token = post(client, **GOOD).get_json()[0]["token"]
    number, _, sign = token.partition("-")
    for made_up in (change, f"{number}-{change}", f"{int(number) + 1}-{sign}", f"0{token}", token.upper() + "A"):
        answer = client.get(f"{V2}/tokens/{made_up}.json")
        assert answer.status_code == 404
        assert problems(answer)[0][0] == 404


def test_a_token_of_a_delivery_that_is_gone_is_404(client, sqlite_db):
    token = post(client, **GOOD).get_json()[0]["token"]
    sqlite_db.write(lambda connection: connection.execute(text("DELETE FROM inbox")))
    assert client.get(f"{V2}/tokens/{token}.json").status_code == 404


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
