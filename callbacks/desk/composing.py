"""What the panel of the answer shows to who is signed in: how the reporter is reached, templates, the draft, earlier answers."""

from secrets import token_hex

from callbacks.desk.source import DeskSource
from command_center.domain.answers import Answer
from command_center.domain.outgoing import SendState
from command_center.domain.report_file import ReportFile
from command_center.store.drafts import DeskDraft
from layouts.desk.composer import Composing, EndedDraft, TemplateChoice
from layouts.i18n import Words


def composing(desk: DeskSource, file: ReportFile, words: Words) -> Composing:
    """What the panel of a report shows to who is signed in. Raises StoreUnavailable."""
    me, report = desk.identity().name, file.report
    answering = desk.room.answering
    answers = answering.of_report(report.id)
    draft = desk.room.drafts.of(me, report.id)
    ended = ended_by(draft, answers, me)
    others = dict(file.incident.by_channel) if file.incident is not None else {}
    if others:
        others[report.origin.channel] -= 1
    going_on = draft if ended is None else None
    return Composing(
        reach=answering.reach(report, desk.clock()),
        key=going_on.key if going_on else token_hex(16),
        text=going_on.text if going_on else "",
        template=going_on.template if going_on else "",
        templates=[
            TemplateChoice(each.code, each.label.in_language(words.language), said, each.status)
            for each, said in answering.templates_for(report)
        ],
        answers=answers[-3:],
        ended=ended,
        others={code: count for code, count in others.items() if count > 0},
    )


def ended_by(draft: DeskDraft | None, answers: list[Answer], me: str) -> EndedDraft | None:
    """The draft, where somebody else has answered since it was begun."""
    if draft is None:
        return None
    later = [
        each for each in answers if each.by != me and each.at > draft.begun_at and each.state is not SendState.CANCELLED
    ]
    return EndedDraft(draft.text, later[-1].by, later[-1].at) if later else None
