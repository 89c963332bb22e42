"""Every part is drawn in every state; one that fails says so and leaves the others."""

from dataclasses import replace

import pytest

from layouts.analytics.parts import FIRST, LATER, PagePart, built
from layouts.analytics.shown import MapChoice, read_map_choice
from layouts.i18n import words
from layouts.visit import Visit
from program.pages import PAGES
from tests.layouts.analytics_sample import grid, loaded, nothing, page, shown, steady
from tests.layouts.reading import words_of

ID = words("id")
PARTS = {**FIRST, **LATER}


def visit(language="id", theme="terang"):
    own = next(each for each in PAGES if each.key == "analytics")
    return Visit(own, [], "sari", "Lapor Hendi", False, words(language), theme, {})


@pytest.mark.parametrize("theme", ["terang", "gelap"])
@pytest.mark.parametrize("view", [loaded, nothing, steady])
@pytest.mark.parametrize("key", PARTS)
def test_a_part_is_drawn(key, view, theme):
    drawn = PARTS[key].build(shown(view(), ID, theme))
    assert drawn is not None


def test_a_part_that_fails_says_so_in_its_place(monkeypatch):
    monkeypatch.undo()

    def broken(_):
        raise ZeroDivisionError

    assert "Bagian ini gagal dimuat" in words_of(built(PagePart("volume", broken), shown(loaded(), ID)))
    assert built(PagePart("said-kanal", broken), shown(loaded(), ID)) == "–"


def test_a_city_without_a_report_is_told_from_an_empty_selection():
    assert "Belum ada laporan" in words_of(PARTS["volume"].build(shown(nothing(), ID)))
    empty = replace(nothing(), first_day=loaded().first_day)
    assert "Tidak ada laporan pada pilihan ini" in words_of(PARTS["funnel"].build(shown(empty, ID)))


def test_the_files_are_those_of_the_selection():
    links = str(PARTS["actions"].build(shown(loaded(), ID)))
    assert "/api/v1/selection.csv?dari=2026-11-02&sampai=2026-11-22&saat=2026-11-27T03:00:00%2B00:00" in links


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_whole_page_is_drawn(language):
    said = words_of(page(loaded(), visit(language)))
    assert ("Masuk" if language == "id" else "Received") in said


def test_rows_are_told_in_words():
    _, rows = grid(ID)
    first = rows[0]
    assert first["category"] == "Lampu mati"
    assert first["received_at"] == "7 Nov 2026, 23.59"
    assert (first["age_days"], first["late_days"]) == ("13,4", "+3,4")
    assert first["status"] == "diteruskan"
    assert first["policy"] == "seed-2017"


@pytest.mark.parametrize(
    ("query", "choice", "problems"),
    [
        ({}, MapChoice("rate", "kecamatan"), 0),
        ({"peta": "median", "tingkat": "kelurahan"}, MapChoice("median", "kelurahan"), 0),
        ({"peta": "semua", "tingkat": "rt"}, MapChoice(), 2),
        ({"peta": ["jumlah"]}, MapChoice(), 1),
    ],
)
def test_how_the_map_looks_stands_in_the_address(query, choice, problems):
    found, told = read_map_choice(query)
    assert (found, len(told)) == (choice, problems)
    assert read_map_choice(dict(pair.split("=") for pair in found.query().split("&") if pair))[0] == found
