"""The deadline of a report over the API: every day with its reason, what moved it, and nothing of a citizen."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from command_center.casework.deadline_reading import DeadlineReader
from command_center.casework.triage import Step, Triage
from command_center.domain.deadline_clock import DeadlineClock
from command_center.domain.inbound import Reporter
from command_center.domain.sla import fix_deadlines
from command_center.domain.workflow import Status
from command_center.domain.working_days import WIB
from command_center.store.reports import Reports
from command_center.web.api.deadline import deadline_api
from command_center.web.security.identity import Identity
from tests.domain.reports import a_report
from tests.reference.shipped import shipped

REFERENCE = shipped()
CLOCK = DeadlineClock(REFERENCE.policies, REFERENCE.calendar)
RECEIVED = datetime(2026, 8, 7, 8, tzinfo=WIB).astimezone(UTC)
"""A Friday; ten working days without 17 August end on Monday the 24th."""


@pytest.fixture
def reports(db):
    return Reports(db, clock=CLOCK)


@pytest.fixture
def taken(reports):
    """A report that waited for its citizen from Monday 10 August 12:00 to Wednesday the 12th 12:00: two working days."""
    deadlines = fix_deadlines(REFERENCE.policies.default, REFERENCE.calendar, RECEIVED)
    report = replace(a_report(received_at=RECEIVED, text="hubungi Siti 081227114381"), deadlines=deadlines)
    reports.write(lambda unit: unit.add([(report, Reporter("k", "Siti", "081227114381"))]))
    noon = RECEIVED + timedelta(days=3, hours=4)
    Triage(reports).take(
        [
            Step(1, Status.INCOMPLETE, noon, "sari"),
            Step(1, Status.VERIFIED, noon + timedelta(days=2), "sari"),
        ]
    )
    return reports.by_number(report.number)


def asked(reports, path, *, now=RECEIVED + timedelta(days=6), roles=("p3m",), opd=""):
    app = Flask("deadline")
    reader = DeadlineReader(reports, CLOCK)
    app.register_blueprint(deadline_api(reader, lambda: Identity("user", "sari", frozenset(roles), opd), lambda: now))
    return app.test_client().get(path)


def test_the_document_says_all_of_it(reports, taken):
    answer = asked(reports, f"/api/v1/reports/{taken.number.lower()}/deadline")
    told = answer.get_json()
    assert answer.headers["Cache-Control"] == "no-store"
    assert told["policy"]["key"] == "seed-2017@1"
    assert told["policy"]["label"]["en"] == "Lapor Hendi: answered within 10 working days"
    (stage,) = told["stages"]
    assert (stage["stage"], stage["term"], stage["met"], stage["late"]) == (
        "answer",
        {"working_days": 10},
        False,
        False,
    )
    # Two working days later than the 24th, without the 25th, Maulid Nabi.
    assert stage["first_due"] == "2026-08-24T23:59:59+07:00"
    assert stage["due"] == "2026-08-27T23:59:59+07:00"
    assert stage["counted"] == 10
    assert stage["changes"] == [
        {
            "at": "2026-08-12T12:00:00+07:00",
            "cause": "pause",
            "basis": "citizen",
            "before": "2026-08-24T23:59:59+07:00",
            "after": "2026-08-27T23:59:59+07:00",
        }
    ]
    assert stage["pauses"] == [
        {
            "from": "2026-08-10T12:00:00+07:00",
            "to": "2026-08-12T12:00:00+07:00",
            "waited_for": "citizen",
            "working_days": 2,
            "moves": True,
        }
    ]
    days = {day["date"]: day for day in stage["days"]}
    assert (days["2026-08-07"]["kind"], days["2026-08-08"]["kind"]) == ("receipt", "weekend")
    assert (days["2026-08-10"]["share"], days["2026-08-10"]["waited_hours"]) == (0.5, 12)
    assert (days["2026-08-11"]["kind"], days["2026-08-11"]["why"]["id"]) == ("paused", "menunggu warga")
    assert days["2026-08-17"]["kind"] == "holiday"
    assert days["2026-08-27"]["number"] == 10
    # 50 % is five working days: the 10th and 12th by halves, 13, 14, 18, and 19 August to its end.
    assert [each["percent"] for each in stage["thresholds"]] == [50, 80, 100]
    assert stage["thresholds"][0]["at"] == "2026-08-19T23:59:59+07:00"
    assert stage["thresholds"][-1]["at"] == stage["due"]
    # As of Thursday the 13th, 08:00: 10, 11, 12 August and eight hours, two days of them the citizen's.
    assert told["working_days"] == {"city": 1.3333, "province": 0, "nation": 0, "citizen": 2}


def test_nothing_of_a_citizen_is_in_it(reports, taken):
    text = json.dumps(asked(reports, f"/api/v1/reports/{taken.number}/deadline").get_json())
    assert "Siti" not in text
    assert "081227114381" not in text


@pytest.mark.parametrize("number", ["LH-2026-999999", "x", "%00", "LH-2026-000001'--"])
def test_a_number_that_there_is_not_is_told_in_words(reports, taken, number):
    answer = asked(reports, f"/api/v1/reports/{number}/deadline")
    assert answer.status_code == 404
    assert "there is no such report among those that you may see" in answer.get_json()["message"]


def test_a_device_that_sees_no_single_reports_is_refused(reports, taken):
    assert asked(reports, f"/api/v1/reports/{taken.number}/deadline", roles=("wall",)).status_code == 403
