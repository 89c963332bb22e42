"""The paper: one A4 page whatever the morning was, nothing below 7 pt, readable in grey, and nothing loaded from outside."""

import io
import re
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from types import SimpleNamespace
from typing import Any

import pytest
from pypdf import PdfReader

from layouts.briefing.paper import END, ROOMS, STYLES, NoPaper, fullest, paper, paper_html, why_no_paper
from layouts.briefing.parts import SheetRoom
from layouts.i18n import words
from tests.layouts.briefing_sample import BRIEFINGS, EXCERPTS, config, edition, ordinary
from tests.long_run import only_long

A4 = (595.28, 841.89)
POINT = 1 / 0.75


EVERY = [pytest.param(name, marks=only_long) if name == "before_feast" else name for name in BRIEFINGS]
"""The samples. The one before a feast is as full as the crowded one."""


@pytest.fixture(scope="module")
def papers():
    """A sample as PDF by its name, made once."""

    @cache
    def made(name):
        return PdfReader(io.BytesIO(paper(edition(BRIEFINGS[name]()), EXCERPTS, config(), words("id"))))

    return made


@pytest.mark.parametrize("name", EVERY)
def test_it_is_one_page_of_a4(papers, name):
    (page,) = papers(name).pages
    assert (float(page.mediabox.width), float(page.mediabox.height)) == pytest.approx(A4, abs=0.5)


@pytest.mark.parametrize("name", EVERY)
def test_its_smallest_type_is_seven_points(papers, name):
    sizes = []

    def visit(text, matrix, at, _font, size):
        if text.strip():
            # The text's own matrix and that of the page, whose unit is a CSS pixel.
            sizes.append(abs(size * at[3] * matrix[3]))

    papers(name).pages[0].extract_text(visitor_text=visit)
    letters = [size for size in sizes if size]
    assert min(letters) >= 6.95, sorted(letters)[:5]
    assert max(letters) >= 20


def test_it_says_the_three_sentences_and_every_figure(papers):
    text = " ".join(papers("ordinary").pages[0].extract_text().split())
    for told in ("Kemarin masuk 34 laporan", "226", "Delapan laporan lewat tenggat", "Perlu keputusan Wali Kota"):
        assert told in text
    assert "sidik 7c1e 90b4" in text
    assert "SIMULASI" in text
    assert "4 arahan Wali Kota yang belum ditutup" in text
    assert "DPU Periksa semua rumah pompa di Semarang Utara." in text
    assert "hari ke-10" in text


def test_where_nothing_is_carried_paper_has_no_place_for_it(papers):
    text = papers("quiet").pages[0].extract_text()
    assert "arahan" not in text.casefold()


def test_what_does_not_fit_is_counted(papers):
    text = papers("crowded").pages[0].extract_text()
    shown = len(re.findall(r"\+\d+", text))
    assert 3 < shown < 20
    assert re.search(r"dan \d+ lagi", text)


def test_it_reads_in_grey():
    """Black ink first: words are black or nearly so, and only the late days have a colour."""
    rules = (STYLES / "paper.css").read_text("utf-8")
    colours = {match.upper() for match in re.findall(r"#[0-9a-fA-F]{3,6}\b", rules)}
    assert {colour for colour in colours if not _grey(colour)} == {"#B3250A"}


def _grey(colour):
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    return digits[:2] == digits[2:4] == digits[4:]


def test_it_loads_nothing_and_has_no_script():
    text = paper_html(edition(ordinary()), EXCERPTS, config(), words("id"), ROOMS[0])
    addresses = re.findall(r'(?:src|href)="([^"]{0,30})', text)
    assert {address.partition(":")[0] if address.startswith("data:") else address[:1] for address in addresses} <= {
        "data",
        "#",
    }
    assert "<script" not in text


@pytest.mark.needs("pdftoppm")
def test_it_can_be_drawn(papers, tmp_path):
    """As a printer does it: ink is on the page, and none beyond its margins."""
    file = tmp_path / "sheet.pdf"
    file.write_bytes(paper(edition(BRIEFINGS["quiet"]()), EXCERPTS, config(), words("en")))
    drawn = subprocess.run(["pdftoppm", "-gray", "-r", "50", str(file)], capture_output=True, check=True).stdout
    header, _, rest = drawn.partition(b"\n255\n")
    width, height = map(int, header.split()[1:3])
    rows = [rest[row * width : (row + 1) * width] for row in range(height)]
    margin = 10
    assert all(min(row) > 200 for row in rows[:margin])
    assert all(min(row) > 200 for row in rows[-margin:])
    assert all(min(row[:margin]) > 200 and min(row[-margin:]) > 200 for row in rows)
    assert sum(level < 128 for row in rows for level in row) > 0.01 * width * height


def test_a_name_with_markup_is_a_name():
    hostile = config(addressee="<b>Bapak</b> & *x*")
    text = paper_html(edition(ordinary()), {}, hostile, words("id"), ROOMS[0])
    assert "<b>Bapak" not in text
    assert "&lt;b&gt;Bapak&lt;/b&gt; &amp; *x*" in text


def test_without_its_libraries_it_says_what_to_install(monkeypatch):
    assert why_no_paper() == ""
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    assert "apt install libpango" in why_no_paper()
    with pytest.raises(NoPaper, match="apt install libpango"):
        paper(edition(ordinary()), {}, config(), words("id"))


@dataclass(frozen=True)
class LaidOut:
    """A sheet on pages of which the last is filled down to `down`, as WeasyPrint gives it."""

    room: SheetRoom
    pages: tuple[Any, ...]


def laid_out(room, fits, excess):
    """The sheet in this room, on a second page where it does not fit."""
    page = SimpleNamespace(height=1122, anchors={END: (49, 30 + excess, 49, 30 + excess)})
    return LaidOut(room, (page,) if fits else (page, page))


@pytest.mark.parametrize("excess", [1, 43, 267, 1000])
@pytest.mark.parametrize("first", range(len(ROOMS)))
def test_the_first_room_that_fits_is_found_whatever_stood_on_the_second_page(first, excess):
    tried = []

    def lay_out(room):
        tried.append(room)
        return laid_out(room, ROOMS.index(room) >= first, excess)

    assert fullest(lay_out).room == ROOMS[first]
    assert len(set(tried)) == len(tried), "each is laid out once"


def test_a_sheet_that_fits_in_no_room_is_no_paper():
    with pytest.raises(NoPaper, match="does not fit"):
        fullest(lambda room: laid_out(room, False, 43))
