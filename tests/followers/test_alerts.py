"""What the log tells becomes an alert, with the position in the same transaction; nothing is told twice after a restart."""

from datetime import timedelta

import pytest

from command_center.casework.alert_watch import AlertWatch
from command_center.domain.alerts import AlertCause
from command_center.domain.events import Event, EventKind
from command_center.followers.alerts import alert_follower, causes_of
from command_center.followers.projection import projection
from command_center.readmodel.alert_findings import AskedElsewhere
from command_center.readmodel.read_model import ReadModel
from command_center.store.event_log import EventLog, append
from tests.casework.alert_city import MONDAY, city, found, rule
from tests.readmodel.facts import CALENDAR, changed, received
from tests.readmodel.test_wall import NAMES, ZONE

HOUR = timedelta(hours=1)
NOTHING = AskedElsewhere(dict, lambda percent, now: [])


class Installation:
    """A log, its facts, its alerts and who follows; `restart` begins anew with the same database."""

    def __init__(self, db):
        self.db, self.log = db, EventLog(db)
        self.of = city(db)
        self.model = ReadModel.open(None, ZONE, CALENDAR)
        self.restart()

    def restart(self):
        self.facts = projection(self.model, self.log)
        self.watch = AlertWatch(self.of.alerting, self.model, NAMES, NOTHING, lambda: MONDAY)
        self.follower = alert_follower(self.watch, self.of.alerting, self.log, self.facts, lambda _: None)

    def tell(self, *events):
        self.db.write(lambda connection: append(connection, events))

    def catch_up(self):
        self.facts.catch_up()
        self.follower.catch_up()


@pytest.fixture
def installation(db):
    made = Installation(db)
    yield made
    made.model.close()


def breached(report_id):
    return changed(0, MONDAY, report_id, EventKind.BREACHED, breached_at=MONDAY - HOUR, breached_stage="answer")


def late(report_id, **facts):
    return received(0, MONDAY - 240 * HOUR, report_id, due_at=MONDAY - HOUR, **facts)


def test_a_breach_of_the_log_is_an_alert_and_its_settlement_ends_it(installation):
    installation.catch_up()
    installation.tell(late(1), breached(1))
    installation.catch_up()
    assert [(each.count, each.group) for each in installation.of.standing()] == [(1, {"opd": "dpu"})]
    assert installation.of.alerting.alerts.position() == installation.log.end()
    installation.tell(changed(0, MONDAY, 1, status="settled", due_at=None))
    installation.catch_up()
    assert installation.of.standing() == []


def test_a_restart_and_a_read_model_made_anew_tell_nothing_twice(installation):
    installation.catch_up()
    installation.tell(late(1), breached(1))
    installation.catch_up()
    assert installation.of.tell(MONDAY) == 1
    installation.model.clear()
    installation.restart()
    installation.catch_up()
    assert installation.watch.check()
    assert installation.of.tell(MONDAY) == 0
    assert len(installation.of.outgoing()) == 1
    assert installation.of.acts(installation.of.one()) == ["opened", "told"]


def test_what_failed_before_its_commit_is_found_again(installation, monkeypatch):
    installation.catch_up()
    installation.tell(late(1), breached(1))
    installation.facts.catch_up()

    def dies(*_, **__):
        raise RuntimeError("killed")

    with monkeypatch.context() as patched:
        patched.setattr("command_center.casework.alerting.Alerting._open", dies)
        with pytest.raises(RuntimeError, match="killed"):
            installation.follower.run_once()
    assert installation.of.standing() == []
    installation.restart()
    installation.catch_up()
    assert len(installation.of.standing()) == 1


def test_facts_that_are_late_are_left_to_the_next_whole_check(installation, monkeypatch):
    monkeypatch.setattr("command_center.followers.alerts.FACTS_SECONDS", 0.01)
    installation.tell(late(1), breached(1))
    installation.follower.catch_up()
    assert installation.of.standing() == []
    installation.facts.catch_up()
    assert installation.watch.check()
    assert len(installation.of.standing()) == 1


def test_several_processes_check_once_in_half_a_minute(installation):
    installation.tell(late(1), breached(1))
    installation.facts.catch_up()
    times = [MONDAY]
    watches = [
        AlertWatch(installation.of.alerting, installation.model, NAMES, NOTHING, lambda: times[0]) for _ in range(3)
    ]
    for _ in range(2):
        for watch in watches:
            watch.check_where_due()
    assert installation.of.alerting.alerts.checked_at() == MONDAY
    times[0] = MONDAY + timedelta(seconds=31)
    for watch in watches:
        watch.check_where_due()
    assert installation.of.alerting.alerts.checked_at() == times[0]
    assert installation.of.acts(installation.of.one()) == ["opened"]


@pytest.mark.parametrize(
    ("event", "causes"),
    [
        (received(1, MONDAY), set()),
        (received(1, MONDAY, incident_id=4), {AlertCause.INCIDENT}),
        (breached(1), {AlertCause.BREACH, AlertCause.NEAR}),
        (changed(1, MONDAY, 1, answer_state="failed"), {AlertCause.ANSWER_FAILED}),
        (changed(1, MONDAY, 1, status="settled"), {AlertCause.BREACH, AlertCause.NEAR}),
        (changed(1, MONDAY, 1, EventKind.GROUPED, incident_id=4), {AlertCause.INCIDENT}),
        (changed(1, MONDAY, 1, lat=-7.0), set()),
        (Event(EventKind.NEAR, MONDAY, 1, {"percent": 80}), {AlertCause.NEAR}),
        (Event(EventKind.CALL, MONDAY, None, {"step": "queued"}), set()),
    ],
)
def test_an_event_says_which_rules_it_is_about(event, causes):
    assert causes_of(event) == causes


def test_a_finding_of_the_log_leaves_alerts_of_other_causes_alone(installation):
    quarantine = found("karantina", channel="sms")
    both = city(installation.db, rule(), rule("karantina", cause=AlertCause.QUARANTINE), people={})
    both.seq = 1
    both.look(MONDAY, found(), quarantine)
    only = [each for each in both.rules.every if each.cause is AlertCause.BREACH]
    assert both.alerting.take(only, [], 9, MONDAY, installation.log.end())
    assert [each.rule for each in both.standing()] == ["karantina"]
