"""The briefing's page keeps sheets: one that says anything else, or says it otherwise, is another sheet."""

from dataclasses import replace

import pytest

from command_center.readmodel.briefing_view import BriefingReading
from layouts.briefing.kept_sheets import KeptSheets
from layouts.briefing.page import briefing_page
from layouts.briefing.screened import Screened
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


def strip_of(screened):
    """The strip above the sheet, "" where there is none."""
    page = briefing_page(READING, config(), visit(words("id")), screened=screened)
    return "".join(text for one in every(page) if "brief-screened" in (text := getattr(one, "data-html", "")))


def test_the_mayor_marks_the_reports_of_the_sheet_and_others_read_how_many_were_seen():
    numbers = ["LH-2026-000001", "LH-2026-000002", "LH-2026-000003"]
    for_mayor, for_others = (strip_of(Screened(numbers, numbers[:1], token)) for token in ("t", ""))
    assert "Dari 3 laporan untuk dibaca di lembar ini, 1 sudah dilihat." in for_mayor
    assert [number in for_mayor for number in numbers] == [False, True, True]
    assert f'name="pagi" value="{DAY.isoformat()}"' in for_mayor
    assert "1 sudah dilihat." in for_others
    assert "<form" not in for_others
    assert "<form" not in strip_of(Screened(numbers, numbers, "t"))
    assert strip_of(Screened([], [])) == strip_of(None) == ""
