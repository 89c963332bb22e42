"""How alike two complaints are worded."""

import pytest

from command_center.domain.likeness import likeness


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        ("Lampu jalan mati di Majapahit", "lampu JALAN mati, di majapahit!", 1, 1),
        ("Lampu jalan mati di Majapahit", "Lampu taman mati dekat Majapahit", 0.7, 0.8),
        ("Rob di Kaligawe depan RSI Sultan Agung", "Min, air di Jl Kaligawe depan RSI Sultan Agung naik lagi", 1, 1),
        ("Lampu di Majapahit", "Sampah di Majapahit", 0, 0),
        ("Lampu jalan mati", "Banjir di Genuk setinggi lutut", 0, 0),
        ("di ke dan", "di ke dan", 0, 0),
        ("", "", 0, 0),
    ],
)
def test_words_of_form_count_nothing(one, other, least, most):
    assert least <= likeness(one, other) <= most
    assert likeness(one, other) == likeness(other, one)
