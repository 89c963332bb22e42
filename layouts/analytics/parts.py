"""The parts of the page: each a pure function of what is shown, in the first answer or asked for once that one stands."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from dash import html
from dash.development.base_component import Component

from command_center.domain.selection import Baseline, Dimension
from command_center.domain.selection_reading import SelectionProblem
from layouts.analytics import findings, ids
from layouts.analytics.filters import IN_BAR, chips, said_of, span_said
from layouts.analytics.map_part import map_part, quiet_part
from layouts.analytics.shown import Shown
from layouts.failing import made_or
from layouts.figures.answer_curve import CurveTerm, answer_curve_figure
from layouts.figures.card import card, failed
from layouts.figures.category_courses import category_courses, group_courses
from layouts.figures.channel_mix import channel_mix, channel_shares, channel_table
from layouts.figures.closure_signs import closure_signs
from layouts.figures.filter_mark import attributes
from layouts.figures.hour_heatmap import hour_heatmap
from layouts.figures.marks import empty
from layouts.figures.opd_ratios import opd_ratios
from layouts.figures.selection_numbers import selection_numbers
from layouts.figures.stage_funnel import stage_funnel
from layouts.figures.volume_by_day import volume_by_day
from layouts.icons import icon
from layouts.plotting import graph

FORMATS = ("csv", "xlsx", "geojson")
EXPORT = "/api/v1/selection"

Content = Component | list[Any] | str


@dataclass(frozen=True, slots=True)
class PagePart:
    """One part. `build` makes what stands in it."""

    key: str
    build: Callable[[Shown], Content]


def built(part: PagePart, shown: Shown) -> Content:
    """The part, or in its place that it failed: the others stand."""

    def instead() -> Content:
        if part.key.startswith("said-"):
            return shown.words("format.none")
        return card(part.key, shown.words("card.failed"), failed(shown.words), shown.words)

    return made_or(lambda: part.build(shown), f"analytics {part.key}", instead)


def numbers_part(shown: Shown) -> Content:
    """The four numbers."""
    view = shown.view
    return html.Section(
        selection_numbers(view.tallies, view.tally_series, view.tally_series_before, shown.selection, shown.words),
        className="card nums",
        **attributes({"aria-label": shown.words("analytics.numbers.name")}),
    )


def changed_part(shown: Shown) -> Content:
    """What changed, in sentences."""
    words = shown.words
    lines = [
        html.P([*([html.Strong(f"{said}: " if detail else said)] if said else []), detail])
        for said, detail in findings.what_changed(shown.view, shown.config, words)
    ]
    about = findings.subject(shown.view, shown.config, words)
    return card("changed", words("analytics.changed.title", subject=about), html.Div(lines, className="changed"), words)


def volume_part(shown: Shown) -> Content:
    """Volume by day."""
    words, view = shown.words, shown.view
    title = findings.volume_title(view, shown.config, words)
    if view.first_day is None:
        body: Content = empty(words("analytics.empty.never"), words("analytics.empty.never_hint"))
    else:
        names = shown.config.names(Dimension.CATEGORY, words.language)
        body = [
            graph(
                ids.chart("volume"),
                volume_by_day(view, names, words, shown.theme),
                alternative=f"{title}. {_range_told(shown)}",
                height="17.5em",
            ),
            _key(shown),
        ]
    return card("volume", title, body, words, sub=words("analytics.volume.sub"), method="anomali")


def _range_told(shown: Shown) -> str:
    """The figures of the days in a sentence, for those who do not see the chart."""
    days = shown.view.days
    highest = max(days, key=lambda day: day.selected)
    return shown.words(
        "analytics.volume.alternative",
        n=sum(day.selected for day in days),
        days=len(days),
        low=min(day.selected for day in days),
        high=highest.selected,
        day=shown.words.date_long(highest.day),
    )


def _key(shown: Shown) -> Component:
    """One reading key for the page: ink, grey, dashes, vermilion."""
    words = shown.words
    entries = ["selected", *(["city"] if shown.view.filtered else [])]
    if shown.view.tallies.selected_before is not None:
        entries.append("before")
    entries += ["unusual", *(["forecast"] if shown.view.forecast else [])]
    return html.Div(
        [
            html.Span([html.Span(className=f"key-mark key-{entry}"), words(f"analytics.key.{entry}")])
            for entry in entries
        ],
        className="reading-key",
    )


def hours_part(shown: Shown) -> Content:
    """Weekday by hour."""
    words, view = shown.words, shown.view
    title = findings.hours_title(view, shown.config, words)
    total = sum(map(sum, view.hours.selected))
    body: Content = (
        graph(
            ids.chart("hours"),
            hour_heatmap(view.hours, shown.selection, words, shown.theme),
            alternative=words("analytics.hours.alternative", title=title, n=total),
            height="17.5em",
        )
        if total
        else _nothing(shown)
    )
    return card("hours", title, body, words, sub=words("analytics.hours.sub"))


def _nothing(shown: Shown) -> Component:
    """In the place of a figure that has no report: none at all, or none that was chosen."""
    words = shown.words
    if shown.view.first_day is None:
        return empty(words("analytics.empty.never"), words("analytics.empty.never_hint"))
    return empty(words("analytics.empty.none"), words("analytics.empty.none_hint"))


def categories_part(shown: Shown) -> Content:
    """Categories side by side."""
    words, view = shown.words, shown.view
    courses = group_courses(view.categories, shown.config.groups, len(view.buckets))
    title = findings.categories_title(view, courses, words)
    compares = view.tallies.selected_before is not None
    body: Content = (
        category_courses(courses, view.buckets, shown.selection, compares, words)
        if any(each.count for each in courses)
        else _nothing(shown)
    )
    size = (view.buckets[-1].last - view.buckets[-1].first).days + 1
    return card("categories", title, body, words, sub=words("analytics.categories.sub", n=size))


def channels_part(shown: Shown) -> Content:
    """Channel mix over time."""
    words, view = shown.words, shown.view
    shares = channel_shares(view.channels)
    names = shown.config.names(Dimension.CHANNEL, words.language)
    title = findings.channels_title(shares, names, words)
    if not any(each.series.count for each in shares):
        return card("channels", title, _nothing(shown), words, sub=words("analytics.channels.sub"))
    adjoins = shown.selection.baseline is Baseline.PREVIOUS and view.tallies.selected_before is not None
    body = html.Div(
        [
            graph(
                ids.chart("channels"),
                channel_mix(shares, view.buckets, adjoins, names, words, shown.theme),
                alternative=title,
                height="21em",
            ),
            channel_table(shares, shown.selection, names, words),
        ],
        className="mix",
    )
    return card("channels", title, body, words, sub=words("analytics.channels.sub"))


def funnel_part(shown: Shown) -> Content:
    """The way from receipt to settlement."""
    words, view = shown.words, shown.view
    body: Content = (
        stage_funnel(view.funnel, view.asides, shown.selection, words) if view.funnel[0].reached else _nothing(shown)
    )
    return card(
        "funnel",
        findings.funnel_title(view, words),
        body,
        words,
        sub=words("analytics.funnel.sub"),
        method="hari-kerja",
    )


def curve_part(shown: Shown) -> Content:
    """The answer-time curve."""
    words, answers = shown.words, shown.view.answers
    title = findings.curve_title(shown.view, words)
    if answers.selected is None:
        return card("curve", title, _nothing(shown), words, sub=words("analytics.curve.sub"), method="waktu-jawab")
    told = words(
        "analytics.curve.alternative",
        title=title,
        p50=words.working_days(answers.selected.p50),
        p90=words.working_days(answers.selected.p90),
        n=answers.selected.cases,
        open=answers.selected.open,
    )
    body: list[Any] = [
        graph(
            ids.chart("curve"),
            answer_curve_figure(
                answers.selected,
                words,
                shown.theme,
                city=answers.city if shown.view.filtered else None,
                before=answers.before,
                terms=[
                    CurveTerm(term.days, words("analytics.curve.term", n=term.days, policy=term.policy))
                    for term in answers.terms
                ],
            ),
            alternative=told,
            height="21em",
        ),
        html.Div(_percentiles(shown), className="percentiles"),
    ]
    if not answers.terms:
        body.append(html.Div(words("analytics.curve.no_term"), className="card-note"))
    return card("curve", title, body, words, sub=words("analytics.curve.sub"), method="waktu-jawab")


def _percentiles(shown: Shown) -> list[Component]:
    """P50 and P90 in words, with how many cases stand behind them."""
    words, answers = shown.words, shown.view.answers
    found: list[Component] = []
    for name in ("p50", "p90"):
        ours = getattr(answers.selected, name)
        said = words.working_days(ours) if ours is not None else words("analytics.curve.not_yet")
        theirs = getattr(answers.city, name) if shown.view.filtered and answers.city else None
        city = words("analytics.curve.city_value", days=words.number(round(theirs, 1))) if theirs is not None else ""
        found.append(html.Span([html.Strong(f"{words(f'analytics.curve.{name}')} {said}"), f" {city}".rstrip()]))
    selected = answers.selected
    if selected is not None:
        found.append(html.Span(words("analytics.curve.cases", n=selected.cases, open=selected.open)))
    return found


def opd_part(shown: Shown) -> Content:
    """OPD compared."""
    words, view = shown.words, shown.view
    names = shown.config.names(Dimension.OPD, words.language)
    body: Content = opd_ratios(view.opd, shown.selection, names, words) if view.opd else _nothing(shown)
    return card(
        "opd", findings.opd_title(view, names, words), body, words, sub=words("analytics.opd.sub"), method="peringkat"
    )


def integrity_part(shown: Shown) -> Content:
    """Whether what is closed is truly closed."""
    words, view = shown.words, shown.view
    return card(
        "integrity",
        findings.integrity_title(view, words),
        closure_signs(view.integrity, shown.selection, words),
        words,
        sub=words("analytics.integrity.sub", n=view.tallies.selected.settled),
    )


def rows_part(shown: Shown) -> Content:
    """Title of the rows."""
    words, view = shown.words, shown.view
    count = view.tallies.selected.received - view.hidden
    hidden = words("analytics.rows.hidden", n=view.hidden) if view.hidden else ""
    return html.Div(
        [
            html.H2(words("analytics.rows.title", n=count), className="card-title"),
            html.Div([words("analytics.rows.sub"), f" {hidden}".rstrip()], className="card-sub"),
            *([] if count else [_nothing(shown)]),
        ],
        **attributes({"data-rows": str(count)}),
    )


def actions_part(shown: Shown) -> Content:
    """Files of exactly what is shown."""
    words = shown.words
    # As of the same moment, so that a file has the very rows that stand on the page.
    moment = quote(shown.view.as_of.isoformat(), safe=":")
    query = "&".join(part for part in (shown.selection.query(), f"saat={moment}") if part)
    count = shown.view.tallies.selected.received - shown.view.hidden
    return [
        html.Span([icon("download"), words("analytics.export.name", n=count)], className="export-name"),
        *[
            html.A(
                form.upper() if form != "geojson" else "GeoJSON",
                href=f"{EXPORT}.{form}?{query}",
                className="work-button",
                download="",
                **attributes({"aria-label": words("analytics.export.file", form=form.upper())}),
            )
            for form in FORMATS
        ],
    ]


def problems_part(shown: Shown) -> Content:
    """What of the address could not be taken, and what stands in its place."""
    problems: Sequence[SelectionProblem] = shown.reading.problems
    if not problems:
        return []
    words = shown.words
    lines = [
        html.Li(words(f"analytics.problem.{each.fault}", name=each.name, value=each.value)) for each in problems[:6]
    ]
    return html.Div(
        [html.Strong(words("analytics.problem.title")), html.Ul(lines), html.Span(words("analytics.problem.hint"))],
        className="problems",
        role="alert",
    )


def as_of_part(shown: Shown) -> Content:
    """How old the figures are."""
    return shown.words("analytics.as_of", moment=shown.words.moment(shown.view.as_of))


SAID: tuple[PagePart, ...] = (
    PagePart("said-periode", lambda shown: span_said(shown.selection, shown.words)),
    PagePart("said-banding", lambda shown: shown.words(f"analytics.baseline_short.{shown.selection.baseline}")),
    *(
        PagePart(
            f"said-{dimension}",
            lambda shown, dimension=dimension: said_of(dimension, shown.selection, shown.config, shown.words),  # type: ignore[misc]
        )
        for dimension in IN_BAR
    ),
)

FIRST: Mapping[str, PagePart] = {
    part.key: part
    for part in (
        *SAID,
        PagePart("problems", problems_part),
        PagePart("chips", lambda shown: chips(shown.selection, shown.config, shown.words)),
        PagePart("as-of", as_of_part),
        PagePart("actions", actions_part),
        PagePart("numbers", numbers_part),
        PagePart("changed", changed_part),
        PagePart("volume", volume_part),
        PagePart("hours", hours_part),
    )
}
"""What is there with the first answer."""

LATER: Mapping[str, PagePart] = {
    part.key: part
    for part in (
        PagePart("categories", categories_part),
        PagePart("map", map_part),
        PagePart("quiet", quiet_part),
        PagePart("channels", channels_part),
        PagePart("funnel", funnel_part),
        PagePart("curve", curve_part),
        PagePart("opd", opd_part),
        PagePart("rows", rows_part),
        PagePart("integrity", integrity_part),
    )
}
"""What is asked for after it, in the order of the page."""
