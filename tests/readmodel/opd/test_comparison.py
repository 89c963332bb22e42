"""The fair rank and the peers: late against due, by the mix of categories, and never a number that cannot move."""

import pytest

from command_center.methods.fairness import Standard
from command_center.readmodel.opd.load import load_opd_index
from command_center.readmodel.opd_view import OpdTab
from tests.readmodel.opd.standing import NOW, answered, days, end, model_of, opd_view, waiting, wib

IN_TIME, LATE = wib(10), wib(17)


def cases(first, opd, category, in_time, late, *, ago=0):
    """Cases received on 2 November, due at the end of the 16th, or `ago` days before."""
    back = days(ago)
    return [
        answered(
            first + number,
            wib(2) - back,
            (IN_TIME if number < in_time else LATE) - back,
            answer_due=end(16) - back,
            opd=opd,
            category=category,
        )
        for number in range(in_time + late)
    ]


def ranks(*events):
    return {line.compared.code: line for line in opd_view(OpdTab.PEERS, *events).peers.ranks}


def test_expected_is_what_the_mix_of_categories_lets_expect():
    """Roads: 20 of 60 late in the city. DPU has 30 of them with 5 late: 10 expected; DLH 30 with 15 late: 10 expected."""
    found = ranks(*cases(1, "dpu", "jalan_rusak", 25, 5), *cases(100, "dlh", "jalan_rusak", 15, 15))
    dpu, dlh = found["dpu"].compared, found["dlh"].compared
    assert (dpu.cases, dpu.late, dpu.expected, dpu.ratio) == pytest.approx((30, 5, 10, 0.5))
    assert (dlh.cases, dlh.late, dlh.expected, dlh.ratio) == pytest.approx((30, 15, 10, 1.5))
    assert (dpu.rank, dlh.rank) == (1, 2)
    assert found["dpu"].received == 30


def test_volume_changes_no_ratio():
    """Twice the cases with twice the late ones, in both: the same ratios."""
    found = ranks(*cases(1, "dpu", "jalan_rusak", 50, 10), *cases(100, "dlh", "jalan_rusak", 30, 30))
    assert found["dpu"].compared.ratio == pytest.approx(0.5)
    assert found["dlh"].compared.ratio == pytest.approx(1.5)


def test_few_cases_are_not_ranked():
    found = ranks(*cases(1, "dpu", "jalan_rusak", 25, 5), *cases(100, "dlh", "jalan_rusak", 1, 1))
    assert not found["dlh"].compared.enough
    assert found["dlh"].compared.rank is None


def test_a_category_of_one_opd_is_measured_by_its_own_past():
    """Lamps are Disperkim's alone: 10 of 40 late a year ago, 5 of 40 now. Against the city it would be 1 by construction."""
    found = ranks(
        *cases(1, "disperkim", "lampu_jalan", 30, 10, ago=150), *cases(100, "disperkim", "lampu_jalan", 35, 5)
    )["disperkim"].compared
    assert found.standard is Standard.OWN_PAST
    assert found.expected == pytest.approx(10)
    assert found.ratio == pytest.approx(0.5)
    assert found.rank is None, "who is measured by the own past has no rank among the others"


def test_only_deadlines_of_the_period_are_judged():
    """Due tomorrow it can be neither late nor in time; due on the 24th and still open it is late."""
    found = ranks(
        waiting(1, wib(16), end(28)),
        waiting(2, wib(10), end(24)),
        waiting(3, wib(10), end(24), status="not_ours", closed_at=wib(25)),
        answered(4, wib(10), end(24), answer_due=end(24)),
    )["dpu"].compared
    assert (found.cases + found.left_out, found.late if found.cases else 1) == (2, 1)


def test_a_category_that_others_answer_shows_them_with_their_medians():
    """Answered on the 10th at 8:00: 3-6 and 9 November are five working days, and eight hours of the 10th."""
    shown = opd_view(OpdTab.PEERS, *cases(1, "dpu", "jalan_rusak", 6, 0), *cases(100, "dlh", "jalan_rusak", 2, 4)).peers
    (category,) = shown.categories
    assert category.category == "jalan_rusak"
    assert category.own.median == pytest.approx(5 + 8 / 24, rel=0.01)
    (other,) = category.others
    assert (other.code, other.cases, other.late, other.judged) == ("dlh", 6, 4, 6)
    # 3-6, 9-13 and 16 November, and eight hours of the 17th.
    assert other.median == pytest.approx(10 + 8 / 24, rel=0.01)
    assert category.past is None


def test_a_category_of_its_own_shows_its_own_year_before():
    shown = opd_view(
        OpdTab.PEERS, *cases(1, "dpu", "jalan_rusak", 6, 2, ago=150), *cases(100, "dpu", "jalan_rusak", 6, 0)
    ).peers
    (category,) = shown.categories
    assert category.others == ()
    assert (category.past.cases, category.past.late, category.past.judged) == (8, 2, 8)
    assert (category.own.cases, category.own.late) == (6, 0)


def test_the_list_of_all_opd_names_those_without_cases_and_those_that_are_gone():
    model = model_of(waiting(1, wib(10), end(24)), waiting(2, wib(26), end(10, month=12), opd="dinas_lama"))
    lines = {line.code: line for line in load_opd_index(model, ["dpu", "dlh"], 8, NOW).lines}
    assert list(lines) == ["dpu", "dlh", "dinas_lama"]
    assert (lines["dpu"].open, lines["dpu"].overdue, lines["dpu"].received) == (1, 1, 1)
    assert (lines["dlh"].open, lines["dlh"].rank) == (0, None)
    assert lines["dinas_lama"].open == 1
