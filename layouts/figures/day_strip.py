"""The working of a deadline as a strip of days: counted days numbered, others hatched and named, receipt dashed, due solid.

One component for whoever is shown a deadline: the desk, an OPD, a citizen.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from dash import html
from dash.development.base_component import Component

from command_center.domain.working_days import RECEIPT, SATURDAY, SUNDAY, Calendar, CountedDay
from layouts.i18n import Words

MOST_DAYS = 120
"""A longer strip shows its first and last weeks, and says how many days lie between."""
ENDS = 21


def day_strip(
    received_at: datetime,
    due_at: datetime,
    calendar: Calendar,
    words: Words,
    *,
    policy: str = "",
    term: int | None = None,
    hours: bool = False,
) -> Component:
    """The strip with its explanation. `term` is what the policy asks for, in working days (or hours, where `hours`)."""
    lines = calendar.explain(received_at, due_at, hours=hours)
    last = max((line.number for line in lines), default=0)
    cells = strip_cells(lines, words)
    return html.Div(
        [
            # A grid of seven keeps each weekday in its column where there is no room for one line.
            html.Ol(
                cells, className="strip", style={"--lead": str(lines[0].day.weekday())}, title=words("strip.title")
            ),
            html.P(
                explained(lines, last, due_at, calendar, words, policy=policy, hours=hours), className="strip-words"
            ),
            *_changed(term, last, words, hours=hours),
        ],
        className="strip-box",
    )


def strip_cells(lines: Sequence[CountedDay], words: Words) -> list[Component]:
    """A cell a day; of a very long term its two ends."""
    if len(lines) <= MOST_DAYS:
        return [cell(line, line is lines[-1], words) for line in lines]
    between = len(lines) - 2 * ENDS
    gap = html.Li(words("strip.between", n=between), className="strip-gap")
    return [
        *[cell(line, False, words) for line in lines[:ENDS]],
        gap,
        *[cell(line, line is lines[-1], words) for line in lines[-ENDS:]],
    ]


def cell(line: CountedDay, due: bool, words: Words) -> Component:
    """One day: when, and its number in the count or why it has none."""
    kind = "due" if due else "receipt" if line.why == RECEIPT else "counted" if line.counted else "off"
    day = words("strip.day", weekday=words.listed("calendar.weekdays_short")[line.day.weekday()], day=line.day.day)
    if line.counted:
        told = words.number(line.number)
    elif line.why == RECEIPT:
        told = words("strip.receipt")
    else:
        told = "–" if line.why in (SATURDAY, SUNDAY) else line.why.in_language(words.language)
    spoken = f"{words.date_long(line.day)}: " + (
        words("strip.counted", n=line.number) if line.counted else line.why.in_language(words.language)
    )
    return html.Li(
        [html.Span(day, className="strip-day"), html.Span(told, className="strip-told")],
        className=f"strip-cell strip-{kind}",
        title=spoken,
    )


def explained(
    lines: Sequence[CountedDay],
    last: int,
    due_at: datetime,
    calendar: Calendar,
    words: Words,
    *,
    policy: str,
    hours: bool,
) -> list[Component | str]:
    """The working in words: how many days count, which do not and why, until when, by which policy."""
    off = [line for line in lines if not line.counted and line.why != RECEIPT]
    free = Counter(line.why.in_language(words.language) for line in off if line.why in (SATURDAY, SUNDAY))
    named = [line for line in off if line.why not in (SATURDAY, SUNDAY)]
    parts = [words("strip.days_off", n=count, name=name) for name, count in free.items()]
    parts += [
        words("strip.day_off", date=words.date_short(line.day), name=line.why.in_language(words.language))
        for line in named
    ]
    text: list[Component | str] = [
        html.Strong(words("strip.counting_hours" if hours else "strip.counting", n=last)),
        " ",
        words("strip.not_counted", days=", ".join(parts)) if parts else words("strip.all_counted"),
        " ",
        words("strip.until", moment=words.moment(due_at)),
    ]
    if policy:
        text += [" ", words("strip.policy", policy=policy)]
    if calendar.may_move(due_at):
        text += [" ", html.Span(words("strip.provisional"), className="strip-provisional")]
    return text


def _changed(term: int | None, last: int, words: Words, *, hours: bool) -> list[Component]:
    """The calendar of today counts otherwise than the one that the deadline was fixed with: that is said."""
    if hours or term is None or term == last:
        return []
    return [html.P(words("strip.changed", term=term, n=last), className="strip-changed")]
