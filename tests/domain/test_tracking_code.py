"""The code of a receipt: the same for good, another for each number, and read as people type it."""

import pytest

from command_center.domain.tracking_code import (
    ALPHABET,
    LENGTH,
    code_as_typed,
    code_of_number,
    is_same_code,
    number_as_typed,
    shown_code,
)

SECRET = bytes(range(32))
NUMBER = "LH-2026-000123"


def test_a_code_depends_on_number_and_secret_and_on_nothing_else():
    code = code_of_number(SECRET, NUMBER)
    assert code == code_of_number(SECRET, NUMBER)
    assert code != code_of_number(SECRET, "LH-2026-000124")
    assert code != code_of_number(bytes(32), NUMBER)


def test_it_is_written_in_letters_that_are_read_for_no_others():
    for count in range(500):
        code = code_of_number(SECRET, f"LH-2026-{count:06d}")
        assert len(code) == LENGTH
        assert set(code) <= set(ALPHABET)
    assert not set("ILOU") & set(ALPHABET)


def test_codes_of_many_numbers_differ():
    codes = {code_of_number(SECRET, f"LH-2026-{count:06d}") for count in range(20_000)}
    assert len(codes) == 20_000


@pytest.mark.parametrize("typed", ["7K0M1QXP", "7k0m1qxp", "7K0M-1QXP", " 7KOM–IQXP ", "7kom lqxp", "7k.o.m_i/qxp"])
def test_case_dashes_and_letters_that_look_alike_do_not_matter(typed):
    assert code_as_typed(typed) == "7K0M1QXP"
    assert is_same_code("7K0M1QXP", typed)


@pytest.mark.parametrize("typed", ["", "7K0M1QX", "7K0M1QXPP", "7K0M1QXQ", "\ud800", "7" * 10_000])
def test_any_other_text_is_another_code(typed):
    assert not is_same_code("7K0M1QXP", typed)


@pytest.mark.parametrize("typed", ["LH-2026-000123", "lh 2026 123", "LH2026000123", " lh-2026-000123 ", "2026 123"])
def test_a_number_is_read_as_people_type_it(typed):
    assert number_as_typed(typed) == NUMBER


@pytest.mark.parametrize("typed", ["", "123", "../../etc", "LH-26-1", "x" * 500, "\ud800"])
def test_what_is_no_number_stays_none(typed):
    assert number_as_typed(typed) != NUMBER
    assert len(number_as_typed(typed)) <= 64


def test_it_is_shown_in_two_groups():
    assert shown_code("7K0M1QXP") == "7K0M-1QXP"
