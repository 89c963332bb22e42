"""Acknowledgements: who sent a report is told its number, once, where the channel allows, and machines are not answered."""

from datetime import timedelta

import pytest

from command_center.casework.acknowledger import Acknowledger
from command_center.domain.workflow import Status
from command_center.store.event_log import EventLog
from command_center.store.outbox import Outbox
from tests.casework.answering_city import City
from tests.reference.shipped import shipped
from tests.servers.platform import Said, Stand, telegram
from tests.store.kinds import BOTH_KINDS


class Acknowledging:
    """A city that acknowledges, and its log."""

    def __init__(self, db, url):
        self.city = City(db, url)
        reference = shipped()
        self.acknowledger = Acknowledger(
            self.city.reports,
            Outbox(db),
            reference.channels,
            self.city.reaching,
            self.city.texts,
            reference.acknowledging,
            lambda: self.city.now,
        )

    def take(self, channel="whatsapp", contact="6281200000001", **more):
        report = self.city.take(channel, contact=contact, opd="", **more)
        self.acknowledger.take(EventLog(self.city.db).after(0, 1000))
        self.city.worker.run_once()
        return report


@BOTH_KINDS
def test_a_report_is_acknowledged_once_with_its_number(db, meta):
    here = Acknowledging(db, meta.url)
    report = here.take()
    here.acknowledger.take(EventLog(db).after(0, 1000))
    here.city.later(hours=1)
    (sent,) = [asked.json["text"]["body"] for asked in meta.kept]
    assert report.number in sent
    assert here.city.report(report.id).status is Status.RECEIVED, "an acknowledgement is no answer"


@pytest.mark.parametrize(("contact", "told"), [("4242", True), ("-4242", False)])
def test_a_group_of_telegram_is_told_the_number_without_the_code(db, contact, told):
    with Stand(telegram("77:abc")) as stand:
        report = Acknowledging(db, stand.url).take("telegram", contact, person="4242")
        (sent,) = [asked.json["text"] for asked in stand.kept]
    assert f"/lacak/{report.number}" in sent
    assert ("RAHASIA" in sent) is told


def test_machines_are_not_acknowledged(db, meta):
    here = Acknowledging(db, meta.url)
    here.take(text="Pesan otomatis: kami sedang di luar kantor, jalan rusak di Tlogosari")
    assert not meta.kept
    here.take()
    here.take(text="Sampah menumpuk di Pasar Johar")
    assert len(meta.kept) == 1, "what comes at once after a message of ours is taken for an answer to it"
    for hour in range(5):
        here.city.now += timedelta(minutes=10)
        here.take(text=f"Lampu jalan mati di Jalan Pandanaran nomor {hour}")
    assert len(meta.kept) == 3, "three within an hour, and no more"


def test_an_acknowledgement_that_could_not_be_sent_in_time_is_let_go(db, meta):
    here = Acknowledging(db, meta.url)
    meta.next_answers.append(Said(503, "", {"Retry-After": "7200"}))
    here.take()
    here.city.later(hours=3)
    assert not meta.kept
