"""A report as its own citizen may see it: put together from what is kept of it, without anything of anybody else's."""

from collections.abc import Callable, Sequence
from datetime import datetime

from command_center.casework.citizen_due import met_deadlines, own_deadline
from command_center.casework.reopening import may_rate, reopen_until
from command_center.domain.answers import Answer, answer_state
from command_center.domain.conversations import MessageKind
from command_center.domain.inbound import Media
from command_center.domain.pauses import PauseReason
from command_center.domain.picture_keys import picture_key
from command_center.domain.report import Report
from command_center.domain.wording import Wording
from command_center.domain.workflow import Stage, Status
from command_center.readmodel.citizen_view import (
    GivenAnswer,
    GivenRating,
    OwnMessage,
    PublicStep,
    TrackedReport,
    WayPoint,
)
from command_center.reference.load import Reference
from command_center.store.answers import Answers
from command_center.store.messages import SeenMessage
from command_center.store.ratings import Ratings
from command_center.store.reports import Reports, StepTaken

ANSWERS = frozenset({Status.ANSWERED, Status.SETTLED})
"""Steps whose note is what the city answered: all other notes are instructions and reasons, and stay inside."""


class Tracking:
    """Shows reports to their citizens. `clock` gives aware UTC."""

    def __init__(
        self,
        reports: Reports,
        answers: Answers,
        ratings: Ratings,
        reference: Reference,
        clock: Callable[[], datetime],
    ) -> None:
        self._reports, self._answers, self._ratings = reports, answers, ratings
        self._reference, self._clock = reference, clock

    def find(self, number: str) -> Report:
        """The report with this number; whoever asks has shown its code. Raises NotFound and StoreUnavailable."""
        return self._reports.by_number(number)

    def view(self, report: Report) -> TrackedReport:
        """All that its citizen sees of it. Raises StoreUnavailable."""
        now, reference = self._clock(), self._reference
        steps = [step for step in self._reports.steps(report.id) if not step.undone]
        written = self._answers.of_reports([report.id]).get(report.id, ())
        place, areas = report.location, reference.areas
        category = reference.categories.by_code.get(report.classification.category)
        profile = reference.channels.get(report.origin.channel)
        rating = self._ratings.of(report.id)
        until = reopen_until(report, reference.policies, reference.calendar)
        unchangeable = report.retracted or report.status.closed
        kelurahan, kecamatan = (
            areas.kelurahan_by_code.get(place.kelurahan),
            areas.kecamatan_by_code.get(place.kecamatan),
        )
        area = ", ".join(each.name for each in (kelurahan, kecamatan) if each is not None)
        code = report.classification.category
        return TrackedReport(
            number=report.number,
            as_of=now,
            received_at=report.received_at,
            status=report.status,
            words=self._words(report.status, report.assignment.opd),
            channel=profile.label if profile is not None else Wording(report.origin.channel, report.origin.channel),
            category=category.label if category is not None else Wording(code, code),
            opd=self._opd(report.assignment.opd) if report.status.rule.meets else None,
            visibility=report.visibility,
            address=report.content.address,
            area=area,
            lat=place.position.lat if place.position else None,
            lon=place.position.lon if place.position else None,
            exact=place.exact,
            reached=_reached(report),
            messages=own_messages(report, self._reports.messages(report.id)),
            history=tuple(self._history(report, steps)),
            answers=given_answers(written, steps),
            answering=answer_state(written),
            deadline=None if report.retracted else own_deadline(report, reference, now),
            met=met_deadlines(report, reference, now),
            rating=GivenRating(rating.stars, rating.comment) if rating is not None else None,
            passed_to=_passed_to(report),
            needs_citizen=report.status.rule.clock_stands and not report.retracted,
            may_reply=not unchangeable,
            may_rate=may_rate(report, reference.policies, reference.calendar, now),
            may_withdraw=not unchangeable,
            reopen_until=until if until is not None and now <= until and not report.retracted else None,
            withdrawn=report.retracted,
            simulated=report.simulated,
        )

    def _opd(self, code: str) -> Wording | None:
        opd = self._reference.router.by_code.get(code)
        return opd.label if opd is not None else None

    def _words(self, status: Status, opd: str) -> Wording:
        """The city's words for the public, with the department's name."""
        label = self._opd(opd) or Wording("OPD terkait", "the department in charge")
        statuses = self._reference.statuses
        return Wording(statuses.public(status, label.id), statuses.public(status, label.en, "en"))

    def _history(self, report: Report, steps: Sequence[StepTaken]) -> list[PublicStep]:
        """The receipt and each step that led to another status or department, newest last."""
        found = [PublicStep(report.received_at, Status.RECEIVED, self._words(Status.RECEIVED, ""))]
        before: tuple[Status, str] = (Status.RECEIVED, "")
        for step in steps:
            opd = step.opd or before[1] or report.assignment.opd
            if (step.status, opd) != before:
                found.append(PublicStep(step.at, step.status, self._words(step.status, opd)))
            before = step.status, opd
        return found


