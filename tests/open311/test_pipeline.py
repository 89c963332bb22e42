"""From a post to a report and back: with the real inbox, worker, channels and intake behind the Open311 server."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select

from command_center.domain.inbound import Position
from command_center.domain.workflow import Status
from command_center.store.reports import Reports
from command_center.store.tables import messages, reporters
from tests.contract.open311_posts import FORM, MULTIPART, PNG, form, multipart, part
from tests.open311.pipeline import pipeline
from tests.open311.server import NOW, REFERENCE, app, deps, kept

V2 = "/open311/v2"
REPORT = {
    "api_key": "kunci-web",
    "service_code": "lampu",
    "lat": "-6.98412",
    "long": "110.40931",
    "description": "Lampu jalan mati, lapor Warga Contoh 08122334455",
    "first_name": "Warga",
    "last_name": "Contoh",
    "phone": "08122334455",
    "device_id": "hp-rahasia",
}


@pytest.fixture
def client(sqlite_db):
    """A client of a server behind which the worker runs."""
    stop = threading.Event()
    worker = pipeline(sqlite_db, lambda: NOW)
    thread = threading.Thread(target=worker.run, args=(stop, sqlite_db.changes), daemon=True)
    thread.start()
    yield app(deps(sqlite_db, wait_seconds=10.0)).test_client()
    stop.set()
    sqlite_db.changes.ring()
    thread.join()


def post(client, body=None, content_type=FORM, **changes):
    answer = client.post(f"{V2}/requests.json", data=body or form(**REPORT | changes), content_type=content_type)
    assert answer.status_code == 200, answer.data
    (found,) = answer.get_json()
    return found


def stopped(moment):
    """A clock that stands still."""
    return lambda: moment


def read(client, number):
    return client.get(f"{V2}/requests/{number}.json")


def test_a_post_is_answered_with_the_number_under_which_it_can_be_read(client, sqlite_db):
    told = post(client, account_id="akun-17")
    assert set(told) == {"service_request_id", "service_notice", "account_id"}
    assert told["account_id"] == "akun-17"
    number = told["service_request_id"]
    assert number in told["service_notice"]
    report = Reports(sqlite_db).by_number(number)
    assert (report.origin.channel, report.classification.category) == ("web", "lampu")
    assert report.status is Status.RECEIVED
    assert (report.location.position, report.location.exact) == (Position(-6.98412, 110.40931), True)
    assert report.location.kelurahan
    (found,) = read(client, number).get_json()
    assert found["address_id"] == report.location.kelurahan
    assert found["agency_responsible"] == REFERENCE.router.by_code[report.assignment.opd].label.id
    assert found["expected_datetime"] is not None
    assert [each["service_request_id"] for each in client.get(f"{V2}/requests.json").get_json()] == [number]


@pytest.mark.parametrize("ending", ["xml", "json"])
def test_nothing_personal_is_read_back(client, sqlite_db, ending):
    number = post(client, email="warga@contoh.example")["service_request_id"]
    for path in (f"requests/{number}", "requests"):
        seen = client.get(f"{V2}/{path}.{ending}").get_data(as_text=True)
        assert "Lampu jalan mati" in seen
        for secret in ("Contoh", "08122334455", "contoh.example", "hp-rahasia", "kunci-web"):
            assert secret not in seen
    with sqlite_db.read() as connection:
        person = connection.execute(select(reporters)).one()
    assert (person.key, person.name, person.contact) == ("phone:08122334455", "Warga Contoh", "warga@contoh.example")


def test_a_confidential_report_has_a_number_that_nobody_can_read(client, sqlite_db):
    number = post(client, attribute_visibility="rahasia")["service_request_id"]
    assert Reports(sqlite_db).by_number(number).visibility == "rahasia"
    assert read(client, number).status_code == 404
    assert client.get(f"{V2}/requests.json").get_json() == []


def test_class_and_anonymity_are_kept(client, sqlite_db):
    number = post(client, attribute_visibility="anonim", attribute_class="aspiration")["service_request_id"]
    report = Reports(sqlite_db).by_number(number)
    assert (report.visibility, report.report_class) == ("anonim", "aspiration")
    assert read(client, number).status_code == 200


def test_an_area_instead_of_a_point_is_understood(client, sqlite_db):
    kelurahan = next(each for each in REFERENCE.areas.kelurahan if each.name == "Tanjung Mas")
    number = post(client, lat="", long="", address_id=kelurahan.code)["service_request_id"]
    report = Reports(sqlite_db).by_number(number)
    assert (report.location.kelurahan, report.location.exact) == (kelurahan.code, False)
    (found,) = read(client, number).get_json()
    assert (found["address_id"], found["zipcode"]) == (kelurahan.code, kelurahan.postal_code)
    assert (found["lat"], found["long"]) == (None, None)
    assert found["address"].count("Tanjung Mas") == 1


def test_every_area_of_the_city_is_found_by_its_address_id(sqlite_db):
    client = app(deps(sqlite_db)).test_client()
    for area in REFERENCE.areas.kelurahan:
        post(client, lat="", long="", address_id=area.code, description=f"Lampu mati {area.code}")
    worker = pipeline(sqlite_db, lambda: NOW)
    while worker.run_once():
        pass
    reports = Reports(sqlite_db).all_after(0, 200)
    assert len(reports) == 177
    said = [(report.content.text, report.location.kelurahan) for report in reports]
    wrong = [(text, kelurahan) for text, kelurahan in said if not text.endswith(kelurahan or "-")]
    assert wrong == []


def test_a_picture_is_kept_with_the_raw_form(client, sqlite_db):
    number = post(client, multipart(REPORT, [("media", "foto.png", PNG)]), MULTIPART)["service_request_id"]
    (media,) = Reports(sqlite_db).by_number(number).content.media
    assert (media.kind, media.ref, media.content_type) == ("image", part(1, PNG), "image/png")
    assert PNG in kept(sqlite_db)[0].body
    assert "media_url" not in read(client, number).get_json()[0]


def test_sent_again_it_is_the_same_report(client, sqlite_db):
    first = post(client)
    again = [post(client), post(client, multipart(REPORT), MULTIPART)]
    assert [each["service_request_id"] for each in again] == [first["service_request_id"]] * 2
    assert len(Reports(sqlite_db).all_after(0, 10)) == 1


def test_the_same_post_from_many_threads_is_one_report(client, sqlite_db):
    server = client.application
    with ThreadPoolExecutor(16) as pool:
        told = list(pool.map(lambda _: post(server.test_client()), range(48)))
    assert len({each["service_request_id"] for each in told}) == 1
    assert len(Reports(sqlite_db).all_after(0, 10)) == 1
    with sqlite_db.read() as connection:
        assert len(connection.execute(select(messages)).all()) == 1


def test_tomorrow_the_same_words_are_a_new_report_flagged_as_a_possible_duplicate(sqlite_db):
    numbers = []
    for days in (0, 1):
        now = NOW + timedelta(days=days)
        server = app(deps(sqlite_db, clock=stopped(now))).test_client()
        token = post(server)["token"]
        pipeline(sqlite_db, stopped(now)).run_once()
        numbers.append(server.get(f"{V2}/tokens/{token}.json").get_json()[0]["service_request_id"])
    first, second = (Reports(sqlite_db).by_number(number) for number in numbers)
    assert first.id != second.id
    assert second.possible_duplicate_of == first.id


def test_a_token_leads_to_the_number_once_there_is_one(sqlite_db):
    server = app(deps(sqlite_db)).test_client()
    token = post(server)["token"]
    assert server.get(f"{V2}/tokens/{token}.json").get_json()[0]["service_request_id"] is None
    pipeline(sqlite_db, lambda: NOW).run_once()
    (found,) = server.get(f"{V2}/tokens/{token}.json").get_json()
    assert found == {"service_request_id": Reports(sqlite_db).all_after(0, 1)[0].number, "token": token}
    assert post(server)["service_request_id"] == found["service_request_id"]


def test_a_post_that_fails_in_intake_is_still_accepted_and_waits_for_a_person(sqlite_db):
    server = app(deps(sqlite_db, keys={"kunci-web": "a channel nobody added"})).test_client()
    token = post(server)["token"]
    pipeline(sqlite_db, lambda: NOW).run_once()
    assert kept(sqlite_db)[0].state == "quarantined"
    assert post(server)["token"] == token
    assert server.get(f"{V2}/tokens/{token}.json").get_json()[0]["service_request_id"] is None
