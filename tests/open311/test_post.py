"""Posting to the Open311 server: what is kept, what is refused, and what counts as sent again."""

import json
from datetime import timedelta
from io import BytesIO
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest
from sqlalchemy import text

from tests.contract.open311_posts import BOUNDARY, FORM, JPEG, MULTIPART, PNG, form, multipart
from tests.open311.server import GOOD, KEYS, NOW, REFERENCE, V2, app, deps, kept, post, problems


@pytest.fixture
def client(sqlite_db):
    return app(deps(sqlite_db)).test_client()


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
        ({"lat": "-6,98"}, [(400, "lat is written with a comma, '-6,98': write a point, -6.98")]),
        ({"long": "110,42"}, [(400, "long is written with a comma, '110,42': write a point, 110.42")]),
        ({"lat": "6.98.1"}, [(400, "lat must be WGS 84 degrees from -90 to 90, like -6.9812, not '6.98.1'")]),
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
        ([("media", "a.jpg", JPEG)] * 6, "media: at most 5 files"),
    ],
)
def test_files_that_are_no_pictures_are_refused(client, sqlite_db, files, problem):
    answer = client.post(f"{V2}/requests.json", data=multipart(GOOD, files), content_type=MULTIPART)
    assert problems(answer) == [(400, problem)]
    assert kept(sqlite_db) == []


@pytest.mark.parametrize(
    ("files", "left_out"),
    [
        ([("photo1", "a.jpg", JPEG)], ""),
        ([("photo1", "a.jpg", JPEG), ("media", "b.png", PNG)], ""),
        ([("lampiran", "surat.pdf", b"%PDF-1.7")], "lampiran"),
        ([("photo1", "a.jpg", JPEG), ("photo2", "b.mp4", b"....ftypisom"), ("f", "c", b"x")], "photo2, f"),
        ([("photo1", "a.jpg", JPEG + bytes(5 * 1024 * 1024))], "photo1"),
        ([(f"photo{number}", "a.jpg", JPEG) for number in range(1, 8)], "photo6, photo7"),
    ],
)
def test_files_in_other_fields_are_taken_or_named_and_refuse_nothing(client, sqlite_db, files, left_out):
    answer = client.post(f"{V2}/requests.json", data=multipart(GOOD, files), content_type=MULTIPART)
    assert answer.status_code == 200
    assert len(kept(sqlite_db)) == 1
    (told,) = answer.get_json()
    assert told["service_notice"].endswith(f"Berkas tidak diambil: {left_out}.") is bool(left_out)
    assert "Berkas" not in told["service_notice"] or left_out


@pytest.mark.parametrize(
    ("urls", "wrong"),
    [
        (["https://a.example/1.jpg", "https://a.example/2.jpg"], ""),
        (["https://a.example/1.jpg", "ftp://a.example/2.jpg"], "must be an http or https address"),
        ([f"https://a.example/{number}.jpg" for number in range(11)], "at most 10 addresses"),
    ],
)
@pytest.mark.parametrize("name", ["media_url", "media_url[]"])
def test_several_addresses_of_pictures(client, sqlite_db, urls, wrong, name):
    body = form(**GOOD) + b"&" + urlencode([(name, url) for url in urls]).encode()
    answer = client.post(f"{V2}/requests.json", data=body, content_type=FORM)
    assert answer.status_code == (400 if wrong else 200)
    assert len(kept(sqlite_db)) == (0 if wrong else 1)
    assert wrong in answer.text


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
