"""Answers to citizens: written here, sent by the outbox, and only a step of the report once the citizen's channel has them."""

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from command_center.casework import settling
from command_center.casework.answer_refused import first_of_all, reason_of
from command_center.casework.answer_texts import AnswerTexts
from command_center.casework.reaching import Reaching
from command_center.casework.scope import check_scope, check_step, may_act_on
from command_center.casework.versions import check_version
from command_center.domain.acting import Acting
from command_center.domain.answer_templates import AnswerTemplate
from command_center.domain.answers import MAKES, Answer
from command_center.domain.inbound import Media
from command_center.domain.outgoing import (
    PAGE,
    Addressee,
    Outgoing,
    OutgoingKind,
    Reach,
    ReachWay,
    SendState,
    Trouble,
)
from command_center.domain.report import Report
from command_center.domain.text_length import TextSize, measured
from command_center.domain.workflow import Status, may_follow
from command_center.errors import BadAnswer, Conflict, NotFound
from command_center.store.answers import Answers
from command_center.store.audit import AuditEntry
from command_center.store.reports import Reports
from command_center.store.unit_of_work import UnitOfWork

LONGEST_WAIT = timedelta(minutes=10)
"""An answer is held back for a moment in which it can be taken back, and no longer."""


@dataclass(frozen=True, slots=True)
class AnswerPreview:
    """What one reporter would get: the text with the number and address of their report (its code is for them alone), its size
    on their channel as it is sent, and why it cannot be.
    """

    report_id: int
    number: str
    channel: str
    reach: Reach
    text: str
    size: TextSize
    trouble: Trouble = Trouble.NONE

    @property
    def is_sent(self) -> bool:
        """Whether this reporter gets the answer."""
        return self.trouble is Trouble.NONE


@dataclass(frozen=True, slots=True)
class _Written:
    """An answer as it was asked for."""

    text: str
    status: Status
    media: tuple[Media, ...]
    template: str
    publish: bool
    wait: timedelta


