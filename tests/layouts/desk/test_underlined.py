"""Deciding words are found where they stand in a text, as the classifier reads them."""

import pytest

from layouts.desk.underlined import underlined
from tests.layouts.reading import every, words_of


def marked(text, **marks):
    parts = underlined(text, marks)
    assert "".join(part if isinstance(part, str) else words_of(part) for part in parts) == text
    return [(words_of(each), each.className) for each in every(parts)]


@pytest.mark.parametrize(
    ("text", "phrases", "found"),
    [
        ("Jalan rusak parahhh", ["rusak", "parah"], ["rusak parahhh"]),
        ("JALAN rusak, jalan lain", ["jalan"], ["JALAN", "jalan"]),
        ("air di sini naik", ["air naik"], []),
        ("rusaknya", ["rusak"], []),
        ("", ["rusak"], []),
        ("rusak", [""], []),
    ],
)
def test_phrases_are_marked_as_whole_words(text, phrases, found):
    assert [said for said, _ in marked(text, category=phrases)] == found


def test_the_longer_phrase_has_the_words_that_two_marks_share():
    assert marked("depan RSI Sultan Agung", category=["agung"], place=["RSI Sultan Agung"]) == [
        ("RSI Sultan Agung", "place")
    ]
