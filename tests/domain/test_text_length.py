"""Lengths as the channels count them: parts of an SMS at their borders, weights of X, bytes and characters."""

import pytest

from command_center.domain.text_length import LengthUnit, TextLimit, measured

SMS = TextLimit(4, LengthUnit.SMS_PARTS)


@pytest.mark.parametrize(
    ("text", "parts", "letters", "room"),
    [
        ("", 1, 0, 160),
        ("a" * 160, 1, 160, 160),
        ("a" * 161, 2, 161, 306),
        ("a" * 306, 2, 306, 306),
        ("a" * 307, 3, 307, 459),
        ("€" * 80, 1, 160, 160),
        ("€" * 81, 2, 162, 306),
        # A character of two septets is not parted: the first part holds 152 only.
        ("a" * 152 + "€" + "a" * 152, 3, 306, 459),
        ("ꦱ" * 70, 1, 70, 70),
        ("ꦱ" * 71, 2, 71, 134),
        ("😀" * 35, 1, 70, 70),
        ("😀" * 36, 2, 72, 134),
    ],
)
def test_parts_of_an_sms(text, parts, letters, room):
    size = measured(text, SMS)
    assert (size.used, size.letters, size.room) == (parts, letters, room)


def test_the_character_that_makes_it_ucs2_is_told():
    assert measured("Sudah – selesai", SMS).ucs2_for == "–"
    assert measured("Sudah - selesai", SMS).ucs2_for == ""


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("Sudah", 5),
        ("ꦱ", 2),
        ("😀", 2),
        ("lihat https://pusat.semarangkota.go.id/lacak/LH-2026-000001", 29),
        ("“ya”", 4),
    ],
)
def test_weights_of_x(text, weight):
    assert measured(text, TextLimit(280, LengthUnit.X_WEIGHT)).used == weight


def test_bytes_and_characters():
    assert measured("é", TextLimit(1000, LengthUnit.BYTES)).used == 2
    assert measured("é", TextLimit(1000)).used == 1
    assert not measured("ab", TextLimit(1)).fits
