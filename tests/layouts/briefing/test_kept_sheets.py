"""Sheets on a screen: one for everybody who reads the same, and another for who reads anything else."""

from layouts.briefing.kept_sheets import KeptSheets
from layouts.i18n import words_for
from tests.layouts.briefing_sample import EXCERPTS, config, edition, ordinary


def text(sheets, of, excerpts=EXCERPTS, language="id", theme="terang"):
    return getattr(sheets.of(of, excerpts, words_for(language, "id"), theme), "data-html")


def test_the_same_sheet_is_kept_once():
    sheets = KeptSheets(config())
    first = text(sheets, edition(ordinary()))
    assert first.startswith('<article class="brief-sheet">')
    assert text(sheets, edition(ordinary())) == first
    assert len(sheets._kept._files) == 1


def test_another_version_language_theme_or_words_of_a_report_is_another_sheet():
    sheets, morning = KeptSheets(config()), edition(ordinary())
    shown = {
        text(sheets, morning),
        text(sheets, morning, language="en"),
        text(sheets, edition(ordinary(), 2)),
        text(sheets, morning, excerpts=dict.fromkeys(EXCERPTS, "Air naik lagi.")),
    }
    text(sheets, morning, theme="gelap")
    assert len(shown) == 4
    assert len(sheets._kept._files) == 5
