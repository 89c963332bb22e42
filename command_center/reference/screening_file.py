"""Reads screening.toml: which categories wait for the mayor's look, and until when."""

from collections.abc import Collection
from datetime import timedelta

from command_center.domain.screening import ScreeningRule
from command_center.reference.tables import Table


def read_screening(top: Table, categories: Collection[str]) -> ScreeningRule:
    """The rule. Raises BadReferenceData for a category that there is not."""
    waiting = top.texts("categories") if "categories" in top.names() else ()
    for index, code in enumerate(waiting):
        if code not in categories:
            top.refuse(f'"{code}" is no category of categories.toml', "categories", index)
    rule = ScreeningRule(
        frozenset(waiting),
        timedelta(hours=top.whole("longest_hours", 24)),
        timedelta(hours=top.whole("margin_hours", 4, least=0)),
    )
    top.done()
    return rule
