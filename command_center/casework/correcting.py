"""What a person here corrects of a report: subject, place, department, class, visibility, policy. Pure but for finding places."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar

from command_center.casework.stepping import check_opd
from command_center.domain.acts import Act, ActKind, BadAct
from command_center.domain.findings import AssignedBy, Assignment, Classification, FoundBy, Location, PlaceEvidence
from command_center.domain.inbound import Position
from command_center.domain.proposals import Proposal, ProposedField
from command_center.domain.recount import with_extension, with_policy
from command_center.domain.report import Report
from command_center.domain.report_kinds import ReportClass, Visibility
from command_center.errors import Conflict
from command_center.places.locator import Locator
from command_center.reference.load import Reference
from command_center.store.labels import Label

K = TypeVar("K", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Corrector:
    """Applies corrections with the city's data."""

    reference: Reference
    locator: Callable[[], Locator]

    def corrected(self, report: Report, act: Act) -> Report:
        """The report as the person says it is. Raises BadAct where something named is not there."""
        if not (changed(act) or act.position):
            raise BadAct(
                "category", "say what is to be corrected: subject, place, department, class, visibility or policy"
            )
        after = self._with_opd(self._with_place(self._with_category(report, act), act), report, act)
        return self._with_kind(after, act)

    def of_proposal(self, proposal: Proposal, report_id: int, version: int | None) -> Act:
        """The correction that a sender proposes."""
        value = proposal.proposed
        given: dict[str, Any] = {}
        if proposal.field is ProposedField.PLACE:
            if value["exact"] and value["lat"] is not None:
                given["position"] = Position(value["lat"], value["lon"])
            else:
                given["kelurahan"] = value["kelurahan"]
        else:
            given[str(proposal.field)] = value
        return Act(ActKind.CORRECT, report_id, version, **given)

    def _with_category(self, report: Report, act: Act) -> Report:
        if not act.category:
            return report
        if act.category not in {each.code for each in self.reference.categories.every}:
            known = ", ".join(each.code for each in self.reference.categories.every)
            raise BadAct("category", f"{act.category!r} is no category of the city; there are: {known}")
        found = report.classification
        if act.category == found.category:
            return replace(report, classification=replace(found, doubtful=False, chosen_by_staff=True))
        return replace(report, classification=Classification(act.category, chosen_by_staff=True))

    def _with_place(self, report: Report, act: Act) -> Report:
        if act.position is not None:
            kelurahan, kecamatan = self.locator().relocate_point(act.position)
            if not kelurahan:
                raise BadAct("position", "that point lies outside the city: put the pin inside it")
            evidence = replace(report.location.evidence, metres_outside=0.0, candidates=(), text_names=())
            place = Location(FoundBy.COORDINATES, kelurahan, kecamatan, act.position, exact=True, evidence=evidence)
            return replace(report, location=place)
        if not act.kelurahan:
            return report
        if act.kelurahan not in self.reference.areas.kelurahan_by_code:
            raise BadAct("kelurahan", f"{act.kelurahan!r} is the code of no kelurahan of the city")
        return replace(report, location=replace(self.locator().in_area(act.kelurahan), evidence=PlaceEvidence()))

    def _with_opd(self, after: Report, before: Report, act: Act) -> Report:
        if act.opd:
            check_opd(act.opd, self.reference.router)
            return replace(after, assignment=Assignment(act.opd, AssignedBy.STAFF))
        moved = (after.classification.category, after.location.kecamatan) != (
            before.classification.category,
            before.location.kecamatan,
        )
        if moved and before.assignment.by in (AssignedBy.ROUTE, AssignedBy.TAKEN_BACK) and before.status.rule.at_p3m:
            return replace(
                after,
                assignment=self.reference.router.assign(after.classification.category, after.location.kecamatan),
            )
        return after

    def _with_kind(self, report: Report, act: Act) -> Report:
        if act.visibility:
            report = replace(report, visibility=_one_of(Visibility, act.visibility, "visibility"))
        if not (act.report_class or act.policy):
            return report
        wanted = _one_of(ReportClass, act.report_class, "report_class") if act.report_class else report.report_class
        return self._under(report, wanted, act.policy)

    def _under(self, report: Report, wanted: ReportClass, code: str) -> Report:
        """As a report of this class, by the policy that is named or that it has: terms run from the same receipt, and what
        it waited stays.
        """
        policies = self.reference.policies
        policy = policies.find(code or report.deadlines.policy)
        if code and policy is None:
            known = ", ".join(dict.fromkeys(each.code for each in policies.every))
            raise BadAct("policy", f"{code!r} is no policy of the city; there are: {known}")
        if policy is None:
            # Nobody knows its terms any more: the deadlines that were fixed stay.
            return replace(report, report_class=wanted)
        if (policy.key, wanted) == (report.deadlines.policy, report.report_class):
            return report
        return with_policy(report, policy, self.reference.calendar, wanted)

    def extended(self, report: Report, act: Act) -> Report:
        """The report with the longer term to be settled that its policy has. Raises BadAct, Conflict."""
        policy = self.reference.policies.find(report.deadlines.policy)
        if report.deadlines.extended:
            raise Conflict(f"{report.number} has the longer term already", "extended")
        if policy is None or policy.terms[report.report_class].settle_extended is None:
            raise BadAct("kind", f"{report.deadlines.policy} has no longer term for a {report.report_class}")
        if not act.note.strip():
            raise BadAct("note", f"say why {report.number} takes longer to be settled")
        return with_extension(report, policy, self.reference.calendar)


def learned(before: Report, after: Report, act: Act, by: str, at: datetime) -> list[Label]:
    """What the program can learn: the right answer where a person gave one, also where it confirms what was found."""
    made = []
    if act.category:
        made.append(("category", before.classification.category, after.classification.category))
    if act.kelurahan or act.position is not None:
        made.append(("kelurahan", before.location.kelurahan, after.location.kelurahan))
    return [Label(before.id, field, found, right, by, at) for field, found, right in made]


def _one_of(kind: type[K], value: str, field: str) -> K:
    try:
        return kind(value)
    except ValueError:
        raise BadAct(field, f"{value!r} is not possible; there are: {', '.join(kind)}") from None


def changed(act: Act) -> Mapping[str, str]:
    """What a correction sets, for the audit: codes alone."""
    given = {
        "category": act.category,
        "kelurahan": act.kelurahan,
        "pin": "moved" if act.position is not None else "",
        "opd": act.opd,
        "report_class": act.report_class,
        "visibility": act.visibility,
        "policy": act.policy,
    }
    return {name: value for name, value in given.items() if value}
