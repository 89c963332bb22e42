"""Problems of a file in few words: equal ones together, with their rows."""

import pytest

from data_sources.file_reading import FileReading, RowPlace, RowProblem, grouped, rows_of


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([3], "row 3"),
        ([3, 4, 5, 9], "4 rows (3-5, 9)"),
        ([9, 3, 3], "2 rows (3, 9)"),
        (range(2, 60, 2), "29 rows (2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, ..)"),
    ],
)
def test_rows_are_told_as_ranges(rows: list[int], told: str):
    assert rows_of([RowPlace("", row) for row in rows]) == told


def test_sheets_are_told_apart():
    assert rows_of([RowPlace("A", 2), RowPlace("B", 2), RowPlace("A", 3)]) == "3 rows (sheet 'A': 2-3; sheet 'B': 2)"
    assert rows_of([RowPlace("A", 2)]) == "sheet 'A', row 2"


def test_equal_problems_are_one_line_and_errors_come_before_warnings():
    problems = [
        RowProblem(RowPlace("", 4), "status 'X' is unknown", refused=False),
        RowProblem(RowPlace("", 2), "it has no date"),
        RowProblem(RowPlace("", 5), "status 'X' is unknown", refused=False),
    ]
    assert grouped(problems) == ["2 rows (4-5): status 'X' is unknown", "row 2: it has no date"]
    reading = FileReading((), problems)
    assert reading.told() == "row 2: it has no date; taken without a part: 2 rows (4-5): status 'X' is unknown"


def test_problems_that_differ_in_what_they_quote_are_one_line_where_they_are_many():
    problems = [RowProblem(RowPlace("", row), f"the date 'hari {row}' cannot be read") for row in range(2, 502)]
    assert grouped(problems) == [
        "500 rows (2-501): the date 'hari 2' cannot be read; so do 'hari 3', 'hari 4', 'hari 5', 'hari 6', 'hari 7', "
        "'hari 8', 'hari 9' and 492 more"
    ]
    assert len(grouped(problems[:8])) == 8
