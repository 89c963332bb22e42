"""What does not change while an analysis is open: the city's names for codes, its categories, and the shapes of its areas."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from command_center.domain.areas import Kecamatan, Kelurahan
from command_center.domain.selection import Dimension
from command_center.domain.selection_reading import FilterValues
from command_center.domain.workflow import Status
from command_center.places.area_shapes import AreaShapes
from command_center.reference.load import Reference
from command_center.reference.selection_values import vocabulary_of
from command_center.settings import Settings
from layouts.categories import CategoryStyle, CategoryStyles
from layouts.i18n import by_language

Named = TypeVar("Named", Kelurahan, Kecamatan)
Labels = Mapping[str, str]
"""Labels by language."""


class CodeNames(dict[str, str]):
    """Code -> name; a code that the reference data no longer has is its own name."""

    def __missing__(self, code: str) -> str:
        return code


@dataclass(frozen=True, slots=True)
class CategoryGroup:
    """Categories that share one mark: `codes` of them, drawn as `style`."""

    style: CategoryStyle
    codes: tuple[str, ...]


@dataclass(frozen=True)
class AnalyticsConfig:
    """The analysis of this city.

    `labels` says by dimension what each of its codes is called, in the order in which a list shows them; OPD and areas
    are called the same in every language. `full` are official names of the OPD. `shapes` gives the areas to draw, as
    they are now; `vocabulary` has the values that an address may name. `language` holds where a screen asks for none.
    """

    categories: CategoryStyles
    groups: tuple[CategoryGroup, ...]
    labels: Mapping[Dimension, Mapping[str, Labels]]
    homes: Mapping[str, str]
    vocabulary: FilterValues
    shapes: Callable[[], AreaShapes]
    language: str = "id"

    def label(self, dimension: Dimension, code: str, language: str) -> str:
        """What a code is called; a code that the reference data no longer has shows itself."""
        labels = self.labels.get(dimension, {}).get(code)
        return labels.get(language, labels["id"]) if labels else code

    def names(self, dimension: Dimension, language: str) -> CodeNames:
        """What the codes of a dimension are called."""
        return CodeNames({code: self.label(dimension, code, language) for code in self.labels.get(dimension, {})})

    def group_of(self, category: str) -> CategoryGroup | None:
        """The group of a category, None for one that there is no longer."""
        return next((group for group in self.groups if category in group.codes), None)


def analytics_config(reference: Reference, settings: Settings, shapes: Callable[[], AreaShapes]) -> AnalyticsConfig:
    """From the city's data."""
    categories, areas = reference.categories, reference.areas
    styles = [
        CategoryStyle(
            each.code,
            by_language(each.short),
            each.colour,
            str(each.shape),
            legend=by_language(categories.by_code[each.group].short),
        )
        for each in categories.every
    ]
    policies = {policy.code: policy for policy in sorted(reference.policies.every, key=lambda each: each.version)}
    labels: dict[Dimension, dict[str, Labels]] = {
        Dimension.CHANNEL: {profile.code: by_language(profile.short) for profile in reference.channels},
        Dimension.CATEGORY: {style.code: style.labels for style in styles},
        Dimension.OPD: {opd.code: {"id": opd.short} for opd in reference.opd},
        Dimension.KECAMATAN: {area.code: {"id": area.name} for area in _by_name(areas.kecamatan)},
        Dimension.KELURAHAN: {area.code: {"id": area.name} for area in _by_name(areas.kelurahan)},
        Dimension.STATUS: {str(status): {} for status in Status},
        Dimension.POLICY: {code: {"id": code} for code in policies},
    }
    members: dict[str, list[str]] = {}
    for each in categories.every:
        members.setdefault(each.group, []).append(each.code)
    by_code = {style.code: style for style in styles}
    groups = [
        CategoryGroup(CategoryStyle(head, by_code[head].group, by_code[head].colour, by_code[head].shape), tuple(codes))
        for head, codes in members.items()
    ]
    return AnalyticsConfig(
        categories=CategoryStyles(tuple(styles)),
        groups=tuple(sorted(groups, key=lambda group: len(group.codes))),
        labels=labels,
        homes={area.code: area.kecamatan for area in areas.kelurahan},
        vocabulary=vocabulary_of(reference),
        shapes=shapes,
        language=settings.language,
    )


def _by_name(areas: Sequence[Named]) -> list[Named]:
    return sorted(areas, key=lambda area: area.name)
