"""The channels one below the other: the last hour against what is usual, 24 hours with their band, lag, and what is held."""

from collections.abc import Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from command_center.methods.channel_expectation import IMPROBABLE, UNUSUAL
from command_center.readmodel.channel_scene_view import ChannelHealth, ChannelScene, HourBand
from command_center.readmodel.wall_view import PulseState
from layouts.figures.marks import ARIA_HIDDEN, age, aria_label, empty
from layouts.i18n import Words, label
from layouts.svg import SvgElement

Labels = Mapping[str, Mapping[str, str]]
"""Channel -> its label by language."""

CERTAIN = 0.001
"""A silence less probable than this is told as nearly certain to be a fault."""
SLOW_SECONDS = 60.0
"""A delivery that waits longer than this is told in the colour of what is near."""
HOUR_WIDTH, DOWN = 10, 100
"""Units of a drawing: an hour across, and its height."""
BAR = 0.7
"""Width of a bar as a part of its hour."""


def channel_health(view: ChannelScene, words: Words, labels: Labels) -> list[Component]:
    """One row a channel, in the order given."""
    if not view.channels:
        return [empty(words("wall.channels.empty"), words("wall.channels.empty_hint"))]
    rows = [channel_row(channel, view, words, labels) for channel in view.channels]
    return [
        html.Div(rows, className="health-rows", role="list"),
        html.Div(note(view, words), className="health-note"),
    ]


def channel_row(channel: ChannelHealth, view: ChannelScene, words: Words, labels: Labels) -> Component:
    """Name with its state in words, last hour, 24 hours, lag and quarantine; amber only where something is wrong."""
    name = name_of(channel, words, labels)
    state, meaning = state_in_words(channel, view, words)
    quiet = channel.state in (PulseState.ARCHIVE, PulseState.NEVER)
    return html.Div(
        [
            html.Div(
                [
                    html.Div(name, className="health-name"),
                    html.Div(
                        [html.Span(state, className="health-state"), html.Span(meaning)], className="health-meaning"
                    ),
                ],
                className="health-who",
            ),
            html.Div(last_hour(channel, words), className="health-hour"),
            html.Div("" if quiet and not any(channel.hourly) else course(channel), className="health-course"),
            html.Div(lag(channel, view, words), className="health-lag"),
            html.Div(held(channel, words), className=f"health-held{' health-wrong' if channel.quarantined else ''}"),
        ],
        className=f"health-row health-{channel.state.value}",
        role="listitem",
        **aria_label(in_words(channel, name, f"{state} {meaning}".strip(), words)),
    )


def name_of(channel: ChannelHealth, words: Words, labels: Labels) -> str:
    """The channel's label in this language."""
    return label(labels[channel.code], words.language) if channel.code in labels else channel.label


def state_in_words(channel: ChannelHealth, view: ChannelScene, words: Words) -> tuple[str, str]:
    """What is known of the channel now, and what its silence means: "senyap 3 jam", "biasanya 14 pesan, ...".

    Before there is a day of history nobody can say what is usual.
    """
    if channel.state is PulseState.ARCHIVE:
        return words("wall.scene_kanal.archive"), words("wall.scene_kanal.archive_meaning")
    if channel.last_at is None:
        return words("wall.scene_kanal.never"), ""
    since = age((view.as_of - channel.last_at).total_seconds(), words)
    if channel.chance is None:
        return words("wall.scene_kanal.last", age=since), ""
    if channel.chance >= UNUSUAL:
        return words("wall.scene_kanal.last", age=since), ""
    meaning = "wall.scene_kanal.unusual"
    if channel.chance < IMPROBABLE:
        meaning = "wall.scene_kanal.certain" if channel.chance < CERTAIN else "wall.scene_kanal.likely"
    usual = words("wall.scene_kanal.usually", n=round(channel.expected_in_silence))
    return words("wall.scene_kanal.silent", age=since), f"{usual}: {words(meaning)}"


def last_hour(channel: ChannelHealth, words: Words) -> list[Component]:
    """Reports of the last hour, and what is usual in it; above or below the band is told."""
    count = channel.hourly[-1] if channel.hourly else 0
    if not channel.usual:
        hint = "" if channel.state is PulseState.ARCHIVE else words("wall.scene_kanal.usual_unknown")
        return [html.Span(words.number(count), className="health-count"), html.Span(hint, className="health-hint")]
    band = channel.usual[-1]
    usual = words("wall.scene_kanal.usual", band=between(band))
    above = [html.Span(words("wall.scene_kanal.above"), className="health-above")] if count > band.high else []
    return [
        html.Span([words.number(count), *above], className="health-count"),
        html.Span(usual, className="health-hint"),
    ]


def between(band: HourBand) -> str:
    """The band in numbers: "2–7", or "0" where nothing is usual."""
    return str(band.low) if band.low == band.high else f"{band.low}–{band.high}"


def course(channel: ChannelHealth) -> Component:
    """Bars of 24 hours, behind them the band of what is usual, each channel against its own busiest hour."""
    top = max([1, *channel.hourly, *(band.high for band in channel.usual)])
    shapes: list[Component] = []
    if channel.usual:
        shapes.append(SvgElement("path", d=steps(channel.usual, top), className="health-band"))
    shapes.append(SvgElement("path", d=bars(channel.hourly, top), className="health-bars"))
    width = HOUR_WIDTH * len(channel.hourly)
    return SvgElement(
        "svg",
        shapes,
        viewBox=f"0 0 {width} {DOWN}",
        preserveAspectRatio="none",
        className="health-drawing",
        **ARIA_HIDDEN,
    )