class Answering:
    """Writes answers. All that is asked of it is checked against the flow, the rights, and the limits of the channel."""

    def __init__(self, reports: Reports, answers: Answers, reaching: Reaching, texts: AnswerTexts) -> None:
        self._reports, self._answers, self._reaching, self._texts = reports, answers, reaching, texts

    def reach(self, report: Report, at: datetime) -> Reach:
        """Whether and how the reporter of a report can be answered at an aware moment. Raises StoreUnavailable."""
        return self._reaching.reach(self._reports.addressees([report])[report.id], at)

    def templates_for(self, report: Report) -> Sequence[tuple[AnswerTemplate, str]]:
        """Templates that fit a report, each with its text filled in for it."""
        return self._texts.templates_for(report)

    def previews(
        self,
        report_id: int,
        text: str,
        acting: Acting,
        at: datetime,
        *,
        whole_incident: bool = False,
        media: tuple[Media, ...] = (),
        publish: bool = False,
        status: Status = Status.ANSWERED,
    ) -> list[AnswerPreview]:
        """What each reporter would get, the report's own first; those who get nothing say why.

        Raises NotFound, NotAllowed.
        """
        written = _Written(text, status, media, "", publish, timedelta(0))
        found = self._reports.by_ids([report_id])
        first = _known(found, report_id)
        check_scope(first, acting)
        others = (
            self._reports.of_incident(first.incident_id) if whole_incident and first.incident_id is not None else []
        )
        loaded = _first_of(first, others)
        return [each for _, each, _ in self._previewed(loaded, self._reports.addressees(loaded), written, acting, at)]

    def answer(
        self,
        report_id: int,
        text: str,
        acting: Acting,
        at: datetime,
        *,
        status: Status = Status.ANSWERED,
        version: int | None = None,
        media: tuple[Media, ...] = (),
        template: str = "",
        whole_incident: bool = False,
        wait: timedelta = timedelta(0),
        publish: bool = False,
        within: Callable[[UnitOfWork, tuple[Answer, ...]], None] | None = None,
    ) -> tuple[Answer, ...]:
        """Write an answer, durable on return, to be sent after `wait`; one for each reporter of an incident who can be reached.

        `publish` puts it on the status page where the channel's window is over; `within` is done in the transaction of the
        answers, after them: what it raises keeps them from being written. Raises NotFound, NotAllowed, Conflict (the
        report changed since `version`, is closed, or has the same answer on its way) and BadAnswer (empty, too long, not
        reachable: its `trouble` says which).
        """
        written = _Written(_clean(text), status, media, template, publish, wait)
        if status not in MAKES:
            raise BadAnswer(f"an answer makes a report {', '.join(MAKES)}, not {status}", "status", Trouble.NO_WAY)
        if not timedelta(0) <= wait <= LONGEST_WAIT:
            raise BadAnswer(f"an answer is held back for {LONGEST_WAIT} at most", "wait", Trouble.NO_WAY)

        def write(unit: UnitOfWork) -> tuple[Answer, ...]:
            loaded = _loaded(unit, report_id, whole=whole_incident)
            check_scope(loaded[0], acting)
            check_step(status, acting)
            check_version(unit, loaded[0], version)
            previewed = self._previewed(loaded, unit.addressees(loaded), written, acting, at)
            self._refuse(loaded[0], previewed[0][1], unit, status)
            too_long = [preview.number for _, preview, _ in previewed if preview.trouble is Trouble.TOO_LONG]
            if too_long:
                raise BadAnswer(f"the text is too long for {', '.join(too_long)}: shorten it", "text", Trouble.TOO_LONG)
            done = tuple(
                self._write(unit, report, preview, to, written, acting, at)
                for report, preview, to in previewed
                if preview.is_sent
            )
            if within is not None:
                within(unit, done)
            return done

        return self._reports.write(write)

    def ask(
        self,
        report_id: int,
        text: str,
        acting: Acting,
        at: datetime,
        *,
        version: int | None = None,
        template: str = "",
        wait: timedelta = timedelta(0),
        publish: bool = False,
    ) -> tuple[Answer, ...]:
        """Ask the citizen something: the report waits for them once it was handed over. Raises as `answer`."""
        return self.answer(
            report_id, text, acting, at,
            status=Status.INCOMPLETE, version=version, template=template, wait=wait, publish=publish,
        )  # fmt: skip

    def cancel(self, answer_id: int, acting: Acting, at: datetime) -> Answer:
        """Take an answer back that has not left. Raises NotFound, NotAllowed, Conflict where it has."""

        def change(unit: UnitOfWork, report: Report, answer: Answer, outgoing: Outgoing) -> Outgoing:
            if outgoing.state is not SendState.WAITING:
                raise Conflict("the answer has left already: it cannot be taken back", "left")
            return replace(outgoing, state=SendState.CANCELLED, try_at=at)

        return self._changed(answer_id, "report.answer.cancel", change, acting, at)

    def again(self, answer_id: int, acting: Acting, at: datetime) -> Answer:
        """Send an answer once more that failed, or of which nobody knows: a person says so, since it may arrive twice.

        It goes the way that it was written for, made anew for what the report and its reporter are now. Raises NotFound,
        NotAllowed, Conflict where it is on its way, has arrived, or the report cannot become what it makes of it any more, and
        BadAnswer where that way is shut.
        """

        def change(unit: UnitOfWork, report: Report, answer: Answer, outgoing: Outgoing) -> Outgoing:
            if outgoing.state not in (SendState.FAILED, SendState.UNSURE):
                raise Conflict("the answer is on its way or has arrived: there is nothing to send again", "on_its_way")
            if report.retracted:
                raise Conflict(f"{report.number} was taken back by its citizen: nothing more is sent", "withdrawn")
            to = unit.addressees([report])[report.id]
            reach = self._reaching.reach(to, at, publish=answer.way is ReachWay.PAGE)
            words = self._texts.words(answer.text, report, to)
            size = measured(words.text, reach.limit)
            trouble = _trouble(report, report, reach, size, answer.status, acting)
            preview = AnswerPreview(report.id, report.number, to.channel, reach, answer.text, size, trouble)
            self._refuse(report, preview, unit, answer.status)
            if reach.route != answer.route:
                raise BadAnswer(
                    f"{report.number}: the reporter is reached by {reach.route} now, not by {answer.route}: "
                    "write the answer anew",
                    "text",
                    reach.trouble or Trouble.NO_WAY,
                )
            unit.outbox.address_anew(outgoing.id, to.contact, self._reaching.payload(to, reach, words))
            return replace(
                outgoing, state=SendState.WAITING, attempts=0, try_at=at, trouble=Trouble.NONE, told="", sent_at=None
            )

        return self._changed(answer_id, "report.answer.again", change, acting, at)

    def handed(self, answer_id: int, acting: Acting, at: datetime) -> Answer:
        """A person has told the citizen (called back, put it into the other system). Raises NotFound, NotAllowed, Conflict."""

        def change(unit: UnitOfWork, report: Report, answer: Answer, outgoing: Outgoing) -> Outgoing:
            if outgoing.state not in (SendState.WAITING, SendState.FAILED, SendState.UNSURE):
                raise Conflict("the answer is on its way or has arrived already", "on_its_way")
            return replace(outgoing, state=SendState.SENT, sent_at=at, try_at=at, trouble=Trouble.NONE, told="")

        return self._changed(answer_id, "report.answer.handed", change, acting, at)

    def of_report(self, report_id: int) -> list[Answer]:
        """The answers of a report, in the order in which they were written. Raises StoreUnavailable."""
        return self._answers.of_reports([report_id]).get(report_id, [])

    def _previewed(
        self,
        loaded: Sequence[Report],
        people: Mapping[int, Addressee],
        written: _Written,
        acting: Acting,
        at: datetime,
    ) -> list[tuple[Report, AnswerPreview, Addressee]]:
        found = []
        for report in loaded:
            to = people[report.id]
            reach = self._reaching.reach(to, at, publish=written.publish)
            text = self._texts.kept(written.text, report, with_pictures=bool(written.media), reach=reach)
            size = measured(self._texts.words(text, report, to).text, reach.limit)
            trouble = _trouble(report, loaded[0], reach, size, written.status, acting)
            found.append((report, AnswerPreview(report.id, report.number, to.channel, reach, text, size, trouble), to))
        return found

    def _refuse(self, report: Report, preview: AnswerPreview, unit: UnitOfWork, status: Status) -> None:
        """Raises BadAnswer or Conflict where the report's own reporter would not get it."""
        if preview.trouble is Trouble.CLOSED:
            raise Conflict(
                f"{report.number} is {report.status}: it cannot become {status}{first_of_all(report)}", "status"
            )
        if preview.trouble is not Trouble.NONE:
            reason = reason_of(report, preview.channel, preview.reach, preview.size, preview.trouble)
            raise BadAnswer(reason, "text", preview.trouble)
        on_its_way = [each for each in unit.answers.of_report(report.id) if each.state.on_its_way]
        if any(each.text == preview.text and each.status is status for each in on_its_way):
            raise Conflict(f"{report.number}: the same answer is on its way already", "same_answer")

    def _write(
        self,
        unit: UnitOfWork,
        report: Report,
        preview: AnswerPreview,
        to: Addressee,
        written: _Written,
        acting: Acting,
        at: datetime,
    ) -> Answer:
        reach = preview.reach
        at_once = reach.route == PAGE and not written.wait
        state = SendState.PUBLISHED if at_once else SendState.WAITING
        outgoing = Outgoing(
            route=reach.route,
            kind=OutgoingKind.ANSWER,
            recipient=to.contact,
            payload=self._reaching.payload(to, reach, self._texts.words(preview.text, report, to)),
            key=f"a-{secrets.token_hex(12)}",
            try_at=at + written.wait,
            made_at=at,
            state=state,
            report_id=report.id,
            sent_at=at if at_once else None,
        )
        outbox_id = unit.outbox.put(outgoing)
        if outbox_id is None:
            raise Conflict(f"{report.number}: try again")
        answer = Answer(
            0, report.id, at, acting.name, written.status, preview.text, reach.route, reach.way, state,
            media=written.media, template=written.template, sent_at=outgoing.sent_at, try_at=outgoing.try_at,
        )  # fmt: skip
        answer = replace(answer, id=unit.answers.add(answer, outbox_id))
        unit.audit(
            AuditEntry(
                at,
                acting.name,
                _act_of(written.status),
                report.number,
                report.id,
                {"answer": answer.id, "route": reach.route, "way": str(reach.way)},
                acting.address,
            )
        )
        settling.apply(unit, answer, at)
        return _of(unit, report.id, answer.id)

    def _changed(
        self,
        answer_id: int,
        act: str,
        change: Callable[[UnitOfWork, Report, Answer, Outgoing], Outgoing],
        acting: Acting,
        at: datetime,
    ) -> Answer:
        def work(unit: UnitOfWork) -> Answer:
            outbox_id = unit.answers.outbox_id(answer_id)
            answer = unit.answers.of_outgoing(outbox_id) if outbox_id is not None else None
            if outbox_id is None or answer is None:
                raise NotFound(f"there is no answer {answer_id}")
            report = unit.load([answer.report_id])[answer.report_id]
            check_scope(report, acting)
            settling.keep(unit, change(unit, report, answer, unit.outbox.of([outbox_id])[outbox_id]), at)
            unit.audit(
                AuditEntry(at, acting.name, act, report.number, report.id, {"answer": answer_id}, acting.address)
            )
            return _of(unit, report.id, answer_id)

        return self._reports.write(work)


