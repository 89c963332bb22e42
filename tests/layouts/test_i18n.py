"""Words, numbers, dates and spans in the language's own form."""

import string
from datetime import UTC, date, datetime

import pytest

from command_center.errors import BadReferenceData
from layouts.i18n import LANGUAGES, files, label, read, words, words_for


def entries(language):
    """Key -> text of all files of a language."""
    return {f"{prefix}{key}": text for prefix, file in files(language).items() for key, text in read(file).items()}


def test_every_language_has_the_same_keys_but_for_its_singulars():
    keys = {language: {key for key in entries(language) if not key.endswith("_one")} for language in LANGUAGES}
    assert keys["id"] == keys["en"]
    assert {"app.name", "wall.due.title", "calls.title"} <= keys["id"]


def test_every_language_fills_in_the_same_values():
    def values(text):
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    indonesian = entries("id")
    for language in LANGUAGES:
        for key, text in entries(language).items():
            assert values(text) == values(indonesian[key.removesuffix("_one")]), key


def test_no_shared_word_has_the_key_of_a_page():
    pages = [prefix for prefix in files("id") if prefix]
    assert not [key for key in read(files("id")[""]) if key.startswith(tuple(pages))]


@pytest.mark.parametrize("asked", ["fr", "", "../en", None, 3, ["en"], {"a": 1}])
def test_a_language_that_is_not_there_is_answered_in_the_usual_one(asked):
    assert words_for(asked, "id") is words("id")
    assert words_for("en", "id") is words("en")


@pytest.mark.parametrize(
    ("number", "indonesian", "english"),
    [
        (0, "0", "0"),
        (7, "7", "7"),
        (1234, "1.234", "1,234"),
        (1234567, "1.234.567", "1,234,567"),
        (30.44, "30,4", "30.4"),
        (30.0, "30", "30"),
        (-8, "−8", "−8"),
        (-0.04, "0", "0"),
    ],
)
def test_numbers_in_the_languages_own_form(number, indonesian, english):
    assert words("id").number(number) == indonesian
    assert words("en").number(number) == english


def test_dates_in_the_languages_own_form():
    day = date(2026, 11, 21)
    assert words("id").date_long(day) == "Sabtu, 21 November 2026"
    assert words("en").date_long(day) == "Saturday, 21 November 2026"
    assert words("id").date_short(date(2026, 8, 17)) == "17 Agu"


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        (date(2026, 11, 13), date(2026, 11, 13), "13 Nov"),
        (date(2026, 11, 13), date(2026, 11, 14), "13–14 Nov"),
        (date(2026, 10, 30), date(2026, 11, 2), "30 Okt – 2 Nov"),
        (date(2026, 12, 31), date(2027, 1, 1), "31 Des – 1 Jan"),
    ],
)
def test_runs_of_days(first, last, text):
    assert words("id").days(first, last) == text


def test_one_is_said_differently_where_the_language_does_so():
    assert words("en")("wall.due.over_days", n=1) == "+1 work day"
    assert words("en")("wall.due.over_days", n=2) == "+2 work days"
    assert words("id")("wall.due.over_days", n=1) == "+1 hari kerja"


def test_a_missing_word_or_value_is_an_error_and_no_blank():
    with pytest.raises(KeyError):
        words("id")("wall.no_such_word")
    with pytest.raises(KeyError):
        words("id")("wall.due.over_days")


def test_an_unknown_language_is_refused_with_those_that_are_there():
    with pytest.raises(BadReferenceData, match="id, en"):
        words("fr")


def test_a_broken_file_is_refused_with_its_name(tmp_path):
    file = tmp_path / "id.toml"
    file.write_text("[wall\n", encoding="utf-8")
    with pytest.raises(BadReferenceData, match=r"id\.toml"):
        read(file)


def test_a_label_falls_back_to_indonesian():
    assert label({"id": "Jalan rusak", "en": "Damaged road"}, "en") == "Damaged road"
    assert label({"id": "Jalan rusak"}, "en") == "Jalan rusak"


@pytest.mark.parametrize(
    ("part", "whole", "written"),
    [
        (83, 100, "83%"),
        (0, 5, "0%"),
        (5, 5, "100%"),
        (1, 900, "<1%"),
        (899, 900, ">99%"),
        (3, 0, "–"),
        (0.125, 1, "12%"),
    ],
)
def test_a_share_never_says_none_or_all_where_there_is_some(part, whole, written):
    assert words("id").percent(part, whole) == written


@pytest.mark.parametrize(
    ("now", "before", "written"),
    [
        (360, 286, "▲ 26%"),
        (28, 29, "▼ 3%"),
        (5, 5, "tetap"),
        (0, 0, "tetap"),
        (4, 0, "baru"),
        (0, 4, "▼ 100%"),
        (1000, 1001, "▼ <1%"),
    ],
)
def test_a_change_says_its_direction_and_how_much(now, before, written):
    assert words("id").change(now, before) == written


def test_figures_are_written_in_the_form_of_the_language():
    indonesian, english = words("id"), words("en")
    moment = datetime(2026, 12, 31, 17, 5, tzinfo=UTC)
    assert indonesian.moment(moment) == "1 Jan 2027, 00.05 WIB"
    assert english.moment(moment) == "1 Jan 2027, 00:05 WIB"
    assert indonesian.working_days(4.66) == "4,7 hari kerja"
    assert english.working_days(1.0) == "1 working day"
    assert english.working_days(0.04) == "0 working days"
    assert indonesian.working_days(None) == "–"
    assert (indonesian.difference(16), indonesian.difference(-11), indonesian.difference(0.04)) == ("+16", "−11", "0")
