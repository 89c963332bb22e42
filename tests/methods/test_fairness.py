"""Departments compared: late cases against those expected of the same mix, by a standard that they can move."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from command_center.methods.fairness import Standard, chance_range, compare, shared_categories, with_every_case

CITY = {
    "pu": {"road": (100, 30), "drain": (100, 10)},
    "kecamatan": {"road": (100, 10), "drain": (300, 50)},
}
"""Roads: 40 late of 200, 20 %. Drains: 60 of 400, 15 %."""


def by_code(groups, past=None):
    return {one.code: one for one in compare(groups, past)}


def test_expected_is_the_citys_share_of_the_own_mix():
    """PU: 100 x .2 + 100 x .15 = 35 expected, 40 late. Kecamatan: 20 + 45 = 65 expected, 60 late."""
    found = by_code(CITY)
    pu, kecamatan = found["pu"], found["kecamatan"]
    assert (pu.cases, pu.late, pu.left_out, pu.standard) == (200, 40, 0, Standard.CITY)
    assert pu.expected == pytest.approx(35)
    assert pu.ratio == pytest.approx(40 / 35)
    assert kecamatan.expected == pytest.approx(65)
    assert kecamatan.ratio == pytest.approx(60 / 65)
    assert (pu.rank, kecamatan.rank) == (2, 1)
    assert pu.share == pytest.approx(0.2)


def test_limits_are_the_exact_ones_of_a_share():
    """10 of 100: 4.90 to 17.62 % (Clopper and Pearson; any table). Both departments expect 10 of 100."""
    found = by_code({"a": {"road": (100, 10)}, "b": {"road": (100, 10)}})["a"]
    assert found.ratio == pytest.approx(1)
    assert found.low == pytest.approx(0.490, abs=5e-4)
    assert found.high == pytest.approx(1.762, abs=5e-4)


def test_no_late_case_at_all():
    """0 of 100: 0 to 3.62 %."""
    found = by_code({"a": {"road": (100, 0)}, "b": {"road": (100, 20)}})["a"]
    assert (found.ratio, found.low) == (0, 0)
    assert found.high == pytest.approx(0.0362 / 0.1, abs=1e-3)


def test_every_case_late():
    found = by_code({"a": {"road": (10, 10)}, "b": {"road": (90, 10)}})["a"]
    assert found.high == pytest.approx(5)
    assert found.ratio == pytest.approx(5)


def test_volume_is_not_blame():
    """Half the cases with the same shares: the same ratio, only less sure."""
    small = {**CITY, "half": {"road": (50, 15), "drain": (50, 5)}}
    found = by_code(small)
    assert found["half"].ratio == pytest.approx(found["pu"].ratio)
    assert found["half"].high - found["half"].low > found["pu"].high - found["pu"].low


def test_few_expected_late_cases_are_too_few_to_rank():
    """20 cases at 15 and 20 %: 3.5 expected, fewer than 5."""
    found = by_code({**CITY, "small": {"road": (10, 5), "drain": (10, 0)}})["small"]
    assert not found.enough
    assert (found.rank, found.rank_low, found.rank_high) == (None, None, None)
    assert found.ratio is not None


def test_a_category_of_one_department_is_measured_by_its_own_past():
    """Lamps go to Disperkim alone: the city's share of them is its own. A year ago 25 % were late, now 10 %."""
    groups = {**CITY, "disperkim": {"lamp": (200, 20)}}
    found = by_code(groups, {"disperkim": {"lamp": (800, 200)}})["disperkim"]
    assert found.standard is Standard.OWN_PAST
    assert found.expected == pytest.approx(50)
    assert found.ratio == pytest.approx(0.4)
    assert found.enough
    assert found.rank is None


def test_without_a_past_it_is_not_measured_at_all():
    found = by_code({**CITY, "disperkim": {"lamp": (200, 20)}})["disperkim"]
    assert (found.standard, found.cases, found.ratio, found.rank, found.left_out) == (Standard.NONE, 0, None, None, 200)
    assert not found.enough


def test_a_category_that_others_hardly_answer_is_its_own_too():
    """Of 210 lamps the others have 10, less than a fifth: for Disperkim they are its own, for the others the city's."""
    groups = {"disperkim": {"lamp": (200, 20)}, "pu": {"lamp": (10, 1), "road": (50, 5)}, "kec": {"road": (50, 5)}}
    assert shared_categories(groups) == {"disperkim": frozenset(), "pu": {"lamp", "road"}, "kec": {"road"}}


