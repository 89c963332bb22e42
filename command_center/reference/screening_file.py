"""Reads screening.toml: which categories wait for the mayor's look, until when, and what is too urgent to wait."""

from collections.abc import Collection
from datetime import timedelta

from command_center.domain.screening import ScreeningRule
from command_center.reference.tables import Table

LONGEST_HOURS = 7 * 24
"""What waits stands in the mayor's list, which reaches back so far."""


def read_screening(top: Table, categories: Collection[str], channels: Collection[str]) -> ScreeningRule:
    """The rule. Raises BadReferenceData for a category or a channel that there is not, and for longer than the list reaches."""
    longest = top.whole("longest_hours", 24)
    if longest > LONGEST_HOURS:
        top.refuse(
            f'"longest_hours" is at most {LONGEST_HOURS}, as far as the mayor\'s list reaches, not {longest}',
            "longest_hours",
        )
    rule = ScreeningRule(
        _codes(top, "categories", categories, "category of categories.toml"),
        timedelta(hours=longest),
        timedelta(hours=top.whole("margin_hours", 4, least=0)),
        _codes(top, "urgent_channels", channels, "channel of channels.toml"),
        top.whole("urgent_incident", 0, least=0),
    )
    top.done()
    return rule


def _codes(top: Table, key: str, known: Collection[str], what: str) -> frozenset[str]:
    """The codes of a list that may be left out, each of which there must be."""
    told = top.texts(key) if key in top.names() else ()
    for index, code in enumerate(told):
        if code not in known:
            top.refuse(f'"{code}" is no {what}', key, index)
    return frozenset(told)
