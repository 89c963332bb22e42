"""Texts are the same but for what differs from case to case."""

import pytest

from command_center.methods.same_words import gist


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Laporan LH-2026-000123 selesai dikerjakan.", "Laporan LH-2026-004567 selesai  dikerjakan", True),
        ("Selesai 12/11/2026, lihat https://a.id/lacak/1", "selesai 30/1/2026; lihat https://a.id/lacak/2!", True),
        ("Lubang di depan SD ditambal", "Lubang di depan pasar ditambal", False),
        ("Selesai", "Belum selesai", False),
    ],
)
def test_numbers_dates_links_and_signs_make_no_difference(one, other, same):
    assert (gist(one) == gist(other)) is same


def test_a_text_of_numbers_alone_has_no_words():
    assert gist("123, 4/5: https://a.id/6") == ""
