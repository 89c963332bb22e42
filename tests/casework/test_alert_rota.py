"""Whom an alert is told: who left is waited for by nobody, an escalation waits for the duty that it goes to."""

from datetime import time, timedelta

import pytest

from command_center.casework.alert_recipients import AlertWays
from command_center.domain.alerts import AlertWay, Severity
from command_center.store.users import Users
from tests.casework.alert_city import ALWAYS, FRIDAY_NIGHT, MONDAY, city, duty, found, letters_left, rule, wib

PEOPLE = {"sari": ("p3m", ""), "budi": ("diskominfo", "")}
CRITICAL = {"severity": Severity.CRITICAL, "repeat": 3, "escalate": 0.5}
HOUR = timedelta(hours=1)


def told_to(of):
    return [row["recipient"].partition("@")[0] for row in of.outgoing()]


@pytest.mark.parametrize(
    "changed", [{"escalate": 0}, {"escalate": 4}, CRITICAL], ids=["calm", "escalating", "critical"]
)
def test_where_the_first_order_has_left_the_next_one_is_told_at_once(sqlite_db, changed):
    of = city(sqlite_db, rule(**changed), duties=(duty(), duty(2, roles=("diskominfo",))), people=PEOPLE)
    users = Users(sqlite_db)
    users.set_active(users.named("sari").id, False)
    of.look(MONDAY, found())
    of.tell(MONDAY)
    assert told_to(of) == ["budi"]
    assert of.one().order == 2
    assert of.one().escalate_at is None


def test_a_receiver_of_webhooks_is_nobody_who_acknowledges(sqlite_db):
    ways = frozenset({AlertWay.DESK, AlertWay.MAIL, AlertWay.WEBHOOK})
    of = city(
        sqlite_db,
        rule(ways=ways),
        duties=(duty(accounts=("pergi",), roles=()), duty(2, roles=("diskominfo",))),
        people=PEOPLE,
        ways=AlertWays(mail=True, webhook="https://alarm.example.test/hook"),
    )
    of.look(MONDAY, found())
    of.tell(MONDAY)
    assert sorted(row["route"] for row in of.outgoing()) == ["alert-webhook", "mail"]


def test_an_escalation_waits_until_somebody_of_the_next_order_is_on_duty(sqlite_db):
    duties = (duty(days=ALWAYS, begin=time(0), end=time(0)), duty(2, roles=("diskominfo",)))
    of = city(sqlite_db, rule(**CRITICAL), duties=duties, people=PEOPLE)
    saturday, monday = wib("2026-11-21 10:00"), wib("2026-11-23 07:30")
    of.look(saturday, found())
    of.tell(saturday)
    assert of.one().escalate_at == monday
    assert of.one().tell_at == saturday + 3 * HOUR
    of.tell(saturday + 3 * HOUR)
    assert told_to(of) == ["sari", "sari"]
    assert of.acts(of.one()) == ["opened", "told", "told"]
    of.tell(monday)
    assert sorted(told_to(of)[2:]) == ["budi", "sari"]
    assert of.acts(of.one())[-1] == "escalated"


def test_who_was_away_when_it_was_due_is_told_with_the_next_duty(sqlite_db):
    duties = (duty(days=ALWAYS, begin=time(0), end=time(0)), duty(2, roles=("diskominfo",)))
    of = city(sqlite_db, rule(**CRITICAL | {"repeat": 0}), duties=duties, people=PEOPLE)
    afternoon = wib("2026-11-20 15:00")
    of.look(afternoon, found())
    of.tell(afternoon)
    assert of.one().tell_at == wib("2026-11-20 15:30")
    # The program was stopped meanwhile: the office has closed.
    assert of.tell(FRIDAY_NIGHT) == 1
    assert told_to(of) == ["sari", "sari"]
    assert of.one().tell_at == wib("2026-11-23 07:30")


def test_a_duty_outside_the_hours_is_waited_for_by_nothing_that_waits_for_them(sqlite_db):
    evening = duty(begin=time(18), end=time(22))
    of = city(sqlite_db, rule(), duties=(evening, duty(2, roles=("diskominfo",))), people=PEOPLE)
    of.look(MONDAY, found())
    of.look(MONDAY, found())
    of.tell(of.one().tell_at)
    assert of.one().tell_at is not None
    assert told_to(of) == ["budi"]


def test_a_cause_that_is_back_is_waited_for_no_longer_than_before(sqlite_db):
    of = city(sqlite_db, rule(**CRITICAL), duties=(duty(), duty(2, roles=("diskominfo",))), people=PEOPLE)
    of.look(MONDAY, found())
    of.tell(MONDAY)
    letters_left(of, MONDAY)
    of.look(MONDAY + 0.2 * HOUR)
    of.look(MONDAY + 0.3 * HOUR, found())
    assert of.tell(MONDAY + 0.4 * HOUR) == 0
    of.tell(MONDAY + 0.5 * HOUR)
    assert told_to(of) == ["sari", "budi", "sari"]


def test_the_most_severe_stands_first_in_a_letter(sqlite_db):
    of = city(sqlite_db, rule("kecil", severity=Severity.NOTICE), rule("besar"), people=PEOPLE)
    of.look(MONDAY, found("kecil"), found("besar"))
    of.tell(MONDAY)
    (letter,) = of.outgoing()
    severities = [line.partition(" · ")[0] for line in letter["payload"]["text"].splitlines() if " · " in line]
    assert severities == ["PERINGATAN", "INFO"]


def test_a_chat_is_told_as_many_as_it_takes_and_the_way_to_all_of_them(sqlite_db):
    ways = frozenset({AlertWay.DESK, AlertWay.MAIL, AlertWay.TELEGRAM})
    of = city(
        sqlite_db,
        rule(ways=ways),
        duties=(duty(telegram=("-1001",)),),
        people=PEOPLE,
        ways=AlertWays(mail=True, telegram=True),
    )
    of.look(MONDAY, *[found(opd=f"opd{n}") for n in range(60)])
    of.tell(MONDAY)
    said = {row["route"]: row["payload"]["text"] for row in of.outgoing()}
    assert said["mail"].count("Laporan lewat tenggat: opd") == 60
    chat = said["alert-telegram"]
    assert 3500 < len(chat) <= 4000
    named = chat.count("Laporan lewat tenggat: opd")
    assert f"Dan {60 - named} peringatan lagi." in chat
    assert chat.splitlines()[-2].endswith("/peringatan")
