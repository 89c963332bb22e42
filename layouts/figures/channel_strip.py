"""The channels with the pulse of their last 24 hours, and what a silence means."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from math import ceil

from dash import html
from dash.development.base_component import Component

from command_center.readmodel.wall_view import ChannelPulse, PulseState
from layouts.figures.marks import ARIA_HIDDEN, age, aria_label, empty
from layouts.i18n import Words, label

ROWS = 2
"""Rows of tiles: more channels are narrower tiles, not lower ones."""

GAP = 0.74
"""Width of a bar as a part of its hour."""

BASE = 4
"""Height in percent of an hour without a message."""

Labels = Mapping[str, Mapping[str, str]]
"""Channel -> its label by language."""


def channel_strip(channels: Sequence[ChannelPulse], as_of: datetime, words: Words, labels: Labels) -> list[Component]:
    """One tile a channel, in the order given; `as_of` is the moment that ages count from."""
    if not channels:
        return [empty(words("wall.channels.empty"), words("wall.channels.empty_hint"))]
    tiles = [channel_tile(channel, as_of, words, labels) for channel in channels]
    columns = ceil(len(tiles) / ROWS)
    return [html.Div(tiles, className="chan-tiles", role="list", style={"--columns": str(columns)})]


def channel_tile(channel: ChannelPulse, as_of: datetime, words: Words, labels: Labels) -> Component:
    """Name, hourly bars of the last 24 hours, age of the last message; amber only where the silence is improbable."""
    captions = state_words(channel, as_of, words)
    name = label(labels[channel.code], words.language) if channel.code in labels else channel.label
    described = words("wall.channels.alternative", name=name, n=sum(channel.hourly), state=", ".join(captions))
    return html.Div(
        [
            html.Div(name, className="chan-name"),
            pulse(channel.hourly),
            html.Div([html.Div(text) for text in captions], className="chan-state"),
        ],
        className=f"chan chan-{channel.state.value}{' chan-held' if channel.quarantined else ''}",
        role="listitem",
        **aria_label(described),
    )


def pulse(hourly: Sequence[int]) -> Component:
    """One bar an hour against the channel's own busiest hour; an hour without a message keeps its base line.

    The bars are one element cut out of a plane: 12 channels of 24 elements each would cost more than all other panels.
    """
    return html.Div(className="pulse", style={"clipPath": f"polygon({outline(hourly)})"}, **ARIA_HIDDEN)


def outline(hourly: Sequence[int]) -> str:
    """Corners of the bars from left to right as a CSS polygon, in percent of the width and of the height."""
    top = max(hourly, default=0) or 1
    step = 100 / (len(hourly) or 1)
    corners = []
    for index, count in enumerate(hourly):
        left, right = index * step, (index + GAP) * step
        upper = 100 - max(BASE, 100 * count / top)
        corners += [(left, 100.0), (left, upper), (right, upper), (right, 100.0)]
    return ", ".join(f"{x:.1f}% {y:.0f}%" for x, y in corners)


def state_words(channel: ChannelPulse, as_of: datetime, words: Words) -> list[str]:
    """What the tile says below its bars: one line, two where something is wrong."""
    since = "" if channel.last_at is None else age((as_of - channel.last_at).total_seconds(), words)
    if channel.state is PulseState.ARCHIVE:
        lines = [words("wall.channels.archive")]
    elif channel.state is PulseState.SILENT and since:
        usual = words("wall.channels.usual", n=round(channel.expected_in_silence))
        lines = [words("wall.channels.silent", age=since), usual]
    elif not since:
        lines = [words("wall.channels.never")]
    elif channel.state is PulseState.QUIET:
        lines = [words("wall.channels.quiet", age=since)]
    else:
        recent = channel.last_at is not None and (as_of - channel.last_at).total_seconds() < 60
        lines = [words("age.now") if recent else words("age.ago", age=since)]
    if channel.quarantined:
        lines = [lines[0], words("wall.channels.quarantined", n=channel.quarantined)]
    return lines
