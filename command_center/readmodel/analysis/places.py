"""Where: reports by kecamatan and kelurahan, per 10,000 people, with the median of days to the answer; and silence."""

from collections.abc import Mapping, Sequence

import duckdb

from command_center.domain.selection import Dimension
from command_center.methods.answer_times import counted_curve
from command_center.methods.silence import AreaRate, quiet_areas
from command_center.readmodel.analysis.area_ages import AreaAges, area_ages, reports_of, together
from command_center.readmodel.analysis.city import AnalysisCity
from command_center.readmodel.analytics_view import AreaLine, QuietArea
from command_center.readmodel.selected import Scope

FEWEST_EXPECTED = 3.0
"""Reports expected of an area below which silence says nothing: none at all would come in one of twenty periods anyway."""


def area_lines(
    cursor: duckdb.DuckDBPyConnection, scope: Scope, city: AnalysisCity
) -> tuple[tuple[AreaLine, ...], tuple[AreaLine, ...], int]:
    """Every kecamatan and every kelurahan of the city, those without a report too, and how many reports lie in none.

    Filters by place are left out, and told by `chosen`. The median counts open reports too (Kaplan-Meier).
    """
    wanted = scope.all_but(Dimension.KECAMATAN, Dimension.KELURAHAN)
    by_kecamatan: dict[str, list[AreaAges]] = {}
    by_kelurahan: dict[str, list[AreaAges]] = {}
    for kecamatan, kelurahan, ages in area_ages(cursor, scope, wanted, city.calendar):
        by_kecamatan.setdefault(kecamatan, []).append(ages)
        by_kelurahan.setdefault(kelurahan, []).append(ages)
    unplaced = reports_of(together(by_kecamatan.get("", [])))
    selection = scope.selection
    kecamatan_chosen, kelurahan_chosen = selection.of(Dimension.KECAMATAN), selection.of(Dimension.KELURAHAN)
    homes = {city.homes[code] for code in kelurahan_chosen if code in city.homes}
    everywhere = not kecamatan_chosen and not kelurahan_chosen
    kecamatan_lines = [
        _line(code, code, by_kecamatan, city, everywhere or code in kecamatan_chosen or code in homes)
        for code in sorted({*city.homes.values()})
    ]
    kelurahan_lines = [
        _line(
            code,
            home,
            by_kelurahan,
            city,
            (not kelurahan_chosen or code in kelurahan_chosen) and (not kecamatan_chosen or home in kecamatan_chosen),
        )
        for code, home in sorted(city.homes.items())
    ]
    return tuple(kecamatan_lines), tuple(kelurahan_lines), unplaced


def _line(
    code: str, kecamatan: str, found: Mapping[str, Sequence[AreaAges]], city: AnalysisCity, chosen: bool
) -> AreaLine:
    ages = together(found.get(code, []))
    known = ages.days == ages.days
    curve = counted_curve(ages.days[known], ages.answered[known], ages.others[known])
    people = city.people.get(code)
    return AreaLine(
        code=code,
        kecamatan=kecamatan,
        count=reports_of(ages),
        answered=int(ages.answered.sum()),
        median_days=curve.p50 if curve else None,
        population=people.number if people else None,
        estimated=people.estimated if people else False,
        chosen=chosen,
    )


def quiet(lines: Sequence[AreaLine]) -> tuple[QuietArea, ...]:
    """Each kelurahan against what its people usually report, the furthest below first; none where nothing was reported."""
    peopled = [line for line in lines if line.population]
    if not any(line.count for line in peopled):
        return ()
    rates = quiet_areas([line.count for line in peopled], [round(line.population or 0) for line in peopled])
    found = [
        QuietArea(
            line.code, line.kecamatan, line.count, rate.expected, rate.low, rate.high, is_quiet(rate), line.chosen
        )
        for line, rate in zip(peopled, rates, strict=True)
        if rate.low is not None and rate.high is not None
    ]
    return tuple(sorted(found, key=lambda area: (not area.quiet, area.count - area.expected, area.code)))


def is_quiet(rate: AreaRate) -> bool:
    """Whether an area is surely quieter than the city, with enough expected of it to say so."""
    return rate.quiet and rate.expected >= FEWEST_EXPECTED
