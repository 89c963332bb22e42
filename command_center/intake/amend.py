"""What a correction makes of a report: all that its sender may correct is taken, what staff decided is proposed. Pure rules."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from command_center.domain.authorship import Authorship
from command_center.domain.conversations import Said
from command_center.domain.findings import AssignedBy, Location
from command_center.domain.inbound import Inbound
from command_center.domain.proposals import Proposal, ProposedField
from command_center.domain.report import Content, Report, after_step, with_longer_settlement, with_time_of_status
from command_center.domain.workflow import Stage, leads_on
from command_center.intake.examine import Examined


@dataclass(frozen=True, slots=True)
class Amendment:
    """The report after a correction (the same object where nothing changed), and what must wait for the desk.

    `agreed` are fields for which an earlier proposal has become idle: the sender says now what the report has.
    """

    report: Report
    proposals: tuple[Proposal, ...] = ()
    agreed: tuple[ProposedField, ...] = ()


def known_said(report: Report) -> Said:
    """What the sender of a report of one message has said so far."""
    content, found, sent_to = report.content, report.classification, report.assignment
    return Said(
        written_at=content.written_at,
        subject=content.subject,
        text=content.text,
        address=content.address,
        position=report.location.evidence.point,
        media=content.media,
        category=found.category if found.chosen_by_sender else "",
        opd=sent_to.opd if sent_to.by is AssignedBy.SENDER else "",
    )


def corrected(
    before: Said, item: Inbound, found: Examined, *, written_at: datetime | None = None, awaited: bool = False
) -> Said | None:
    """What a message says after `item` corrected it: its text and pictures as they are now; None where it is older.

    `written_at` is when it was written in this form, where that is not when it was sent.

    A field that the item leaves empty says nothing and takes nothing back: an edit of a text does not repeat the place.
    A first writing that was `awaited`, since its edit came before it, adds what the edit left unsaid.
    """
    at = written_at or item.sent_at
    if at < before.written_at:
        return _completed(before, item, found) if awaited else None
    return Said(
        written_at=at,
        subject=found.subject,
        text=found.text,
        address=found.address or before.address,
        position=item.position or before.position,
        media=before.media if item.keeps_media else item.media,
        category=item.category or before.category,
        opd=item.opd or before.opd,
    )


def _completed(before: Said, item: Inbound, found: Examined) -> Said:
    return replace(
        before,
        address=before.address or found.address,
        position=before.position or item.position,
        media=before.media or item.media,
    )


def amended(
    report: Report, said: Said, found: Examined, authors: Authorship, now: datetime, item: Inbound | None = None
) -> Amendment:
    """The report after its sender has said `said`, in which `found` was found; `item` is the item that corrected it.

    Number, receipt and deadlines stay as intake fixed them, but for a report that turns out to be one that its policy
    gives longer to be settled; those of another class are the caller's to count. What staff set last (`authors`) stays and becomes a proposal. A status is taken only where
    the flow allows the step, so that another system's row cannot undo our work; visibility only gets stricter by itself.
    """
    rule = _Correction(report, said, found, authors, now, whole=item is None)
    after = rule.apply()
    if item is not None:
        after = rule.with_kind(after, item)
        if found.deadlines.extended and not report.deadlines.extended and _same_term(report, found):
            after = with_longer_settlement(after, found.deadlines.due[Stage.SETTLE])
        if item.status is not None and leads_on(report.status, item.status):
            known = item.status_at is not None
            after = after_step(after, item.status, item.status_at or now, found.assignment, known=known)
        elif item.status is report.status and item.status_at is not None and "status" not in authors.decided:
            after = with_time_of_status(after, item.status_at)
    return Amendment(after, tuple(rule.proposals), tuple(rule.agreed))


def _same_term(report: Report, found: Examined) -> bool:
    """Whether the deadlines found run by the same policy from the same receipt."""
    return (found.deadlines.policy, found.received_at) == (report.deadlines.policy, report.received_at)


class _Correction:
    """One correction, field by field. `whole` tells that `said` is all that is left of a conversation."""

    def __init__(
        self, report: Report, said: Said, found: Examined, authors: Authorship, now: datetime, *, whole: bool
    ) -> None:
        self._report, self._said, self._found = report, said, found
        self._authors, self._now = authors, now
        content = report.content
        self._other_text = (found.subject, found.text) != (content.subject, content.text)
        self._other_address = found.address != content.address
        self._other_point = said.position is not None and said.position != report.location.evidence.point
        self._point_gone = whole and said.position is None and report.location.evidence.point is not None
        self.proposals: list[Proposal] = []
        self.agreed: list[ProposedField] = []

    def apply(self) -> Report:
        """Text, pictures, subject, place and department."""
        after = self._with_opd(self._with_place(self._with_category(self._with_content(self._report))))
        return self._report if after == self._report else after

    def with_kind(self, report: Report, item: Inbound) -> Report:
        """Class, visibility, and whether an answer can reach the sender."""
        if self._is_new("report_class", str(item.report_class)) and self._takes(
            ProposedField.REPORT_CLASS, "report_class", str(report.report_class), str(item.report_class)
        ):
            report = replace(report, report_class=item.report_class)
        if self._is_new("visibility", str(item.visibility)) and item.visibility is not report.visibility:
            if item.visibility.strictness > report.visibility.strictness:
                report = replace(report, visibility=item.visibility)
            else:
                self._propose(ProposedField.VISIBILITY, str(report.visibility), str(item.visibility))
        if item.reporter.contact and item.answerable != report.origin.answerable:
            report = replace(report, origin=replace(report.origin, answerable=item.answerable))
        return report

    def _with_content(self, report: Report) -> Report:
        content = Content(
            self._found.subject, self._found.text, self._found.address, self._said.written_at, self._said.media
        )
        same = replace(content, written_at=report.content.written_at) == report.content
        return report if same else replace(report, content=content)

    def _with_category(self, report: Report) -> Report:
        found = self._found.classification
        chosen = found.chosen_by_sender and self._is_new("category", found.category)
        if found == report.classification or not (self._other_text or chosen):
            return report
        if not self._takes(ProposedField.CATEGORY, "category", report.classification.category, found.category):
            return report
        return replace(report, classification=found)

    def _with_place(self, report: Report) -> Report:
        found, known = self._found.location, report.location
        asked = self._other_text or self._other_address or self._other_point or self._point_gone
        poorer = (found.position is None and known.position is not None) or (known.exact and not found.exact)
        if not asked or found == known:
            return report
        if poorer and not self._point_gone and not (self._authors.place_decided and _elsewhere(known, found)):
            return report
        if not self._authors.place_decided:
            return replace(report, location=found)
        if _spot(found) == _spot(known):
            self.agreed.append(ProposedField.PLACE)
        else:
            self._propose(ProposedField.PLACE, _spot(known), _spot(found))
        return report

    def _with_opd(self, report: Report) -> Report:
        found, known = self._found.assignment, report.assignment
        by_sender = found.by is AssignedBy.SENDER and self._is_new("opd", found.opd)
        routed_anew = report.classification != self._report.classification or report.location != self._report.location
        if found == known or not (by_sender or routed_anew or self._other_text):
            return report
        if self._opd_decided(report):
            if found.opd == known.opd:
                self.agreed.append(ProposedField.OPD)
            elif by_sender or routed_anew:
                self._propose(ProposedField.OPD, known.opd, found.opd)
            return report
        return replace(report, assignment=found) if by_sender or report.status.rule.at_p3m else report

    def _opd_decided(self, report: Report) -> bool:
        """Staff chose it, or sent the report on with the one it had."""
        decided = self._authors.decided
        sent_on = "status" in decided and not report.status.rule.at_p3m
        return (
            report.assignment.by in (AssignedBy.STAFF, AssignedBy.TAKEN_BACK, AssignedBy.P3M)
            or "opd" in decided
            or sent_on
        )

    def _is_new(self, fact: str, value: str) -> bool:
        """Whether the sender says something else than the last time."""
        return self._authors.said.get(fact) != value

    def _takes(self, field: ProposedField, fact: str, old: str, new: str) -> bool:
        """Whether the report takes the new value; where staff decided the old one, it becomes a proposal."""
        if fact not in self._authors.decided:
            return True
        if old == new:
            self.agreed.append(field)
        else:
            self._propose(field, old, new)
        return False

    def _propose(self, field: ProposedField, old: Any, proposed: Any) -> None:
        self.proposals.append(Proposal(field, old, proposed, self._report.origin.channel, self._now))


def _elsewhere(known: Location, found: Location) -> bool:
    """Whether what was found names another area: that contradicts a pin, however exact, and does not only say less."""
    return any(
        one and other and one != other
        for one, other in ((known.kelurahan, found.kelurahan), (known.kecamatan, found.kecamatan))
    )


def _spot(place: Location) -> dict[str, Any]:
    at = place.position
    return {
        "kelurahan": place.kelurahan,
        "kecamatan": place.kecamatan,
        "lat": at.lat if at else None,
        "lon": at.lon if at else None,
        "exact": place.exact,
    }
