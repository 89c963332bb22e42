"""Pictures of reports for staff: who works with a report sees them, nobody else learns that there are any."""

from dataclasses import replace
from io import BytesIO

import pytest
from flask import Flask

from command_center.casework.triage import Step, Triage
from command_center.domain.inbound import Media
from command_center.domain.picture_keys import picture_address
from command_center.domain.report_kinds import Visibility
from command_center.domain.workflow import Status
from command_center.intake.accept import Intake, Parsed
from command_center.intake.examine import Examiner
from command_center.places.locator import Locator
from command_center.store.answers import Answers
from command_center.store.files import Files
from command_center.store.inbox import Inbox
from command_center.store.reports import Reports
from command_center.web.api.pictures import FIELD, report_pictures
from command_center.web.report_pictures import ReportPictures
from command_center.web.security.identity import NOBODY, Identity
from tests.intake.test_accept import ITEM, NOW
from tests.reference.shipped import shipped
from tests.store.test_pictures import as_bytes, halves, opened

WHO = {
    "p3m": Identity("user", "sari", frozenset({"p3m"})),
    "admin": Identity("user", "admin", frozenset({"admin"})),
    "mayor": Identity("user", "wali", frozenset({"mayor"})),
    "own": Identity("user", "kepala", frozenset({"opd"}), "dpu"),
    "own staff": Identity("user", "staf", frozenset({"opd_staff"}), "dpu"),
    "other": Identity("user", "lain", frozenset({"opd"}), "dlh"),
    "nobody": NOBODY,
}


@pytest.fixture
def site(sqlite_db):
    db = sqlite_db
    server, asked = Flask("pictures"), {}
    files, reports = Files(db), Reports(db)
    pictures = ReportPictures(files, Inbox(db), reports, Answers(db))
    server.register_blueprint(report_pictures(pictures, files, reports, lambda: WHO[asked["who"]], lambda: NOW))

    def get(who, address):
        asked["who"] = who
        return server.test_client().get(address)

    def post(who, **data):
        asked["who"] = who
        return server.test_client().post("/berkas", data=data, content_type="multipart/form-data")

    return db, get, post


def reported(db, visibility, *statuses):
    media = Media("image", f"file:{Files(db).put(as_bytes(halves()), '', NOW, 'web')}")
    intake = Intake(Reports(db), Examiner(shipped(), Locator(shipped().areas)), simulated=False)
    (accepted,) = intake.accept([Parsed(None, NOW, (replace(ITEM, media=(media,), visibility=visibility),))], NOW)
    for status in statuses:
        Triage(Reports(db)).take([Step(accepted.report_ids[0], status, NOW, "sari", opd="dpu")])
    return picture_address(accepted.numbers[0], media)


FORWARDED = (Status.VERIFIED, Status.FORWARDED)


@pytest.mark.parametrize(
    ("visibility", "statuses", "may"),
    [
        (Visibility.PUBLIC, FORWARDED, {"p3m", "admin", "mayor", "own", "own staff"}),
        (Visibility.ANONYMOUS, FORWARDED, {"p3m", "admin", "mayor", "own", "own staff"}),
        (Visibility.CONFIDENTIAL, FORWARDED, {"p3m", "admin", "own", "own staff"}),
        (Visibility.CONFIDENTIAL, (), {"p3m", "admin"}),
    ],
)
def test_who_works_with_a_report_sees_its_pictures(site, visibility, statuses, may):
    db, get, _ = site
    address = reported(db, visibility, *statuses)
    seen = {who for who in WHO if get(who, address).status_code == 200}
    assert seen == may
    assert get("other", address).json == get("other", "/berkas/LH-2026-999999/" + "0" * 32).json


def test_a_picture_of_another_report_is_not_had_by_the_number_of_an_own_one(site):
    db, get, _ = site
    address = reported(db, Visibility.PUBLIC)
    number = address.split("/")[2]
    stray = Files(db).put(as_bytes(halves((90, 30))), "", NOW, "web")
    assert get("p3m", f"/berkas/{number}/{stray}").status_code == 404
    assert get("p3m", f"{address}?kecil").status_code == 200


def test_staff_puts_a_picture_away_for_an_answer(site):
    db, _, post = site
    answer = post("own", **{FIELD: (BytesIO(as_bytes(halves((900, 300)))), "sesudah.jpg")})
    assert (answer.status_code, answer.json["content_type"]) == (201, "image/jpeg")
    stored = Files(db).get(answer.json["ref"].removeprefix("file:"))
    assert opened(stored.content).size == (900, 300)


@pytest.mark.parametrize(("data", "status"), [({}, 400), ({FIELD: (BytesIO(b"<svg/>"), "x.svg")}, 415)])
def test_what_is_no_picture_is_refused_with_what_to_do(site, data, status):
    _, _, post = site
    answer = post("p3m", **data)
    assert answer.status_code == status
    assert answer.json["message"]
