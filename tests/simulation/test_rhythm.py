"""Reports arrive as often, and at the hours and on the days, that the rhythm says."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from random import Random

import pytest

from command_center.domain.working_days import WIB
from command_center.errors import BadReferenceData
from simulation.rhythm import arrivals, choose, load_rhythm

START = datetime(2026, 1, 4, 17, tzinfo=UTC)  # Monday 5 January, 00:00 WIB
WEEKS = 52


@pytest.fixture(scope="module")
def times() -> list[datetime]:
    rhythm = load_rhythm()
    return list(arrivals(Random(1), START, START + timedelta(weeks=WEEKS), rhythm.rate, rhythm.peak))


def test_about_thirty_reports_a_day(times):
    assert len(times) == pytest.approx(30 * 7 * WEEKS, rel=0.03)


def test_a_week_of_the_rate_is_seven_days_of_reports():
    rhythm = load_rhythm()
    hours = [rhythm.rate(START + timedelta(hours=hour)) for hour in range(7 * 24)]
    assert sum(hours) == pytest.approx(7 * rhythm.per_day)
    assert max(hours) == pytest.approx(rhythm.peak)


def test_arrivals_are_in_order_and_within_the_time_asked_for(times):
    assert all(before < after for before, after in pairwise(times))
    assert times[0] > START
    assert times[-1] < START + timedelta(weeks=WEEKS)


def test_hours_follow_their_weights(times):
    rhythm = load_rhythm()
    counted = Counter(at.astimezone(WIB).hour for at in times)
    for hour, weight in enumerate(rhythm.hours):
        expected = len(times) * weight / sum(rhythm.hours)
        assert abs(counted[hour] - expected) < 5 * expected**0.5 + 5, hour


def test_weekdays_follow_their_factors(times):
    rhythm = load_rhythm()
    counted = Counter(at.astimezone(WIB).weekday() for at in times)
    for day, factor in enumerate(rhythm.weekdays):
        expected = len(times) * factor / sum(rhythm.weekdays)
        assert abs(counted[day] - expected) < 5 * expected**0.5, day


def test_gaps_are_those_of_a_poisson_process():
    constant = list(arrivals(Random(2), START, START + timedelta(days=400), lambda at: 2.0, 4.0))
    gaps = [(after - before).total_seconds() / 3600 for before, after in pairwise(constant)]
    mean = sum(gaps) / len(gaps)
    variance = sum((gap - mean) ** 2 for gap in gaps) / len(gaps)
    assert mean == pytest.approx(0.5, rel=0.03)
    assert variance**0.5 == pytest.approx(mean, rel=0.05)


def test_the_same_seed_gives_the_same_arrivals():
    rhythm = load_rhythm()

    def some(seed):
        return list(arrivals(Random(seed), START, START + timedelta(days=3), rhythm.rate, rhythm.peak))

    assert some(5) == some(5)
    assert some(5) != some(6)


def test_the_five_most_frequent_subjects_are_those_of_the_city():
    rhythm = load_rhythm()
    assert sorted(rhythm.categories, key=rhythm.categories.__getitem__, reverse=True)[:5] == [
        "jalan_rusak", "sampah", "lampu", "banjir", "rob",
    ]  # fmt: skip


def test_choices_follow_their_weights():
    rng = Random(3)
    counted = Counter(choose(rng, {"often": 3, "seldom": 1, "never": 0}) for _ in range(8000))
    assert counted["often"] == pytest.approx(6000, rel=0.05)
    assert counted["never"] == 0


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (("per_day = 30", "per_day = 0"), "per_day must be above 0"),
        (("weekdays = [1.2, ", "weekdays = ["), "7 factors"),
        (("sampah = 13", "sampah = -1"), "no weight below 0"),
        (("per_day = 30", "per_day = thirty"), "cannot be read as a rhythm"),
        (("[categories]", "[kategori]"), "categories"),
    ],
)
def test_a_bad_rhythm_file_is_refused_with_the_reason(tmp_path, change, reason):
    from simulation.rhythm import RHYTHM

    bad = tmp_path / "rhythm.toml"
    text = RHYTHM.read_text()
    assert change[0] in text
    bad.write_text(text.replace(*change))
    with pytest.raises(BadReferenceData, match=reason):
        load_rhythm(bad)
