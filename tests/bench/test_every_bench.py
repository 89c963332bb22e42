"""Every benchmark, tiny: it still runs against the program as it is, and gives each of its figures."""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

import pytest

from tests.bench.__main__ import MEASUREMENTS, NEEDS
from tests.bench.figures import Spread
from tests.bench.size import Size
from tests.servers.preloaded import ROOT


def every() -> list[Any]:
    """Each registered benchmark; those that need a program are marked with it."""
    return [
        pytest.param(name, marks=pytest.mark.needs(NEEDS[name])) if name in NEEDS else name for name in MEASUREMENTS
    ]


def numbers(measured: Any, where: str = "") -> Iterator[tuple[str, float]]:
    """(where it stands, figure) of each number inside a result."""
    if is_dataclass(measured):
        for field in fields(measured):
            yield from numbers(getattr(measured, field.name), f"{where}.{field.name}")
    elif isinstance(measured, Mapping):
        for key, value in measured.items():
            yield from numbers(value, f"{where}[{key}]")
    elif isinstance(measured, Sequence) and not isinstance(measured, str):
        for position, value in enumerate(measured):
            yield from numbers(value, f"{where}[{position}]")
    elif isinstance(measured, int | float) and not isinstance(measured, bool | Enum):
        yield where, measured


@pytest.mark.timeout(300)
@pytest.mark.parametrize("name", every())
def test_it_runs_and_gives_its_figures(name, tmp_path):
    measured = MEASUREMENTS[name](tmp_path, Size.TINY)
    figures = dict(numbers(measured))
    assert figures
    assert [where for where, figure in figures.items() if not math.isfinite(figure) or figure < 0] == []
    rows = measured.rows()
    assert rows
    for row in rows:
        assert re.search(r"\d", row.measured), row
        assert not re.search(r"\b(nan|inf)\b", f"{row.measured} {row.baseline}"), row


def test_what_was_not_measured_is_no_figure():
    assert not all(math.isfinite(figure) for _, figure in numbers([Spread.of([])]))


def test_the_page_describes_every_benchmark():
    text = (ROOT / "docs" / "benchmarks.md").read_text("utf-8")
    assert re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE) == list(MEASUREMENTS)
