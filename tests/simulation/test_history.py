"""The invented past: bounds at its end, the flow of steps, weeks, episodes of rob; the same for the same seed."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from random import Random

import pytest

from command_center.domain.findings import Deadlines
from command_center.domain.sla import fix_deadlines
from command_center.domain.workflow import CLOSED, STEPS, Stage, Status
from command_center.domain.working_days import WIB
from simulation.balance import Bounds, balance
from simulation.habits import load_habits
from simulation.history import history
from simulation.life import StaffStep, live, office_time
from simulation.past import Life
from tests.long_run import only_long
from tests.simulation.conftest import NOW

DAYS = 120
BOUNDS = Bounds()


def life_of(reference, report) -> Life:
    policy = reference.policy_for(report.inbound.channel, report.inbound.policy)
    deadlines = fix_deadlines(policy, reference.calendar, report.received_at, report.inbound.report_class)
    return Life(report.inbound, report.received_at, deadlines, report.steps)


def standing(reference, past, now):
    """Open reports, and how many of them are overdue and due by the end of the next working day."""
    lives = [life for report in past if (life := life_of(reference, report)).is_open(now)]
    dues = [due for life in lives if (due := life.due(now))]
    first = now.astimezone(WIB).date()
    day = first if reference.calendar.is_working(first) else reference.calendar.add_working_days(first, 1)
    soon = [due for due in dues if due >= now and due.astimezone(WIB).date() <= day]
    return lives, sum(due < now for due in dues), len(soon)


@pytest.fixture(scope="module")
def past(reference, channels):
    return list(history(reference, channels, until=NOW, rng=Random(1), days=DAYS))


def test_four_months_of_about_thirty_reports_a_day(past):
    assert 3400 < len(past) < 4300
    assert all(NOW - timedelta(days=DAYS) <= report.received_at <= NOW + timedelta(seconds=5) for report in past)
    assert all(before.inbound.sent_at <= after.inbound.sent_at for before, after in pairwise(past))


def test_every_message_has_an_id_of_its_own(past):
    ids = {(report.inbound.channel, report.inbound.account, report.inbound.external_id) for report in past}
    assert len(ids) == len(past)


def test_every_step_may_follow_the_one_before_and_none_lies_ahead(past):
    for report in past:
        status, at = Status.RECEIVED, report.received_at
        for step in report.steps:
            assert step.status in STEPS[status], (status, step)
            assert at <= step.at <= NOW, report
            assert step.note
            status, at = step.status, step.at


@pytest.mark.parametrize(
    ("seed", "until"),
    [
        (1, NOW),
        pytest.param(2, datetime(2026, 11, 20, 10, tzinfo=UTC), marks=only_long),  # Friday afternoon
        pytest.param(3, datetime(2026, 11, 22, 3, tzinfo=UTC), marks=only_long),  # Sunday
        pytest.param(4, datetime(2026, 11, 22, 18, tzinfo=UTC), marks=only_long),  # Monday, 01:00 WIB
        (5, datetime(2026, 4, 1, 10, tzinfo=UTC)),  # after Lebaran, when work was left undone
    ],
)
def test_at_the_end_the_open_the_overdue_and_the_next_due_are_in_bounds(reference, channels, seed, until):
    past = list(history(reference, channels, until=until, rng=Random(seed), days=45))
    lives, overdue, soon = standing(reference, past, until)
    assert 200 <= len(lives) <= 260
    assert BOUNDS.overdue[0] <= overdue <= BOUNDS.overdue[1]
    assert BOUNDS.next_day[0] <= soon <= BOUNDS.next_day[1]


def test_on_a_working_day_what_is_due_next_is_due_within_24_hours(reference, past):
    lives, _, soon = standing(reference, past, NOW)
    assert soon == sum(NOW <= due <= NOW + timedelta(hours=24) for life in lives if (due := life.due(NOW)))


def test_open_work_is_spread_over_departments_and_statuses(reference, past):
    lives, _, _ = standing(reference, past, NOW)
    statuses = Counter(life.status(NOW) for life in lives)
    assert statuses[Status.FORWARDED] > 0.5 * len(lives)
    assert statuses[Status.ANSWERED] > 0.1 * len(lives)
    opd = Counter(
        reference.router.assign(reference.classifier.classify(life.inbound.text, life.inbound.category).category).opd
        for life in lives
    )
    assert len(opd) >= 8
    assert opd.most_common(1)[0][1] < 0.6 * len(lives)


def test_two_episodes_of_rob_in_the_last_thirty_days(reference, past):
    rob = [
        report.received_at
        for report in past
        if reference.classifier.classify(report.inbound.text, report.inbound.category).category == "rob"
        and report.received_at > NOW - timedelta(days=30)
    ]
    hours = Counter(int((at - (NOW - timedelta(days=30))).total_seconds() // 7200) for at in rob)
    busy = sorted(hour for hour, number in hours.items() if number >= 10)
    episodes = [group for group in busy if group - 1 not in busy]
    assert len(episodes) == 2, hours.most_common(6)


def test_weekends_are_quieter(past):
    ordinary = Counter(report.received_at.astimezone(WIB).weekday() for report in past)
    assert ordinary[6] < 0.85 * ordinary[0]


def test_most_answers_come_in_time_and_in_office_hours(reference, past):
    times = []
    for report in past:
        answered = [step.at for step in report.steps if step.status is Status.ANSWERED]
        if answered:
            due = life_of(reference, report).deadlines.due.get(Stage.ANSWER)
            times.append((answered[0].astimezone(WIB), answered[0] <= due))
    assert len(times) > 2500
    assert sum(in_time for _, in_time in times) > 0.95 * len(times)
    working = [at for at, _ in times if reference.calendar.is_working(at.date()) and 7 <= at.hour < 16]
    assert len(working) > 0.97 * len(times)


def test_the_same_seed_and_day_give_the_same_past(reference, channels):
    def some(seed):
        return list(history(reference, channels, until=NOW, rng=Random(seed), days=6))

    assert some(1) == some(1)
    assert [report.inbound.text for report in some(1)] != [report.inbound.text for report in some(2)]


def test_pictures_of_forms_are_left_out_since_no_inbox_holds_them(past):
    assert all(not report.inbound.media for report in past if report.inbound.account == "open311")
    assert any(report.inbound.media for report in past)


def test_a_life_runs_from_receipt_to_its_end(reference):
    habits, rng = load_habits(), Random(9)
    for number in range(500):
        received = NOW + timedelta(hours=number)
        deadlines = fix_deadlines(reference.policies.default, reference.calendar, received)
        steps = live(rng, habits, reference.calendar, received, deadlines, on_topic=number % 10 > 0)
        assert steps[-1].status in CLOSED
        assert all(before.at <= after.at for before, after in pairwise(steps))
        assert steps[0].at >= received


def test_messages_that_are_no_report_end_in_the_archive(reference):
    steps = [
        live(Random(n), load_habits(), reference.calendar, NOW, Deadlines("p@1", "c"), on_topic=False)
        for n in range(50)
    ]
    assert {each[-1].status for each in steps} == {Status.ARCHIVED}
    assert {len(each) for each in steps} == {1, 2}


def test_offices_work_on_working_days_between_half_past_seven_and_four(reference):
    rng = Random(3)
    saturday = datetime(2026, 11, 21, 5, tzinfo=UTC)
    for after in (NOW, saturday, datetime(2026, 11, 18, 9, 30, tzinfo=UTC), datetime(2026, 12, 24, 20, tzinfo=UTC)):
        for days in range(4):
            at = office_time(rng, reference.calendar, after, days).astimezone(WIB)
            assert reference.calendar.is_working(at.date()), at
            assert (7, 30) <= (at.hour, at.minute) <= (16, 0)
            assert at >= after


def test_balance_changes_nothing_that_is_in_bounds_and_as_little_as_it_takes(reference, past):
    lives = [life_of(reference, report) for report in past]
    habits = load_habits()
    assert balance(Random(1), habits, reference.calendar, lives, NOW, BOUNDS) == lives
    fewer = Bounds(open=(100, 150), overdue=(2, 3), next_day=(1, 2))
    after = balance(Random(1), habits, reference.calendar, lives, NOW, fewer)
    open_now = [life for life in after if life.is_open(NOW)]
    assert 100 <= len(open_now) <= 150
    assert 2 <= sum((due := life.due(NOW)) is not None and due < NOW for life in open_now) <= 3
    changed = [(old, new) for old, new in zip(lives, after, strict=True) if old != new]
    assert len(changed) < 0.05 * len(lives)
    for _, new in changed:
        assert all(before.at <= after.at for before, after in pairwise(new.steps))


def test_a_life_is_cut_at_the_moment_it_is_asked_about(reference, past):
    deadlines = fix_deadlines(reference.policies.default, reference.calendar, NOW)
    steps = (StaffStep(Status.FORWARDED, NOW + timedelta(hours=1)), StaffStep(Status.SETTLED, NOW + timedelta(hours=3)))
    life = Life(past[0].inbound, NOW, deadlines, steps)
    assert life.status(NOW) is Status.RECEIVED
    assert life.due(NOW + timedelta(hours=2)) == deadlines.due[Stage.ANSWER]
    assert life.until(NOW + timedelta(hours=2)).steps == steps[:1]
    assert not life.is_open(NOW + timedelta(hours=3))
    assert life.due(NOW + timedelta(hours=3)) is None


def test_a_kind_that_several_opd_answer_goes_to_another_in_the_part_that_is_said(reference):
    """Rob is DPU's, and in the shared part BPBD's; registry has nobody beside its own."""
    habits = replace(load_habits(), shared=0.3, archived=0.0, not_ours=0.0)
    rng = Random(11)
    sent = Counter(habits.other_opd(rng, "rob") for _ in range(2000))
    assert set(sent) == {"", "bpbd"}
    assert 0.26 < sent["bpbd"] / 2000 < 0.34
    assert {habits.other_opd(rng, "adminduk") for _ in range(200)} == {""}
    assert {habits.within({"dpu"}).other_opd(rng, "rob") for _ in range(200)} == {""}, "a city without BPBD"
