"""The way of reports from receipt to settlement: how many reached each stage, how long it took, and who waits where."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from command_center.domain.selection import Dimension, Selection
from command_center.readmodel.analytics_view import Aside, FunnelStage
from layouts.figures.filter_mark import filter_mark, filter_text
from layouts.i18n import Words


def span_text(days: float | None, words: Words) -> str:
    """Working time: minutes and hours within a working day, else working days with one decimal."""
    if days is None:
        return words("format.none")
    hours = days * 24
    if hours < 1:
        return words("age.minutes", n=round(hours * 60))
    return words("age.hours", n=round(hours, 1)) if days < 1 else words.working_days(days)


def longest_step(stages: Sequence[FunnelStage]) -> FunnelStage | None:
    """The stage that it takes longest to reach, by its median; None where no time is known."""
    timed = [stage for stage in stages if stage.median_days is not None]
    return max(timed, key=lambda stage: stage.median_days or 0.0, default=None)


def stage_funnel(
    stages: Sequence[FunnelStage], asides: Sequence[Aside], selection: Selection, words: Words
) -> Component:
    """Bars of those that reached a stage, with the way to it between them; a click filters those that stand in it."""
    received, city = stages[0].reached or 1, stages[0].city_reached or 1
    slow = longest_step(stages)
    chosen = set(selection.of(Dimension.STATUS))
    children: list[Component] = []
    for stage in stages:
        if stage is not stages[0]:
            children.append(_way(stage, stage is slow, bool(selection.filters), words))
        statuses = [str(status) for status in stage.statuses]
        children.append(
            filter_mark(
                [
                    html.Span(words(f"analytics.stage.{stage.code}"), className="funnel-name"),
                    html.Span(
                        [
                            html.Span(
                                className="funnel-bar", style={"width": f"{100 * stage.reached / received:.1f}%"}
                            ),
                            *(
                                [
                                    html.Span(
                                        className="funnel-city",
                                        style={"left": f"{100 * stage.city_reached / city:.1f}%"},
                                    )
                                ]
                                if selection.filters
                                else []
                            ),
                        ],
                        className="funnel-track",
                    ),
                    html.Span(words.number(stage.reached), className="funnel-count"),
                    html.Span(words.percent(stage.reached, stages[0].reached), className="funnel-share"),
                ],
                filter_text((Dimension.STATUS, statuses)),
                pressed=chosen == set(statuses),
                class_name="funnel-row",
                label=words(
                    "analytics.funnel.alternative",
                    stage=words(f"analytics.stage.{stage.code}"),
                    n=stage.reached,
                    waiting=stage.waiting,
                ),
            )
        )
    if asides:
        parts = [
            filter_mark(
                f"{words(f'analytics.status.{aside.status}')} {words.number(aside.count)}",
                filter_text((Dimension.STATUS, [str(aside.status)])),
                pressed=chosen == {str(aside.status)},
                class_name="chip-mark",
            )
            for aside in asides
        ]
        children.append(html.Div([words("analytics.funnel.aside"), *parts], className="funnel-aside"))
    return html.Div(children, className="funnel")


def _way(stage: FunnelStage, slow: bool, filtered: bool, words: Words) -> Component:
    said: list[Component] = [html.Strong(span_text(stage.median_days, words), className="funnel-slow" if slow else "")]
    if filtered:
        said.append(html.Span(words("analytics.funnel.city", time=span_text(stage.city_median_days, words))))
    waiting = words("analytics.funnel.waiting", n=stage.waiting) if stage.waiting and stage.code != "settled" else ""
    return html.Div(
        [html.Span("↓", className="funnel-arrow"), html.Span(said), html.Span(waiting, className="funnel-wait")],
        className="funnel-way",
    )
