"""A table of cases that one test goes through: for rules so quick that a test of its own for each case would cost more than the case."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest


def every_case(check: Callable[..., None], cases: Iterable[tuple[Any, ...]]) -> None:
    """`check` holds of each case, given as its arguments; the test fails with all those of which it does not, and why."""
    tried, failed = 0, []
    for case in cases:
        tried += 1
        try:
            check(*case)
        except Exception as error:
            failed.append(f"{case!r}: {type(error).__name__} {error}")
    if not tried:
        pytest.fail("the table is empty: nothing was checked", pytrace=False)
    if failed:
        told = "\n".join(failed)
        pytest.fail(f"{len(failed)} of {tried} cases:\n{told}", pytrace=False)
