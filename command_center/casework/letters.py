"""The route of letters: an answer to the address that a citizen left, an alert to whom it is for."""

import re
from collections.abc import Mapping
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from typing import ClassVar

from command_center.domain.outgoing import (
    MAIL,
    PAGE,
    Addressee,
    Begin,
    HandedIn,
    HandIn,
    Outgoing,
    Reach,
    ReachWay,
    SaidWords,
    Trouble,
)
from command_center.domain.text_length import TextLimit
from command_center.domain.working_days import WIB
from command_center.post.smtp import MailServer, send

LETTER_LIMIT = TextLimit(4000)
"""Characters of an answer by letter."""
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?")


class LetterRoute:
    """Letters through the mail server of the settings. What is unsure is told to a person: the server knows no key."""

    code: ClassVar[str] = MAIL
    repeatable: ClassVar[bool] = False
    by_person: ClassVar[bool] = False

    def __init__(self, server: MailServer | None, service_name: str) -> None:
        self._server, self._service_name = server, service_name

    @property
    def missing(self) -> tuple[str, ...]:
        """The mail server."""
        return () if self._server is not None else ("SMTP_HOST",)

    def reach(self, to: Addressee, at: datetime) -> Reach:
        """A letter where there is an address and a mail server; else the status page, which says which of them is not there."""
        if not _ADDRESS.fullmatch(to.contact):
            return Reach(PAGE, ReachWay.PAGE, LETTER_LIMIT, trouble=Trouble.NO_ADDRESS)
        if self._server is None:
            return Reach(PAGE, ReachWay.PAGE, LETTER_LIMIT, trouble=Trouble.NOT_CONFIGURED, missing=self.missing)
        return Reach(MAIL, ReachWay.MAIL, LETTER_LIMIT)

    def payload(self, to: Addressee, reach: Reach, words: SaidWords) -> Mapping[str, object]:
        """Subject and text; the link to the status page stands below."""
        below = "" if words.link in words.text else f"\n\n{words.link}"
        return {
            "to": to.contact,
            "subject": f"{self._service_name}: {words.number}",
            "text": f"{words.text}{below}",
        }

    def send(self, outgoing: Outgoing, begin: Begin) -> HandedIn:
        """Hand the letter in; its Message-ID is our key, so that a server's log can tell of it."""
        if self._server is None:
            return HandedIn(HandIn.REFUSED, trouble=Trouble.NOT_CONFIGURED)
        letter, payload = EmailMessage(), outgoing.payload
        letter["From"], letter["To"], letter["Subject"] = (
            self._server.sender,
            str(payload["to"]),
            str(payload["subject"]),
        )
        letter["Date"] = format_datetime(outgoing.made_at.astimezone(WIB))
        letter["Message-ID"] = f"<{outgoing.key}@{self._server.sender.rpartition('@')[2]}>"
        # RFC 3834: nobody's holiday answer comes back to it.
        letter["Auto-Submitted"] = "auto-generated"
        letter.set_content(str(payload["text"]))
        answer = send(self._server, letter, str(payload["to"]), begin)
        trouble = {
            HandIn.TAKEN: Trouble.NONE,
            HandIn.LATER: Trouble.AWAY,
            HandIn.REFUSED: Trouble.REFUSED,
            HandIn.UNSURE: Trouble.CUT_OFF,
        }[answer.delivery]
        return HandedIn(answer.delivery, trouble=trouble, told=answer.told)
