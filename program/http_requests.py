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

MOST_FRAMING = 4096
"""Bytes of a chunked body that are no body, beside an eighth of what is: each chunk is work, however little it brings.

The thread that reads all connections does that work. Chunks of 48 bytes and more are never too small.
"""

_NOT_SENT = re.compile(rb"[^\x21-\x7e]|#")
"""What no address has (RFC 3986), and the fragment, which stays in the browser."""
_HOST = re.compile(r"[A-Za-z0-9._~%!$&'()*+;=:\[\]-]*")
"""A host and a port; two of them are joined with a comma, which neither has."""
_FIELD = re.compile(rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+:[\t\x20-\x7e\x80-\xff]*")
"""A line of a head, or of what may follow the last chunk (RFC 9112)."""
_STATUS = {400: "400 Bad Request", 413: "413 Content Too Large", 501: "501 Not Implemented"}


class _TooLong(Error):  # type: ignore[misc]  # waitress has no types
    code, reason = 414, "URI Too Long"


class _HeaderTooLong(Error):  # type: ignore[misc]
    code, reason = 431, "Request Header Fields Too Large"


class _Version(Error):  # type: ignore[misc]
    code, reason = 505, "HTTP Version Not Supported"


class Request(HTTPRequestParser):  # type: ignore[misc]  # waitress has no types
    """One request. `addressed` once its head was read: what is wrong then is told in the format of its address.

    What two readers could understand differently is refused, so that no proxy in front takes for one request what is
    two here.
    """

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
        _check_lines(lines)
        try:
            super().parse_header(header_plus)
        except ValueError as error:
            # A port, an IPv6 address or a length that the library cannot read.
            raise ParsingError("the address or the length of the body cannot be read") from error
        if self.version not in ("1.0", "1.1"):
            self._refuse(_Version("HTTP/1.1 and HTTP/1.0 are spoken here"))
            return
        if self.version == "1.0" and "TRANSFER_ENCODING" in self.headers:
            raise ParsingError("HTTP/1.0 has no Transfer-Encoding")
        self._check_address()
        tokens = {each.strip().lower() for each in self.headers.get("CONNECTION", "").split(",")}
        self.connection_close = "close" in tokens or (self.version == "1.0" and "keep-alive" not in tokens)
        if self.connection_close:
            # As the library reads it.
            self.headers["CONNECTION"] = "close"
        self.addressed = True

    def _check_address(self) -> None:
        if _NOT_SENT.search(self.request_uri.encode("latin-1")):
            raise ParsingError("the address has signs that must be percent-encoded")
        host = self.headers.get("HOST")
        if not _HOST.fullmatch(host or ""):
            raise ParsingError("one Host header names one host")
        if host is None and self.version == "1.1":
            raise ParsingError("the Host header is missing")
        if self.proxy_scheme or self.proxy_netloc:
            # The whole address, as a proxy is asked: what it says and what Host says must be one.
            if self.proxy_scheme.lower() not in ("http", "https") or self.proxy_netloc.lower() != (host or "").lower():
                raise ParsingError("the address is of another host")
        elif not self.request_uri.startswith("/"):
            raise ParsingError("an address begins with a slash")

    def received(self, data: bytes) -> int:
        """Take bytes; returns how many were of this request."""
        consumed: int = super().received(data)
        if self.chunked and self.error is None:
            self._check_chunks()
        if self.completed:
            # The library would ask for a body that does not come, and take the next request for it.
            self.expect_continue = False
        return consumed

    def _check_chunks(self) -> None:
        body = self.body_rcv
        if not self.completed and max(len(body.control_line), len(body.trailer)) > LONGEST_LINE:
            # The library would search what it has of the line again at each piece.
            self._refuse_body(f"a line of the chunked body has more than {LONGEST_LINE} signs")
        elif self.body_bytes_received - len(body) > MOST_FRAMING + len(body) // 8:
            self._refuse_body("the chunks of the body are too small")
        elif self.completed and not all(map(_FIELD.fullmatch, body.trailer.split(b"\r\n")[:-2])):
            self._refuse_body("what follows the last chunk is no header")

    def _refuse_body(self, why: str) -> None:
        self.error = BadRequest(why)
        self.completed = True

    def _refuse(self, error: Error) -> None:
        super().parse_header(b"GET / HTTP/1.0\r\n")
        self.error = error
        self.completed = True


def _check_lines(lines: list[bytes]) -> None:
    """Raises ParsingError for what could hide a second request in the first."""
    if any(line[:1] in (b" ", b"\t") for line in lines):
        raise ParsingError("a header must stand on one line")
    named = [line.partition(b":") for line in lines]
    coded = b",".join(value for name, _, value in named if name.lower() == b"transfer-encoding")
    codings = [each.strip(b" \t").lower() for each in coded.split(b",")]
    if codings == [b""]:
        return
    if any(name.lower() == b"content-length" for name, _, _ in named):
        raise ParsingError("a body has a Content-Length or a Transfer-Encoding, not both")
    if codings.count(b"chunked") > 1:
        raise ParsingError("a body is chunked once")


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
    told = request.addressed and request.error.code in _STATUS
    return Unread(channel, request) if told else PlainRefusal(channel, request)
