"""What a citizen may do with the own report: reopen it within the policy's days, take it back, rate the answer."""

from datetime import UTC, datetime, timedelta

import pytest

from command_center.casework.reopening import CITIZEN, CitizenActs, may_rate, reopen_until
from command_center.casework.triage import Step, Triage
from command_center.domain.workflow import Stage, Status
from command_center.errors import Conflict
from command_center.intake.accept import Intake, Parsed
from command_center.intake.examine import Examiner
from command_center.places.locator import Locator
from command_center.store.audit import Audit
from command_center.store.event_log import EventLog
from command_center.store.ratings import Rating, Ratings
from tests.intake.test_accept import ITEM, NOW
from tests.reference.shipped import shipped
from tests.store.kinds import BOTH_KINDS, EITHER_KIND

pytestmark = pytest.mark.usefixtures("recount")
SETTLED_AT = datetime(2026, 11, 27, 3, 0, tzinfo=UTC)
"""A Friday."""
LAST = datetime(2026, 12, 11, 16, 59, 59, tzinfo=UTC)
"""The end of the tenth working day after it: a Friday, two weekends lie between."""


class Clock:
    at = SETTLED_AT

    def __call__(self):
        return self.at


@pytest.fixture(scope="module")
def examiner():
    return Examiner(shipped(), Locator(shipped().areas))


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def acts(db, reports, clock):
    return CitizenActs(reports, Ratings(db), shipped().policies, shipped().calendar, clock)


@pytest.fixture
def brought(reports, examiner):
    """A report brought to a status, by the steps of the flow."""

    def bring(*statuses):
        (accepted,) = Intake(reports, examiner, simulated=False).accept([Parsed(None, NOW, (ITEM,))], NOW)
        (report_id,) = accepted.report_ids
        triage = Triage(reports)
        for status in statuses:
            triage.take([Step(report_id, status, SETTLED_AT, "sari", opd="dpu" if status is Status.FORWARDED else "")])
        return reports.by_ids([report_id])[report_id]

    return bring


SETTLED = (Status.VERIFIED, Status.FORWARDED, Status.ANSWERED, Status.SETTLED)


def until(report):
    return reopen_until(report, shipped().policies, shipped().calendar)


def test_a_settled_report_can_be_reopened_for_the_working_days_of_its_policy(brought):
    assert until(brought(*SETTLED)) == LAST


@pytest.mark.parametrize("statuses", [(), SETTLED[:1], SETTLED[:3], (Status.ARCHIVED,), (Status.NOT_OURS,)])
def test_no_other_report_can(brought, acts, statuses):
    report = brought(*statuses)
    assert until(report) is None
    with pytest.raises(Conflict):
        acts.reopen(report.id, "belum beres")


@EITHER_KIND
def test_it_goes_back_to_its_department_and_counts_as_come_back(brought, acts, reports, clock, db):
    report = brought(*SETTLED)
    clock.at = LAST
    acts.reopen(report.id, "lubangnya masih ada", "198.51.100.7")
    after = reports.by_ids([report.id])[report.id]
    assert (after.status, after.assignment.opd) == (Status.FORWARDED, "dpu")
    assert Stage.SETTLE not in after.state.reached
    assert after.state.closed_at is None
    step = reports.steps(report.id)[-1]
    assert (step.by, step.note, step.at) == (CITIZEN, "lubangnya masih ada", LAST)
    event = EventLog(db).after(0, 100)[-1]
    assert (str(event.kind), event.by) == ("report.step", CITIZEN)
    assert "lubang" not in str(event.data)
    (entry,) = [each for each in Audit(db).of_report(report.id) if each.who == CITIZEN]
    assert (entry.act, entry.subject, entry.address) == ("report.reopen", report.number, "198.51.100.7")
    assert "lubang" not in str(entry.details)


def test_a_second_late_it_cannot(brought, acts, clock):
    report = brought(*SETTLED)
    clock.at = LAST + timedelta(seconds=1)
    with pytest.raises(Conflict):
        acts.reopen(report.id, "belum beres")


@BOTH_KINDS
def test_it_can_be_taken_back_while_it_is_open_and_once(brought, acts, reports, db):
    report = brought(Status.VERIFIED)
    acts.withdraw(report.id)
    acts.withdraw(report.id)
    assert reports.by_ids([report.id])[report.id].retracted
    assert [each.act for each in Audit(db).of_report(report.id)] == ["report.withdraw"]


def test_a_closed_one_cannot_be_taken_back(brought, acts):
    with pytest.raises(Conflict):
        acts.withdraw(brought(*SETTLED).id)


def test_a_withdrawn_report_is_not_reopened_nor_rated(brought, acts, reports):
    report = brought(*SETTLED[:3])
    acts.withdraw(report.id)
    after = reports.by_ids([report.id])[report.id]
    assert not may_rate(after, shipped().policies, shipped().calendar, SETTLED_AT)


@BOTH_KINDS
def test_an_answer_is_rated_once_and_the_rating_can_be_changed(brought, acts, db):
    report = brought(*SETTLED[:3])
    acts.rate(report, 2, "lama sekali")
    acts.rate(report, 4, "akhirnya beres")
    assert Ratings(db).of(report.id) == Rating(SETTLED_AT, 4, "akhirnya beres")
    rated = [each for each in Audit(db).of_report(report.id) if each.act == "report.rate"]
    assert [each.details for each in rated] == [{"stars": 2}, {"stars": 4}]


@pytest.mark.parametrize("statuses", [(), SETTLED[:2], (Status.ARCHIVED,)])
def test_what_was_not_answered_is_not_rated(brought, acts, statuses):
    with pytest.raises(Conflict):
        acts.rate(brought(*statuses), 5, "")


def test_what_is_closed_for_good_is_not_rated_any_more(brought, acts, clock):
    report = brought(*SETTLED)
    clock.at = LAST
    acts.rate(report, 5, "")
    clock.at = LAST + timedelta(seconds=1)
    with pytest.raises(Conflict):
        acts.rate(report, 1, "")


@pytest.mark.parametrize("stars", [0, 6, -1])
def test_there_are_one_to_five_stars(brought, acts, stars):
    with pytest.raises(ValueError, match="stars"):
        acts.rate(brought(*SETTLED[:3]), stars, "")


@pytest.mark.parametrize(
    ("before", "after"), [((), Status.VERIFIED), ((Status.VERIFIED, Status.FORWARDED), Status.FORWARDED)]
)
def test_what_waited_for_the_citizen_goes_on_where_it_stood(brought, acts, reports, before, after):
    report = brought(*before, Status.INCOMPLETE)
    acts.told(report.id)
    acts.told(report.id)
    assert reports.by_ids([report.id])[report.id].status is after
    assert [each.by for each in reports.steps(report.id)].count(CITIZEN) == 1
