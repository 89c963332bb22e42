"""``/api/v1/reports/<number>/deadline``: the deadlines of one report with their working, for who may see the report."""

from collections.abc import Callable
from datetime import datetime

from flask import Blueprint, Response, jsonify

from command_center.casework.deadline_reading import DeadlineReader
from command_center.domain.report import Report
from command_center.domain.report_kinds import Visibility
from command_center.domain.tracking_code import number_as_typed
from command_center.domain.workflow import Stage
from command_center.errors import NotAllowed, NotFound
from command_center.export.deadline_document import deadline_document
from command_center.web.security.identity import READS_CONFIDENTIAL, Identity, row_scope


def deadline_api(reader: DeadlineReader, identify: Callable[[], Identity], clock: Callable[[], datetime]) -> Blueprint:
    """The blueprint; who gets here has a role already, the guard sees to it.

    A report that the session may not see is answered as one that there is not: a number can be guessed.
    """
    blueprint = Blueprint("deadline", __name__)

    @blueprint.get("/api/v1/reports/<number>/deadline")
    def deadline(number: str) -> Response:
        identity = identify()
        try:
            report = reader.by_number(number_as_typed(number))
            seen = may_see(identity, report)
        except NotAllowed as error:
            return _refused(403, "forbidden", str(error))
        except NotFound:
            seen = False
        if not seen:
            return _refused(404, "not_found", f"{number[:20]}: there is no such report among those that you may see")
        now = clock()
        answer = jsonify(deadline_document(report, reader.explained(report, now), reader.clock, now))
        answer.headers["Cache-Control"] = "no-store"
        return answer

    return blueprint


def may_see(identity: Identity, report: Report) -> bool:
    """Whether a session may know of this report: an OPD of its own alone, and of what is filed as rahasia once it was
    forwarded to it; others of what is rahasia only where they work on such. Raises NotAllowed for who sees no reports.
    """
    scope = row_scope(identity)
    if scope is not None and scope != report.assignment.opd:
        return False
    if report.visibility is not Visibility.CONFIDENTIAL or identity.roles & READS_CONFIDENTIAL:
        return True
    return scope is not None and Stage.FORWARD in report.state.reached


def _refused(status: int, error: str, message: str) -> Response:
    response = jsonify(error=error, message=message)
    response.status_code = status
    return response
