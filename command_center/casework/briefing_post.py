"""Sends briefings by mail: who gets one, when a letter that was not taken is tried again, and when that ends."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from email.message import EmailMessage

import structlog

from command_center.domain.outgoing import HandIn
from command_center.post.smtp import MailAnswer, MailServer, send
from command_center.store.briefing_mails import BriefingLetter, BriefingMails, LetterState

log = structlog.get_logger(__name__)

PAUSES = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15), timedelta(minutes=30), timedelta(hours=1))
"""Before each further try; after the last one the letter has failed."""
ABANDONED_AFTER = timedelta(minutes=15)
"""Longer than writing a letter and any dialogue take: who had it then has died."""


def place_of(recipient: str, recipients: Sequence[str]) -> int:
    """Which of the recipients in the settings it is, from 1; 0 where it stands there no more. Logs need no address."""
    return recipients.index(recipient) + 1 if recipient in recipients else 0


class BriefingPost:
    """The letters of this installation. `letter_of` writes one: it is asked for each version and recipient."""

    def __init__(
        self,
        mails: BriefingMails,
        server: MailServer | None,
        recipients: Iterable[str],
        letter_of: Callable[[int, str], EmailMessage],
        clock: Callable[[], datetime],
    ) -> None:
        self.mails, self.recipients, self.server = mails, tuple(recipients), server
        self._letter_of, self._clock = letter_of, clock

    @property
    def configured(self) -> bool:
        """Whether there is a mail server and somebody to write to."""
        return self.server is not None and bool(self.recipients)

    def address(self, briefing_id: int) -> int:
        """Have a letter to each recipient wait for its sending; returns how many are new. Raises StoreUnavailable."""
        return self.mails.address(briefing_id, self.recipients, self._clock()) if self.configured else 0

    def again(self, briefing_id: int) -> int:
        """A person wants the letters that failed or are unsure sent again; returns how many. Raises StoreUnavailable."""
        return self.mails.again(briefing_id, self._clock())

    def send_due(self) -> int:
        """Send what waits and is due; returns how many letters were taken. Raises StoreUnavailable.

        The log names a recipient by its place in the settings, from 1; 0 for one that stands there no more.
        """
        if self.server is None:
            return 0
        self.mails.doubt_abandoned(self._clock() - ABANDONED_AFTER)
        taken = 0
        while (letter := self.mails.claim(self._clock(), self._clock() + ABANDONED_AFTER)) is not None:
            answer = self._send(self.server, letter)
            state, try_at = self._after(letter, answer)
            self.mails.note(letter, state, try_at, answer.told)
            taken += state is LetterState.SENT
            told = {"attempt": letter.attempts, "state": str(state), "answer": answer.told}
            tell = log.info if state is LetterState.SENT else log.warning
            tell("briefing_letter", recipient=place_of(letter.recipient, self.recipients), **told)
        return taken

    def _send(self, server: MailServer, letter: BriefingLetter) -> MailAnswer:
        if letter.attempts > len(PAUSES) + 1:
            return MailAnswer(HandIn.REFUSED, "the process ended each time that it wrote the letter")
        try:
            written = self._letter_of(letter.briefing_id, letter.recipient)
        except Exception as error:
            # Nothing has left the house: it is tried again, as for a server that is away.
            log.exception("briefing_letter_not_written", recipient=place_of(letter.recipient, self.recipients))
            return MailAnswer(HandIn.LATER, f"the letter could not be written: {type(error).__name__}, see the log")
        return send(server, written, letter.recipient, lambda: self.mails.begin(letter, self._clock()))

    def _after(self, letter: BriefingLetter, answer: MailAnswer) -> tuple[LetterState, datetime]:
        now = self._clock()
        if answer.delivery is HandIn.LATER and letter.attempts <= len(PAUSES):
            return LetterState.WAITING, now + PAUSES[letter.attempts - 1]
        state = {
            HandIn.TAKEN: LetterState.SENT,
            HandIn.UNSURE: LetterState.UNSURE,
            HandIn.LATER: LetterState.FAILED,
            HandIn.REFUSED: LetterState.FAILED,
        }[answer.delivery]
        return state, now
