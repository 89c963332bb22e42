"""Categories side by side on one scale: how many, how it changed, and the course over the period."""

from collections.abc import Sequence
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from command_center.domain.selection import Dimension, Selection
from command_center.readmodel.analytics_view import Bucket, Series
from layouts.analytics.config import CategoryGroup
from layouts.figures.filter_mark import filter_mark, filter_text
from layouts.figures.marks import ARIA_HIDDEN, mark
from layouts.figures.selection_numbers import changed
from layouts.i18n import Words, label


@dataclass(frozen=True, slots=True)
class GroupCourse:
    """A group of categories: the sums of its categories' series."""

    group: CategoryGroup
    count: int
    before: int | None
    counts: tuple[int, ...]
    before_counts: tuple[int, ...]
    city: int
    chosen: bool


def group_courses(series: Sequence[Series], groups: Sequence[CategoryGroup], buckets: int) -> tuple[GroupCourse, ...]:
    """Every group, most first and the one of many categories last; also those without a report."""
    found = []
    for group in groups:
        members = [each for each in series if each.code in group.codes]
        befores = [each.before for each in members if each.before is not None]
        found.append(
            GroupCourse(
                group=group,
                count=sum(each.count for each in members),
                before=sum(befores) if befores or any(each.before is not None for each in series) else None,
                counts=_summed([each.counts for each in members], buckets),
                before_counts=_summed([each.before_counts for each in members if each.before_counts], buckets),
                city=sum(each.city for each in members),
                chosen=any(each.chosen for each in members) if members else not series,
            )
        )
    return tuple(sorted(found, key=lambda each: (len(each.group.codes) > 1, -each.count)))


def _summed(rows: Sequence[Sequence[int]], length: int) -> tuple[int, ...]:
    return tuple(sum(row[at] for row in rows if at < len(row)) for at in range(length)) if rows else (0,) * length


def category_courses(
    courses: Sequence[GroupCourse], buckets: Sequence[Bucket], selection: Selection, compares: bool, words: Words
) -> Component:
    """The panels; a click on one filters by its categories."""
    most = max([1, *(count for each in courses for count in (*each.counts, *each.before_counts))])
    chosen = selection.of(Dimension.CATEGORY)
    return html.Div(
        [_panel(each, buckets, most, bool(chosen), compares, words) for each in courses], className="courses"
    )


def _panel(
    course: GroupCourse, buckets: Sequence[Bucket], most: int, filtered: bool, compares: bool, words: Words
) -> Component:
    style = course.group.style
    name = label(style.labels, words.language)
    head = filter_mark(
        [
            mark(style, words.language),
            html.Span(name, className="course-name"),
            html.Span(words.number(course.count), className="course-count"),
        ],
        filter_text((Dimension.CATEGORY, course.group.codes)),
        pressed=filtered and course.chosen,
        class_name="course-head",
    )
    bars = []
    for at, count in enumerate(course.counts):
        first, last = buckets[at].first, buckets[at].last
        tick = (
            [html.Span(className="course-before", style={"bottom": f"{100 * course.before_counts[at] / most:.1f}%"})]
            if compares and at < len(course.before_counts)
            else []
        )
        bars.append(
            html.Span(
                [html.Span(className="course-bar", style={"height": f"{100 * count / most:.1f}%"}), *tick],
                className="course-cell",
                title=f"{words.days(first, last)}: {words.number(count)}",
            )
        )
    highest = max(course.counts, default=0)
    peak = course.counts.index(highest) if highest else 0
    return html.Div(
        [
            head,
            html.Div(changed(course.count, course.before, words) if compares else "", className="course-change"),
            html.Div(
                [
                    html.Div(bars, className="course-bars"),
                    *(
                        [
                            html.Span(
                                words.number(highest),
                                className="course-peak",
                                style={
                                    "left": f"{100 * (peak + 0.5) / len(course.counts):.1f}%",
                                    "bottom": f"{100 * highest / most:.1f}%",
                                },
                            )
                        ]
                        if highest
                        else []
                    ),
                ],
                className="course-plot",
                style={"--c": style.colour},
                **ARIA_HIDDEN,
            ),
            html.Div(
                [html.Span(words.date_short(buckets[0].first)), html.Span(words.date_short(buckets[-1].last))],
                className="course-axis",
                **ARIA_HIDDEN,
            ),
        ],
        className="course" if course.chosen else "course course-off",
    )
