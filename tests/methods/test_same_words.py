"""Texts are the same but for what differs from case to case; who says them counts."""

import pytest

from command_center.methods.same_words import gist, times_said


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


def test_each_is_counted_for_who_said_it_and_nothing_for_who_said_nothing():
    said = [("dpu", "Selesai 1"), ("dpu", "selesai."), ("dlh", "Selesai"), ("dpu", "123")]
    assert times_said(said) == {("dpu", "selesai"): 2, ("dlh", "selesai"): 1}
