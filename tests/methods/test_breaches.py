"""The chance to stay open past the deadline, and how many will."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from command_center.methods.breaches import BreachTotal, PastCase, WaitingCase, chances, total

HALF = [PastCase("road", "pu", 1, True, 10), PastCase("road", "pu", 5, False, 10)]
"""Half of twenty answered at the end of the first working day, the others open for five."""


def chance(age, left, history=HALF, category="road", opd="pu"):
    (found,) = chances([WaitingCase(category, opd, age, left)], history)
    return found


def test_a_kind_is_drawn_towards_the_wider_ones():
    """All: 10 of 20 and one that stays: 10/21. Category: (10 + 20 x 10/21) / 40 = .4881. Kind: (10 + 20 x .4881) / 40."""
    category = (10 + 20 * 10 / 21) / 40
    assert chance(0, 1) == pytest.approx(1 - (10 + 20 * category) / 40)


def test_an_unknown_kind_goes_as_its_category_and_an_unknown_category_as_all():
    assert chance(0, 1, opd="other") == pytest.approx(1 - (10 + 20 * 10 / 21) / 40)
    assert chance(0, 1, category="new", opd="other") == pytest.approx(1 - 10 / 21)


def test_who_has_waited_longer_than_the_answered_ones_goes_on_waiting():
    assert chance(1, 3) == pytest.approx(1)
    assert chance(2, 1) == pytest.approx(1)


def test_within_the_term_only_what_is_answered_until_then_counts():
    """The answers come at the end of the first day: a term of three quarters of a day sees none of them."""
    assert chance(0, 0.75) == pytest.approx(1)
    assert chance(0.75, 0.25) == pytest.approx(chance(0, 1))


def test_terms_are_not_mixed():
    """Both answer on the last day of their term, the fourth and the ninth. A case of the longer term in its fourth day
    goes on waiting, though most of all cases are answered on a fourth day.
    """
    history = [PastCase("road", "pu", 4, True, 900, "short"), PastCase("road", "pu", 9, True, 400, "long")]
    (short, long) = chances(
        [WaitingCase("road", "pu", 3, 1, "short"), WaitingCase("road", "pu", 3, 1, "long")], history
    )
    assert short < 0.02
    assert long > 0.95


def test_an_unknown_policy_goes_as_all_cases():
    history = [PastCase("road", "pu", 1, True, 10, "old"), PastCase("road", "pu", 5, False, 10, "old")]
    (new,) = chances([WaitingCase("road", "pu", 0, 1, "new")], history)
    assert new == pytest.approx(1 - 10 / 21)


def test_many_cases_of_its_own_speak_for_a_kind():
    """All of 2,000 at one department are answered on the first day; elsewhere nobody is."""
    history = [PastCase("road", "pu", 1, True, 2000), PastCase("road", "kec", 9, False, 2000)]
    assert chance(0, 1, history) < 0.01
    assert chance(0, 1, history, opd="kec") > 0.99


def test_a_case_whose_term_is_over_is_late_already():
    assert chance(12, 0) == 1
    assert chance(12, -3) == 1


def test_a_case_older_than_all_that_was_seen_stays_open():
    assert chance(400, 10) == 1


def test_a_category_with_few_cases_is_not_sure_of_anything():
    history = [*HALF, PastCase("lamp", "disperkim", 1, True, 1)]
    assert 0.3 < chance(0, 1, history, "lamp", "disperkim") < 0.6


@pytest.mark.parametrize("history", [[], [PastCase("road", "pu", 1, True, 19)]])
def test_little_history_tells_no_chance(history):
    assert chances([WaitingCase("road", "pu", 0, 1)], history) is None


def test_nobody_was_ever_answered():
    assert chance(1, 3, [PastCase("road", "pu", 8, False, 40)]) == 1


def test_nothing_waits():
    assert chances([], HALF) == ()


def test_a_negative_age_is_refused():
    with pytest.raises(ValueError):
        chances([], [PastCase("road", "pu", -1, True, 40)])


def test_two_coins():
    """0, 1, 2 with .25, .5, .25."""
    assert total([0.5, 0.5]) == BreachTotal(1.0, 0, 2)


def test_equal_chances_are_a_binomial_table():
    """20 of .5: P(X<=5) .0207, P(X<=6) .0577, P(X<=13) .9423, P(X<=14) .9793."""
    assert total([0.5] * 20) == BreachTotal(10.0, 6, 14)


def test_many_cases_too():
    """100 of .5: P(X<=41) .0443, P(X<=42) .0666, P(X<=57) .9334, P(X<=58) .9557."""
    assert total([0.5] * 100) == BreachTotal(50.0, 42, 58)


def test_different_chances_by_hand():
    """.9, .5, .1: none .045, one .455, two .455, three .045, so 5 to 95 % is from one to two; 90 % lie there exactly."""
    assert total([0.9, 0.5, 0.1], coverage=0.9) == BreachTotal(1.5, 1, 2)


def test_sure_things_are_sure():
    assert total([1.0] * 7 + [0.0] * 5) == BreachTotal(7.0, 7, 7)
    assert total([]) == BreachTotal(0.0, 0, 0)


def test_what_is_no_chance_is_refused():
    with pytest.raises(ValueError):
        total([1.2])


@given(st.lists(st.floats(0, 1), max_size=120))
def test_the_total_lies_within_its_interval(several):
    found = total(several)
    assert 0 <= found.low <= found.high <= len(several)
    assert found.low - 1 <= found.expected <= found.high + 1


PAST = st.builds(
    PastCase,
    st.sampled_from(["road", "lamp"]),
    st.sampled_from(["pu", "kec"]),
    st.integers(0, 80).map(lambda quarter: quarter / 4),
    st.booleans(),
    st.integers(1, 30),
)


@given(st.lists(PAST, min_size=20, max_size=60), st.floats(0, 25), st.floats(0.1, 10), st.floats(0.1, 10))
def test_a_longer_term_is_never_missed_more_often(history, age, left, more):
    short, long = chance(age, left, history), chance(age, left + more, history)
    assert 0 <= long <= short + 1e-9 <= 1 + 1e-8
