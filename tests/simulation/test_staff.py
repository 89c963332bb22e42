"""The demo's staff: steps that the flow allows, and open work that stays level while citizens go on writing."""

from collections import Counter
from datetime import datetime, timedelta
from random import Random

import pytest

from command_center.domain.report import Report, after_step, sent_to
from command_center.domain.workflow import Status, may_follow
from command_center.errors import BadReferenceData
from simulation.habits import STAFF, load_habits
from simulation.staff import TARGET_OVERDUE, next_steps
from tests.domain.reports import a_report
from tests.simulation.conftest import NOW

HOUR = timedelta(hours=1)


def report(number: int, received: datetime, due: datetime, status: Status = Status.RECEIVED) -> Report:
    return a_report(id=number, received_at=received, answer_due=due, status=str(status))


def simulated_days(days, speed, open_at_first, overdue_at_first, seed=1):
    """Open reports after `days` of simulated time in which 30 a day arrive; deadlines run in real time."""
    rng, habits = Random(seed), load_habits()
    now, step = NOW, timedelta(minutes=30) / speed
    far = NOW + timedelta(days=14)
    open_reports = {
        n: report(n, NOW, NOW - HOUR if n < overdue_at_first else far, Status.FORWARDED) for n in range(open_at_first)
    }
    counts, overdue = [], []
    waiting = 0.0
    for _ in range(days * 48):
        now += step
        waiting += 30 / 48
        for _ in range(int(waiting)):
            number = max(open_reports, default=0) + 1
            open_reports[number] = report(number, now, far)
        waiting -= int(waiting)
        for number, taken in next_steps(
            list(open_reports.values()), now, rng, elapsed=step, speed=speed, habits=habits
        ):
            before = open_reports[number]
            assert may_follow(before.status, taken.status), (before.status, taken.status)
            open_reports[number] = after_step(before, taken.status, taken.at, sent_to(before, taken.opd))
        open_reports = {n: each for n, each in open_reports.items() if not each.status.closed}
        counts.append(len(open_reports))
        overdue.append(sum(1 for each in open_reports.values() if each.next_due and each.next_due[1] < now))
    return counts, overdue


@pytest.mark.parametrize("speed", [12, 60])
def test_open_work_stays_level_while_thirty_reports_a_day_come_in(speed):
    counts, overdue = simulated_days(days=25, speed=speed, open_at_first=230, overdue_at_first=10)
    assert all(190 <= count <= 280 for count in counts), (min(counts), max(counts))
    assert overdue[-1] <= TARGET_OVERDUE


@pytest.mark.parametrize("first", [20, 600])
def test_it_comes_back_to_the_level_from_below_and_above(first):
    counts, _ = simulated_days(days=25, speed=12, open_at_first=first, overdue_at_first=0)
    assert 180 <= counts[-1] <= 290


def test_too_many_overdue_are_worked_off_first():
    _, overdue = simulated_days(days=2, speed=12, open_at_first=230, overdue_at_first=80)
    assert overdue[0] > 40
    assert overdue[-1] <= 2 * TARGET_OVERDUE


def test_nothing_happens_where_no_time_has_passed():
    reports = [report(n, NOW, NOW + HOUR) for n in range(100)]
    habits = load_habits()
    assert next_steps(reports, NOW, Random(1), elapsed=timedelta(0), speed=60, habits=habits) == []
    assert next_steps([], NOW, Random(1), elapsed=HOUR, speed=60, habits=habits) == []


def test_the_same_random_source_decides_the_same():
    reports = [report(n, NOW, NOW + 30 * HOUR) for n in range(50)]
    habits = load_habits()

    def decided(seed):
        return next_steps(reports, NOW, Random(seed), elapsed=timedelta(minutes=5), speed=12, habits=habits)

    assert decided(1) == decided(1)
    assert decided(1) != decided(2)


@pytest.mark.parametrize(
    ("status", "then"),
    [
        (Status.RECEIVED, {Status.VERIFIED, Status.DEFERRED}),
        (Status.DEFERRED, {Status.VERIFIED}),
        (Status.VERIFIED, {Status.FORWARDED, Status.NOT_OURS}),
        (Status.FORWARDED, {Status.ANSWERED, Status.SETTLED}),
        (Status.ANSWERED, {Status.SETTLED}),
    ],
)
def test_what_follows_what(status, then):
    reports = [report(n, NOW, NOW + 90 * HOUR, status) for n in range(400)]
    taken = next_steps(reports, NOW, Random(1), elapsed=1000 * HOUR, speed=1, habits=load_habits())
    assert {step.status for _, step in taken} == then
    assert all(step.at == NOW and step.note for _, step in taken)
    first: dict[int, list[Status]] = {}
    for number, step in taken:
        first.setdefault(number, []).append(step.status)
    assert set(map(tuple, first.values())) <= {(each,) for each in then} | {(Status.ANSWERED, Status.SETTLED)}
    assert Counter(len(each) for each in first.values())[1] > 0


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (("late = 0.03", "too_late = 0.03"), "answer weighs"),
        (('verified = ["Lokasi', 'checked = ["Lokasi'), "verified"),
        (("not_ours = 0.025", "not_our = 0.025"), "not_our"),
        (("soon = 0.52", "soon = -1"), "answer weighs"),
    ],
)
def test_a_bad_staff_file_is_refused(tmp_path, change, reason):
    bad = tmp_path / "staff.toml"
    text = STAFF.read_text()
    assert change[0] in text
    bad.write_text(text.replace(change[0], change[1], 1))
    with pytest.raises(BadReferenceData, match=reason):
        load_habits(bad)
