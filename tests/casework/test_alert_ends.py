"""Who was told of an alert is told that it is over, where its rule says so: once it stays so, and whom it reached alone."""

import json
from datetime import datetime, timedelta

from command_center.casework.alert_recipients import AlertWays
from command_center.domain.alerts import AlertWay, Severity
from command_center.domain.outgoing import SendState
from tests.casework.alert_city import MONDAY, SARI, city, found, letters_left, rule, wib

CRITICAL = {"severity": Severity.CRITICAL, "repeat": 3, "tell_end": True}
MINUTE = timedelta(minutes=1)
COLLECT = 5 * MINUTE


def told_and_left(of, *findings, at=MONDAY):
    of.look(at, *findings)
    told_at = of.standing()[0].tell_at
    of.tell(told_at)
    letters_left(of, told_at)
    return of.standing()


def subjects(of):
    return [row["payload"]["subject"] for row in of.outgoing()]


def test_the_end_is_told_once_to_whom_it_reached_after_a_while(sqlite_db):
    of = city(sqlite_db, rule(**CRITICAL), collect=COLLECT)
    (alert,) = told_and_left(of, found())
    of.look(MONDAY + 10 * MINUTE)
    assert of.tell(MONDAY + 14 * MINUTE) == 0
    assert of.tell(MONDAY + 15 * MINUTE) == 1
    assert of.tell(MONDAY + 60 * MINUTE) == 0
    assert subjects(of)[1:] == ["Lapor Hendi: selesai – Laporan lewat tenggat: DPU"]
    assert "Berakhir sendiri 16 Nov 2026, 10.10 WIB" in of.outgoing()[-1]["payload"]["text"]
    assert of.acts(alert) == ["opened", "told", "ended", "end_told"]


def test_what_is_back_before_that_goes_on_in_silence_and_what_is_back_later_is_told_anew(sqlite_db):
    of = city(sqlite_db, rule(**CRITICAL), collect=COLLECT)
    told_and_left(of, found())
    of.look(MONDAY + 10 * MINUTE)
    of.look(MONDAY + 12 * MINUTE, found())
    assert of.tell(MONDAY + 16 * MINUTE) == 0
    of.look(MONDAY + 20 * MINUTE)
    of.tell(MONDAY + 25 * MINUTE)
    letters_left(of, MONDAY + 25 * MINUTE)
    of.look(MONDAY + 30 * MINUTE, found())
    assert of.tell(MONDAY + 30 * MINUTE) == 1
    assert [said.partition(" – ")[0].rpartition(" ")[2] for said in subjects(of)] == ["kritis", "selesai", "kritis"]


def test_an_end_that_has_not_left_when_the_cause_is_back_is_taken_back(sqlite_db):
    of = city(sqlite_db, rule(**CRITICAL), collect=COLLECT)
    told_and_left(of, found(opd="dpu"), found(opd="dlh"))
    of.look(MONDAY + 10 * MINUTE)
    of.tell(MONDAY + 15 * MINUTE)
    assert subjects(of)[1:] == ["Lapor Hendi: 2 peringatan selesai"]
    of.look(MONDAY + 16 * MINUTE, found(opd="dpu"))
    (end,) = of.outgoing(SendState.WAITING)
    assert end["payload"]["subject"] == "Lapor Hendi: selesai – Laporan lewat tenggat: DLH"


def test_in_working_hours_below_critical_and_not_where_the_rule_says_nothing(sqlite_db):
    of = city(sqlite_db, rule(tell_end=True), rule("diam"), collect=COLLECT)
    told_and_left(of, found(opd="dpu"), found("diam"), at=wib("2026-11-20 15:00"))
    evening, monday = wib("2026-11-20 19:00"), wib("2026-11-23 07:30")
    of.look(evening)
    assert of.tell(evening + 60 * MINUTE) == 0
    assert of.tell(monday) == 1
    assert subjects(of)[1:] == ["Lapor Hendi: selesai – Laporan lewat tenggat: DPU"]


def test_nobody_hears_of_the_end_of_what_nobody_was_told_of_or_of_what_is_silenced(sqlite_db):
    of = city(sqlite_db, rule(**CRITICAL), collect=COLLECT)
    of.look(MONDAY, found())
    of.tell(MONDAY)
    of.look(MONDAY + MINUTE)
    of.tell(MONDAY + 60 * MINUTE)
    assert [row["state"] for row in of.outgoing()] == ["cancelled"]
    of.look(MONDAY + 61 * MINUTE, found())
    of.tell(MONDAY + 61 * MINUTE)
    letters_left(of, MONDAY + 61 * MINUTE)
    of.alerting.silence(of.one().id, None, "sudah diketahui", SARI, MONDAY + 62 * MINUTE)
    of.look(MONDAY + 63 * MINUTE)
    assert of.tell(MONDAY + 90 * MINUTE) == 0


def test_a_receiver_is_told_the_end_as_an_event_of_its_own(sqlite_db):
    ways = frozenset({AlertWay.DESK, AlertWay.WEBHOOK})
    of = city(sqlite_db, rule(ways=ways, **CRITICAL), ways=AlertWays(webhook="https://alarm.example.test/hook"))
    told_and_left(of, found())
    letters_left(of, MONDAY, "alert-webhook")
    of.look(MONDAY + 10 * MINUTE)
    of.tell(MONDAY + 10 * MINUTE)
    first, last = (json.loads(row["payload"]["body"]) for row in of.outgoing())
    assert (first["event"], last["event"]) == ("alert.told", "alert.ended")
    assert first["alerts"][0]["ended_at"] is None
    assert last["alerts"][0]["id"] == first["alerts"][0]["id"]
    assert datetime.fromisoformat(last["alerts"][0]["ended_at"]) == MONDAY + 10 * MINUTE
