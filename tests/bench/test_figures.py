"""Percentiles by nearest rank, and durations as the table shows them."""

import pytest

from tests.bench.figures import Spread, milliseconds


def test_percentiles_are_values_that_were_measured():
    spread = Spread.of(number / 1000 for number in range(100, 0, -1))
    assert (spread.count, spread.p50, spread.p95, spread.p99, spread.longest) == (100, 50, 95, 99, 100)


def test_a_single_value_is_every_percentile():
    assert Spread.of([0.25]) == Spread(1, 250, 250, 250, 250)


def test_nothing_measured_meets_no_target():
    assert Spread.of([]).p50 > 1e12


@pytest.mark.parametrize(
    ("value", "shown"), [(4.24, "4.2 ms"), (10.4, "10 ms"), (999.6, "1000 ms"), (12_345, "12.3 s")]
)
def test_durations(value, shown):
    assert milliseconds(value) == shown
