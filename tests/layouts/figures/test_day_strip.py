"""The working of a deadline as a strip: which days count, which do not and why, by the city's own calendar."""

from datetime import UTC, date, datetime

import pytest

from command_center.domain.working_days import WIB
from layouts.figures.day_strip import day_strip
from layouts.i18n import words
from tests.layouts.reading import classed, words_of
from tests.reference.shipped import shipped


@pytest.fixture(scope="module")
def calendar():
    return shipped().calendar


def moment(year, month, day, hour=8):
    return datetime(year, month, day, hour, tzinfo=WIB).astimezone(UTC)


def strip(calendar, received, term=10, language="id", **more):
    due = calendar.due(received, term)
    return day_strip(received, due, calendar, words(language), term=term, **more), due


def counted(shown):
    """The numbers on the days that count, in order."""
    cells = [*classed(shown, "strip-counted"), *classed(shown, "strip-due")]
    return [words_of(classed(cell, "strip-told")) for cell in cells]


def test_counted_days_are_numbered_and_the_last_is_the_deadline(calendar):
    """Received on Friday 7 August 2026: ten working days without three weekends, and 17 August."""
    shown, due = strip(calendar, moment(2026, 8, 7))
    assert due.astimezone(WIB).date() == date(2026, 8, 24)
    assert counted(shown) == [str(number) for number in range(1, 11)]
    assert words_of(classed(shown, "strip-receipt")) == "Jum 7 masuk"
    assert words_of(classed(shown, "strip-due")) == "Sen 24 10"
    said = words_of(classed(shown, "strip-words"))
    assert said.startswith("10 hari kerja sesudah hari masuk.")
    assert "3 Sabtu, 3 Minggu, 17 Agu (" in said
    assert "Tenggat 24 Agu 2026, 23.59 WIB." in said


def test_across_idul_fitri_the_days_off_are_named(calendar):
    """Received on Friday 13 March 2026: Nyepi and Idul Fitri with their joint leave lie in between."""
    shown, due = strip(calendar, moment(2026, 3, 13))
    off = [words_of(classed(cell, "strip-told")) for cell in classed(shown, "strip-off")]
    named = [each for each in off if each != "–"]
    assert len(named) >= 5
    assert any("Nyepi" in each for each in named)
    assert any("Idul" in each for each in named)
    assert calendar.working_days_between(date(2026, 3, 13), due.astimezone(WIB).date()) == 10
    assert counted(shown)[-1] == "10"


def test_a_deadline_after_the_last_decree_is_provisional(calendar):
    """Days off of 2027 are estimated until the decree."""
    shown, _ = strip(calendar, moment(2027, 3, 1))
    assert "Sementara" in words_of(classed(shown, "strip-provisional"))
    final, _ = strip(calendar, moment(2026, 8, 7))
    assert classed(final, "strip-provisional") == []


def test_english_has_its_own_words(calendar):
    shown, _ = strip(calendar, moment(2026, 8, 7), language="en")
    assert "10 working days after the day of receipt. Not counted: 3 Saturdays, 3 Sundays, 17 Aug (" in words_of(shown)


def test_a_calendar_that_changed_since_is_told(calendar):
    received = moment(2026, 8, 7)
    shown = day_strip(received, calendar.due(received, 9), calendar, words("id"), term=10)
    assert "menurut kalender sekarang 9 hari kerja, batasnya 10" in words_of(classed(shown, "strip-changed"))


def test_hours_count_the_day_of_receipt(calendar):
    received = moment(2026, 11, 26, 10)
    due = calendar.due_after_hours(received, 24)
    shown = day_strip(received, due, calendar, words("id"), term=24, hours=True)
    assert classed(shown, "strip-receipt") == []
    assert "Jam berjalan pada 2 hari kerja" in words_of(shown)


def test_a_term_of_a_hundred_days_shows_its_two_ends(calendar):
    shown, _ = strip(calendar, moment(2026, 1, 5), term=100)
    assert len(classed(shown, "strip-cell")) == 42
    assert "hari …" in words_of(classed(shown, "strip-gap"))
    assert words_of(classed(shown, "strip-due")).endswith("100")


def test_the_first_day_stands_in_the_column_of_its_weekday(calendar):
    """7 August 2026 is a Friday: four columns are left free where weeks stand below each other."""
    shown, _ = strip(calendar, moment(2026, 8, 7))
    (line,) = classed(shown, "strip")
    assert line.style["--lead"] == "4"
