"""The rows behind the figures: as many as are counted, in the order asked for, without what may not be shown."""

from datetime import timedelta

import pytest

from command_center.domain.selection import Dimension, ReportSign
from command_center.readmodel.analysis.load import load_analytics
from command_center.readmodel.analysis.rows import every_row, load_rows
from command_center.readmodel.selected import RowRights
from tests.readmodel.facts import received
from tests.readmodel.sixty import NOW, PERIOD, city, model_of, sixty, wib


@pytest.fixture(scope="module")
def model():
    return model_of([*sixty(), received(70, wib(5, 9), visibility="rahasia", opd="dinsos")])


def test_the_longest_over_its_deadline_stands_first(model):
    page = load_rows(model, PERIOD, RowRights(), NOW, 0, 12)
    assert page.total == 40
    assert [row.number for row in page.rows[:10]] == [f"LH-2026-{number:06d}" for number in range(21, 31)]
    first = page.rows[0]
    # Due at the end of the 23rd; the 24th to 26th and ten hours of the 27th have passed since, and the last second.
    assert first.late_days == pytest.approx(3 + 10 / 24, abs=2 / 86_400)
    assert first.age_days == pytest.approx(13 + 10 / 24)
    assert page.rows[10].late_days is None


def test_pages_follow_each_other_and_end(model):
    pages = [load_rows(model, PERIOD, RowRights(), NOW, start, 15).rows for start in (0, 15, 30, 45)]
    assert [len(rows) for rows in pages] == [15, 15, 10, 0]
    assert len({row.number for rows in pages for row in rows}) == 40


@pytest.mark.parametrize("ascends", [True, False])
def test_rows_are_sorted_by_a_column(model, ascends):
    rows = load_rows(model, PERIOD, RowRights(), NOW, 0, 40, (("category", ascends), ("number", True))).rows
    assert [row.category for row in rows] == sorted((row.category for row in rows), reverse=not ascends)
    assert [row.number for row in rows if row.category == "rob"] == sorted(
        row.number for row in rows if row.category == "rob"
    )


def test_a_column_that_there_is_not_is_refused(model):
    with pytest.raises(ValueError, match="cannot be sorted by"):
        load_rows(model, PERIOD, RowRights(), NOW, 0, 10, (("text; DROP TABLE facts", True),))


def test_the_age_ends_with_the_answer(model):
    rows = load_rows(model, PERIOD.with_filter(Dimension.CATEGORY, ["jalan_rusak"]), RowRights(), NOW, 0, 1).rows
    assert rows[0].age_days == 7.5


def test_a_confidential_report_is_counted_and_not_shown(model):
    view = load_analytics(model, PERIOD, city(), RowRights(), NOW)
    assert (view.tallies.selected.received, view.hidden) == (41, 1)
    assert load_rows(model, PERIOD, RowRights(), NOW, 0, 1).total == 40
    assert load_rows(model, PERIOD, RowRights(confidential=True), NOW, 0, 1).total == 41
    assert load_analytics(model, PERIOD, city(), RowRights(confidential=True), NOW).hidden == 0


def test_all_rows_are_those_of_the_pages(model):
    chosen = PERIOD.with_filter(Dimension.SIGN, [ReportSign.ANSWERED])
    assert tuple(every_row(model, chosen, RowRights(), NOW)) == load_rows(model, chosen, RowRights(), NOW, 0, 500).rows


def test_a_row_has_the_times_of_its_report(model):
    row = next(iter(every_row(model, PERIOD.with_filter(Dimension.SIGN, [ReportSign.HASTY]), RowRights(), NOW)))
    assert (row.received_at, row.answered_at, row.settled_at) == (wib(20, 9), wib(20, 10, 10), wib(20, 10, 10))
    assert row.settled_at - row.received_at == timedelta(minutes=70)
    assert row.due_at is None
