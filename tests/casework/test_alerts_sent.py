"""Alerts on their whole way: told, taken by the outbox, handed to a real mail server and to a receiver, and what became of each."""

import json
from datetime import timedelta

import pytest

from command_center.casework.alert_recipients import AlertWays
from command_center.casework.letters import LetterRoute
from command_center.casework.outbox_worker import OutboxWorker
from command_center.domain.alerts import AlertWay
from command_center.domain.outgoing import OutgoingRules, RouteRules, SendState
from command_center.post.smtp import MailServer, Security
from command_center.store.outbox import Outbox
from command_center.store.reports import Reports
from data_sources.alert_routes import AlertWebhook
from tests.casework.alert_city import MONDAY, SARI, city, found, rule
from tests.data_sources.test_alert_routes import SECRET, receiving, verified
from tests.servers.smtp import MailServerOfTest

MINUTE = timedelta(minutes=1)
RULES = OutgoingRules(RouteRules(600, (MINUTE, 5 * MINUTE), MINUTE, 60 * MINUTE), 2 * MINUTE)
WAYS = frozenset({AlertWay.DESK, AlertWay.MAIL, AlertWay.WEBHOOK})


class Way:
    """A city whose alerts leave by mail and webhook; `now` is the clock of all."""

    def __init__(self, db, mail, receiver):
        self.now = MONDAY
        url = f"{receiver.url}/peringatan"
        self.of = city(db, rule(ways=WAYS), ways=AlertWays(mail=True, webhook=url))
        server = MailServer("127.0.0.1", mail.port, Security.NONE, "", "", "cc@example.test")
        letters = LetterRoute(server, "Lapor Hendi")
        webhook = AlertWebhook(url, SECRET, lambda: self.now, within=True)
        routes = {letters.code: letters, webhook.code: webhook}
        self.worker = OutboxWorker(Outbox(db), Reports(db), routes, RULES, lambda: self.now)

    def states(self):
        messages = self.of.alerting.alerts.messages(self.of.one().id)
        return {each.way: each.state for each in messages}


@pytest.fixture
def way(sqlite_db):
    with MailServerOfTest() as mail, receiving() as receiver:
        made = Way(sqlite_db, mail, receiver)
        made.mail, made.receiver = mail, receiver
        yield made


def test_both_arrive_once_with_what_they_say(way):
    way.of.look(MONDAY, found(count=4))
    way.of.tell(MONDAY)
    assert way.worker.run_once() == 2
    assert way.worker.run_once() == 0
    (letter,) = way.mail.kept.letters
    assert letter.rcpt_tos == ["sari@example.test"]
    ((_, headers, body),) = way.receiver.got
    assert verified(headers, body)
    (told,) = json.loads(body)["alerts"]
    assert (told["cause"], told["group"], told["count"], told["told"]) == ("breach", {"opd": "dpu"}, 4, 1)
    assert told["why"].startswith("4 laporan lewat tenggat")
    assert way.states() == {AlertWay.MAIL: SendState.SENT, AlertWay.WEBHOOK: SendState.SENT}


def test_a_mailbox_that_there_is_not_is_a_failure_that_is_shown(way):
    way.mail.kept.unknown = {"sari@example.test"}
    way.of.look(MONDAY, found())
    way.of.tell(MONDAY)
    way.worker.run_once()
    (mail,) = [each for each in way.of.alerting.alerts.messages(way.of.one().id) if each.way is AlertWay.MAIL]
    assert mail.state is SendState.FAILED
    assert "550" in mail.told
    assert "@" not in mail.told


def test_a_receiver_that_did_not_answer_gets_the_same_key_again(way):
    way.receiver.answers = [(500, {}, b""), (204, {}, b"")]
    way.of.look(MONDAY, found())
    way.of.tell(MONDAY)
    way.worker.run_once()
    assert way.states()[AlertWay.WEBHOOK] is SendState.UNSURE
    way.now = MONDAY + 2 * MINUTE
    way.worker.run_once()
    way.now = MONDAY + 5 * MINUTE
    way.worker.run_once()
    assert way.states()[AlertWay.WEBHOOK] is SendState.SENT
    keys = [headers["Idempotency-Key"] for _, headers, _ in way.receiver.got]
    assert len(keys) == 2
    assert len(set(keys)) == 1


def test_what_was_acknowledged_before_it_left_does_not_leave(way):
    way.of.look(MONDAY, found())
    way.of.tell(MONDAY)
    way.of.alerting.acknowledge(way.of.one().id, "sudah ditangani", SARI, MONDAY)
    assert way.worker.run_once() == 0
    assert (way.mail.kept.letters, way.receiver.got) == ([], [])
    assert set(way.states().values()) == {SendState.CANCELLED}
