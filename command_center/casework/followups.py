"""Answers that a person takes to SP4N-LAPOR! as a file: listed, and then marked as handed over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from command_center.casework.answering import Answering
from command_center.domain.acting import Acting
from command_center.domain.answers import Answer
from command_center.domain.outgoing import SendState
from command_center.domain.workflow import Status
from command_center.store.answers import Answers
from command_center.store.reports import Reports

MOST = 5000
"""Follow-ups of one file."""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """One line: SP4N's own id of the report, ours, what is said, and where it stands there now."""

    answer_id: int
    tracking_id: str
    number: str
    text: str
    status: Status
    at: datetime


class FollowUps:
    """The follow-ups of a channel that wait for a person."""

    def __init__(self, reports: Reports, answers: Answers, answering: Answering, channel: str) -> None:
        self._reports, self._answers, self._answering, self._channel = reports, answers, answering, channel

    def waiting(self) -> list[FollowUp]:
        """What is to be taken over, oldest first."""
        found: list[Answer] = self._answers.waiting_on(self._channel, MOST)
        loaded = self._reports.by_ids([each.report_id for each in found])
        people = self._reports.addressees(list(loaded.values()))
        return [
            FollowUp(
                each.id,
                people[each.report_id].message,
                loaded[each.report_id].number,
                each.text,
                each.status,
                each.at,
            )
            for each in found
            if each.state is SendState.WAITING
        ]

    def handed(self, taken: Sequence[FollowUp], acting: Acting, at: datetime) -> None:
        """A person has taken these over."""
        if taken:
            self._answering.do("handed", [each.answer_id for each in taken], acting, at)
