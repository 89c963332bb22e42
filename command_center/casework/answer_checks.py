"""What is asked of an answer before it is written: the text, its length on the channel, the report's status, what was said before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from command_center.casework.scope import may_act_on
from command_center.domain.acting import Acting
from command_center.domain.answer_templates import PLACEHOLDERS, unfilled
from command_center.domain.answers import Answer
from command_center.domain.outgoing import Addressee, Reach, SendState, Trouble
from command_center.domain.report import Report
from command_center.domain.report_kinds import ReportClass
from command_center.domain.text_length import TextSize
from command_center.domain.trouble_words import IN_WORDS
from command_center.domain.workflow import Status, may_follow
from command_center.errors import BadAnswer

_GONE = (SendState.CANCELLED, SendState.FAILED)
"""What nobody got, for certain."""


@dataclass(frozen=True, slots=True)
class AnswerPreview:
    """What one reporter would get: the text with the number and address of their report (its code is for them alone), its size
    on their channel as it is sent, and why it cannot be.
    """

    report_id: int
    number: str
    channel: str
    reach: Reach
    text: str
    size: TextSize
    trouble: Trouble = Trouble.NONE

    @property
    def is_sent(self) -> bool:
        """Whether this reporter gets the answer."""
        return self.trouble is Trouble.NONE


def clean(text: str) -> str:
    """A text as it is written down. Raises BadAnswer where it is empty, or holds what cannot be stored."""
    said = text.replace("\r\n", "\n").strip()
    if not said:
        raise BadAnswer("the answer is empty: write what the citizen is told", "text", Trouble.NONE)
    if any(0xD800 <= ord(letter) <= 0xDFFF or letter == "\0" for letter in said):
        raise BadAnswer("the answer holds a character that cannot be stored", "text", Trouble.REFUSED)
    return said


def trouble_of(report: Report, reach: Reach, size: TextSize, text: str, status: Status, acting: Acting) -> Trouble:
    """Why a reporter does not get an answer, by what is known of it before it is written; `text` is as it was kept."""
    if not may_act_on(report, acting):
        return Trouble.OTHER_OPD
    if not may_follow(report.status, status, report.report_class):
        return Trouble.CLOSED
    if not reach.possible:
        return reach.trouble
    if unfilled(text):
        return Trouble.UNKNOWN_PLACEHOLDER
    return Trouble.NONE if size.fits else Trouble.TOO_LONG


def said_already(report: Report, to: Addressee, text: str, status: Status, before: Sequence[Answer]) -> Answer | None:
    """The answer that says and makes the same, where it is on its way, or is the last word to this reporter: the report stands
    where that one brought it, and they have not written since. None where there is none.
    """
    left = [each for each in before if each.state not in _GONE]
    same = [each for each in left if (each.text, each.status) == (text, status)]
    waiting = next((each for each in same if each.state.on_its_way), None)
    if waiting is not None or not same:
        return waiting
    last = left[-1]
    is_last_word = last is same[-1] and report.status is status and to.heard_at <= last.at
    return last if is_last_word and last.state.handed_over else None


def first_of_all(report: Report) -> str:
    """What is to be done before a report that lies with P3M can be answered; "" for one that lies elsewhere."""
    if not report.status.rule.at_p3m:
        return ""
    if report.report_class is ReportClass.INFORMATION:
        return "; verify it first: then P3M may answer it itself, or forward it"
    return "; forward it to a department first (what P3M may answer itself are verified information requests)"


def reason_of(report: Report, preview: AnswerPreview) -> str:
    """Why it is not sent, as a sentence for commands, logs and programs; screens have their own words for each trouble."""
    reach, size = preview.reach, preview.size
    if preview.trouble is Trouble.TOO_LONG:
        return f"the text is too long for {preview.channel}: {size.used} of {size.most} {size.unit}; shorten it"
    if preview.trouble is Trouble.UNKNOWN_PLACEHOLDER:
        known = ", ".join(f"{{{each}}}" for each in PLACEHOLDERS)
        return f"nothing fills in {', '.join(unfilled(preview.text))}; what is filled in: {known}"
    if preview.trouble is Trouble.NOT_CONFIGURED:
        return f"{preview.channel} is not set up for answers: set {', '.join(reach.missing)}"
    if preview.trouble is Trouble.WINDOW_OVER:
        hours = round((reach.window or timedelta(0)).total_seconds() / 3600)
        until = f", until {reach.until.isoformat(timespec='minutes')}" if reach.until else ""
        return (
            f"{report.number}: {preview.channel} takes an answer within {hours} hours of the citizen's last message{until}; "
            "publish it on the status page instead"
        )
    return f"{report.number}: the reporter cannot be answered: {IN_WORDS[preview.trouble]}"
