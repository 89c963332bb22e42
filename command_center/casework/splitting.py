"""A message that a person takes out of a conversation becomes a report of its own, until that is undone; what is left keeps its number."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from command_center.domain.acting import Acting
from command_center.domain.acts import BadAct
from command_center.domain.conversations import MessageKind, Said
from command_center.domain.events import EventKind
from command_center.domain.inbound import Inbound
from command_center.domain.report import Report
from command_center.errors import Conflict, NotFound
from command_center.intake.accept import NUMBER
from command_center.intake.amend import amended, known_said
from command_center.intake.examine import Examiner
from command_center.intake.messages import Parts
from command_center.intake.new_report import as_item, new_report, saying
from command_center.store.messages import MessageKey, SeenMessage, link_as_json, link_of_json
from command_center.store.tracking_numbers import PREFIX
from command_center.store.unit_of_work import UnitOfWork


def split_message(
    unit: UnitOfWork, examiner: Examiner, report: Report, key: MessageKey, acting: Acting, at: datetime
) -> tuple[Report, Report]:
    """The report without the message, and the one that the message became: received when it was written, of the same
    person. Small talk can be made a report so, too. Raises NotFound, BadAct where nothing would be left.
    """
    every = unit.messages_of_reports([report.id])
    message = next((each for each in every if each.key == key), None)
    if message is None:
        raise NotFound(f"{report.number} has no such message: look at it again")
    if message.kind is MessageKind.CHANGE or message.removed:
        raise BadAct("message", "only a message that says something can be a report of its own")
    parts = _parts(report, every)
    said = message.content or parts.said(key)
    if said is None:
        raise BadAct("message", "only a message that says something can be a report of its own")
    person = unit.reporters([report.id])[report.id]
    if message.kind is MessageKind.REMARK:
        person = replace(person, key=message.sender, name="", contact="")
    made = _made(unit, examiner, report, message, said)
    unit.add([(made, person)])
    standing = [replace(message, report_id=made.id, kind=MessageKind.CONTENT, content=said, link=None)]
    left = report
    if message.kind is MessageKind.CONTENT:
        parts.give(key)
        if not parts.any_left:
            raise BadAct("message", f"it is all that {report.number} says: correct that report instead")
        left = _without(unit, examiner, report, parts.together(), acting, at)
        standing += list(parts.kept())
    else:
        left = unit.save(report, report, EventKind.SPLIT, at, acting.name)
    unit.record_messages([], {}, standing)
    return left, made


def as_it_stood(unit: UnitOfWork, report: Report, key: MessageKey) -> Mapping[str, Any]:
    """A message as it stands with a report before it is split off, as JSON, for the moment in which that can be undone; of
    one that does not stand there nothing.
    """
    message = next((each for each in unit.messages_of_reports([report.id]) if each.key == key), None)
    if message is None:
        return {}
    return {"key": list(key), "kind": str(message.kind), "link": link_as_json(message.link)}


def put_back(
    unit: UnitOfWork, report: Report, made_id: int, stood: Mapping[str, Any], acting: Acting, at: datetime
) -> None:
    """The message stands with its report again, and the report that it became is as withdrawn: its number is not given anew.

    Raises Conflict where somebody went on with that report.
    """
    made = unit.load([made_id])[made_id]
    messages = unit.messages_of_reports([made_id])
    if made.version != 1 or [list(each.key) for each in messages] != [stood["key"]]:
        raise Conflict(f"{made.number} was gone on with: put both together by hand", "said_since")
    (message,) = messages
    kind, link = MessageKind(stood["kind"]), link_of_json(stood["link"])
    unit.save(made, replace(made, retracted=True), EventKind.UNDONE, at, acting.name)
    unit.record_messages([], {}, [replace(message, report_id=report.id, kind=kind, link=link)])


def _parts(report: Report, every: list[SeenMessage]) -> Parts:
    parts = Parts()
    for each in every:
        if each.kind is MessageKind.CONTENT:
            parts.put(each, each.content or known_said(report))
    return parts


def _made(unit: UnitOfWork, examiner: Examiner, report: Report, message: SeenMessage, said: Said) -> Report:
    item = saying(
        Inbound(
            report.origin.channel,
            report.origin.account,
            message.key[2],
            message.at,
            "",
            unit.reporters([report.id])[report.id],
            media=said.media,
            report_class=report.report_class,
            visibility=report.visibility,
            policy=report.deadlines.policy,
            answerable=report.origin.answerable,
        ),
        said,
    )
    (found,) = examiner.examine([(item, message.at)])
    new_id = unit.take_numbers("report", 1)
    year = examiner.year(message.at)
    number = NUMBER.format(year=year, count=unit.take_numbers(f"{PREFIX}{year}", 1))
    made = new_report(new_id, item, found, message.at, simulated=report.simulated, retracted=False)
    return replace(made, number=number)


def _without(unit: UnitOfWork, examiner: Examiner, report: Report, said: Said, acting: Acting, at: datetime) -> Report:
    """The report with what its other messages say; what staff decided of it stays."""
    (found,) = examiner.examine([(as_item(report, said), report.received_at)])
    amendment = amended(report, said, found, unit.authorships([report])[report.id], at)
    return unit.save(report, amendment.report, EventKind.SPLIT, at, acting.name)
