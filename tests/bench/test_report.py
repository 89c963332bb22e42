"""The table, and the page that keeps it."""

import pytest

from tests.bench.figures import Row
from tests.bench.report import BEGIN, END, keep, table


def test_a_missed_target_is_shown_as_missed():
    lines = table([Row("a", "≤ 1 s", "2 s", met=False), Row("b", "≤ 1 s", "0.5 s", "1 s", True), Row("c", "–", "3")])
    assert lines.splitlines()[2:] == [
        "| a | ≤ 1 s | 2 s | – | **no** |",
        "| b | ≤ 1 s | 0.5 s | 1 s | yes |",
        "| c | – | 3 | – | – |",
    ]


def test_only_what_stands_between_the_marks_is_replaced(tmp_path):
    page = tmp_path / "page.md"
    page.write_text(f"before\n\n{BEGIN}\nold\n{END}\n\nafter\n")
    keep(page, "new")
    keep(page, "newer")
    assert page.read_text() == f"before\n\n{BEGIN}\n\nnewer\n\n{END}\n\nafter\n"


def test_a_page_without_marks_is_left_alone(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("text")
    with pytest.raises(ValueError, match="needs the lines"):
        keep(page, "new")
    assert page.read_text() == "text"
