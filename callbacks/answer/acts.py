"""What a department does with a report: answers, asks, hands back, takes an answer back or sends it again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from flask import request

from callbacks.answer.pictures import SentEvidence, evidence
from callbacks.answer.reading import AnswerSource, person
from command_center.casework.versions import changes_since
from command_center.domain.acting import Acting
from command_center.domain.acts import Act, ActKind, BadAct, Overtaken
from command_center.domain.opd_report import OpdReport
from command_center.domain.workflow import Status
from command_center.errors import BadAnswer, Conflict, NotAllowed, NotFound, StoreUnavailable
from layouts.answer.typed import MOST_PICTURES, TypedAnswer

STATUSES = (Status.ANSWERED, Status.SETTLED)
CONFLICTS = ("left", "on_its_way", "same_answer", "status", "withdrawn")
"""Words of conflicts for which the page has a sentence of its own."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A form of the page as it was sent."""

    act: str
    text: str
    version: int | None
    status: Status
    publish: bool
    whole: bool
    template: str
    answer: int
    pictures: SentEvidence


def sent_form(source: AnswerSource, view: OpdReport) -> Sent:
    """The form of the request that is being answered; its pictures are kept. Raises StoreUnavailable."""
    said = request.form
    return Sent(
        act=said.get("act", ""),
        text=said.get("text", "").replace("\r\n", "\n").replace("\x00", ""),
        version=_whole(said.get("version", "")),
        status=Status.SETTLED if said.get("status") == Status.SETTLED else Status.ANSWERED,
        publish="publish" in said,
        whole="whole" in said,
        template=said.get("template", "")[:64],
        answer=_whole(said.get("answer", "")) or 0,
        # Nothing is kept of who may not answer.
        pictures=evidence(source, view.report) if view.may_act and said.get("act") == "jawab" else SentEvidence(),
    )


def done(source: AnswerSource, view: OpdReport, sent: Sent) -> TypedAnswer | None:
    """Do what the form asks for. None where it was done, else what is shown again and why."""
    act = _ACTS.get(sent.act)
    if act is None:
        return _typed(sent, "unknown")
    if sent.pictures.refused:
        return replace(_typed(sent, "pictures"), refused=sent.pictures.refused)
    try:
        act(source, view, sent)
    except Overtaken as overtaken:
        return replace(_typed(sent, "overtaken"), changes=overtaken.changes)
    except Conflict as conflict:
        return _conflict(source, view, sent, conflict)
    except BadAnswer as bad:
        return replace(_typed(sent, f"answer_{bad.trouble or 'empty'}"), values={"told": str(bad)})
    except BadAct as bad:
        return replace(_typed(sent, f"act_{bad.field}"), values={"told": str(bad)})
    except NotAllowed:
        return _typed(sent, "not_allowed")
    except NotFound:
        return _typed(sent, "gone")
    except StoreUnavailable:
        return _typed(sent, "unavailable")
    return None


def _conflict(source: AnswerSource, view: OpdReport, sent: Sent, conflict: Conflict) -> TypedAnswer:
    """Somebody was faster: what they did; or the flow does not allow it (any more)."""
    report_id = view.report.id
    if sent.version is not None and sent.version != view.report.version:
        changes = changes_since(source.log.of_report(report_id), sent.version)
        return replace(_typed(sent, "overtaken"), changes=changes)
    return _typed(sent, f"conflict_{conflict.word}" if conflict.word in CONFLICTS else "conflict")


def _typed(sent: Sent, problem: str) -> TypedAnswer:
    return TypedAnswer(
        act=sent.act,
        problem=problem,
        text=sent.text,
        status=str(sent.status),
        publish=sent.publish,
        whole=sent.whole,
        template=sent.template,
        pictures=sent.pictures.shown,
        values={"most": MOST_PICTURES},
    )


def _answer(source: AnswerSource, view: OpdReport, sent: Sent) -> None:
    source.room.answering.answer(
        view.report.id,
        sent.text,
        _acting(source),
        source.clock(),
        status=sent.status,
        version=sent.version,
        media=sent.pictures.media,
        template=sent.template,
        whole_incident=sent.whole,
        publish=sent.publish,
    )


def _ask(source: AnswerSource, view: OpdReport, sent: Sent) -> None:
    source.room.answering.ask(
        view.report.id,
        sent.text,
        _acting(source),
        source.clock(),
        version=sent.version,
        publish=sent.publish,
    )


def _hand_back(source: AnswerSource, view: OpdReport, sent: Sent) -> None:
    act = Act(ActKind.RETURN, view.report.id, version=sent.version, note=sent.text)
    source.room.handling.do([act], _acting(source), source.clock())


def _cancel(source: AnswerSource, view: OpdReport, sent: Sent) -> None:
    source.room.answering.cancel(_own(view, sent), _acting(source), source.clock())


def _again(source: AnswerSource, view: OpdReport, sent: Sent) -> None:
    source.room.answering.again(_own(view, sent), _acting(source), source.clock())


def _handed(source: AnswerSource, view: OpdReport, sent: Sent) -> None:
    source.room.answering.handed(_own(view, sent), _acting(source), source.clock())


def _own(view: OpdReport, sent: Sent) -> int:
    """An answer of this report. Raises NotFound for one of another."""
    if all(each.id != sent.answer for each in view.answers):
        raise NotFound("this report has no such answer")
    return sent.answer


def _acting(source: AnswerSource) -> Acting:
    return person(source.identity(), request.remote_addr or "")


_ACTS: Mapping[str, Callable[[AnswerSource, OpdReport, Sent], None]] = {
    "jawab": _answer,
    "tanya": _ask,
    "kembalikan": _hand_back,
    "batalkan": _cancel,
    "ulangi": _again,
    "sampaikan": _handed,
}


def _whole(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 15 else None
