"""Keys that a spreadsheet has damaged are told; whole ones are one key however they are written."""

from datetime import datetime

import pytest

from data_sources.errors import BadMessage
from data_sources.row_keys import cut_to_zeros, key_of
from data_sources.tables import Cell


@pytest.mark.parametrize(
    ("cell", "key"),
    [
        ("5049672", "5049672"),
        (5049672, "5049672"),
        (5049672.0, "5049672"),
        ("5049672.0", "5049672"),
        ("5049672,00", "5049672"),
        (' ="5049672" ', "5049672"),
        ("'5049672", "5049672"),
        ("88176412345678901", "88176412345678901"),
        (999_999_999_999_999, "999999999999999"),
        ("LAPOR-9", "LAPOR-9"),
        ("12E5", "12E5"),
        ("#1916449", "1916449"),
        ("2026.11.3", "2026.11.3"),
        ("2026.113", "2026.113"),
        ("8.800.003", "8800003"),
        ("8,800,004", "8800004"),
        ("8.800", "8.800"),
        ("\u00a05049672\u200b", "5049672"),
        ("n/a", ""),
        ("NULL", ""),
        ("-", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_a_key_is_its_digits_however_a_program_wrote_them(cell: Cell, key: str):
    assert key_of(cell, "id") == key


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("8,81764E+12", "is a rounded number"),
        ("8.81764e+16", "is a rounded number"),
        ("1E+17", "is a rounded number"),
        ("8.8E12", "is a rounded number"),
        ("8,8e12", "is a rounded number"),
        ("TRUE", "no id"),
        (88176412345678901, "keeps 15 digits only"),
        (8.8176412345678896e16, "keeps 15 digits only"),
        (10**15, "keeps 15 digits only"),
        (1.5, "is no whole number"),
        (float("inf"), "is no whole number"),
        (float("nan"), "is no whole number"),
        (True, "no id"),
        (datetime(2026, 7, 24), "is a date"),  # noqa: DTZ001
        ("#N/A", "fault or a formula"),
        ("####", "fault or a formula"),
        ("=A1+1", "fault or a formula"),
    ],
)
def test_a_key_that_was_damaged_is_told_with_what_to_do(cell: Cell, why: str):
    with pytest.raises(BadMessage, match=why) as error:
        key_of(cell, "id")
    assert "no id" in str(error.value) or "export once more" in str(error.value)


@pytest.mark.parametrize(
    ("keys", "cut"),
    [
        (["88176412345678900", "88176412345679000"], 2),
        (["88176412345678900"], 0),
        (["881764123456789000"], 1),
        (["88176412345678900", "88176412345679001"], 0),
        (["8817641234567890", "8817641234567891"], 0),
        (["5049670", "5049680", "5049690"], 0),
    ],
)
def test_long_keys_that_all_end_in_zeros_were_cut(keys: list[str], cut: int):
    assert len(cut_to_zeros(keys)) == cut
