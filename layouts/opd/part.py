"""One part of a tab: where it cannot be made, it says so in its place, and the parts beside it stand."""

from collections.abc import Callable

from dash.development.base_component import Component

from layouts.failing import made_or
from layouts.figures.card import card, failed
from layouts.i18n import Words


def part(key: str, build: Callable[[], Component], words: Words, width: str = "opd-wide") -> Component:
    """What `build` makes, or a card of this width that says that it could not be made. `key` names the part for the log."""
    return made_or(build, f"opd {key}", lambda: card(key, words("card.failed"), failed(words), words, class_name=width))
