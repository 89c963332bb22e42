"""Sheets that are kept: drawn once for all who open them, but for one in which a part failed."""

from dash import html

from layouts.briefing.kept_sheets import KeptSheets
from layouts.figures.card import failed
from layouts.i18n import words


def test_a_sheet_is_drawn_once_and_comes_as_one_text():
    sheets, drawn = KeptSheets(), []

    def draw():
        drawn.append(1)
        return html.Article("Pukul 07.00", className="brief-sheet")

    first, second = sheets.of("a", draw), sheets.of("a", draw)
    assert first is second
    assert len(drawn) == 1
    assert getattr(first, "data-html") == '<article class="brief-sheet">Pukul 07.00</article>'


def test_another_key_is_another_sheet_and_the_oldest_is_let_go():
    sheets = KeptSheets(kept=2)
    drawn = []
    for key in ("a", "b", "a", "c", "a", "b"):
        sheets.of(key, lambda key=key: drawn.append(key) or html.P(key))
    assert drawn == ["a", "b", "c", "b"]


def test_a_sheet_in_which_a_part_failed_is_drawn_anew():
    sheets, drawn = KeptSheets(), []

    def draw():
        drawn.append(1)
        return html.Article([failed(words("id"))] if len(drawn) == 1 else "Pukul 07.00")

    assert "empty-failed" in str(sheets.of("a", draw))
    assert "Pukul 07.00" in str(sheets.of("a", draw))
