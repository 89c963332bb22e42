"""One open alert a group: told by duty and hour, gathered, acknowledged, silenced, escalated, ended by itself, never twice."""

from datetime import time, timedelta

import pytest
from sqlalchemy import select

from command_center.casework.alert_recipients import AlertWays
from command_center.domain.acts import BadAct
from command_center.domain.alerts import AlertState, AlertWay, Severity
from command_center.domain.outgoing import SendState
from command_center.errors import Conflict, NotFound
from command_center.store.alerts import RESTORED
from command_center.store.audit import Audit
from command_center.store.outbox import Outbox
from tests.casework.alert_city import (
    ALWAYS,
    FRIDAY_NIGHT,
    MONDAY,
    SARI,
    city,
    duty,
    found,
    rule,
    wib,
)
from tests.store.kinds import BOTH_KINDS, EITHER

HOUR = timedelta(hours=1)
CRITICAL = {"severity": Severity.CRITICAL}


@pytest.fixture(params=EITHER)
def database_kind(request):
    return request.param


@BOTH_KINDS
def test_a_cause_is_one_alert_however_often_it_is_seen(db):
    of = city(db)
    for minute in range(3):
        of.look(MONDAY + timedelta(minutes=minute), found(count=1 + minute))
    assert [(each.count, each.group) for each in of.standing()] == [(3, {"opd": "dpu"})]
    assert of.acts(of.one()) == ["opened"]


def test_what_is_told_in_working_hours_is_a_letter_that_says_why(db):
    of = city(db)
    of.look(MONDAY, found(count=4))
    assert of.tell(MONDAY) == 1
    (letter,) = of.outgoing()
    assert letter["recipient"] == "sari@example.test"
    assert "4 laporan lewat tenggat" in letter["payload"]["text"]
    assert "LH-2026-000001" in letter["payload"]["text"]
    assert f"nomor={of.one().id}" in letter["payload"]["text"]


def test_it_is_told_once_and_again_after_its_time(db):
    of = city(db, rule(repeat=8.5))
    of.look(MONDAY, found())
    assert [of.tell(MONDAY + n * HOUR) for n in range(3)] == [1, 0, 0]
    again = wib("2026-11-17 10:00")
    assert of.one().tell_at == again, "8.5 working hours are one working day"
    assert of.tell(again) == 1
    assert of.one().told == 2


def test_many_breaches_at_the_end_of_a_day_are_one_letter_of_the_working_morning(db):
    of = city(db)
    groups = [found(opd=opd) for opd in ("dpu", "dlh", "dishub", "disdag", "satpol_pp")]
    of.look(FRIDAY_NIGHT + timedelta(seconds=2), *groups)
    quiet = ("2026-11-21 00:00", "2026-11-21 10:00", "2026-11-23 07:29")
    assert [of.tell(wib(each)) for each in quiet] == [0, 0, 0]
    assert of.tell(wib("2026-11-23 07:30")) == 5
    (letter,) = of.outgoing()
    assert letter["payload"]["subject"] == "Lapor Hendi: 5 peringatan"


def test_what_comes_shortly_after_another_leaves_with_it(db):
    of = city(db, collect=timedelta(minutes=5))
    of.look(MONDAY, found(opd="dpu"))
    of.look(MONDAY + timedelta(minutes=3), found(opd="dpu"), found(opd="dlh"))
    assert of.tell(MONDAY + timedelta(minutes=4)) == 0
    assert of.tell(MONDAY + timedelta(minutes=5)) == 2
    assert len(of.outgoing()) == 1


def test_what_is_critical_is_told_at_any_hour_in_one_letter_apart_from_the_rest(db):
    of = city(db, rule(**CRITICAL), rule("tenang"), duties=(duty(days=ALWAYS, begin=time(0), end=time(0)),))
    of.look(FRIDAY_NIGHT, *[found(opd=f"opd{n}") for n in range(40)], found("tenang"))
    assert of.tell(FRIDAY_NIGHT) == 40
    assert [row["recipient"] for row in of.outgoing()] == ["sari@example.test"]


def test_something_critical_finds_whoever_is_on_duty_and_else_the_first(db):
    people = {"sari": ("p3m", ""), "budi": ("diskominfo", "")}
    night = duty(2, days=ALWAYS, begin=time(16), end=time(0), roles=("diskominfo",))
    of = city(db, rule(**CRITICAL), duties=(duty(), night), people=people)
    of.look(FRIDAY_NIGHT, found())
    of.tell(FRIDAY_NIGHT)
    assert [row["recipient"] for row in of.outgoing()] == ["budi@example.test"]
    of.look(FRIDAY_NIGHT + 2 * HOUR, found(), found(opd="dlh"))
    of.tell(FRIDAY_NIGHT + 2 * HOUR)
    assert of.outgoing()[-1]["recipient"] == "sari@example.test", "nobody is on duty at two in the night"


