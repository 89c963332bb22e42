"""An SMS without the keyword goes on with the one before it; alone it is set aside, as the city asks."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest

from command_center.store.inbox import Inbox
from command_center.store.reports import Reports
from data_sources.channel import HookRequest
from data_sources.channels.sms import Sms, SmsSettings
from data_sources.worker import InboxWorker
from tests.intake.talking import NOW, rules, stored
from tests.store.kinds import BOTH_KINDS, EITHER_KIND

pytestmark = pytest.mark.usefixtures("recount")
SMS = Sms(SmsSettings(sms_token="t"))
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def worker(db, intake):
    return InboxWorker(Inbox(db), {"sms": SMS}, intake, lambda: LATER)


def send(db, key, text, seconds=0, by="+6280000000001"):
    at = NOW + timedelta(seconds=seconds)
    body = urlencode({"from": by, "to": "1708", "id": key, "time": int(at.timestamp()), "text": text}).encode()
    return Inbox(db).put(SMS.deliver(HookRequest("GET", {}, {}, b"", "127.0.0.1", body)).payload("sms", at)).inbox_id


@pytest.mark.parametrize("apart", [False, True])
def test_the_second_half_of_a_long_sms_needs_no_keyword(db, worker, apart):
    send(db, "a", "LaporHendi jalan di depan Pasar Peterongan berlubang dan sudah menyeb")
    if apart:
        worker.run_once()
    second = send(db, "b", "abkan dua orang jatuh", 2)
    worker.run_once()
    (report,) = stored(db)
    assert report.content.text.endswith("menyeb\nabkan dua orang jatuh")
    outcome = Inbox(db).outcome(second)
    assert (outcome.state, outcome.numbers, outcome.problem) == ("done", (report.number,), "")
    assert rules(db) == ["", "window"]


@EITHER_KIND
def test_thanks_by_sms_are_counted_where_they_can_be_about_a_report(db, worker):
    send(db, "a", "LaporHendi lampu mati di Gemah")
    send(db, "b", "terima kasih", 60)
    worker.run_once()
    assert Inbox(db).no_reports() == {("sms", "thanks"): 1}
    assert Inbox(db).quarantined() == {}


@pytest.mark.parametrize(("by", "seconds"), [("+6280000000002", 2), ("+6280000000001", 3000)])
@EITHER_KIND
def test_alone_it_waits_for_a_person_and_joins_when_the_report_begins_that_it_goes_on_with(db, worker, by, seconds):
    send(db, "a", "LaporHendi lampu mati di Gemah")
    alone = send(db, "b", "sudah lama sekali", seconds, by)
    worker.run_once()
    assert len(stored(db)) == 1
    outcome = Inbox(db).outcome(alone)
    assert (outcome.state, outcome.numbers) == ("quarantined", ())
    assert outcome.problem.startswith("the text does not begin with the keyword LaporHendi")
    assert [message.key[2].partition(":")[0] for message in Reports(db).messages(1)] == ["a"]
    send(db, "c", "LaporHendi jalan rusak di Miroto", seconds - 1, by)
    worker.run_once()
    worker.run_once()
    assert stored(db)[-1].content.text == "jalan rusak di Miroto\nsudah lama sekali"
    assert Inbox(db).quarantined() == {}


@pytest.mark.parametrize("apart", [False, True])
@BOTH_KINDS
def test_the_second_half_that_is_there_before_the_first_goes_on_with_it(db, worker, apart):
    half = send(db, "b", "abkan dua orang jatuh", 1)
    if apart:
        worker.run_once()
        assert Inbox(db).outcome(half).state == "quarantined"
    send(db, "a", "LaporHendi jalan di depan Pasar Peterongan berlubang dan sudah menyeb", 1)
    worker.run_once()
    worker.run_once()
    (report,) = stored(db)
    assert report.content.text.endswith("menyeb\nabkan dua orang jatuh")
    outcome = Inbox(db).outcome(half)
    assert (outcome.state, outcome.numbers, outcome.problem) == ("done", (report.number,), "")


def test_who_was_told_how_to_write_and_writes_so_has_one_report_and_nothing_is_left_to_read(db, worker):
    send(db, "a", "jalan rusak di Genuk")
    worker.run_once()
    send(db, "b", "LaporHendi jalan rusak di Genuk", 90)
    worker.run_once()
    worker.run_once()
    (report,) = stored(db)
    assert report.content.text == "jalan rusak di Genuk"
    assert Inbox(db).quarantined() == {}


def test_another_complaint_without_the_keyword_still_waits_for_a_person(db, worker):
    other = send(db, "a", "lampu jalan mati di Banyumanik")
    worker.run_once()
    send(db, "b", "LaporHendi sampah menumpuk di Tugu", 60)
    worker.run_once()
    worker.run_once()
    (report,) = stored(db)
    assert report.content.text == "sampah menumpuk di Tugu"
    assert Inbox(db).outcome(other).state == "quarantined"


@EITHER_KIND
def test_what_others_wrote_without_the_keyword_stays_where_it_is(db, worker):
    other = send(db, "a", "sudah tiga hari", by="+6280000000003")
    worker.run_once()
    send(db, "b", "LaporHendi sampah menumpuk di Tugu", 10)
    worker.run_once()
    worker.run_once()
    assert Inbox(db).outcome(other).state == "quarantined"
