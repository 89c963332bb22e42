"""How old the reports of each area are, in arrays: tens of thousands of counts, which one by one take longer than the question."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import duckdb

from command_center.domain.working_days import Calendar
from command_center.readmodel.grains import Waited, days_of
from command_center.readmodel.selected import Scope

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_ANSWERED, _CLOSED, _TODAY = -1, -2, -3
"""Codes of what was answered, and of what was closed without an answer, nobody knows when; and of what waits since the last
day of the period, below it what waits since the days before. Others are twice a grain, and one more without an answer.
"""


@dataclass(frozen=True, slots=True, eq=False)
class AreaAges:
    """Arrays of one length: `days` in working days, NaN where nobody knows, with the reports `answered` then, and the others."""

    days: "NDArray[np.float64]"
    answered: "NDArray[np.int64]"
    others: "NDArray[np.int64]"


def area_ages(
    cursor: duckdb.DuckDBPyConnection, scope: Scope, wanted: str, calendar: Calendar
) -> list[tuple[str, str, AreaAges]]:
    """(kecamatan, kelurahan, ages) of the reports of the period that pass `wanted`; "" where a report lies in none."""
    import numpy as np

    last = scope.selection.span.last
    found = cursor.execute(
        scope.sql(f"""
        SELECT kecamatan, kelurahan, list(code) AS codes, list(reports) AS reports FROM (
            SELECT coalesce(kecamatan, '') AS kecamatan, coalesce(kelurahan, '') AS kelurahan, count(*) AS reports,
                   coalesce(CASE WHEN since IS NOT NULL THEN {_TODAY} - (DATE '{last}' - since)::INTEGER
                                 ELSE 2 * grain + (NOT done)::INTEGER END,
                            CASE WHEN done THEN {_ANSWERED} ELSE {_CLOSED} END) AS code
            FROM scope_now WHERE {wanted} GROUP BY ALL
        ) GROUP BY ALL
        """)
    ).fetchnumpy()
    if not len(found["codes"]):
        return []
    waited = Waited(calendar, scope.moments.now)

    def age(code: int) -> float:
        if code >= 0:
            return days_of(code // 2)
        return waited[last - timedelta(days=_TODAY - code)] if code <= _TODAY else np.nan

    codes, places = np.unique(np.concatenate(list(found["codes"])), return_inverse=True)
    ages = np.array([age(code) for code in codes.tolist()])[places]
    counts = np.concatenate(list(found["reports"]))
    met = ((codes == _ANSWERED) | ((codes >= 0) & (codes % 2 == 0)))[places]
    ends = np.cumsum([len(each) for each in found["codes"]])[:-1]
    parts = (np.split(each, ends) for each in (ages, np.where(met, counts, 0), np.where(met, 0, counts)))
    return [
        (kecamatan, kelurahan, AreaAges(*each))
        for kecamatan, kelurahan, *each in zip(found["kecamatan"], found["kelurahan"], *parts, strict=True)
    ]


def together(ages: Sequence[AreaAges]) -> AreaAges:
    """Those of several areas."""
    import numpy as np

    if not ages:
        return AreaAges(np.empty(0), np.empty(0, dtype=int), np.empty(0, dtype=int))
    return AreaAges(
        np.concatenate([each.days for each in ages]),
        np.concatenate([each.answered for each in ages]),
        np.concatenate([each.others for each in ages]),
    )


def reports_of(ages: AreaAges) -> int:
    """All of them, those too of which nobody knows how old they are."""
    return int(ages.answered.sum() + ages.others.sum())
