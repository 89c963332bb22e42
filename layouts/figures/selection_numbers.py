"""The four numbers of a selection: received, answered, settled, overdue; each with its change and its course."""

from collections.abc import Sequence
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from command_center.domain.count_change import FEWEST
from command_center.domain.selection import Dimension, ReportSign, Selection
from command_center.readmodel.analytics_view import FourTallies, ReportTally
from layouts.figures.filter_mark import filter_mark, filter_text
from layouts.figures.marks import ARIA_HIDDEN
from layouts.i18n import Words

NUMBERS: tuple[tuple[str, ReportSign | None], ...] = (
    ("received", None),
    ("answered", ReportSign.ANSWERED),
    ("settled", ReportSign.SETTLED),
    ("overdue", ReportSign.OVERDUE),
)
"""Number -> the sign that a click on it filters by."""


@dataclass(frozen=True, slots=True)
class Course:
    """The course of a number over the buckets of the period, and over those of the earlier one (empty for none)."""

    now: Sequence[int]
    before: Sequence[int]


def selection_numbers(
    tallies: FourTallies, now: Sequence[ReportTally], before: Sequence[ReportTally], selection: Selection, words: Words
) -> list[Component]:
    """The tiles. Those that stand for a sign filter by it."""
    signs = selection.of(Dimension.SIGN)
    tiles: list[Component] = []
    for name, sign in NUMBERS:
        course = Course([getattr(each, name) for each in now], [getattr(each, name) for each in before])
        value = getattr(tallies.selected, name)
        content = [
            html.Span(
                [words(f"analytics.numbers.{name}"), *_share(name, tallies.selected, words)], className="num-label"
            ),
            html.Span(
                [
                    html.Span(
                        words.number(value),
                        className="num-value num-over" if sign is ReportSign.OVERDUE and value else "num-value",
                    ),
                    spark(course),
                ],
                className="num-line",
            ),
            html.Span(changed(value, _of(tallies.selected_before, name), words), className="num-change"),
            *([html.Span(_city(tallies, name, words), className="num-city")] if selection.filters else []),
        ]
        if sign is None:
            tiles.append(html.Div(content, className="num"))
        else:
            tiles.append(
                filter_mark(content, filter_text((Dimension.SIGN, [sign])), pressed=sign in signs, class_name="num")
            )
    return tiles


def _of(tally: ReportTally | None, name: str) -> int | None:
    return getattr(tally, name) if tally is not None else None


def _share(name: str, tally: ReportTally, words: Words) -> list[Component]:
    """Its part of what was received; none where it is that itself."""
    if name in ("received", "overdue") or not tally.received:
        return []
    share = words.percent(getattr(tally, name), tally.received)
    return [html.Span(words("analytics.numbers.share", share=share), className="num-share")]


def _city(tallies: FourTallies, name: str, words: Words) -> str:
    value, before = getattr(tallies.city, name), _of(tallies.city_before, name)
    said = words("analytics.numbers.city", n=value)
    return f"{said}, {words.change(value, before)}" if before is not None and before >= FEWEST else said


def changed(now: int, before: int | None, words: Words) -> str:
    """Against the earlier period: a share of it, the difference where it is small, or that there is none."""
    if before is None:
        return words("analytics.numbers.no_comparison")
    if now == before:
        return words("analytics.numbers.same", before=before)
    if before < FEWEST:
        arrow = words("format.up" if now > before else "format.down")
        return words("analytics.numbers.difference", arrow=arrow, n=abs(now - before), before=before)
    return words("analytics.numbers.change", change=words.change(now, before), before=before)


def spark(course: Course) -> Component:
    """Small bars, the last one strong; a tick on each says the earlier period."""
    most = max([1, *course.now, *course.before])
    bars = []
    for at, count in enumerate(course.now):
        style = {"height": f"{100 * count / most:.1f}%"}
        tick = (
            [html.Span(className="spark-before", style={"bottom": f"{100 * course.before[at] / most:.1f}%"})]
            if at < len(course.before)
            else []
        )
        bars.append(html.Span([html.Span(className="spark-bar", style=style), *tick], className="spark-cell"))
    return html.Span(bars, className="spark", **ARIA_HIDDEN)
