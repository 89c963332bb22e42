"""How each category of reports is drawn: its name, colour and shape, as one frozen value that figures share."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from command_center.domain.categories import Categories
from layouts.i18n import by_language

SHAPES = ("square", "triangle", "circle", "diamond", "hexagon", "dot")
"""Shapes that tell categories apart where colours cannot."""

GREY = "#9AA7B2"
"""Colour of what has none of its own."""


@dataclass(frozen=True, slots=True)
class CategoryStyle:
    """One category: `labels` by language, colour as #RRGGBB, one of SHAPES; `short` are shorter labels for a list.

    Categories of the same `legend` labels share one entry of the legend, as the many small ones do under "Lainnya".
    """

    code: str
    labels: Mapping[str, str]
    colour: str
    shape: str
    legend: Mapping[str, str] | None = None
    short: Mapping[str, str] | None = None

    @property
    def group(self) -> Mapping[str, str]:
        """Labels of its entry in the legend."""
        return self.legend or self.labels


@dataclass(frozen=True)
class CategoryStyles:
    """All categories, in the order in which a page shows them."""

    every: tuple[CategoryStyle, ...]

    @cached_property
    def _by_code(self) -> dict[str, CategoryStyle]:
        return {style.code: style for style in self.every}

    def of(self, code: str) -> CategoryStyle:
        """Style of a category. A code that the reference data no longer has shows itself, as a grey dot."""
        return self._by_code.get(code) or CategoryStyle(code, {"id": code}, GREY, "dot")


def styles_of(categories: Categories) -> CategoryStyles:
    """How the categories of the city are drawn, in the order of their file, with their entries in a legend."""
    return CategoryStyles(
        tuple(
            CategoryStyle(
                each.code,
                by_language(each.label),
                each.colour,
                str(each.shape),
                legend=by_language(categories.by_code[each.group].label),
                short=by_language(each.short),
            )
            for each in categories.every
        )
    )
