"""The briefing's page keeps sheets: one that says anything else, or says it otherwise, is another sheet."""

from dataclasses import replace

import pytest

from command_center.readmodel.briefing_view import BriefingReading
from layouts.briefing.kept_sheets import KeptSheets
from layouts.briefing.page import briefing_page
from layouts.i18n import words
from tests.layouts.briefing_drawn import visit
from tests.layouts.briefing_sample import DAY, EXCERPTS, config, edition, ordinary
from tests.layouts.reading import every

READING = BriefingReading(DAY, edition(ordinary()), excerpts=EXCERPTS)


def sheet_of(sheets, reading=READING, language="id", theme="terang"):
    """The text of the sheet on the page."""
    page = briefing_page(reading, config(), visit(words(language), theme), sheets)
    (text,) = [text for one in every(page) if "brief-sheet" in (text := getattr(one, "data-html", ""))]
    return text


def test_the_same_sheet_is_drawn_once():
    sheets = KeptSheets()
    assert sheet_of(sheets) is sheet_of(sheets)


@pytest.mark.parametrize(
    "asked",
    [
        {"reading": replace(READING, excerpts=dict.fromkeys(EXCERPTS, "Teks ini ditarik kembali."))},
        {"reading": replace(READING, excerpts={})},
        {"reading": replace(READING, edition=edition(ordinary(), 2))},
        {"reading": replace(READING, edition=replace(edition(ordinary()), fingerprint="9" * 64))},
        {"language": "en"},
        {"theme": "gelap"},
    ],
    ids=["other excerpts", "no excerpts", "next version", "other content", "language", "theme"],
)
def test_a_sheet_that_says_anything_else_is_drawn_for_itself(asked):
    sheets = KeptSheets()
    usual = sheet_of(sheets)
    assert sheet_of(sheets, **asked) == sheet_of(KeptSheets(), **asked) != usual
    assert sheet_of(sheets) is usual
