"""The GSM 7-bit alphabet: what fits in one SMS."""

import pytest

from command_center.domain.gsm7 import fit, septets


@pytest.mark.parametrize(("text", "count"), [("", 0), ("banjir", 6), ("€5", 3), ("[rob]", 7), ("é@£", 3), ("a\nb", 3)])
def test_septets_are_counted_twice_for_the_extension(text: str, count: int):
    assert septets(text) == count


def test_a_character_outside_the_alphabet_is_named():
    with pytest.raises(ValueError, match="'ł'"):
        septets("ał")


@pytest.mark.parametrize(
    ("text", "fitted"),
    [
        ("“Jalan” – rusak…", '"Jalan" - rusak...'),
        ("ê ł 🌊 ½", "e ? ? 1"),
        ("x" * 200, "x" * 160),
        ("€" * 100, "€" * 80),
        ("x" * 159 + "€", "x" * 159),
    ],
)
def test_a_text_is_made_to_fit_one_sms(text: str, fitted: str):
    assert fit(text) == fitted
    assert septets(fit(text)) <= 160
