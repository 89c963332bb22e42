"""The working of a deadline as a strip of days: counted days numbered, others hatched and named, receipt dashed, due solid.

One component for whoever is shown a deadline: the desk, an OPD, a citizen.
"""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from command_center.domain.due_explained import DayKind, DueExplained, ExplainedDay, StageExplained
from command_center.domain.working_days import wib_day
from layouts.figures import deadline_words
from layouts.i18n import Words
from layouts.markup import markup

MOST_DAYS = 120
"""A longer strip shows its first and last weeks, and says how many days lie between."""
ENDS = 21
MOST_LATE = 14
LATE_ENDS = 3
"""The same for the days after the deadline."""


def day_strip(stage: StageExplained, words: Words, *, policy: str = "") -> Component:
    """The strip of one deadline with its explanation; `policy` is the name of the policy in words."""
    cells = strip_cells(stage, words)
    return html.Div(
        [
            # A grid of seven keeps each weekday in its column where there is no room for one line.
            html.Ol(
                cells, className="strip", style={"--lead": str(stage.days[0].day.weekday())}, title=words("strip.title")
            ),
            html.P(explained(stage, words, policy=policy), className="strip-words"),
            *[html.P(each, className="strip-changed") for each in [deadline_words.otherwise(stage, words)] if each],
            *listed(
                [*deadline_words.pauses(stage, words), *deadline_words.changes(stage, words)],
            ),
        ],
        className="strip-box",
    )


def deadline_part(explained_due: DueExplained, words: Words) -> Component:
    """Every deadline of a report, first answer and settlement apart, each with its strip."""
    if not explained_due.stages:
        return html.P(words("due.none"), className="strip-words")
    policy = explained_due.label.in_language(words.language)
    parts: list[Component] = []
    for stage in explained_due.stages:
        parts += [
            html.H3(words(f"due.stage_{stage.stage}"), className="strip-stage"),
            day_strip(stage, words, policy=policy),
        ]
    return html.Div(parts, className="strip-stages")


def deadline_html(explained_due: DueExplained, words: Words) -> str:
    """The same as plain HTML, for a page without Dash; every text in it is escaped."""
    return markup(deadline_part(explained_due, words))


def strip_cells(stage: StageExplained, words: Words) -> list[Component]:
    """A cell a day; of a very long term, and of a long time after the deadline, the two ends."""
    term = [day for day in stage.days if not day.late]
    late = [day for day in stage.days if day.late]
    return [
        *_ends([cell(day, stage, words) for day in term], MOST_DAYS, ENDS, words),
        *_ends([cell(day, stage, words) for day in late], MOST_LATE, LATE_ENDS, words),
    ]


def _ends(cells: list[Component], most: int, ends: int, words: Words) -> list[Component]:
    if len(cells) <= most:
        return cells
    gap = html.Li(words("strip.between", n=len(cells) - 2 * ends), className="strip-gap")
    return [*cells[:ends], gap, *cells[-ends:]]


def cell(day: ExplainedDay, stage: StageExplained, words: Words) -> Component:
    """One day: when, and its number in the count or why it has none."""
    label = words("strip.day", weekday=words.listed("calendar.weekdays_short")[day.day.weekday()], day=day.day.day)
    return html.Li(
        [html.Span(label, className="strip-day"), html.Span(told(day, words), className="strip-told")],
        className=f"strip-cell strip-{drawn_as(day, stage)}",
        title=deadline_words.day_in_words(day, words, hours=stage.hours),
    )


def drawn_as(day: ExplainedDay, stage: StageExplained) -> str:
    """How a day is drawn: the end of its class."""
    if day.day == wib_day(stage.due):
        return "due"
    if day.kind is DayKind.RECEIPT:
        return "receipt"
    if day.kind is DayKind.PAUSED:
        return "paused"
    if not day.counted:
        return "off"
    if day.late:
        return "late"
    return "counted strip-part" if day.pause is not None else "counted"


def told(day: ExplainedDay, words: Words) -> str:
    """What stands in a cell."""
    if day.late and day.counted:
        return words("strip.late", n=day.number)
    if day.counted:
        return words.number(day.number)
    if day.kind is DayKind.RECEIPT:
        return words("strip.receipt")
    if day.pause is not None:
        return words(f"strip.waited_{day.pause}")
    return "–" if day.kind is DayKind.WEEKEND else day.why.in_language(words.language)


def explained(stage: StageExplained, words: Words, *, policy: str) -> list[Component | str]:
    """The working in words: how many days count, which do not and why, until when, by which policy."""
    text: list[Component | str] = [html.Strong(deadline_words.counting(stage, words))]
    for said in (deadline_words.not_counted(stage, words), deadline_words.until(stage, words)):
        text += [" ", said] if said else []
    if policy:
        text += [" ", deadline_words.policy_of(stage, policy, words)]
    if outcome := deadline_words.outcome(stage, words):
        late = "strip-late-words" if stage.late else "strip-met"
        text += [" ", html.Strong(outcome, className=late)]
    if stage.provisional:
        text += [" ", html.Span(words("due.provisional"), className="strip-provisional")]
    return text


def listed(lines: Sequence[str]) -> list[Component]:
    """What moved the deadline, a line each."""
    return [html.Ul([html.Li(line) for line in lines], className="strip-moves")] if lines else []
