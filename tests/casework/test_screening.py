"""Screening: the mayor marks reports seen, once; a report waits for it only where the city says so, and never for long."""

from dataclasses import replace
from datetime import timedelta

import pytest

from command_center.casework.handling import Handling
from command_center.casework.screening import Screening
from command_center.domain.acting import acting_person
from command_center.domain.acts import Act, ActKind
from command_center.domain.report_kinds import Visibility
from command_center.domain.screening import ScreeningRule
from command_center.domain.workflow import Status
from command_center.errors import Conflict, NotAllowed
from command_center.intake.accept import Intake, Parsed
from command_center.intake.examine import Examiner
from command_center.places.locator import Locator
from command_center.readmodel.screening_queue import DAYS
from command_center.reference.screening_file import LONGEST_HOURS
from command_center.store.audit import Audit
from command_center.store.reports import Reports
from command_center.store.screenings import Screenings
from tests.intake.test_accept import ITEM
from tests.intake.test_accept import NOW as ITEM_AT
from tests.reference.shipped import shipped
from tests.store.kinds import BOTH_KINDS, EITHER_KIND

MAYOR = acting_person("wali", frozenset({"mayor"}))
SARI = acting_person("sari", frozenset({"p3m"}))
HOUR = timedelta(hours=1)


@pytest.fixture
def report(reports):
    Intake(reports, Examiner(shipped(), Locator(shipped().areas)), simulated=False).accept(
        [Parsed(None, ITEM_AT, (ITEM,))], ITEM_AT
    )
    return reports.all_after(0, 1)[0]


def waiting(report, **rule):
    return ScreeningRule(frozenset({report.classification.category}), **rule)


def forwarding(db, rule):
    """P3M's acts where reports wait by this rule."""
    locator = Locator(shipped().areas)
    screening = Screening(Screenings(db), rule)
    return screening, Handling(Reports(db), Examiner(shipped(), locator), lambda: locator, screening.check_forward)


@BOTH_KINDS
def test_a_report_is_marked_once_and_by_the_mayor_alone(db, report):
    screening, _ = forwarding(db, ScreeningRule())
    with pytest.raises(NotAllowed):
        screening.mark([report.number], SARI, report.received_at)
    assert screening.seen([report.number]) == {}
    at = report.received_at + HOUR
    assert screening.mark([report.number, report.number, "LH-2026-999999"], MAYOR, at) == 1
    assert screening.mark([report.number], MAYOR, at + HOUR) == 0
    assert screening.seen([report.number]) == {report.number: at}
    assert [entry.act for entry in Audit(db).of_report(report.id)] == ["report.seen"]


def test_nothing_waits_unless_the_city_says_so(db, report):
    assert shipped().screening.categories == frozenset()
    _, handling = forwarding(db, shipped().screening)
    handling.do([Act(ActKind.FORWARD, report.id)], SARI, report.received_at + HOUR)
    assert Reports(db).by_number(report.number).status is Status.FORWARDED


@EITHER_KIND
def test_a_category_that_waits_is_forwarded_once_it_was_seen(db, report):
    screening, handling = forwarding(db, waiting(report))
    at = report.received_at + HOUR
    with pytest.raises(Conflict, match="waits for the mayor"):
        handling.do([Act(ActKind.FORWARD, report.id)], SARI, at)
    screening.mark([report.number], MAYOR, at)
    handling.do([Act(ActKind.FORWARD, report.id)], SARI, at)


def test_what_waited_long_enough_goes_its_way(db, report):
    _, handling = forwarding(db, waiting(report, longest=2 * HOUR))
    handling.do([Act(ActKind.FORWARD, report.id)], SARI, report.received_at + 2 * HOUR)


def test_what_is_nearly_due_does_not_wait(db, report):
    _, due = report.next_due
    rule = waiting(report, longest=timedelta(days=400), margin=4 * HOUR)
    assert rule.waits_until(report) == due - 4 * HOUR
    _, handling = forwarding(db, rule)
    handling.do([Act(ActKind.FORWARD, report.id)], SARI, due - 3 * HOUR)


def test_what_is_urgent_does_not_wait(report):
    assert waiting(report, urgent_channels=frozenset({report.origin.channel})).waits_until(report) is None
    rule = waiting(report, urgent_incident=3)
    assert rule.waits_until(report, 2) is not None
    assert rule.waits_until(report, 3) is None


def test_what_the_mayor_is_not_shown_does_not_wait(report):
    """Nobody could mark a report seen that is rahasia: it would wait to the end."""
    assert waiting(report).waits_until(replace(report, visibility=Visibility.CONFIDENTIAL)) is None


@EITHER_KIND
def test_a_look_at_one_report_of_an_incident_is_a_look_at_all_of_it(db, report, reports):
    Intake(reports, Examiner(shipped(), Locator(shipped().areas)), simulated=False).accept(
        [
            Parsed(
                None, ITEM_AT, (replace(ITEM, external_id="another", reporter=replace(ITEM.reporter, key="another")),)
            )
        ],
        ITEM_AT,
    )
    second = reports.all_after(report.id, 1)[0]
    screening, handling = forwarding(db, waiting(report))
    at = report.received_at + HOUR
    handling.do([Act(ActKind.MERGE, report.id, others=(second.id,))], SARI, at)
    assert screening.waits_until(reports.by_number(second.number), at) is not None
    screening.mark([report.number], MAYOR, at)
    assert screening.waits_until(reports.by_number(second.number), at) is None
    handling.do([Act(ActKind.FORWARD, second.id)], SARI, at)


def test_the_mayor_being_away_stops_nothing(db, report):
    """A week without a look: what waits is forwarded after its hours, and stands in the list so long."""
    _, handling = forwarding(db, waiting(report, longest=timedelta(hours=LONGEST_HOURS)))
    handling.do([Act(ActKind.FORWARD, report.id)], SARI, report.received_at + timedelta(hours=LONGEST_HOURS))
    assert timedelta(hours=LONGEST_HOURS) <= timedelta(days=DAYS)


def test_what_was_forwarded_before_does_not_wait_again(report):
    forwarded = replace(report, state=replace(report.state, reached={"forward": report.received_at}))
    assert waiting(report).waits_until(forwarded) is None
