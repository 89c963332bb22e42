"""A test that goes through a table fails with each case that does not hold, and not without one."""

import pytest

from tests.tables import every_case


def even(number: int) -> None:
    assert number % 2 == 0, f"{number} is odd"


def test_every_case_that_fails_is_named_and_the_others_are_tried():
    tried = []

    def check(number: int) -> None:
        tried.append(number)
        even(number)

    with pytest.raises(pytest.fail.Exception) as failed:
        every_case(check, [(1,), (2,), (3,)])
    assert str(failed.value).splitlines()[0] == "2 of 3 cases:"
    assert "(1,): AssertionError 1 is odd" in str(failed.value)
    assert "(3,): AssertionError 3 is odd" in str(failed.value)
    assert tried == [1, 2, 3]


def test_an_error_names_its_case_too():
    with pytest.raises(pytest.fail.Exception, match=r"\('x',\): TypeError"):
        every_case(even, [("x",)])


def test_a_table_that_holds_passes():
    every_case(even, [(2,), (4,)])


def test_an_empty_table_checks_nothing_and_fails():
    with pytest.raises(pytest.fail.Exception, match="empty"):
        every_case(even, [])
