"""Requests as they come in: stricter than the library, and what cannot be read is answered in words, never with a page."""

import re
from typing import Any

from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser, ParsingError
from waitress.task import ErrorTask, Task, WSGITask
from waitress.utilities import BadRequest, Error

from command_center.web.live.websocket import TAKE_SOCKET
from command_center.web.security.machine_errors import UNREADABLE, Unreadable

LONGEST_LINE = 8190
"""Bytes of the request line, of one header, and of a line between two chunks of a body."""
LARGEST_HEAD = 65_536
"""Bytes of all headers together."""

_TARGET = re.compile(rb"[^\x21-\x7e]")
"""What no address has (RFC 3986)."""
_HOST = re.compile(r"[A-Za-z0-9._~%!$&'()*+;=:\[\]-]*")
"""A host and a port; two of them are joined with a comma, which neither has."""
_STATUS = {400: "400 Bad Request", 413: "413 Content Too Large", 501: "501 Not Implemented"}


class _TooLong(Error):  # type: ignore[misc]  # waitress has no types
    code, reason = 414, "URI Too Long"


class _HeaderTooLong(Error):  # type: ignore[misc]
    code, reason = 431, "Request Header Fields Too Large"


class Request(HTTPRequestParser):  # type: ignore[misc]  # waitress has no types
    """One request. `addressed` once its head was read: what is wrong then is told in the format of its address."""

    addressed = False

    def parse_header(self, header_plus: bytes) -> None:
        """Read the head. Raises ParsingError; a line that is too long is kept as `error`."""
        first, *lines = header_plus.split(b"\r\n")
        if len(first) > LONGEST_LINE:
            self._refuse(_TooLong(f"the address has more than {LONGEST_LINE} signs"))
            return
        if any(len(line) > LONGEST_LINE for line in lines):
            self._refuse(_HeaderTooLong(f"a header has more than {LONGEST_LINE} signs"))
            return
        super().parse_header(header_plus)
        if _TARGET.search(self.request_uri.encode("latin-1")):
            raise ParsingError("the address has signs that must be percent-encoded")
        if not _HOST.fullmatch(self.headers.get("HOST", "")):
            raise ParsingError("one Host header names one host")
        self.addressed = True

    def received(self, data: bytes) -> int:
        """Take bytes; returns how many were of this request."""
        consumed: int = super().received(data)
        body = self.body_rcv
        done: bool = self.completed  # type: ignore[has-type]
        if self.chunked and not done and max(len(body.control_line), len(body.trailer)) > LONGEST_LINE:
            # The library would search what it has of the line again at each piece.
            self.error = BadRequest(f"a line of the chunked body has more than {LONGEST_LINE} signs")
            self.completed = True
        return consumed

    def _refuse(self, error: Error) -> None:
        super().parse_header(b"GET / HTTP/1.0\r\n")
        self.error = error
        self.completed = True


class Exchange(WSGITask):  # type: ignore[misc]
    """A request that the application answers, or takes the connection of."""

    def get_environment(self) -> dict[str, Any]:
        """The WSGI environment, with a way to take the connection out of the server."""
        environ: dict[str, Any] = super().get_environment()
        environ[TAKE_SOCKET] = self.channel.take
        # Every body has its length here. Flask would not believe it, and refuse one that is exactly as large as allowed.
        environ.pop("wsgi.input_terminated", None)
        return environ

    def finish(self) -> None:
        """Write what is left to write, unless the connection is another's now."""
        if not self.channel.taken:
            super().finish()


class Unread(WSGITask):  # type: ignore[misc]
    """A request whose body is not taken: the application says so, in the format of the address."""

    def get_environment(self) -> dict[str, Any]:
        """The WSGI environment, with what is wrong."""
        environ: dict[str, Any] = super().get_environment()
        error = self.request.error
        environ[UNREADABLE] = Unreadable(error.code if error.code in _STATUS else 400, str(error.body))
        return environ

    def execute(self) -> None:
        """Answer; the connection is of no further use, since nobody knows where its next request begins."""
        self.close_on_finish = True
        self.response_headers.append(("Connection", "close"))
        super().execute()


class PlainRefusal(ErrorTask):  # type: ignore[misc]
    """The answer to what is no readable HTTP, and to a request at which the application itself failed."""

    def execute(self) -> None:
        """Answer in plain text."""
        error = self.request.error
        self.status = _STATUS.get(error.code, f"{error.code} {error.reason}")
        said = f"The request cannot be read: {error.body}" if error.code != 500 else str(error.body)
        body = f"{said.rstrip('.')}.\n".encode("ascii", "backslashreplace")
        self.response_headers += [
            ("Content-Type", "text/plain; charset=utf-8"),
            ("X-Content-Type-Options", "nosniff"),
        ]
        self.set_close_on_finish()
        self.content_length = len(body)
        self.write(body)


def answer_to_error(channel: HTTPChannel, request: Request) -> Task:
    """Who answers a request with an error."""
    return Unread(channel, request) if request.addressed else PlainRefusal(channel, request)
