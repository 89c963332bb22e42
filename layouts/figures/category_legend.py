"""The legend of the map: each category's shape, colour and number of open reports."""

from collections.abc import Mapping

from dash import html
from dash.development.base_component import Component

from layouts.categories import CategoryStyle, CategoryStyles
from layouts.figures.marks import mark
from layouts.i18n import Words, label


def groups(
    categories: CategoryStyles, counts: Mapping[str, int], language: str
) -> list[tuple[CategoryStyle, str, int]]:
    """Entries of the legend: (style, label, open reports), in the order of the categories, the grey dots last.

    A code that is counted but without a style is an entry by itself.
    """
    order: dict[str, tuple[CategoryStyle, int]] = {}
    unknown = tuple(code for code in counts if code not in {category.code for category in categories.every})
    for category in (*categories.every, *(categories.of(code) for code in unknown)):
        name = label(category.group, language)
        first, so_far = order.get(name, (category, 0))
        order[name] = (first, so_far + counts.get(category.code, 0))
    entries = [(category, name, count) for name, (category, count) in order.items()]
    return sorted(entries, key=lambda entry: entry[0].shape == "dot")


def category_legend(categories: CategoryStyles, counts: Mapping[str, int], words: Words) -> list[Component]:
    """One line an entry; a category without open reports keeps its line, with 0."""
    return [
        html.Div(
            [
                mark(category, words.language),
                html.Span(name, className="legend-name"),
                html.Span(words.number(count), className="legend-count"),
            ],
            className="legend-row" if count else "legend-row legend-none",
        )
        for category, name, count in groups(categories, counts, words.language)
    ]
