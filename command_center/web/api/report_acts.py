"""``/api/v1/reports/<number>``: one report, and the acts of the desk on it, for programs that act in the name of a person."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Blueprint, Response, jsonify, request

from command_center.casework.answer_checks import AnswerPreview
from command_center.casework.answering import Answering, answer_key
from command_center.casework.handling import Handling
from command_center.casework.report_sheet import report_sheet
from command_center.casework.scope import may_act_on
from command_center.domain.acting import Acting, acting_person
from command_center.domain.acts import Act, ActKind, BadAct, Overtaken
from command_center.domain.answers import Answer
from command_center.domain.events import as_json
from command_center.domain.inbound import Position
from command_center.domain.opd import opd_as_typed
from command_center.domain.outgoing import ReachWay
from command_center.domain.report import Report
from command_center.domain.report_kinds import Visibility
from command_center.domain.tracking_code import number_as_typed
from command_center.domain.trouble_words import IN_WORDS
from command_center.domain.workflow import Status
from command_center.errors import BadAnswer, CommandCenterError, Conflict, NotAllowed, NotFound
from command_center.reference.load import Reference
from command_center.store.reports import Reports
from command_center.web.security.identity import READS_CONFIDENTIAL, Identity, row_scope

TEXTS = ("note", "opd", "level", "category", "kelurahan", "report_class", "visibility", "policy", "field")
"""Fields of a body that are fields of `Act` with the same name."""
ANSWERS = {"answer": Status.ANSWERED, "settle": Status.SETTLED}
"""Acts that are an answer to the citizen -> what they make of the report."""
ASK = "ask"
LONGEST = 4000
"""Letters of an instruction, a reason or an answer."""
MOST_OTHERS = 200
"""Reports that are merged at once."""


@dataclass(frozen=True, slots=True)
class ReportActs:
    """What the addresses need. `identify` says who asks; `clock` gives aware UTC."""

    reports: Reports
    reference: Reference
    handling: Handling
    answering: Answering
    identify: Callable[[], Identity]
    clock: Callable[[], datetime]


def report_acts(parts: ReportActs) -> Blueprint:
    """The blueprint; who gets here has a role already, the guard sees to it."""
    blueprint = Blueprint("report_acts", __name__)

    @blueprint.get("/api/v1/reports/<number>")
    def show(number: str) -> Response:
        try:
            _readable(parts, number)
            return jsonify(report_sheet(parts.reports, parts.reference, number_as_typed(number)))
        except CommandCenterError as error:
            return refused(error)

    @blueprint.post("/api/v1/reports/<number>/<act>")
    def do(number: str, act: str) -> Response:
        try:
            body = request.get_json(silent=True)
        except RecursionError:
            body = None
        if not isinstance(body, dict):
            return _said(400, "bad_request", 'send a JSON object, such as {"version": 3, "note": "..."}')
        try:
            report = _readable(parts, number)
            acting = _acting(parts.identify())
            at = parts.clock()
            if act in ANSWERS or act == ASK:
                return _answered(parts, report, act, body, acting, at)
            return _done(parts, report, act, body, acting, at)
        except CommandCenterError as error:
            return refused(error)

    return blueprint


def _readable(parts: ReportActs, number: str) -> Report:
    """The report, where who asks may see it; all others are told the same as of one that there is not."""
    identity = parts.identify()
    report = parts.reports.by_number(number_as_typed(number))
    scope = row_scope(identity)
    own = scope is None or may_act_on(report, _acting(identity))
    confidential = report.visibility is Visibility.CONFIDENTIAL
    if not own or (confidential and scope is None and not identity.roles & READS_CONFIDENTIAL):
        raise NotFound(f"{number}: there is no report with this number; it reads like LH-2026-000123")
    return report


def _acting(identity: Identity) -> Acting:
    return acting_person(identity.name, identity.roles, identity.opd, request.remote_addr or "")


def _done(
    parts: ReportActs, report: Report, name: str, body: Mapping[str, Any], acting: Acting, at: datetime
) -> Response:
    try:
        kind = ActKind(name.replace("-", "_"))
    except ValueError:
        known = ", ".join([*(each.replace("_", "-") for each in ActKind), *ANSWERS, ASK])
        return _said(404, "not_found", f"there is no act {name[:40]!r}; there are: {known}")
    (done,) = parts.handling.do([act_of(kind, report.id, body, parts.reports)], acting, at)
    now = parts.reports.by_ids([done.report_id])[done.report_id]
    answer = {"number": done.number, "status": str(now.status), "opd": now.assignment.opd, "version": done.version}
    if done.made is not None:
        answer["made"] = parts.reports.by_ids([done.made])[done.made].number
    return jsonify(answer)


def _answered(
    parts: ReportActs, report: Report, act: str, body: Mapping[str, Any], acting: Acting, at: datetime
) -> Response:
    _check_names(body, {"text", "version", "publish"} | ({"whole_incident"} if act in ANSWERS else set()))
    text, status = _text(body, "text"), ANSWERS.get(act, Status.INCOMPLETE)
    whole, publish = _flag(body, "whole_incident"), _flag(body, "publish")
    previews = parts.answering.previews(
        report.id, text, acting, at, status=status, whole_incident=whole, publish=publish
    )
    name = request.headers.get("Idempotency-Key", "").strip()
    given = parts.answering.answer(
        report.id, text, acting, at, status=status, version=_version(body), whole_incident=whole, publish=publish,
        key=answer_key(name) if name else "",
    )  # fmt: skip
    told, sent = {each.report_id: each for each in previews}, {each.report_id for each in given}
    now = parts.reports.by_ids([report.id])[report.id]
    return jsonify(
        {
            "number": now.number,
            "status": str(now.status),
            "opd": now.assignment.opd,
            "version": now.version,
            "answers": [_answer_json(told[each.report_id], each) for each in given],
            "not_answered": [
                {"number": each.number, "trouble": str(each.trouble), "message": IN_WORDS[each.trouble]}
                for each in previews
                if each.report_id not in sent
            ],
        }
    )


def _answer_json(preview: AnswerPreview, answer: Answer) -> dict[str, Any]:
    """One answer that was written: to whom, by which way, and why not on their own channel."""
    return {
        "id": answer.id,
        "number": preview.number,
        "channel": preview.channel,
        "route": answer.route,
        "way": str(answer.way),
        "state": str(answer.state),
        "trouble": str(preview.reach.trouble) if answer.way is ReachWay.PAGE else "",
    }


def act_of(kind: ActKind, report_id: int, body: Mapping[str, Any], reports: Reports) -> Act:
    """The act that a JSON body asks for. Raises BadAct naming the field that cannot be used, NotFound."""
    if "text" in body and "note" not in body:
        # The command calls it so, and an answer does.
        body = {("note" if name == "text" else name): value for name, value in body.items()}
    _check_names(body, {*TEXTS, "version", "lat", "lon", "others", "message"})
    others = body.get("others", [])
    if not isinstance(others, list) or not all(isinstance(each, str) for each in others) or len(others) > MOST_OTHERS:
        raise BadAct("others", f"others takes a list of at most {MOST_OTHERS} tracking numbers")
    message = body.get("message")
    if message is not None and not (
        isinstance(message, list) and len(message) == 3 and all(isinstance(each, str) for each in message)
    ):
        raise BadAct("message", "message takes its channel, account and id: a list of three texts")
    return Act(
        kind,
        report_id,
        _version(body),
        **({name: _text(body, name) for name in TEXTS} | {"opd": opd_as_typed(_text(body, "opd"))}),
        position=_position(body),
        others=tuple(reports.by_number(number_as_typed(each)).id for each in others),
        message=None if message is None else (message[0], message[1], message[2]),
    )


def _check_names(body: Mapping[str, Any], known: set[str]) -> None:
    """A field that is not known, a misspelt one too, is told and not passed over."""
    for name in body:
        if name not in known:
            raise BadAct(str(name)[:40], f"{str(name)[:40]!r} is no field; there are: {', '.join(sorted(known))}")


def _flag(body: Mapping[str, Any], name: str) -> bool:
    value = body.get(name, False)
    if not isinstance(value, bool):
        raise BadAct(name, f"{name} takes true or false")
    return value


def _text(body: Mapping[str, Any], name: str) -> str:
    value = body.get(name, "")
    if not isinstance(value, str):
        raise BadAct(name, f"{name} takes a text")
    if len(value) > LONGEST:
        raise BadAct(name, f"{name} has {len(value)} letters; at most {LONGEST}")
    return value


def _version(body: Mapping[str, Any]) -> int | None:
    value = body.get("version")
    if value is not None and (not isinstance(value, int) or isinstance(value, bool) or value < 1):
        raise BadAct("version", "version takes the version of the report that was seen, a whole number from 1")
    return value


def _position(body: Mapping[str, Any]) -> Position | None:
    lat, lon = body.get("lat"), body.get("lon")
    if lat is None and lon is None:
        return None
    for value in (lat, lon):
        if isinstance(value, bool) or not isinstance(value, int | float) or not -180 <= value <= 180:
            raise BadAct("position", "a place takes lat and lon, both in degrees")
    return Position(float(lat), float(lon))  # type: ignore[arg-type]


def refused(error: CommandCenterError) -> Response:
    """Why an act was not taken, and what to do. Raises what only the server can answer for."""
    if isinstance(error, BadAct):
        return _said(400, "bad_act", str(error), field=error.field)
    if isinstance(error, BadAnswer):
        return _said(400, "bad_answer", str(error), field=error.field, trouble=str(error.trouble))
    if isinstance(error, Overtaken):
        changes = [
            {
                "by": each.by,
                "at": each.at.isoformat(),
                "kind": each.kind,
                "facts": {k: as_json(v) for k, v in each.facts.items()},
            }
            for each in error.changes
        ]
        return _said(409, "overtaken", str(error), changes=changes)
    if isinstance(error, Conflict):
        return _said(409, "conflict", str(error))
    if isinstance(error, NotFound):
        return _said(404, "not_found", str(error))
    if isinstance(error, NotAllowed):
        return _said(403, "forbidden", str(error))
    raise error


def _said(status: int, word: str, message: str, **more: Any) -> Response:
    response = jsonify(error=word, message=message, **more)
    response.status_code = status
    return response