def test_nobody_acknowledges_and_the_next_of_the_rota_is_told_in_working_hours(db):
    people = {"sari": ("p3m", ""), "budi": ("diskominfo", "")}
    of = city(db, rule(escalate=4, repeat=0), duties=(duty(), duty(2, roles=("diskominfo",))), people=people)
    afternoon = wib("2026-11-17 14:00")
    of.look(afternoon, found())
    of.tell(afternoon)
    # Two hours of Tuesday, none of the free Wednesday, two of Thursday.
    later = wib("2026-11-19 09:30")
    assert of.one().escalate_at == later
    assert of.tell(later - timedelta(minutes=1)) == 0
    assert of.tell(later) == 1
    told = [row["recipient"] for row in of.outgoing()]
    assert told == ["sari@example.test", "budi@example.test", "sari@example.test"]
    assert of.acts(of.one())[-1] == "escalated"
    assert of.one().escalate_at is None


def test_acknowledging_one_group_leaves_the_others_and_takes_back_what_is_on_its_way(db):
    people = {"sari": ("p3m", ""), "budi": ("p3m", "")}
    of = city(db, people=people)
    of.look(MONDAY, found(opd="dpu"), found(opd="dlh", count=2))
    of.tell(MONDAY)
    assert len(of.outgoing(SendState.WAITING)) == 2
    of.alerting.acknowledge(of.one(opd="dpu").id, "tim sudah di lokasi", SARI, MONDAY)
    assert of.one(opd="dpu").state(MONDAY) is AlertState.ACKNOWLEDGED
    assert of.one(opd="dlh").state(MONDAY) is AlertState.OPEN
    assert [row["state"] for row in of.outgoing()] == ["cancelled", "cancelled", "waiting", "waiting"]
    for row in of.outgoing(SendState.WAITING):
        assert "DLH" in row["payload"]["subject"]
        assert "DPU" not in row["payload"]["text"]
    assert of.one(opd="dpu").tell_at is None


@BOTH_KINDS
def test_a_message_that_is_being_sent_is_not_taken_back(db):
    of = city(db)
    of.look(MONDAY, found())
    of.tell(MONDAY)
    outbox = Outbox(db)
    claimed = outbox.claim("mail", 60, MONDAY, MONDAY + HOUR)
    assert outbox.begin(claimed, MONDAY, MONDAY + HOUR)
    of.alerting.acknowledge(of.one().id, "sudah", SARI, MONDAY)
    assert [row["state"] for row in of.outgoing()] == ["sending"]


def test_what_was_claimed_and_is_taken_back_does_not_leave(db):
    of = city(db)
    of.look(MONDAY, found())
    of.tell(MONDAY)
    outbox = Outbox(db)
    claimed = outbox.claim("mail", 60, MONDAY, MONDAY + HOUR)
    of.alerting.acknowledge(of.one().id, "sudah", SARI, MONDAY)
    assert not outbox.begin(claimed, MONDAY, MONDAY + HOUR)


def test_an_acknowledged_alert_that_grows_is_told_anew(db):
    of = city(db, rule(grown_by=10))
    of.look(MONDAY, found(count=5))
    of.tell(MONDAY)
    of.alerting.acknowledge(of.one().id, "dikerjakan", SARI, MONDAY)
    of.look(MONDAY + HOUR, found(count=14))
    assert of.tell(MONDAY + HOUR) == 0
    of.look(MONDAY + HOUR, found(count=15))
    assert of.tell(MONDAY + HOUR) == 1
    assert of.one().acknowledged_at is None
    assert of.acts(of.one()) == ["opened", "told", "acknowledged", "cancelled", "grew", "told"]


def test_a_silence_has_an_end_and_what_stands_then_is_told(db):
    of = city(db)
    of.look(MONDAY, found())
    until = MONDAY + 2 * HOUR
    of.alerting.silence(of.one().id, until, "listrik padam, diketahui", SARI, MONDAY)
    assert of.one().state(MONDAY) is AlertState.SILENCED
    assert of.tell(until - timedelta(minutes=1)) == 0
    assert of.tell(until) == 1
    assert of.one().state(until) is AlertState.OPEN


def test_a_silence_until_the_next_working_morning_knows_the_calendar(db):
    of = city(db)
    of.look(wib("2026-11-17 15:00"), found())
    of.alerting.silence(of.one().id, None, "besok", SARI, wib("2026-11-17 15:00"))
    assert of.one().silenced_until == wib("2026-11-19 07:30"), "Wednesday 18 November is free"