def steps(bands: Sequence[HourBand], top: int) -> str:
    """Path data of the band: along the upper limits, back along the lower ones."""
    upper = [
        f"{hour * HOUR_WIDTH} {down(band.high, top)} H{(hour + 1) * HOUR_WIDTH}" for hour, band in enumerate(bands)
    ]
    lower = [
        f"{(hour + 1) * HOUR_WIDTH} {down(band.low, top)} H{hour * HOUR_WIDTH}"
        for hour, band in reversed(list(enumerate(bands)))
    ]
    return f"M{' L'.join(upper)} L{' L'.join(lower)}z"


def bars(hourly: Sequence[int], top: int) -> str:
    """Path data of the bars; an hour without a report keeps its base line."""
    width = HOUR_WIDTH * BAR
    return "".join(
        f"M{hour * HOUR_WIDTH + (HOUR_WIDTH - width) / 2:.1f} {DOWN}v-{max(DOWN - down(count, top), 2)}h{width:.1f}V{DOWN}z"
        for hour, count in enumerate(hourly)
    )


def down(count: float, top: int) -> int:
    """Units from the upper edge."""
    return round(DOWN * (1 - count / top))


def lag(channel: ChannelHealth, view: ChannelScene, words: Words) -> list[Component]:
    """How long it takes from receipt until it is worked on; what waits comes first."""
    if not view.recorded:
        return [html.Span(words("wall.scene_kanal.not_recorded"), className="health-hint")]
    if channel.waiting and channel.waiting_since is not None:
        waited = (view.as_of - channel.waiting_since).total_seconds()
        if waited > SLOW_SECONDS:
            return [
                html.Span(words("wall.scene_kanal.waiting", n=channel.waiting), className="health-count health-wrong"),
                html.Span(words("wall.scene_kanal.waiting_since", age=age(waited, words)), className="health-hint"),
            ]
    if channel.lag is None or channel.longest is None:
        hint = "" if channel.state is PulseState.ARCHIVE else words("wall.scene_kanal.no_lag")
        return [
            html.Span(words.entries["format.none"], className="health-count health-none"),
            html.Span(hint, className="health-hint"),
        ]
    slow = " health-wrong" if channel.lag > SLOW_SECONDS else ""
    return [
        html.Span(seconds(channel.lag, words), className=f"health-count{slow}"),
        html.Span(words("wall.scene_kanal.longest", age=seconds(channel.longest, words)), className="health-hint"),
    ]


def seconds(value: float, words: Words) -> str:
    """Below ten seconds with a decimal, then as an age."""
    if value >= 10:  # of seconds
        return age(value, words)
    return words("age.seconds", n=round(value, 1))


def held(channel: ChannelHealth, words: Words) -> list[Component]:
    """Deliveries that could not be read; of a past moment nobody knows."""
    if channel.quarantined is None:
        return [html.Span(words("wall.scene_kanal.not_recorded"), className="health-hint")]
    hint = words("wall.scene_kanal.held") if channel.quarantined else words("wall.scene_kanal.none_held")
    return [
        html.Span(words.number(channel.quarantined), className="health-count"),
        html.Span(hint, className="health-hint"),
    ]


def note(view: ChannelScene, words: Words) -> list[Component]:
    """What the band is, which way the hours run, and what was not kept."""
    parts: list[Component] = [
        html.Span([html.Span(className="health-key"), words("wall.scene_kanal.note_band")]),
        html.Span(words("wall.scene_kanal.note_lag")),
    ]
    if not view.recorded:
        parts.append(html.Span(words("wall.scene_kanal.note_past")))
    parts.append(html.A(words("wall.scene_kanal.method"), href="/metode#kanal"))
    return parts


def headline(view: ChannelScene, words: Words, labels: Labels) -> str:
    """The finding: which channel is silent that should not be, which one rarely is for so long, or that all are as usual."""
    if not view.any_data:
        return words("wall.scene_kanal.title_no_data")
    asked = sorted((channel.chance, channel.code) for channel in view.channels if channel.chance is not None)
    if not asked:
        return words("wall.scene_kanal.title_unknown")
    lowest, code = asked[0]
    if lowest >= UNUSUAL:
        return words("wall.scene_kanal.title_usual", n=len(asked))
    first = next(channel for channel in view.channels if channel.code == code)
    since = age((view.as_of - first.last_at).total_seconds(), words) if first.last_at else ""
    said = {"name": name_of(first, words, labels), "age": since, "usual": round(first.expected_in_silence)}
    silent = [chance for chance, _ in asked if chance < IMPROBABLE]
    if not silent:
        rare = sum(chance < UNUSUAL for chance, _ in asked)
        key = "wall.scene_kanal.title_rare" if rare == 1 else "wall.scene_kanal.title_rare_more"
        as_usual = words("wall.scene_kanal.title_others", n=len(asked) - rare) if len(asked) > rare else ""
        return words(key, n=rare - 1, **said) + as_usual
    if len(silent) == 1:
        return words("wall.scene_kanal.title_single", **said)
    return words("wall.scene_kanal.title_more", n=len(silent) - 1, **said)


def in_words(channel: ChannelHealth, name: str, state: str, words: Words) -> str:
    """A channel in a sentence."""
    usual = between(channel.usual[-1]) if channel.usual else words.entries["format.none"]
    return words(
        "wall.scene_kanal.alternative",
        name=name,
        n=channel.hourly[-1] if channel.hourly else 0,
        usual=usual,
        state=state,
        day=sum(channel.hourly),
    )
