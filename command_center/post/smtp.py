"""Hands one letter to a mail server over SMTP, and tells whether it was taken, refused, may be tried again, or is unsure.

The dialogue is led step by step instead of by `smtplib.send_message`: only so is it known whether the letter was already
with the server when a connection broke (RFC 5321, 4.5.3.2 and 6.1).
"""

import re
import smtplib
import ssl
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP as FOR_THE_WIRE
from enum import StrEnum

from command_center.domain.masking_canvas import ADDRESS
from command_center.domain.outgoing import HandIn

TIMEOUT_SECONDS = 30.0
"""How long the server may be silent at one step."""
_MAIL_ADDRESS = re.compile(r"[^\s<>()\[\],;:\"']+@[^\s<>()\[\],;:\"']+")


class Security(StrEnum):
    """How the connection is protected: from its beginning, after STARTTLS, or (in the city's own house) not at all."""

    SSL = "ssl"
    STARTTLS = "starttls"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where letters are handed in. `user` "" signs in to nothing; `sender` is the address that they come from."""

    host: str
    port: int
    security: Security
    user: str
    password: str
    sender: str
    timeout: float = TIMEOUT_SECONDS


@dataclass(frozen=True, slots=True)
class MailAnswer:
    """What became of a letter, and in the server's words why, without the mail addresses in them."""

    delivery: HandIn
    told: str = ""


def send(server: MailServer, letter: EmailMessage, recipient: str, begin: Callable[[], bool]) -> MailAnswer:
    """Hand a letter to one recipient in. Never raises for what a network or a server does.

    `begin` is called once the server has taken the recipient, right before the letter is given away; where it says False,
    or raises, nothing is.
    """
    content = letter.as_bytes(policy=FOR_THE_WIRE)
    try:
        connection = _connected(server)
    except _Answered as answered:
        return answered.answer
    except (OSError, smtplib.SMTPException, UnicodeError) as error:
        return MailAnswer(HandIn.LATER, _words(error))
    try:
        return _handed_in(connection, server.sender, recipient, content, begin)
    finally:
        with suppress(OSError, smtplib.SMTPException):
            connection.quit()
        connection.close()


class _Answered(Exception):
    """The server said something that ends the dialogue."""

    def __init__(self, code: int, said: bytes, doing: str) -> None:
        kind = HandIn.REFUSED if 500 <= code < 600 else HandIn.LATER
        text = " ".join(said.decode("utf-8", "replace").split())
        self.answer = MailAnswer(kind, _without_addresses(f"{doing}: {code} {text}"))
        super().__init__(self.answer.told)


def _connected(server: MailServer) -> smtplib.SMTP:
    """A connection that is protected and signed in as the settings ask. Raises _Answered, OSError, SMTPException."""
    if server.security is Security.SSL:
        context = ssl.create_default_context()
        connection: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=server.timeout, context=context)
    else:
        connection = smtplib.SMTP(server.host, server.port, timeout=server.timeout)
    try:
        _expect(connection.ehlo(), 250, "EHLO")
        if server.security is Security.STARTTLS:
            if not connection.has_extn("starttls"):
                # Not to be worked around: the letter and the password would go in the open.
                raise _Answered(
                    550,
                    b"the server offers no STARTTLS: set SMTP_SECURITY to ssl, or none within the house",
                    "STARTTLS",
                )
            _expect(connection.starttls(context=ssl.create_default_context()), 220, "STARTTLS")
            _expect(connection.ehlo(), 250, "EHLO")
        if server.user:
            try:
                connection.login(server.user, server.password)
            except smtplib.SMTPAuthenticationError as error:
                raise _Answered(error.smtp_code, _as_bytes(error.smtp_error), "AUTH") from error
            except smtplib.SMTPNotSupportedError as error:
                raise _Answered(550, str(error).encode(), "AUTH") from error
    except BaseException:
        connection.close()
        raise
    return connection


def _handed_in(
    connection: smtplib.SMTP, sender: str, recipient: str, content: bytes, begin: Callable[[], bool]
) -> MailAnswer:
    try:
        _expect(connection.mail(sender), 250, "MAIL FROM")
        _expect(connection.rcpt(recipient), 250, "RCPT TO")
        if not begin():
            return MailAnswer(HandIn.LATER, "another process has the letter")
        connection.putcmd("data")
        _expect(connection.getreply(), 354, "DATA")
        connection.send(_stuffed(content))
    except _Answered as answered:
        return answered.answer
    except (OSError, smtplib.SMTPException, UnicodeError) as error:
        # Without its last line the server has no letter.
        return MailAnswer(HandIn.LATER, _words(error))
    try:
        _expect(connection.getreply(), 250, "DATA")
    except _Answered as answered:
        return answered.answer
    except (OSError, smtplib.SMTPException) as error:
        return MailAnswer(HandIn.UNSURE, _words(error))
    return MailAnswer(HandIn.TAKEN)


def _expect(answer: tuple[int, bytes], code: int, doing: str) -> None:
    if answer[0] != code and not (code == 250 and answer[0] == 251):
        raise _Answered(answer[0], answer[1], doing)


def _stuffed(content: bytes) -> bytes:
    """Lines that begin with a dot get another (RFC 5321, 4.5.2); then the line that ends the letter."""
    stuffed = b"\r\n".join(b"." + line if line.startswith(b".") else line for line in content.split(b"\r\n"))
    return stuffed + (b".\r\n" if stuffed.endswith(b"\r\n") else b"\r\n.\r\n")


def _as_bytes(said: bytes | str) -> bytes:
    return said if isinstance(said, bytes) else said.encode()


def _words(error: Exception) -> str:
    return _without_addresses(str(error) or type(error).__name__)


def _without_addresses(told: str) -> str:
    """Servers repeat whom a letter is for; what they say stands in logs."""
    return _MAIL_ADDRESS.sub(ADDRESS, told)[:500]
