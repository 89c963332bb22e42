"""One key sends one answer, however many send it at the same moment; what it wrote is found by it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import insert, select

from command_center.errors import Conflict
from command_center.store.drafts import Drafts
from command_center.store.sent_keys import KEYS_KEPT, sent_keys
from tests.casework.answering_city import NOW, P3M, City

AT_ONCE = 8
SENT_BEFORE = {"key": "k0", "person": "sari", "at": NOW}


@pytest.fixture
def city(db):
    return City(db)


def send(city, report, key, text="Sudah ditambal.", **more):
    return city.answering.answer(report.id, text, P3M, NOW, key=key, **more)


def test_of_many_at_the_same_moment_one_writes(city):
    sent = [city.take("web", contact="") for _ in range(AT_ONCE)]
    start = Barrier(AT_ONCE)

    def send_with_others(report):
        start.wait(timeout=20)
        try:
            return send(city, report, "k1")
        except Conflict:
            return ()

    with ThreadPoolExecutor(AT_ONCE) as threads:
        written = [answer for answers in threads.map(send_with_others, sent) for answer in answers]
    assert len(written) == 1
    kept = [answer for report in sent for answer in city.answering.of_report(report.id)]
    assert [each.id for each in kept] == [each.id for each in written]


def test_what_a_key_wrote_is_found_by_it_and_can_be_found_by_nobody_else(city, db):
    report = city.take("web", contact="")
    (written,) = send(city, report, "k1")
    send(city, report, "k2", "Terima kasih sudah menunggu.")
    drafts = Drafts(db)
    assert [each.id for each in drafts.sent_by_now("sari", report.id, "k1")] == [written.id]
    assert drafts.sent_by_now("sari", report.id, "k3") == []
    for person, report_id in (("budi", report.id), ("sari", report.id + 1)):
        with pytest.raises(Conflict, match="sent already"):
            drafts.sent_by_now(person, report_id, "k1")
    with pytest.raises(Conflict, match="sent already"):
        drafts.keep("sari", report.id, "k1", "sekali lagi", "", NOW)


def test_a_key_that_is_sent_again_tells_what_it_wrote_and_is_no_key_of_another_text(city):
    report = city.take("web", contact="")
    (written,) = send(city, report, "k1")
    assert [each.id for each in send(city, report, "k1")] == [written.id]
    with pytest.raises(Conflict, match="another answer"):
        send(city, report, "k1", "Ternyata belum.")
    assert len(city.answering.of_report(report.id)) == 1


def test_a_key_of_an_answer_that_was_not_written_is_free(city, db):
    report = city.take("whatsapp", contact="6281200000001")
    send(city, report, "k1")
    with pytest.raises(Conflict, match="on its way"):
        send(city, report, "k2")
    assert Drafts(db).sent_by_now("sari", report.id, "k2") == []
    assert send(city, report, "k2", "Terima kasih sudah menunggu.")


def test_a_key_of_a_time_that_kept_no_answers_sends_nothing_again(city, db):
    report = city.take("web", contact="")
    db.write(lambda connection: connection.execute(insert(sent_keys).values(report_id=report.id, **SENT_BEFORE)))
    with pytest.raises(Conflict, match="sent already"):
        Drafts(db).sent_by_now("sari", report.id, "k0")


def test_a_key_is_forgotten_once_no_page_can_have_it(city, db):
    report = city.take("web", contact="")
    long_ago = SENT_BEFORE | {"at": NOW - KEYS_KEPT - timedelta(days=1)}
    db.write(lambda connection: connection.execute(insert(sent_keys).values(report_id=report.id, **long_ago)))
    send(city, report, "k1")
    with db.read() as connection:
        assert connection.execute(select(sent_keys.c.key)).scalars().all() == ["k1"]
