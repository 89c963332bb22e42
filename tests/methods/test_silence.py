"""Areas from which less is heard than their people let expect."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from command_center.methods.silence import AreaRate, quiet_areas


def test_rates_are_drawn_towards_the_city_as_marshall_does():
    """Two areas of 1,000: 10 and 30. m = .02, spread .0001, A = .0001 - .02/1000 = .00008, C = .00008/(.00008+.00002) = .8.

    So .02 + .8 (.01 - .02) = .012 and .028. The limits are of a gamma distribution: shape .0004/.00008 + 10 = 15 with
    pace 1250, and chi-square tables for 30 degrees of freedom give 16.791 and 46.979 at 2.5 and 97.5 %.
    """
    few, many = quiet_areas([10, 30], [1000, 1000])
    assert (few.expected, many.expected) == (20, 20)
    assert few.smoothed == pytest.approx(12)
    assert many.smoothed == pytest.approx(28)
    assert few.low == pytest.approx(16.791 / 2 / 1250 * 1000, rel=1e-4)
    assert few.high == pytest.approx(46.979 / 2 / 1250 * 1000, rel=1e-4)
    assert few.quiet
    assert not many.quiet
    assert few.ratio == pytest.approx(0.6)


def test_the_same_silence_says_less_where_few_people_live():
    found = quiet_areas([0, 0, 100, 140], [50, 5000, 5000, 5000])
    assert [area.quiet for area in found] == [False, True, False, False]


def test_quieter_than_half_the_city_is_asked_with_a_threshold():
    assert not quiet_areas([10, 30], [1000, 1000], threshold=0.5)[0].quiet


def test_areas_that_differ_by_chance_alone_are_none_of_them_quiet():
    found = quiet_areas([9, 10, 11, 10], [1000] * 4)
    assert [area.quiet for area in found] == [False] * 4
    assert [area.smoothed for area in found] == [10.0] * 4


def test_an_area_without_people_has_no_rate():
    found = quiet_areas([3, 10, 30], [0, 1000, 1000])
    assert found[0] == AreaRate(3, 0.0, None, None, None, False)
    assert found[0].ratio is None
    assert found[1:] == quiet_areas([10, 30], [1000, 1000])


def test_no_reports_at_all_make_nobody_quiet():
    assert [(area.expected, area.quiet) for area in quiet_areas([0, 0], [1000, 500])] == [(0.0, False)] * 2


@pytest.mark.parametrize(("reports", "people"), [([], []), ([5], [0])])
def test_no_areas_or_no_people(reports, people):
    assert [area.quiet for area in quiet_areas(reports, people)] == [False] * len(reports)


def test_one_area_is_the_city():
    (area,) = quiet_areas([7], [1000])
    assert (area.expected, area.smoothed, area.quiet) == (7.0, 7.0, False)


@pytest.mark.parametrize(
    ("reports", "people", "threshold"), [([1], [1, 2], 1), ([-1], [5], 1), ([1], [-5], 1), ([1], [5], 0)]
)
def test_nonsense_is_refused(reports, people, threshold):
    with pytest.raises(ValueError):
        quiet_areas(reports, people, threshold)


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 20000)), max_size=30))
def test_an_estimate_lies_between_the_area_and_the_city(areas):
    found = quiet_areas([count for count, _ in areas], [people for _, people in areas])
    for area in found:
        if area.smoothed is None:
            continue
        low, high = sorted((area.observed, area.expected))
        assert low - 1e-6 <= area.smoothed <= high + 1e-6
        assert area.low - 1e-9 <= area.smoothed <= area.high + 1e-9
        assert not area.quiet or area.observed < area.expected
