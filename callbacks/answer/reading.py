"""Which report of which department a request may see, and what of it: decided from the session, never from the address."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from command_center.casework.office_room import OfficeRoom
from command_center.casework.scope import check_scope, may_act_on
from command_center.domain.acting import Acting, acting_person
from command_center.domain.opd_report import AnswerDraft, OpdReport
from command_center.domain.report import Report, is_with_department
from command_center.domain.report_file import DeedKind
from command_center.domain.report_kinds import Visibility
from command_center.domain.workflow import Status, may_follow, may_return
from command_center.errors import NotAllowed, NotFound
from command_center.places.area_shapes import AreaShapes
from command_center.store.event_log import EventLog
from command_center.store.report_texts import ReportTexts
from command_center.web.api.export import READS_TEXTS
from command_center.web.report_pictures import ReportPictures
from command_center.web.security.identity import READS_CONFIDENTIAL, Identity, row_scope
from layouts.answer.config import AnswerConfig


@dataclass(frozen=True)
class AnswerSource:
    """What the page asks, on behalf of who is signed in."""

    room: OfficeRoom
    pictures: ReportPictures
    log: EventLog
    texts: ReportTexts
    identity: Callable[[], Identity]
    shapes: Callable[[], AreaShapes]
    clock: Callable[[], datetime]
    config: AnswerConfig
    sign: Callable[[object], str]
    unsign: Callable[[str], object]

    def found(self, code: str, number: str) -> OpdReport:
        """The report for who asks. Raises NotFound, in the same words for one that there is not and for one of others."""
        identity = self.identity()
        file = self.room.files.by_number(number[:40].upper())
        if not may_read(file.report, code, identity):
            raise NotFound(f"{number}: this department has no such report")
        reads_words = bool(identity.roles & READS_TEXTS)
        masked = "" if reads_words else self.texts.of([file.report.id], masked=True).get(file.report.id, "")
        # Who sent it, and who looked at that, is for P3M alone.
        history = tuple(each for each in file.history if each.kind is not DeedKind.AUDIT)
        file = replace(file, name="", contact="", earlier=0, near=(), proposals=(), history=history)
        if not reads_words:
            file = replace(file, messages=())
        return self._with_acts(OpdReport(file, (), None, masked=masked), identity)

    def _with_acts(self, view: OpdReport, identity: Identity) -> OpdReport:
        report, room, now = view.report, self.room, self.clock()
        acting = person(identity)
        answers = tuple(room.answering.of_report(report.id)) if identity.roles & READS_TEXTS else ()
        instructions = tuple(room.instructing.of_report(report.id))
        view = replace(view, answers=answers, instructions=instructions)
        if not (may_act_on(report, acting) and may_answer(report, acting)):
            return view
        return replace(
            view,
            may_act=True,
            may_answer=may_follow(report.status, Status.ANSWERED, report.report_class),
            may_settle=may_follow(report.status, Status.SETTLED, report.report_class),
            may_ask=may_follow(report.status, Status.INCOMPLETE),
            may_return=not report.status.closed
            and not report.status.rule.at_p3m
            and may_return(report.status, Status.VERIFIED),
            reach=room.answering.reach(report, now),
            drafts=tuple(
                AnswerDraft(template.code, template.label, str(template.status), text)
                for template, text in room.answering.templates_for(report)
            ),
            others=self._others(report),
        )

    def _others(self, report: Report) -> int:
        """How many further reports of the incident are with the same department."""
        if report.incident_id is None:
            return 0
        incident = self.room.reports.of_incident(report.incident_id)
        return sum(
            each.id != report.id and not each.retracted and each.assignment.opd == report.assignment.opd
            for each in incident
        )


def may_read(report: Report, code: str, identity: Identity) -> bool:
    """Whether a report stands on the page of this department for who asks.

    A department reads what was forwarded to it, whatever is filed as rahasia too; of others P3M alone reads that.
    """
    scope = row_scope(identity)
    if report.retracted or report.assignment.opd != code or (scope is not None and scope != code):
        return False
    if scope is not None:
        return is_with_department(report)
    return report.visibility is not Visibility.CONFIDENTIAL or bool(identity.roles & READS_CONFIDENTIAL)


def person(identity: Identity, address: str = "") -> Acting:
    """Who acts."""
    return acting_person(identity.name, identity.roles, identity.opd, address)


def may_answer(report: Report, acting: Acting) -> bool:
    """Whether answers of this person are taken at all."""
    try:
        check_scope(report, acting)
    except NotAllowed:
        return False
    return True
