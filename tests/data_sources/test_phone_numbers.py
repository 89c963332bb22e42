"""Telephone numbers: one form for one person."""

import pytest

from data_sources.phone_numbers import international, is_reachable


@pytest.mark.parametrize(
    ("written", "one_form"),
    [
        ("08122334455", "+628122334455"),
        ("tel:+62-812-233-4455", "+628122334455"),
        ("62812233445", "+62812233445"),
        ("620812233445", "+62812233445"),
        ("8122334455", "+628122334455"),
        ("0243513366", "+62243513366"),
        ("3513366", "3513366"),
        ("112", "112"),
        ("62811", "62811"),
        ("", ""),
        ("anonymous", "anonymous"),
        ("٠٨١٢٢٣٣٤٤٥٥", "٠٨١٢٢٣٣٤٤٥٥"),
        ("+", "+"),
        ("08122334455\x00", "08122334455\ufffd"),
    ],
)
def test_numbers_are_brought_to_one_form(written: str, one_form: str):
    assert international(written) == one_form


def test_a_number_too_long_for_an_index_is_its_hash():
    assert international("0" + "8" * 5000).startswith("sha256:")


@pytest.mark.parametrize(
    ("number", "reachable"), [("+628122334455", True), ("1708", False), ("DISHUB", False), ("+62", False), ("", False)]
)
def test_only_full_numbers_can_be_answered(number: str, reachable: bool):
    assert is_reachable(number) is reachable