def given_answers(answers: Sequence[Answer], steps: Sequence[StepTaken]) -> tuple[GivenAnswer, ...]:
    """What the city wrote, oldest first, once it was handed over; and what stands with steps alone, such as another system's.

    An answer that is on its way, failed or was taken back is none for the citizen, nor is a remark of staff that stands
    among the steps without a step of the flow: why a report takes longer, or was merged.
    """
    handed = [
        GivenAnswer(each.at, each.text, tuple(filter(None, map(picture_key, each.media))), each.is_question)
        for each in answers
        if each.state.handed_over
    ]
    written = {each.text for each in answers}
    before = [None, *(each.status for each in steps)]
    of_steps = [
        GivenAnswer(each.at, each.note)
        for each, was in zip(steps, before, strict=False)
        if each.status in ANSWERS and each.status is not was and each.note.strip() and each.note not in written
    ]
    return tuple(sorted([*handed, *of_steps], key=lambda each: each.at))


def own_messages(report: Report, messages: Sequence[SeenMessage]) -> tuple[OwnMessage, ...]:
    """What the citizen sent, in order; messages of others under it are not among them, nor what was taken back.

    A report of one message keeps its words with the report.
    """
    found = []
    for each in messages:
        if each.removed or each.kind is MessageKind.CHANGE or (each.kind is MessageKind.REMARK and each.sender):
            continue
        said = each.content
        if said is None:
            found.append(_own(each.at, report.content.text, report.content.media))
        elif said.text or said.media:
            found.append(_own(each.at, said.text, said.media))
    return tuple(found) or (_own(report.origin.sent_at, report.content.text, report.content.media),)


def _own(at: datetime, text: str, media: Sequence[Media]) -> OwnMessage:
    keys = tuple(filter(None, map(picture_key, media)))
    return OwnMessage(at, text, keys, len(media) - len(keys))


def _passed_to(report: Report) -> str:
    """The level of government whose time runs now, "" where it is the city's or the citizen's."""
    lasting = [str(pause.why) for pause in report.deadlines.pauses if pause.end is None]
    return lasting[-1] if lasting and lasting[-1] != PauseReason.CITIZEN else ""


def _reached(report: Report) -> tuple[tuple[WayPoint, datetime | None], ...]:
    """The places on the way that were reached, each with when: a later one means the earlier ones were, too."""
    state = report.state
    times = {
        WayPoint.RECEIVED: report.received_at,
        WayPoint.VERIFIED: state.verified_at,
        WayPoint.FORWARDED: state.reached.get(Stage.FORWARD),
        WayPoint.ANSWERED: state.reached.get(Stage.ANSWER),
        WayPoint.SETTLED: state.reached.get(Stage.SETTLE),
    }
    here = next((way for way in WayPoint if way == str(report.status)), None)
    last = max((list(WayPoint).index(way) for way, at in times.items() if at is not None or way is here), default=0)
    return tuple((way, times[way]) for way in list(WayPoint)[: last + 1])
