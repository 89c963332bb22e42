"""The Open311 GeoReport v2 server over HTTP: addresses and formats of its endpoints.

What is asked below ``/open311`` and is none of them, `web/security/machine_errors.py` answers.
"""

from collections.abc import Callable

import structlog
from flask import Blueprint, Response, request
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from command_center.errors import StoreUnavailable
from command_center.open311.endpoints import Endpoints, Open311, Post
from command_center.open311.errors import Problem, Refused, refused
from command_center.open311.post import MAX_BODY_BYTES
from command_center.open311.query import Values
from command_center.open311.refusals import refusal
from command_center.open311.xml import CONTENT_TYPES, Format, Value, render

__all__ = ["Open311", "open311_blueprint"]

log = structlog.get_logger(__name__)

RETRY_SECONDS = 5
"""When an app should try again if the database is away."""
PREFLIGHT_SECONDS = 86_400
"""How long a browser may remember what it may ask."""


def open311_blueprint(deps: Open311) -> Blueprint:
    """The routes below ``/open311``; open to everybody, since posting asks for an api_key.

    Nothing that runs before them may read the form of a request (a CSRF check would): its raw bytes are kept.
    """
    blueprint = Blueprint("open311", __name__, url_prefix="/open311")
    endpoints = Endpoints(deps)

    def get(rule: str, root: str, read: Callable[..., Value], name: str = "") -> None:
        def view(fmt: Format, **parts: str) -> Response:
            return _answer(fmt, root, lambda: read(_values(), **parts))

        address = f"{rule}.<any(xml,json):fmt>"
        blueprint.add_url_rule(address, name or read.__name__, view, methods=["GET"])

    get("/discovery", "discovery", endpoints.discovery)
    get("/v2/discovery", "discovery", endpoints.discovery, "discovery_below_v2")
    get("/v2/services", "services", endpoints.services)
    get("/v2/services/<code>", "service_definition", endpoints.service)
    get("/v2/requests/<number>", "service_requests", endpoints.request)
    get("/v2/tokens/<token>", "service_requests", endpoints.token)

    @blueprint.get("/v2/requests.<any(xml,json):fmt>")
    def requests(fmt: Format) -> Response:
        return _list(fmt, endpoints)

    @blueprint.post("/v2/requests.<any(xml,json):fmt>")
    def post(fmt: Format) -> Response:
        return _answer(fmt, "service_requests", lambda: endpoints.post(_post()))

    blueprint.after_request(_readable_from_any_page)
    return blueprint


def _readable_from_any_page(response: Response) -> Response:
    """What is public may be read by a page of any other site (Fetch standard, CORS), which may not post in its name."""
    allowed = response.allow if request.method == "OPTIONS" else (request.method,)
    if {"GET", "HEAD"}.isdisjoint(allowed):
        return response
    response.headers["Access-Control-Allow-Origin"] = "*"
    if request.method == "OPTIONS":
        response.headers["Access-Control-Allow-Methods"] = "GET, HEAD"
        response.headers["Access-Control-Max-Age"] = str(PREFLIGHT_SECONDS)
    return response


def _list(fmt: Format, endpoints: Endpoints) -> Response:
    """The list of reports; who has it already, by its ETag, gets 304 without a body."""

    def answer() -> Response:
        body = endpoints.listed(_values(), lambda value: render("service_requests", value, fmt), fmt)
        response = Response(body, content_type=CONTENT_TYPES[fmt])
        response.add_etag()
        # May be kept by anybody, and is asked for again each time: a new report is seen at once.
        response.cache_control.public = True
        response.cache_control.no_cache = True
        response.make_conditional(request)
        return response

    return _told(fmt, answer)


def _answer(fmt: Format, root: str, work: Callable[[], Value]) -> Response:
    """The document that `work` makes, or what is wrong, in the format asked for."""
    return _told(fmt, lambda: _document(200, root, work(), fmt))


def _told(fmt: Format, work: Callable[[], Response]) -> Response:
    """What `work` answers, or what is wrong, in the format asked for."""
    try:
        return work()
    except Refused as error:
        return refusal(error, fmt)
    except StoreUnavailable as error:
        log.error("open311_unavailable", path=request.path, problem=str(error))
        return refusal(refused(503, "the service cannot keep or read reports now: try again", RETRY_SECONDS), fmt)
    except HTTPException as error:  # the connection broke off while the body was read
        return refusal(refused(error.code or 400, error.description or "the request cannot be read"), fmt)


def _document(status: int, root: str, value: Value, fmt: Format) -> Response:
    return Response(render(root, value, fmt), status=status, content_type=CONTENT_TYPES[fmt])


def _values() -> Values:
    return {name: request.args.getlist(name) for name in request.args}


def _post() -> Post:
    # One more than the limit: a body without a length that reaches it is cut off there without a word.
    request.max_content_length = MAX_BODY_BYTES + 1
    too_large = Problem(413, f"the request is larger than {MAX_BODY_BYTES // 1024 // 1024} MB")
    try:
        body = request.get_data(cache=False)
    except RequestEntityTooLarge as error:
        raise Refused((too_large,)) from error
    if len(body) > MAX_BODY_BYTES:
        raise Refused((too_large,))
    if request.content_length is not None and len(body) != request.content_length:
        raise refused(400, f"the request broke off after {len(body)} of {request.content_length} bytes")
    key = request.headers.get("Idempotency-Key", "").strip()
    return Post(body, request.content_type or "", key, _values())
