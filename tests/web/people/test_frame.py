"""The frame of the pages about people: its languages, themes and moments."""

import re
from datetime import UTC, datetime

import pytest

from command_center.web.people.frame import moment, words_of

pytestmark = pytest.mark.usefixtures("quick_passwords")

NIGHT = datetime(2026, 12, 31, 17, 5, 9, tzinfo=UTC)


def flat(words, before=""):
    for key, value in words.items():
        if isinstance(value, dict):
            yield from flat(value, f"{before}{key}.")
        else:
            yield before + key, value


def test_both_languages_say_the_same_with_the_same_values_filled_in():
    indonesian, english = (dict(flat(words_of(language))) for language in ("id", "en"))
    assert indonesian.keys() == english.keys()
    for key, text in indonesian.items():
        assert re.findall(r"\{\w+\}", text) == re.findall(r"\{\w+\}", english[key]), key


@pytest.mark.parametrize(("language", "seconds", "shown"), [
    ("id", False, "1 Jan 2027, 00.05 WIB"),
    ("en", False, "1 Jan 2027, 00:05 WIB"),
    ("id", True, "1 Jan 2027, 00.05.09 WIB"),
])  # fmt: skip
def test_a_moment_is_told_in_the_city_s_time(language, seconds, shown):
    assert moment(NIGHT, language, seconds=seconds) == shown
    assert moment(None, language) == ""


@pytest.mark.parametrize(("query", "language", "theme"), [
    ("", "id", "light"),
    ("bahasa=en&tema=gelap", "en", "dark"),
    ("bahasa=fr&tema=hijau", "id", "light"),
    ("bahasa=&tema=", "id", "light"),
])  # fmt: skip
def test_a_page_wears_the_language_and_theme_that_are_asked_for(admin, query, language, theme):
    with admin.get(f"/saya?{query}") as answer:
        page = answer.get_data(as_text=True)
    assert f'<html lang="{language}" data-theme="{theme}">' in page


def test_the_links_to_another_language_keep_what_the_address_asks_for(admin):
    with admin.get("/audit?siapa=sari&tindakan=sign.in") as answer:
        page = answer.get_data(as_text=True)
    assert 'href="/audit?siapa=sari&amp;tindakan=sign.in&amp;bahasa=en"' in page


def test_pages_with_what_people_did_are_kept_by_nobody(admin):
    for address in ("/saya", "/saya/kode", "/akun", "/audit"):
        with admin.get(address) as answer:
            assert answer.headers["Cache-Control"] == "no-store"
            assert answer.headers["X-Frame-Options"] == "DENY"