def test_a_silence_holds_for_its_group_when_the_cause_comes_back(db):
    of = city(db, rule(repeat=0.5))
    of.look(MONDAY, found())
    of.alerting.silence(of.one().id, MONDAY + 20 * HOUR, "diketahui", SARI, MONDAY)
    of.look(MONDAY + HOUR)
    of.look(MONDAY + 3 * HOUR, found())
    assert of.one().state(MONDAY + 3 * HOUR) is AlertState.SILENCED
    assert of.tell(MONDAY + 4 * HOUR) == 0


@pytest.mark.parametrize("until", [MONDAY, MONDAY - HOUR, MONDAY + timedelta(days=32)])
def test_a_silence_ends_ahead_and_within_a_month(db, until):
    of = city(db)
    of.look(MONDAY, found())
    with pytest.raises(BadAct) as refused:
        of.alerting.silence(of.one().id, until, "x", SARI, MONDAY)
    assert refused.value.field == "until"


@pytest.mark.parametrize("comment", ["", "  \n ", "x" * 1001])
def test_who_acknowledges_says_what_is_done(db, comment):
    of = city(db)
    of.look(MONDAY, found())
    with pytest.raises(BadAct) as refused:
        of.alerting.acknowledge(of.one().id, comment, SARI, MONDAY)
    assert refused.value.field == "comment"
    assert of.one().acknowledged_at is None


@BOTH_KINDS
def test_the_second_to_acknowledge_is_told_of_the_first(db):
    of = city(db)
    of.look(MONDAY, found())
    of.alerting.acknowledge(of.one().id, "saya", SARI, MONDAY)
    with pytest.raises(Conflict, match="sari"):
        of.alerting.acknowledge(of.one().id, "saya juga", SARI, MONDAY)
    with pytest.raises(NotFound):
        of.alerting.acknowledge(999, "apa", SARI, MONDAY)


def test_what_a_person_does_stands_in_the_audit_without_the_words(db):
    of = city(db)
    of.look(MONDAY, found())
    of.alerting.acknowledge(of.one().id, "Pak Budi menelepon", SARI, MONDAY)
    of.alerting.silence(of.one().id, None, "sampai besok", SARI, MONDAY)
    entries = Audit(db).newest(10)
    assert [(each.act, each.who, each.subject, each.address) for each in entries] == [
        ("alert.silence", "sari", "lewat opd=dpu", "10.1.2.3"),
        ("alert.acknowledge", "sari", "lewat opd=dpu", "10.1.2.3"),
    ]
    assert "Budi" not in str(entries)


def test_it_ends_by_itself_and_its_message_that_has_not_left_is_taken_back(db):
    of = city(db)
    of.look(MONDAY, found())
    of.tell(MONDAY)
    alert = of.one()
    of.look(MONDAY + HOUR)
    assert of.standing() == []
    assert of.acts(alert) == ["opened", "told", "ended", "cancelled"]
    assert [row["state"] for row in of.outgoing()] == ["cancelled"]
    with pytest.raises(Conflict):
        of.alerting.acknowledge(alert.id, "terlambat", SARI, MONDAY + HOUR)


def test_a_cause_that_flickers_is_not_told_each_time(db):
    of = city(db, rule(repeat=8.5))
    of.look(MONDAY, found())
    of.tell(MONDAY)
    outbox = Outbox(db)
    letter = outbox.claim("mail", 60, MONDAY, MONDAY + HOUR)
    assert outbox.begin(letter, MONDAY, MONDAY + HOUR)
    for minute in range(1, 20, 2):
        of.look(MONDAY + timedelta(minutes=minute))
        of.look(MONDAY + timedelta(minutes=minute + 1), found())
        of.tell(MONDAY + timedelta(minutes=minute + 1))
    assert of.one().told == 1
    assert len(of.outgoing()) == 1


def test_what_was_taken_back_before_it_left_is_told_when_the_cause_is_back(db):
    of = city(db, rule(repeat=8.5))
    of.look(MONDAY, found())
    of.tell(MONDAY)
    of.look(MONDAY + timedelta(minutes=1))
    of.look(MONDAY + timedelta(minutes=2), found())
    assert of.tell(MONDAY + timedelta(minutes=2)) == 1
    assert [row["state"] for row in of.outgoing()] == ["cancelled", "waiting"]


def test_a_cause_that_is_back_after_its_rest_is_a_new_alert(db):
    of = city(db, rule(repeat=1))
    of.look(MONDAY, found())
    first = of.one()
    of.look(MONDAY + HOUR)
    of.look(MONDAY + 3 * HOUR, found())
    assert of.one().id != first.id


