"""Page queries on read models of growing size, each against the same SQL alone in DuckDB."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Any

import duckdb

from command_center.domain.working_days import WIB, Calendar
from command_center.readmodel.read_model import ReadModel
from program.core import Core
from tests.bench.city_years import fill
from tests.bench.figures import Row, Spread, milliseconds
from tests.bench.installation import core_of
from tests.bench.pages import PAGES, Load
from tests.bench.size import Size

PAGE_MS, GROWTH = 100.0, 1.5
Statement = tuple[str, Any]


@dataclass(frozen=True, slots=True)
class Effort:
    """Numbers of facts, and how often each page is asked for."""

    facts: tuple[int, ...]
    times: int


EFFORTS: Mapping[Size, Effort] = {
    Size.TINY: Effort((300,), 1),
    Size.QUICK: Effort((10_000, 1_000_000), 5),
    Size.FULL: Effort((10_000, 1_000_000, 10_000_000), 12),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A page, and its SQL alone, at one size."""

    facts: int
    page: Spread
    sql: Spread


@dataclass(frozen=True, slots=True)
class Queries:
    """Every page at all sizes, smallest first."""

    pages: Mapping[str, tuple[Asked, ...]]

    def rows(self) -> Sequence[Row]:
        """For each page a line for each size, and one for the growth."""
        return [row for page, sizes in self.pages.items() for row in _rows(page, sizes)]


def _rows(page: str, sizes: tuple[Asked, ...]) -> list[Row]:
    first, last = sizes[0], sizes[-1]
    growth = last.page.p50 / first.page.p50
    return [
        *(
            Row(
                f"whole page `{page}`, {each.facts:,} facts",
                f"p95 ≤ {PAGE_MS:.0f} ms",
                f"median {milliseconds(each.page.p50)}, p95 {milliseconds(each.page.p95)}",
                f"its SQL alone: median {milliseconds(each.sql.p50)}",
                each.page.p95 <= PAGE_MS,
            )
            for each in sizes
        ),
        Row(
            f"growth of `{page}` from {first.facts:,} to {last.facts:,} facts",
            f"≤ {GROWTH}",
            f"{growth:.2f}",
            f"its SQL alone: {last.sql.p50 / first.sql.p50:.2f}",
            growth <= GROWTH,
        ),
    ]


def measure(folder: Path, size: Size) -> Queries:
    """Each size in a read model of its own."""
    core, effort = core_of(folder / "queries"), EFFORTS[size]
    found: dict[str, list[Asked]] = {page: [] for page in PAGES}
    try:
        for facts in effort.facts:
            for page, asked in _asked(core, folder / f"{facts}.duckdb", facts, effort.times).items():
                found[page].append(asked)
    finally:
        core.close()
    return Queries({page: tuple(sizes) for page, sizes in found.items()})


def _asked(core: Core, file: Path, facts: int, times: int) -> Mapping[str, Asked]:
    now = datetime.now(UTC)
    model = ReadModel.open(file, WIB, core.reference.calendar)
    try:
        fill(model, core.reference, facts, now)
        return {page: _page(model, core, load, facts, times, now) for page, load in PAGES.items()}
    finally:
        model.close()
        file.unlink()


def _page(model: ReadModel, core: Core, load: Load, facts: int, times: int, now: datetime) -> Asked:
    for _ in range(2):
        load(model, core, now)
    recorder = Recorder(model.connection, model.zone, model.calendar)
    load(recorder, core, now)
    page, sql = [], []
    # In turn, so that whatever else the machine does falls on both.
    for _ in range(times):
        page.append(_timed(lambda: load(model, core, now)))
        sql.append(_timed(lambda: _alone(model, recorder.statements)))
    return Asked(facts, Spread.of(page), Spread.of(sql))


def _timed(work: Any) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _alone(model: ReadModel, statements: Sequence[Statement]) -> None:
    with model.cursor() as cursor:
        for sql, values in statements:
            cursor.execute(sql, values).fetchall()


class Recorder(ReadModel):
    """A read model that notes the questions it is asked."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, zone: tzinfo, calendar: Calendar) -> None:
        super().__init__(connection, zone, calendar)
        self.statements: list[Statement] = []

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """A cursor that notes what it executes."""
        return _Noting(self.connection.cursor(), self.statements)  # type: ignore[return-value]  # stands in for one


class _Noting:
    def __init__(self, cursor: duckdb.DuckDBPyConnection, statements: list[Statement]) -> None:
        self._cursor, self._statements = cursor, statements

    def execute(self, sql: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> duckdb.DuckDBPyConnection:
        self._statements.append((sql, values))
        return self._cursor.execute(sql, values)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._cursor, name)

    def __enter__(self) -> "_Noting":
        return self

    def __exit__(self, *error: object) -> None:
        self._cursor.close()
