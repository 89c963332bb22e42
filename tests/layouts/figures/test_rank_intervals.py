"""The fair rank as a table: ranked ones, those measured by their own past, and those with too few cases."""

import pytest

from command_center.methods.fairness import compare
from command_center.readmodel.opd_view import RankLine
from layouts.figures.rank_intervals import interval, late_and_expected, place, rank_intervals, without_standard
from layouts.i18n import words
from tests.layouts.reading import classed, words_of

ID = words("id")


def lines(groups, past=None):
    return [RankLine(one, one.cases + one.left_out) for one in compare(groups, past)]


GROUPS = {
    "dpu": {"jalan": (100, 20)},
    "dlh": {"jalan": (100, 60)},
    "bpbd": {"jalan": (4, 1)},
    "disperkim": {"lampu": (50, 10)},
    "diskan": {"ikan": (30, 3)},
}
PAST = {"disperkim": {"lampu": (50, 15)}}


def test_doublings_lie_evenly_and_the_ends_hold_what_is_beyond():
    assert [place(ratio) for ratio in (0.25, 0.5, 1, 2, 4)] == pytest.approx([0, 25, 50, 75, 100])
    assert (place(0.01), place(90)) == (0, 100)


def test_ranked_ones_stand_first_with_the_range_of_their_rank():
    rows = classed(rank_intervals(lines(GROUPS, PAST), "dpu", ID, str), "rank-row")
    assert [words_of(classed(row, "rank-name")) for row in rows[:2]] == ["dpu", "dlh"]
    assert words_of(classed(rows[0], "rank-no")).startswith("1 (1–")
    assert "rank-own" in rows[0].className


def test_who_answers_alone_is_measured_by_its_past_and_has_no_rank():
    found = {line.compared.code: line.compared for line in lines(GROUPS, PAST)}
    rows = classed(rank_intervals(lines(GROUPS, PAST), "dpu", ID, str), "rank-row")
    row = next(row for row in rows if words_of(classed(row, "rank-name")) == "disperkim")
    assert words_of(classed(row, "rank-no")) == "–"
    assert "0,67 kali harapan" in words_of(interval(found["disperkim"], ID))


def test_few_cases_are_hollow():
    rows = classed(rank_intervals(lines(GROUPS, PAST), "bpbd", ID, str), "rank-few")
    assert "bpbd" in [words_of(classed(row, "rank-name")) for row in rows]


def test_who_answers_alone_without_a_past_is_not_given_a_number():
    found = next(line.compared for line in lines(GROUPS, PAST) if line.compared.code == "diskan")
    assert without_standard(found)
    assert words_of(interval(found, ID)) == "belum ada masa lalu untuk mengukur"


def test_an_interval_that_lies_above_is_vermilion_and_a_diamond():
    """60 of 100 late where 40 are expected: the interval ends well above 1."""
    found = next(line.compared for line in lines(GROUPS) if line.compared.code == "dlh")
    assert found.low > 1
    assert "rank-over" in interval(found, ID).className


def test_where_its_past_had_no_late_case_it_says_so_and_expects_nothing():
    """Lamps of Disperkim: 7 of 50 late now, none of 50 in the year before."""
    (found,) = compare({"disperkim": {"lampu": (50, 7)}}, {"disperkim": {"lampu": (50, 0)}})
    assert words_of(late_and_expected(found, ID)) == "7 / –"
    assert words_of(interval(found, ID)) == "tanpa pembanding: setahun sebelumnya tidak ada yang telat"