def test_who_sees_one_department_is_told_of_that_one_alone(db):
    people = {"kepala": ("opd", "dpu"), "staf": ("opd", "dlh"), "sari": ("p3m", "")}
    of = city(db, duties=(duty(roles=("opd", "p3m")),), people=people)
    of.look(MONDAY, found(opd="dpu"), found(opd="dlh"), found(opd=""))
    of.tell(MONDAY)
    told = {row["recipient"].partition("@")[0]: row["payload"]["text"] for row in of.outgoing()}
    assert "DPU" in told["kepala"]
    assert "DLH" not in told["kepala"]
    assert "DLH" in told["staf"]
    assert "belum didisposisi" in told["sari"]


def test_an_account_that_was_shut_is_told_nothing(db):
    of = city(db)
    from command_center.store.users import Users

    Users(db).set_active(Users(db).named("sari").id, False)
    of.look(MONDAY, found())
    assert of.tell(MONDAY) == 0
    assert of.acts(of.one()) == ["opened", "untold"]


def test_a_rule_without_messages_stands_on_the_screens_alone(db):
    of = city(db, rule(ways=frozenset({AlertWay.WALL, AlertWay.DESK})))
    of.look(MONDAY, found())
    assert of.tell(MONDAY) == 0
    assert of.acts(of.one()) == ["opened"]
    assert of.one().tell_at is None


def test_each_way_has_its_message_and_addresses_of_the_rota_have_no_name(db):
    ways = frozenset({AlertWay.DESK, AlertWay.MAIL, AlertWay.TELEGRAM, AlertWay.WEBHOOK})
    group = duty(roles=(), mails=("piket@example.test",), telegram=("-1001234", "-1005678"))
    set_up = AlertWays(mail=True, telegram=True, webhook="https://penerima.example/x")
    of = city(db, rule(ways=ways), duties=(group,), ways=set_up)
    of.look(MONDAY, found())
    of.tell(MONDAY)
    sent = [(row["route"], row["recipient"]) for row in of.outgoing()]
    assert sent == [
        ("mail", "piket@example.test"),
        ("alert-telegram", "-1001234"),
        ("alert-telegram", "-1005678"),
        ("alert-webhook", "https://penerima.example/x"),
    ]
    who = [each.who for each in of.alerting.alerts.messages(of.one().id)]
    assert who == ["piket 1.1", "piket 1.1", "piket 1.2", "webhook"]


def test_who_knows_less_of_the_log_changes_nothing(db):
    of = city(db)
    of.look(MONDAY, found())
    of.look(MONDAY, found())
    assert not of.alerting.take(of.rules.every, [], 1, MONDAY)
    assert len(of.standing()) == 1


def test_a_rule_that_the_city_took_out_ends_its_alerts(db):
    of = city(db)
    of.look(MONDAY, found())
    alert = of.one()
    other = city(db, rule("lain"), people={})
    other.seq = of.seq
    other.look(MONDAY)
    assert of.standing() == []
    assert of.alerting.alerts.acts(alert.id)[-1].details == {"rule": "gone"}


def test_a_backup_that_was_put_back_tells_nothing_twice(db):
    of = city(db, rule(repeat=8.5))
    of.look(MONDAY, found(opd="dpu"))
    of.alerting.alerts.write(lambda rows: rows.remember(RESTORED, MONDAY.isoformat()))
    # What the backup was to tell, and what came after it was made, was told by the installation that it is of.
    assert of.tell(MONDAY) == 0
    of.look(MONDAY, found(opd="dpu"), found(opd="dlh"))
    assert of.tell(MONDAY) == 0
    assert of.outgoing() == []
    assert of.tell(wib("2026-11-17 10:00")) == 2
    assert of.alerting.alerts.write(lambda rows: rows.recall(RESTORED)) is None


def test_the_same_telling_is_the_same_message(db):
    """A process that died after the commit and tells again finds the key there; no message leaves twice."""
    of = city(db)
    of.look(MONDAY, found())
    of.tell(MONDAY)
    keys = {row["key"] for row in of.outgoing()}
    alert = of.one()

    def again(rows):
        from command_center.casework.alert_recipients import AlertRecipient

        recipient = AlertRecipient(AlertWay.MAIL, "sari@example.test", "sari")
        of.alerting._telling.send(rows, recipient, [alert], MONDAY)

    of.alerting.alerts.write(again)
    assert {row["key"] for row in of.outgoing()} == keys
    assert len(of.outgoing()) == 1


def test_messages_hold_no_address_of_a_person(db):
    from command_center.store.alerts import alert_acts, alert_messages, alerts

    of = city(db)
    of.look(MONDAY, found())
    of.tell(MONDAY)
    with db.read() as connection:
        for table in (alerts, alert_acts, alert_messages):
            assert "@" not in str(connection.execute(select(table)).mappings().all())