def test_who_answers_mostly_shared_categories_is_measured_by_them_alone():
    """60 roads, 40 lamps: the roads cover more; the lamps are left out of both sides."""
    groups = {"a": {"road": (60, 12), "lamp": (40, 40)}, "b": {"road": (60, 6)}}
    found = by_code(groups, {"a": {"lamp": (100, 50)}})["a"]
    assert (found.standard, found.cases, found.late, found.left_out) == (Standard.CITY, 60, 12, 40)
    assert found.ratio == pytest.approx(12 / 9)


def test_who_answers_mostly_own_categories_is_measured_by_the_own_past_with_all_it_has():
    groups = {"a": {"road": (40, 8), "lamp": (60, 6)}, "b": {"road": (60, 6)}}
    found = by_code(groups, {"a": {"road": (100, 10), "lamp": (100, 20)}})["a"]
    assert (found.standard, found.cases, found.late) == (Standard.OWN_PAST, 100, 14)
    assert found.expected == pytest.approx(40 * 0.1 + 60 * 0.2)


def test_one_department_alone_has_nobody_to_be_compared_with():
    (found,) = compare({"a": {"road": (100, 10)}})
    assert found.standard is Standard.NONE


def test_a_department_without_cases_has_no_figures():
    found = by_code({**CITY, "empty": {}, "zero": {"road": (0, 0)}})
    for code in ("empty", "zero"):
        assert (found[code].cases, found[code].ratio, found[code].share, found[code].rank) == (0, None, None, None)


def test_nobody_late_anywhere():
    found = compare({"a": {"road": (100, 0)}, "b": {"road": (100, 0)}})
    assert [(one.expected, one.ratio, one.enough, one.rank) for one in found] == [(0, None, False, None)] * 2


def test_no_departments():
    assert compare({}) == ()


def test_ranks_that_cannot_be_told_apart_have_wide_intervals():
    alike = compare({code: {"road": (100, late)} for code, late in zip("abcde", (9, 10, 10, 10, 11), strict=True)})
    assert [one.rank for one in alike] == [1, 2, 2, 2, 5]
    assert all((one.rank_low, one.rank_high) == (1, 5) for one in alike)


def test_ranks_far_apart_are_sure():
    apart = compare({"good": {"road": (1000, 20)}, "fair": {"road": (1000, 100)}, "bad": {"road": (1000, 300)}})
    assert [(one.rank, one.rank_low, one.rank_high) for one in apart] == [(1, 1, 1), (2, 2, 2), (3, 3, 3)]


def test_the_same_figures_give_the_same_ranks():
    assert compare(CITY) == compare(CITY)


def test_the_funnel_is_a_binomial_one():
    """100 cases, 10 expected: a binomial table has P(X<=4) .0237, P(X<=5) .0576, P(X<=15) .9601, P(X<=16) .9794."""
    assert chance_range(10, 100) == pytest.approx((0.5, 1.6))
    inner, outer = chance_range(10, 100), chance_range(10, 100, 0.998)
    assert outer[0] < inner[0] < 1 < inner[1] < outer[1]
    with pytest.raises(ValueError):
        chance_range(0, 100)


@pytest.mark.parametrize("cases", [(10, 11), (10, -1)])
def test_nonsense_is_refused(cases):
    with pytest.raises(ValueError):
        compare({"a": {"road": cases}})


COUNTS = st.integers(0, 300).flatmap(lambda cases: st.tuples(st.just(cases), st.integers(0, cases)))
MIXES = st.dictionaries(st.sampled_from(["road", "lamp", "drain", "waste"]), COUNTS)


@given(st.dictionaries(st.sampled_from(list("abcdefg")), MIXES), st.dictionaries(st.sampled_from(list("abc")), MIXES))
def test_figures_agree_with_each_other(groups, past):
    found = compare(groups, past)
    assert [one.code for one in found] == list(groups)
    ranked = [one for one in found if one.rank is not None]
    for one in found:
        assert one.cases + one.left_out == sum(cases for cases, _ in groups[one.code].values())
        if one.ratio is not None:
            assert one.low <= one.ratio + 1e-9
            assert one.ratio <= one.high + 1e-9
            assert one.chance_low <= 1 <= one.chance_high + 1e-9
        else:
            assert one.expected == 0
    for one in ranked:
        assert one.standard is Standard.CITY
        assert 1 <= one.rank_low <= one.rank <= one.rank_high <= len(ranked)
        assert one.rank == 1 + sum(other.ratio < one.ratio for other in ranked)


def test_who_is_measured_by_nothing_still_has_its_cases():
    (alone,) = compare({"pu": {"lamp": (40, 7), "tree": (2, 0)}})
    assert (alone.standard, alone.cases, alone.late, alone.left_out) == (Standard.NONE, 0, 0, 42)
    told = with_every_case(alone, {"lamp": (40, 7), "tree": (2, 0)})
    assert (told.cases, told.late, told.left_out, told.ratio) == (42, 7, 0, None)
