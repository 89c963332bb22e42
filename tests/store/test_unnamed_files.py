"""Pictures that nothing names are let go after a day; one that anything names, or that is being sent, never."""

import json
from dataclasses import asdict
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import insert, update

from command_center.casework.report_form import ReportForm, delivery, reply_delivery
from command_center.domain.citizen_form import SentPicture
from command_center.domain.inbound import Media
from command_center.store.files import REF, Files
from command_center.store.inbox import Inbox
from command_center.store.tables import inbox, messages, reports
from command_center.store.unnamed_files import KEPT, UnnamedFiles
from tests.casework.answering_city import City
from tests.store.report_rows import report_row
from tests.store.test_pictures import as_bytes, halves

NOW = datetime(2026, 11, 27, 3, 0, tzinfo=UTC)
LATE = NOW + KEPT + timedelta(seconds=1)


def put(db, width=64, by="web"):
    return Files(db).put(as_bytes(halves((width, 40))), "", NOW, by)


def let_go(db, at=LATE):
    return UnnamedFiles(db, lambda: at).let_go()


def test_what_nothing_names_goes_after_a_day_and_what_staff_put_away_stays(db):
    of_a_citizen, of_staff = put(db), put(db, 66, "sari")
    assert let_go(db, NOW + KEPT) == 0
    assert Files(db).there(of_a_citizen)
    assert let_go(db) == 1
    assert not Files(db).there(of_a_citizen)
    assert Files(db).there(of_staff)
    assert let_go(db) == 0


def test_what_a_report_names_stays_for_good(db):
    file_id = put(db)
    media = [asdict(Media("image", f"{REF}{file_id}", "image/jpeg"))]
    db.write(lambda connection: connection.execute(insert(reports), [report_row(id=1, media=media)]))
    assert let_go(db, NOW + timedelta(days=4000)) == 0
    assert Files(db).there(file_id)


@pytest.mark.usefixtures("recount")
def test_what_an_answer_or_a_further_message_names_stays(db):
    city = City(db)
    shown, said = put(db), put(db, 66)
    report = city.take("web", contact="")
    city.answer(report, "Sudah ditambal.", media=(Media("image", f"{REF}{shown}", "image/jpeg"),), publish=True)
    content = {"media": [asdict(Media("image", f"{REF}{said}", "image/jpeg"))]}
    db.write(lambda connection: connection.execute(update(messages).values(content=content)))
    assert let_go(db) == 0


@pytest.mark.parametrize("state", ["new", "quarantined"])
@pytest.mark.parametrize("is_reply", [True, False])
def test_what_a_delivery_names_stays_until_it_has_become_a_report(db, state, is_reply):
    picture = SentPicture(f"{REF}{put(db)}", "image/jpeg")
    form = ReportForm(text="Lampu mati", key="k" * 20, photos=(picture,))
    sent = reply_delivery("LH-2026-000001", "", (picture,), "k", NOW) if is_reply else delivery(form, NOW)
    assert json.loads(sent.body)["photos"]
    Inbox(db).put(sent)
    db.write(lambda connection: connection.execute(update(inbox).values(state=state)))
    assert let_go(db) == 0


def test_a_form_that_is_just_being_sent_holds_its_pictures(db):
    files = Files(db)
    again, named = put(db), put(db, 66)
    files.put(as_bytes(halves((64, 40))), "", LATE, "web")
    assert files.hold(named, LATE)
    assert let_go(db) == 0
    assert files.there(again)
    assert files.there(named)
    assert not files.hold("0" * 32, LATE)
