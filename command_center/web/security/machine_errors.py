"""Errors below ``/open311``, ``/api`` and ``/hooks``: each in the format that its callers read, never a page.

Programs call these addresses. One that cannot be served is told so here before the guard is asked: the server's last
rule, which shows pages, would send a program to the sign-in. What a view answers by itself stays as it is. A request
that cannot be read at all is 400 at every address, a page's too.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import quote, urlsplit, urlunsplit

from flask import Flask, Response, abort, current_app, jsonify, request
from werkzeug.exceptions import HTTPException
from werkzeug.routing import MapAdapter, RequestRedirect
from werkzeug.wrappers import Response as AnyResponse

from command_center.open311.errors import refused
from command_center.open311.refusals import format_of, refusal

UNREADABLE = "command_center.unreadable"
"""Key of the WSGI environment: an Unreadable, where the web server could read the head of a request but not its body."""
_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
_SAFE = "!$&'()*+,/:;=@"
"""What stands in a path as it is (RFC 3986, pchar)."""
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]")
_BEFORE = re.compile(r"^[/\x00-\x1f\x7f]+")
_ENDS = re.compile(r"[/\x00-\x1f\x7f]")
_HERE = {
    "/open311": "docs/open311.md lists the resources; an address ends in .xml or .json",
    "/api": "docs/security.md lists the addresses",
    "/hooks": "a channel is posted to at /hooks/<channel>",
}
"""Where programs ask -> what is there, for who asked for something else."""
_MONITORED = ("/healthz", "/readyz", "/metrics")
"""What a monitor asks, which reads no page either."""
ADVICE: Mapping[int, str] = {
    400: "the request cannot be read: look at its address, headers and body",
    401: "sign in at /masuk first; programs send the cookie of a session",
    403: "this sign-in or device may not",
    405: "this method is not possible here; the header Allow says which are",
    413: "the request is too large: at most 10 MB",
    429: "too many requests: wait, then try again",
    500: "the server failed at this request, and its log says why: try again later",
    503: "the service cannot answer now: try again",
}
"""Status -> what to do, where the error itself does not say it in words of ours."""
_WORDS = {308: "moved", 413: "too_large", 500: "failed", 503: "unavailable"}
"""Status -> the word that programs test for, where it is not that of the HTTP standard."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why a body is not there: 400 or 413, and in words."""

    status: int
    why: str


def install_machine_errors(server: Flask) -> None:
    """Answer what goes wrong at these addresses; before the guard is put on the server, so that it is asked first."""
    server.before_request(_unreadable)
    server.before_request(_unserved)
    server.register_error_handler(HTTPException, _raised)
    server.after_request(_without_page)


def machine_error(
    status: int, message: str, headers: Mapping[str, str] | None = None, error: str = ""
) -> Response | None:
    """The answer in the format of the address that was asked; None where it is a person's and a page is right.

    `message` says what to do; `error` is the word of a JSON answer, by default that of the status.
    """
    prefix = _prefix(request.path)
    if prefix is None and request.path not in _MONITORED:
        return None
    response = (_FORMATS[prefix] if prefix else _text)(status, message, error or _word(status))
    response.headers.update(headers or {})
    return response


def _open311(status: int, message: str, _error: str) -> Response:
    return refusal(refused(status, message), format_of(request.path))


def _json(status: int, message: str, error: str) -> Response:
    response = jsonify(error=error, message=message)
    response.status_code = status
    return response


def _text(status: int, message: str, _error: str) -> Response:
    return Response(f"{message[:1].upper()}{message[1:]}.\n", status=status, content_type="text/plain; charset=utf-8")


_FORMATS: Mapping[str, Callable[[int, str, str], Response]] = {"/open311": _open311, "/api": _json, "/hooks": _text}


def _prefix(path: str) -> str | None:
    """Which of the three an address lies below, also where it is written with signs that no address has.

    Slashes at the start of a path count as one, as for the URL map.
    """
    found = f"/{_ENDS.split(_BEFORE.sub('', path), maxsplit=1)[0]}"
    return found if found in _FORMATS else None


def _unreadable() -> Response | None:
    """What the web server found wrong with the body. Raises BadRequest for a query that no sender may write: werkzeug
    fails at its bytes, or at a line feed in a redirect.
    """
    fault: Unreadable | None = request.environ.get(UNREADABLE)
    if fault is not None:
        advice = ADVICE[413] if fault.status == 413 else f"the body cannot be read: {fault.why}"
        return machine_error(fault.status, advice) or abort(fault.status)
    try:
        query = request.query_string.decode()
    except UnicodeDecodeError:
        abort(400)
    if _CONTROLS.search(query):
        abort(400)
    return None


def _unserved() -> AnyResponse | None:
    """308, 404 or 405 of an address of machines that no view of theirs serves; None where one does."""
    prefix = _prefix(request.path)
    if prefix is None:
        return None
    fault = request.routing_exception
    if fault is not None and fault.code not in (308, 404, 405):
        return None
    if request.url_rule is not None and request.url_rule.rule.startswith(f"{prefix}/"):
        return None
    adapter = current_app.create_url_adapter(request)
    if adapter is None:
        raise RuntimeError("a request that is being answered has addresses")
    moved = fault.new_url if isinstance(fault, RequestRedirect) else _with_single_slashes(adapter, prefix)
    if moved:
        # Without the host: anybody may write the Host header.
        scheme, _, path, query, _ = urlsplit(moved)
        moved = urlunsplit(("", "", path, query, "")) if scheme else moved
        return machine_error(308, f"this address is written {moved}", {"Location": moved})
    methods = ", ".join(_methods(adapter, request.path, prefix))
    if not methods:
        return machine_error(404, f"there is no such resource: {_HERE[prefix]}")
    return machine_error(405, f"{request.method[:20]} is not possible here, but {methods}", {"Allow": methods})


def _with_single_slashes(adapter: MapAdapter, prefix: str) -> str:
    """The address that was meant where a slash is doubled, empty for any other."""
    path = re.sub("/{2,}", "/", request.path)
    if path == request.path or not any(_methods(adapter, path, prefix)):
        return ""
    return adapter.make_redirect_url(quote(path, safe=_SAFE), adapter.query_args)


def _methods(adapter: MapAdapter, path: str, prefix: str) -> Iterator[str]:
    """Methods that a view below the prefix serves at a path."""
    for method in _METHODS:
        try:
            rule, _ = adapter.match(path, method, return_rule=True)
        except HTTPException:
            continue
        if rule.rule.startswith(f"{prefix}/"):
            yield method


def _raised(error: HTTPException) -> AnyResponse | HTTPException:
    """What werkzeug, Flask, the limiter or a failing view raises: in the machine's format, else as it was."""
    status = error.code or 500
    kept: Sequence[tuple[str, str]] = error.get_headers()
    headers = {name: value for name, value in kept if name in ("Allow", "Retry-After")}
    return machine_error(status, ADVICE.get(status) or str(error.description or _word(status)), headers) or error


def _without_page(response: Response) -> Response:
    """An answer to OPTIONS has no body: without this, Flask would call that nothing a page."""
    if request.method == "OPTIONS" and response.mimetype == "text/html" and _prefix(request.path) is not None:
        response.headers.remove("Content-Type")
    return response


def _word(status: int) -> str:
    try:
        return _WORDS.get(status) or HTTPStatus(status).phrase.lower().replace(" ", "_").replace("-", "_")
    except ValueError:
        return "failed"
