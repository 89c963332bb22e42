"""Answers to citizens: written here, sent by the outbox, and only a step of the report once the citizen's channel has them."""

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from command_center.casework import settling
from command_center.casework.answer_checks import (
    AnswerPreview,
    clean,
    first_of_all,
    reason_of,
    said_already,
    trouble_of,
)
from command_center.casework.answer_texts import AnswerTexts
from command_center.casework.reaching import Reaching
from command_center.casework.scope import check_scope, check_step
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
from command_center.domain.text_length import measured
from command_center.domain.workflow import Status
from command_center.errors import BadAnswer, Conflict, NotFound
from command_center.store.answers import Answers
from command_center.store.audit import AuditEntry
from command_center.store.reports import Reports
from command_center.store.unit_of_work import UnitOfWork

KEY_USED = "key_used"
"""Word of a conflict: the key of an answer sent another one."""
ANSWER_ACTS = ("cancel", "again", "handed")
"""What is done to answers that were written: taken back, sent again, told by a person."""
LONGEST_WAIT = timedelta(minutes=10)
"""An answer is held back for a moment in which it can be taken back, and no longer."""


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
        said = self._answers.of_reports([each.id for each in loaded])
        people = self._reports.addressees(loaded)
        return [each for _, each, _ in self._previewed(loaded, people, said, written, acting, at)]

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
        key: str = "",
    ) -> tuple[Answer, ...]:
        """Write an answer, durable on return, to be sent after `wait`; one for each reporter of an incident who can be reached.

        `publish` puts it on the status page where the channel's window is over. A `key` (32 characters at most, this person's
        own) sends once: asked again it tells what it wrote. Raises NotFound, NotAllowed, Conflict (the report changed since
        `version`, is closed, has this very answer already, or the key sent another) and BadAnswer (empty, too long, not
        reachable, with a placeholder that nothing fills in: its `trouble` says which).
        """
        written = _Written(clean(text), status, media, template, publish, wait)
        if status not in MAKES:
            raise BadAnswer(f"an answer makes a report {', '.join(MAKES)}, not {status}", "status", Trouble.NO_WAY)
        if not timedelta(0) <= wait <= LONGEST_WAIT:
            raise BadAnswer(f"an answer is held back for {LONGEST_WAIT} at most", "wait", Trouble.NO_WAY)

        def write(unit: UnitOfWork) -> tuple[Answer, ...]:
            loaded = _loaded(unit, report_id, whole=whole_incident)
            check_scope(loaded[0], acting)
            check_step(status, acting)
            if key and (sent := unit.sent_keys.sent(key, acting.name, report_id)):
                self._check_same(loaded[0], text, status, sent)
                return tuple(sent)
            check_version(unit, loaded[0], version)
            said = unit.answers.of_reports([each.id for each in loaded])
            previewed = self._previewed(loaded, unit.addressees(loaded), said, written, acting, at)
            told_before = previewed[0][1].trouble is Trouble.SAME_ANSWER
            if not (told_before and any(preview.is_sent for _, preview, _ in previewed)):
                self._refuse(loaded[0], previewed[0][1], status)
            too_long = [preview.number for _, preview, _ in previewed if preview.trouble is Trouble.TOO_LONG]
            if too_long:
                raise BadAnswer(f"the text is too long for {', '.join(too_long)}: shorten it", "text", Trouble.TOO_LONG)
            done = tuple(
                self._write(unit, report, preview, to, written, acting, at)
                for report, preview, to in previewed
                if preview.is_sent
            )
            if key:
                unit.sent_keys.keep(key, acting.name, report_id, at, done)
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
        return self.do("cancel", [answer_id], acting, at)[0]

    def again(self, answer_id: int, acting: Acting, at: datetime) -> Answer:
        """Send an answer once more that failed, or of which nobody knows: a person says so, since it may arrive twice.

        It goes the way that it was written for, made anew for what the report and its reporter are now. Raises NotFound,
        NotAllowed, Conflict where it is on its way, has arrived, or the report cannot become what it makes of it any more, and
        BadAnswer where that way is shut.
        """
        return self.do("again", [answer_id], acting, at)[0]

    def handed(self, answer_id: int, acting: Acting, at: datetime) -> Answer:
        """A person has told the citizen (called back, put it into the other system). Raises NotFound, NotAllowed, Conflict."""
        return self.do("handed", [answer_id], acting, at)[0]

    def do(self, name: str, answer_ids: Sequence[int], acting: Acting, at: datetime) -> tuple[Answer, ...]:
        """Do one of `ANSWER_ACTS` to each in one transaction, and tell how they stand then: where it cannot be done to one (it
        has left meanwhile), it is to the others. Raises as these do, of the first, where it can be done to none.
        """
        change = {"cancel": _cancelled, "again": self._sent_again, "handed": _handed}[name]

        def work(unit: UnitOfWork) -> tuple[Answer, ...]:
            found = [_written(unit, answer_id) for answer_id in dict.fromkeys(answer_ids)]
            refused: list[Conflict | BadAnswer] = []
            for outbox_id, answer in found:
                report = unit.load([answer.report_id])[answer.report_id]
                check_scope(report, acting)
                outgoing = unit.outbox.of([outbox_id])[outbox_id]
                try:
                    changed = change(unit, report, answer, outgoing, acting, at)
                except (Conflict, BadAnswer) as error:
                    refused.append(error)
                    continue
                settling.keep(unit, changed, at)
                details = {"answer": answer.id}
                act = f"report.answer.{name}"
                unit.audit(AuditEntry(at, acting.name, act, report.number, report.id, details, acting.address))
            if refused and len(refused) == len(found):
                raise refused[0]
            return tuple(_of(unit, answer.report_id, answer.id) for _, answer in found)

        return self._reports.write(work)

    def _sent_again(
        self, unit: UnitOfWork, report: Report, answer: Answer, outgoing: Outgoing, acting: Acting, at: datetime
    ) -> Outgoing:
        if outgoing.state not in (SendState.FAILED, SendState.UNSURE):
            raise Conflict("the answer is on its way or has arrived: there is nothing to send again", "on_its_way")
        if report.retracted:
            raise Conflict(f"{report.number} was taken back by its citizen: nothing more is sent", "withdrawn")
        to = unit.addressees([report])[report.id]
        reach = self._reaching.reach(to, at, publish=answer.way is ReachWay.PAGE)
        words = self._texts.words(answer.text, report, to)
        size = measured(words.text, reach.limit)
        # Braces in a text that was taken once are the citizen's to read as they are.
        trouble = trouble_of(report, reach, size, "", answer.status, acting)
        preview = AnswerPreview(report.id, report.number, to.channel, reach, answer.text, size, trouble)
        self._refuse(report, preview, answer.status)
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

    def of_report(self, report_id: int) -> list[Answer]:
        """The answers of a report, in the order in which they were written. Raises StoreUnavailable."""
        return self._answers.of_reports([report_id]).get(report_id, [])

    def _previewed(
        self,
        loaded: Sequence[Report],
        people: Mapping[int, Addressee],
        said: Mapping[int, Sequence[Answer]],
        written: _Written,
        acting: Acting,
        at: datetime,
    ) -> list[tuple[Report, AnswerPreview, Addressee]]:
        """Each report with what its reporter would get; `said` are the answers that it has already."""
        found = []
        for report in loaded:
            to = people[report.id]
            reach = self._reaching.reach(to, at, publish=written.publish)
            text = self._texts.kept(written.text, report, with_pictures=bool(written.media), reach=reach)
            size = measured(self._texts.words(text, report, to).text, reach.limit)
            trouble = trouble_of(report, reach, size, text, written.status, acting)
            if trouble is Trouble.NONE and said_already(report, to, text, written.status, said.get(report.id, ())):
                trouble = Trouble.SAME_ANSWER
            found.append((report, AnswerPreview(report.id, report.number, to.channel, reach, text, size, trouble), to))
        return found

    def _check_same(self, report: Report, text: str, status: Status, sent: Sequence[Answer]) -> None:
        """Raises Conflict where what a key sent is not what it is asked to send now: nobody shall take that for sent."""
        own = next((each for each in sent if each.report_id == report.id), None)
        if own is not None and not (own.status is status and self._texts.says(own.text, clean(text), report)):
            raise Conflict(f"{report.number}: another answer was sent under this key: load the report again", KEY_USED)

    def _refuse(self, report: Report, preview: AnswerPreview, status: Status) -> None:
        """Raises BadAnswer or Conflict where the report's own reporter would not get it."""
        if preview.trouble is Trouble.CLOSED:
            raise Conflict(
                f"{report.number} is {report.status}: it cannot become {status}{first_of_all(report)}", "status"
            )
        if preview.trouble is Trouble.SAME_ANSWER:
            raise Conflict(
                f"{report.number}: the same answer is on its way or was sent already", str(Trouble.SAME_ANSWER)
            )
        if preview.trouble is not Trouble.NONE:
            raise BadAnswer(reason_of(report, preview), "text", preview.trouble)

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


