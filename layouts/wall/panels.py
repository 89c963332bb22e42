"""The panels of scene *Kota hari ini* beside and below the map, in their order: an entry for each."""

from dash import html
from dash.development.base_component import Component

from command_center.readmodel.wall_view import WallView
from layouts.figures.channel_strip import channel_strip
from layouts.figures.daily_volume import daily_volume
from layouts.figures.due_list import due_list
from layouts.figures.opd_bars import opd_bars
from layouts.i18n import Words
from layouts.wall.config import WallConfig
from layouts.wall.panel import Panel, has_data


def with_note(title: str, note: str) -> list[Component]:
    """A title, and in grey what belongs to it."""
    return [html.Span(title, className="title-main"), html.Span(f" · {note}", className="title-note")]


def days_with_key(view: WallView, _: WallConfig, words: Words) -> list[Component]:
    """How many days, and the key of the shading."""
    return [
        html.Span(words("wall.volume.title", n=len(view.days)), className="title-main"),
        html.Span([html.Span(className="key-free"), words("wall.volume.weekend")], className="title-note title-key"),
    ]


def channels_in_words(view: WallView, _: WallConfig, words: Words) -> Component:
    """How many channels there are, the number in words where the language has it."""
    count = len(view.channels)
    return html.Span(words("wall.channels.title", n=words.entries.get(f"numbers.n{count}", words.number(count))))


PANELS: tuple[Panel[WallView], ...] = (
    Panel(
        key="due",
        title=lambda view, config, words: with_note(words("wall.due.title"), words("wall.due.then")),
        build=lambda view, config, words: due_list(view.due, words, config.categories, any_data=has_data(view)),
        area="side",
    ),
    Panel(
        key="opd",
        # Many reports are no blame: the note says so.
        title=lambda view, config, words: with_note(words("wall.opd.title"), words("wall.opd.note")),
        build=lambda view, config, words: opd_bars(view.opd, words, any_data=has_data(view)),
        area="side",
    ),
    Panel(
        key="volume",
        title=days_with_key,
        build=lambda view, config, words: daily_volume(
            view.days, view.counters.average_per_day, words, config.categories
        ),
        area="bottom",
    ),
    Panel(
        key="channels",
        title=channels_in_words,
        build=lambda view, config, words: channel_strip(view.channels, view.as_of, words, config.channels),
        area="bottom",
    ),
)