def _of(unit: UnitOfWork, report_id: int, answer_id: int) -> Answer:
    return next(each for each in unit.answers.of_report(report_id) if each.id == answer_id)


def _loaded(unit: UnitOfWork, report_id: int, *, whole: bool) -> list[Report]:
    """The report, and after it the others of its incident where all are meant. Raises NotFound."""
    report = _known(unit.load([report_id]), report_id)
    return _first_of(report, unit.of_incident(report.incident_id) if whole and report.incident_id is not None else [])


def _known(loaded: Mapping[int, Report], report_id: int) -> Report:
    report = loaded.get(report_id)
    if report is None or report.retracted:
        raise NotFound(f"there is no report with the id {report_id}")
    return report


def _first_of(first: Report, others: Sequence[Report]) -> list[Report]:
    """One report, and after it others that were not taken back."""
    return [first, *(each for each in others if each.id != first.id and not each.retracted)]


def _trouble(report: Report, first: Report, reach: Reach, size: TextSize, status: Status, acting: Acting) -> Trouble:
    """Why a reporter does not get the answer."""
    if not may_act_on(report, acting):
        return Trouble.OTHER_OPD
    if not may_follow(report.status, status, report.report_class):
        return Trouble.CLOSED
    if not reach.possible:
        return reach.trouble
    return Trouble.NONE if size.fits else Trouble.TOO_LONG


def _act_of(status: Status) -> str:
    return {Status.SETTLED: "report.settle", Status.INCOMPLETE: "report.ask"}.get(status, "report.answer")


def _clean(text: str) -> str:
    said = text.replace("\r\n", "\n").strip()
    if not said:
        raise BadAnswer("the answer is empty: write what the citizen is told", "text", Trouble.NONE)
    if any(0xD800 <= ord(letter) <= 0xDFFF or letter == "\0" for letter in said):
        raise BadAnswer("the answer holds a character that cannot be stored", "text", Trouble.REFUSED)
    return said