def _cancelled(
    unit: UnitOfWork, report: Report, answer: Answer, outgoing: Outgoing, acting: Acting, at: datetime
) -> Outgoing:
    if outgoing.state is not SendState.WAITING:
        raise Conflict("the answer has left already: it cannot be taken back", "left")
    return replace(outgoing, state=SendState.CANCELLED, try_at=at)


def _handed(
    unit: UnitOfWork, report: Report, answer: Answer, outgoing: Outgoing, acting: Acting, at: datetime
) -> Outgoing:
    if outgoing.state not in (SendState.WAITING, SendState.FAILED, SendState.UNSURE):
        raise Conflict("the answer is on its way or has arrived already", "on_its_way")
    return replace(outgoing, state=SendState.SENT, sent_at=at, try_at=at, trouble=Trouble.NONE, told="")


def _written(unit: UnitOfWork, answer_id: int) -> tuple[int, Answer]:
    """Where an answer stands in the outbox, and the answer. Raises NotFound."""
    outbox_id = unit.answers.outbox_id(answer_id)
    answer = unit.answers.of_outgoing(outbox_id) if outbox_id is not None else None
    if outbox_id is None or answer is None:
        raise NotFound(f"there is no answer {answer_id}")
    return outbox_id, answer


def answer_key(name: str) -> str:
    """The key of an answer by a name that another program gave it, however long."""
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:32]


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


def _act_of(status: Status) -> str:
    return {Status.SETTLED: "report.settle", Status.INCOMPLETE: "report.ask"}.get(status, "report.answer")
