"""``/berkas``: pictures that staff put away for an answer; ``/berkas/<number>/<key>``: a picture of a report they may see."""

from collections.abc import Callable
from datetime import datetime

from flask import Blueprint, Response, jsonify, request

from command_center.domain.report import Report
from command_center.domain.report_kinds import Visibility
from command_center.domain.tracking_code import number_as_typed
from command_center.domain.workflow import Stage
from command_center.errors import NotAllowed, NotFound
from command_center.store.files import REF, Files
from command_center.store.pictures import CONTENT_TYPE, BadPicture, PictureFault
from command_center.store.reports import Reports
from command_center.web.report_pictures import ReportPictures
from command_center.web.security.identity import READS_CONFIDENTIAL, Identity, row_scope

FIELD = "photo"


def report_pictures(
    pictures: ReportPictures,
    files: Files,
    reports: Reports,
    identify: Callable[[], Identity],
    clock: Callable[[], datetime],
) -> Blueprint:
    """The routes; `identify` says who sends the request that is being answered, `clock` gives aware UTC."""
    blueprint = Blueprint("report_pictures", __name__)

    @blueprint.post("/berkas")
    def put() -> Response:
        sent = request.files.get(FIELD)
        if sent is None:
            return _told(400, "missing", f"send one picture as the field {FIELD} of a multipart form")
        try:
            file_id = files.put(sent.stream.read(), sent.mimetype, clock(), identify().name)
        except BadPicture as error:
            return _told(
                415 if error.fault in (PictureFault.TYPE, PictureFault.HEIC) else 400, str(error.fault), str(error)
            )
        response = jsonify(ref=f"{REF}{file_id}", content_type=CONTENT_TYPE)
        response.status_code = 201
        return response

    @blueprint.get("/berkas/<number>/<key>")
    def picture(number: str, key: str) -> Response:
        try:
            report = reports.by_number(number_as_typed(number))
            if not may_see(report, identify()):
                # As if there were none: which reports are confidential is nobody's affair.
                raise NotFound("there is no such picture")
            media = pictures.media(report, handed_over=False)
            found = pictures.find(report.id, media, key, small="kecil" in request.args)
        except (NotFound, NotAllowed):
            return _told(404, "not_found", "there is no such picture, or it is of a report of others")
        except BadPicture as error:
            return _told(415, str(error.fault), str(error))
        response = Response(found.content, content_type=found.content_type)
        response.headers["Cache-Control"] = "no-store"
        return response

    return blueprint


def may_see(report: Report, identity: Identity) -> bool:
    """Whether somebody works with the report: its department, P3M, and for what is not confidential the mayor.

    Raises NotAllowed for who sees no single reports.
    """
    scope = row_scope(identity)
    if report.visibility is Visibility.CONFIDENTIAL and not identity.roles & READS_CONFIDENTIAL:
        return scope == report.assignment.opd and Stage.FORWARD in report.state.reached
    return scope is None or scope == report.assignment.opd


def _told(status: int, error: str, message: str) -> Response:
    response = jsonify(error=error, message=message)
    response.status_code = status
    return response
