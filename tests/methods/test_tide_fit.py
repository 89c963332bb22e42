"""Constituents fitted to a gauge: series built from the books' formulas, with noise, gaps, spikes and a hanging gauge."""

from datetime import UTC, datetime, timedelta
from functools import cache
from random import Random

import pytest

from command_center.methods.tide_fit import NoTide, fit_tide
from tests.long_run import only_long
from tests.methods.schureman import levels_by_hand

START = datetime(2025, 1, 1, tzinfo=UTC)
LATITUDE = -6.95
MADE = [
    ("K1", 0.22, 330),
    ("O1", 0.09, 290),
    ("P1", 0.073, 330),
    ("M2", 0.11, 250),
    ("S2", 0.06, 300),
    ("N2", 0.03, 240),
]


def gauge(days, noise=0.03, gaps=0.1, mean=1.2, seed=1):
    """Hourly levels with white noise, a tenth of them missing and a gap of two days."""
    chance = Random(seed)
    times = [START + timedelta(hours=hour) for hour in range(int(days * 24))]
    kept = [at for at in times if chance.random() >= gaps and not 5 <= (at - START).days < 7]
    return kept, [level + chance.gauss(0, noise) for level in levels_by_hand(kept, mean, MADE)]


@cache
def fitted(days):
    """The fit of such a gauge, made once."""
    return fit_tide(*gauge(days), LATITUDE)


def error_next_month(fit):
    """Metres, root mean square, against the formulas in the month after a year."""
    ahead = [START + timedelta(days=400, hours=hour) for hour in range(720)]
    predicted = fit.tide("", "", "", LATITUDE).levels(ahead)
    return (sum((a - b) ** 2 for a, b in zip(predicted, levels_by_hand(ahead, 1.2, MADE), strict=True)) / 720) ** 0.5


@pytest.mark.parametrize(("days", "centimetres"), [(30, 2.0), pytest.param(100, 1.5, marks=only_long), (190, 1.0)])
def test_amplitudes_are_recovered_within_centimetres(days, centimetres):
    fit = fitted(days)
    found = {each.constituent.name: each.constituent for each in fit.constituents}
    for name, amplitude, phase in MADE:
        assert found[name].amplitude == pytest.approx(amplitude, abs=centimetres / 100), name
        assert abs((found[name].phase - phase + 180) % 360 - 180) < 20, name
    assert fit.mean_level == pytest.approx(1.2, abs=0.01)
    assert fit.rms == pytest.approx(0.03, abs=0.005)
    assert fit.r2 > 0.95
    assert error_next_month(fit) < 0.03


def test_fifteen_days_give_the_great_four_and_infer_what_cannot_be_told_apart():
    fit = fit_tide(*gauge(16, gaps=0), LATITUDE)
    assert {each.constituent.name for each in fit.constituents if each.inferred} == {"P1", "K2"}
    assert {"K1", "O1", "M2", "S2"} <= {each.constituent.name for each in fit.constituents}
    assert error_next_month(fit) < 0.05


def test_half_a_year_infers_nothing():
    fit = fitted(190)
    assert not any(each.inferred for each in fit.constituents)


def test_what_was_left_out_and_the_gaps_are_told():
    times, levels = gauge(40)
    for at, wrong in ((100, 99.99), (200, -7.0), (300, 3.5)):
        levels[at] = wrong
    levels[400:450] = [levels[400]] * 50
    fit = fit_tide(times, levels, LATITUDE)
    assert (fit.spikes, fit.stuck) == (3, 49)
    assert fit.readings == len(times) - 3 - 49
    assert timedelta(days=2) <= fit.longest_gap <= timedelta(days=2, hours=6)
    assert error_next_month(fit) < 0.02


def test_any_zero_of_the_gauge_will_do():
    times, levels = gauge(20)
    fit = fit_tide(times, [level - 31.4 for level in levels], LATITUDE)
    assert fit.mean_level == pytest.approx(1.2 - 31.4, abs=0.01)


def test_noise_gets_no_constituent_of_its_own():
    """Kept are those of the series, with the inferred K2, and hardly any more."""
    names = {each.constituent.name for each in fitted(190).constituents}
    assert len(names - {name for name, _, _ in MADE} - {"K2"}) <= 2


def test_a_sinking_gauge_is_told_after_a_year():
    times, levels = gauge(400, gaps=0.8)
    sinking = [level + 0.08 * ((at - START) / timedelta(days=365.25)) for at, level in zip(times, levels, strict=True)]
    fit = fit_tide(times, sinking, LATITUDE)
    assert fit.rise_per_year == pytest.approx(0.08, abs=0.02)
    assert fit.mean_level == pytest.approx(1.2 + 0.08 * (200 / 365.25), abs=0.01)
    assert fit.rms < 0.04
    assert fitted(30).rise_per_year is None


@pytest.mark.parametrize(("days", "said"), [(0, "span 0.0 days"), (9, "span 9.0 days"), (14, "at least 15 days")])
def test_too_short_a_series_is_refused_with_what_is_needed(days, said):
    with pytest.raises(NoTide, match=said) as refused:
        fit_tide(*gauge(days, gaps=0), LATITUDE)
    assert "M2 and S2" in str(refused.value)


def test_too_thin_a_series_is_refused():
    times, levels = gauge(30)
    with pytest.raises(NoTide, match="at least 300 are needed"):
        fit_tide(times[::10], levels[::10], LATITUDE)


@pytest.mark.parametrize(
    ("level", "said"),
    [
        (lambda hour, chance: chance.gauss(1, 0.3), "of the variance"),
        (lambda hour, chance: 1.0, "hang or are spikes|hardly ever move"),
        (
            lambda hour, chance: 27 + 5 * (1 - abs(hour % 24 - 13) / 12) + chance.gauss(0, 0.3),
            "the sun alone|of the variance",
        ),
        (lambda hour, chance: 0.001 * hour + chance.gauss(0, 0.01), "of the variance"),
    ],
    ids=["noise", "constant", "temperature", "rising"],
)
def test_what_is_no_tide_is_refused(level, said):
    chance = Random(3)
    times = [START + timedelta(hours=hour) for hour in range(24 * 40)]
    with pytest.raises(NoTide, match=said):
        fit_tide(times, [level(hour, chance) for hour in range(len(times))], LATITUDE)


def test_the_equator_is_a_place():
    assert fit_tide(*gauge(20), 0.0).r2 > 0.9
