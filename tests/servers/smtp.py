"""A real mail server on a free port, which keeps what it was given; it can refuse, be slow, or break off."""

import asyncio
import socket
import ssl
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from tests.servers.ports import free_port


class Kept:
    """The handler: keeps letters. `refuses` is what it answers at a step (rcpt, data), `silent` seconds it waits first.

    `breaks` closes the connection at a step: data (before the answer to a whole letter) or rcpt. `unknown` are recipients
    that it has no mailbox for.
    """

    def __init__(self) -> None:
        self.letters: list[Envelope] = []
        self.tries = 0
        self.refuses: dict[str, str] = {}
        self.silent: dict[str, float] = {}
        self.breaks: set[str] = set()
        self.unknown: set[str] = set()

    async def handle_RCPT(
        self, server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """One recipient."""
        self.tries += 1
        answer = await self._at("rcpt", server)
        if address in self.unknown:
            answer = f"550 5.1.1 <{address}>: no such mailbox here"
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:
        """A whole letter."""
        answer = await self._at("data", server)
        if answer.startswith("250"):
            self.letters.append(envelope)
        return answer

    async def _at(self, step: str, server: SMTP) -> str:
        await asyncio.sleep(self.silent.get(step, 0))
        if step in self.breaks:
            assert isinstance(server.transport, asyncio.WriteTransport)
            server.transport.abort()
        return self.refuses.get(step, "250 OK")


class MailServerOfTest:
    """Serves in a `with`. `certificate` (file, key) makes it speak TLS: after STARTTLS, or from the beginning with `tls`."""

    def __init__(
        self,
        *,
        certificate: tuple[Path, Path] | None = None,
        tls: bool = False,
        password: str = "",
    ) -> None:
        self.kept = Kept()
        self.port = free_port()
        context = None
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*map(str, certificate))
        more: dict[str, Any] = {}
        if context and tls:
            more["ssl_context"] = context
        elif context:
            more |= {"tls_context": context, "require_starttls": True}
        if password:
            # From the beginning: the library knows of STARTTLS alone, and would refuse a password there.
            more |= {"authenticator": _knows(password), "auth_required": not tls, "auth_require_tls": not tls}
        self._controller = Controller(self.kept, hostname="127.0.0.1", port=self.port, ready_timeout=20, **more)
        if context and tls:
            # The library looks whether it answers by a connection in the open.
            self._controller._trigger_server = self._greeted  # type: ignore[method-assign]

    def _greeted(self) -> None:
        context = ssl._create_unverified_context()
        with socket.create_connection(("127.0.0.1", self.port), 10) as plain, context.wrap_socket(plain) as connection:
            connection.recv(64)

    def __enter__(self) -> Self:
        self._controller.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._controller.stop()


def _knows(password: str) -> Any:
    def authenticate(_server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, given: Any) -> AuthResult:
        right = isinstance(given, LoginPassword) and given.password == password.encode()
        return AuthResult(success=right, handled=False)

    return authenticate
