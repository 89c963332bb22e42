"""What the analysis knows of the city beside its reports: calendar, people of each area, answer terms of the policies."""

from collections.abc import Mapping
from dataclasses import dataclass

from command_center.domain.areas import Areas
from command_center.domain.report_kinds import ReportClass
from command_center.domain.sla import Policies
from command_center.domain.working_days import Calendar

_HOURS_OF_DAY = 24


@dataclass(frozen=True, slots=True)
class People:
    """People of an area; `estimated` where they were shared out from its kecamatan."""

    number: float
    estimated: bool


@dataclass(frozen=True, slots=True)
class AnalysisCity:
    """`people` by the code of a kecamatan or kelurahan, `homes` kelurahan -> kecamatan.

    `answer_days` says how many working days a policy (``code@version``) gives for the answer to a class of report; what
    it gives no term for is not in it.
    """

    calendar: Calendar
    people: Mapping[str, People]
    homes: Mapping[str, str]
    answer_days: Mapping[tuple[str, str], float]


def analysis_city(areas: Areas, policies: Policies, calendar: Calendar) -> AnalysisCity:
    """From the reference data.

    The census counts people by kecamatan. A kelurahan gets the share of them that it has of the ground (areal
    weighting, Goodchild and Lam 1980), and says that it is an estimate.
    """
    people = {area.code: People(float(area.population_2020), estimated=False) for area in areas.kecamatan}
    for kecamatan in areas.kecamatan:
        within = areas.kelurahan_in(kecamatan.code)
        ground = sum(area.area_km2 for area in within)
        people |= {
            area.code: People(kecamatan.population_2020 * area.area_km2 / ground, estimated=True)
            for area in within
            if ground
        }
    terms = {}
    for policy in policies.every:
        for report_class in ReportClass:
            answer = policy.terms[report_class].answer
            if answer is not None:
                terms[policy.key, str(report_class)] = answer.days or answer.hours / _HOURS_OF_DAY
    return AnalysisCity(calendar, people, {area.code: area.kecamatan for area in areas.kelurahan}, terms)
