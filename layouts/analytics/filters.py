"""The filter bar: period, comparison and dimensions, each a fold of choices; the script writes them into the address."""

from collections.abc import Sequence
from datetime import date

from dash import dcc, html
from dash.development.base_component import Component

from command_center.domain.selection import Baseline, Dimension, Preset, Selection
from layouts.analytics import ids
from layouts.analytics.config import AnalyticsConfig
from layouts.figures.filter_mark import attributes
from layouts.figures.marks import aria_label
from layouts.i18n import Words
from layouts.icons import icon

IN_BAR = (
    Dimension.CHANNEL,
    Dimension.CATEGORY,
    Dimension.OPD,
    Dimension.KECAMATAN,
    Dimension.STATUS,
    Dimension.POLICY,
)
"""Dimensions with a fold of their own; the others are filtered by marks of the figures."""
QUICK = (Preset.WEEK, Preset.MONTH, Preset.QUARTER, Preset.YEAR)


def filter_bar(selection: Selection, config: AnalyticsConfig, words: Words, today: date) -> Component:
    """The bar. What is chosen stands in its summaries, which are parts of the page that every answer fills anew."""
    return html.Div(
        [
            html.Div(
                [
                    _period(selection, words, today),
                    _fold("banding", words("analytics.filter.baseline"), [_baseline(selection, words)]),
                    *[
                        _fold(
                            str(dimension),
                            words(f"analytics.filter.{dimension}"),
                            [_choices(dimension, selection, config, words)],
                            wide=dimension in (Dimension.OPD, Dimension.CATEGORY, Dimension.KECAMATAN),
                        )
                        for dimension in IN_BAR
                    ],
                ],
                className="bar-folds",
            ),
        ],
        className="bar",
        role="group",
        **aria_label(words("analytics.filter.name")),
    )


def _fold(key: str, name: str, content: Sequence[Component], *, wide: bool = False) -> Component:
    return html.Details(
        [
            html.Summary(
                [
                    html.Span(name, className="fold-name"),
                    html.Span(html.Span(id=ids.first(f"said-{key}"), className="fold-said"), className="fold-value"),
                    icon("chevron-down"),
                ]
            ),
            html.Div(content, className="fold-choices fold-wide" if wide else "fold-choices"),
        ],
        className=f"fold fold-{key}",
    )


def _period(selection: Selection, words: Words, today: date) -> Component:
    quick = html.Div(
        [
            html.Button(
                words(f"analytics.preset.{preset}"),
                type="button",
                className="quick",
                **attributes(
                    {"data-period": str(preset), "aria-pressed": "true" if selection.preset is preset else "false"}
                ),
            )
            for preset in QUICK
        ],
        className="quicks",
        role="group",
        **aria_label(words("analytics.filter.presets")),
    )
    # The script puts two date fields of the browser's own into it: they speak its language, and know the keyboard.
    own = html.Div(
        id=ids.RANGE,
        className="range",
        role="group",
        **aria_label(words("analytics.filter.range")),
        **attributes(
            {
                "data-first": selection.span.first.isoformat(),
                "data-last": selection.span.last.isoformat(),
                "data-most": today.isoformat(),
                "data-from": words("analytics.filter.range_from"),
                "data-until": words("analytics.filter.range_until"),
                "data-take": words("analytics.filter.range_take"),
            }
        ),
    )
    return html.Div(
        [_fold("periode", words("analytics.filter.period"), [own]), quick],
        className="fold-period",
    )


def _baseline(selection: Selection, words: Words) -> Component:
    return dcc.RadioItems(
        id=ids.BASELINE,
        options=[{"value": str(baseline), "label": words(f"analytics.baseline.{baseline}")} for baseline in Baseline],
        value=str(selection.baseline),
        className="choices",
    )


def _choices(dimension: Dimension, selection: Selection, config: AnalyticsConfig, words: Words) -> Component:
    names = value_names(dimension, config, words)
    return dcc.Checklist(
        id=ids.filter_id(dimension),
        options=[{"value": code, "label": name} for code, name in names.items()],
        value=list(selection.of(dimension)),
        className="choices",
    )


def value_names(dimension: Dimension, config: AnalyticsConfig, words: Words) -> dict[str, str]:
    """Value -> what it is called, of a dimension whose values are listed."""
    if dimension is Dimension.STATUS:
        return {code: words(f"analytics.status.{code}") for code in config.labels[dimension]}
    return config.names(dimension, words.language)


def said_of(dimension: Dimension, selection: Selection, config: AnalyticsConfig, words: Words) -> str:
    """What is chosen of a dimension, in a word or two."""
    values = selection.of(dimension)
    if not values:
        return words("analytics.filter.all")
    if len(values) == 1:
        return value_name(dimension, values[0], config, words)
    return words("analytics.filter.some", n=len(values))


def value_name(dimension: Dimension, value: str, config: AnalyticsConfig, words: Words) -> str:
    """What a value of a dimension is called."""
    if dimension is Dimension.DAY:
        return words.date_short(date.fromisoformat(value))
    if dimension is Dimension.WEEKDAY:
        return words(f"analytics.weekday.{value}")
    if dimension is Dimension.HOUR:
        return words("analytics.filter.hour", start=value, end=f"{int(value) + 1:02d}")
    if dimension is Dimension.SIGN:
        return words(f"analytics.sign.{value}")
    names = value_names(dimension, config, words)
    return names.get(value, value)


def span_said(selection: Selection, words: Words) -> str:
    """The days of the period."""
    return f"{words.days(selection.span.first, selection.span.last)} {selection.span.last.year}"


def chips(selection: Selection, config: AnalyticsConfig, words: Words) -> list[Component]:
    """A chip a filter, each a button that takes it away, and one for all where there are several."""
    found: list[Component] = []
    for dimension, values in selection.filters:
        group = config.group_of(values[0]) if dimension is Dimension.CATEGORY and len(values) > 1 else None
        if group is not None and set(group.codes) == set(values):
            said = group.style.labels[words.language]
        elif len(values) <= 3:
            said = ", ".join(value_name(dimension, value, config, words) for value in values)
        else:
            said = words("analytics.filter.some", n=len(values))
        found.append(
            html.Button(
                [
                    html.Span(words(f"analytics.filter.{dimension}"), className="chip-name"),
                    html.Span(said),
                    icon("close"),
                ],
                type="button",
                className="chip",
                **attributes({"data-remove": str(dimension)}),
                **aria_label(words("analytics.filter.remove", name=words(f"analytics.filter.{dimension}"), value=said)),
            )
        )
    if len(found) > 1:
        found.append(
            html.Button(
                words("analytics.filter.clear"),
                type="button",
                className="chip-clear",
                **attributes({"data-remove": "semua"}),
            )
        )
    return found
