"""The incidents of flood and rob: where, how many reports by which channels, since when, and whether it is the tide."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from dash import html
from dash.development.base_component import Component

from command_center.domain.working_days import WIB
from command_center.methods.tides import FloodCause
from command_center.readmodel.flood_scene_view import FloodedArea, FloodIncident, FloodScene, TideCourse
from layouts.categories import CategoryStyles
from layouts.figures.marks import ARIA_HIDDEN, age, aria_label, empty, mark
from layouts.figures.room import RowRoom, beyond, left_over
from layouts.figures.tide_course import metres
from layouts.i18n import Words, label

CHANNELS_NAMED = 3


def flood_list(
    view: FloodScene,
    words: Words,
    categories: CategoryStyles,
    channels: Mapping[str, Mapping[str, str]],
    room: RowRoom,
) -> list[Component]:
    """One row an incident, most reports first; `channels` is code -> labels by language."""
    if not view.incidents:
        name = "none" if view.any_data else "no_data"
        hint = (
            words("wall.scene_banjir.none_hint", n=view.apart)
            if name == "none"
            else words("wall.scene_banjir.no_data_hint")
        )
        return [empty(words(f"wall.scene_banjir.{name}"), hint, good=view.any_data and not view.open)]
    rows = [
        flood_row(incident, view, words, categories, channels, beyond(index, room))
        for index, incident in enumerate(view.incidents[: room.most])
    ]
    rest = [
        html.Div(
            words("wall.scene_banjir.more", n=left, reports=sum(each.reports for each in view.incidents[kept:])),
            className=f"flood-rest only-{shape}",
        )
        for shape, kept, left in left_over(len(view.incidents), room)
    ]
    apart = [html.Div(words("wall.scene_banjir.apart", n=view.apart), className="flood-rest")] if view.apart else []
    free = room.each(lambda _, kept: max(0, (kept - len(view.incidents)) * 2 - 1))
    described = words("wall.scene_banjir.list_alternative", n=len(view.incidents))
    return [
        html.Div(rows, className="flood-rows", role="list", **aria_label(described)),
        *rest,
        *apart,
        *area_rows(view.areas, words, free),
    ]


def area_rows(areas: Sequence[FloodedArea], words: Words, room: RowRoom) -> list[Component]:
    """Where the incidents leave room: the kelurahan with most open reports, as bars."""
    if not areas or not room.most:
        return []
    most = max(area.reports for area in areas)
    rows = [
        html.Div(
            [
                html.Span(area.name, className="flood-area-name"),
                html.Span(
                    html.Span(style={"width": f"{100 * area.reports / most:.1f}%"}),
                    className="flood-area-bar",
                    **ARIA_HIDDEN,
                ),
                html.Span(words.number(area.reports), className="flood-count"),
            ],
            className=f"flood-area-row {beyond(index, room)}".rstrip(),
            role="listitem",
        )
        for index, area in enumerate(areas[: room.most])
    ]
    hidden = " ".join(f"not-{shape}" for shape, kept in room.by_shape().items() if not kept)
    rest = [
        html.Div(words("wall.scene_banjir.more_areas", n=left), className=f"flood-rest only-{shape}")
        for shape, kept, left in left_over(len(areas), room)
        if kept
    ]
    title = words("wall.scene_banjir.areas")
    return [
        html.Div(title, className=f"flood-heading {hidden}".rstrip()),
        html.Div(rows, role="list", **aria_label(title)),
        *rest,
    ]


def flood_row(
    incident: FloodIncident,
    view: FloodScene,
    words: Words,
    categories: CategoryStyles,
    channels: Mapping[str, Mapping[str, str]],
    classes: str,
) -> Component:
    """Two lines: place and number, channels and age; then the cause with its reason."""
    category = categories.of(incident.category)
    ways = [label(channels[code], words.language) if code in channels else code for code in incident.channels]
    named = ", ".join(ways[:CHANNELS_NAMED])
    if len(ways) > CHANNELS_NAMED:
        named = words("wall.scene_banjir.more_channels", names=named, n=len(ways) - CHANNELS_NAMED)
    since = age((view.as_of - incident.since).total_seconds(), words)
    cause, reason = cause_in_words(incident, view.tide, words)
    return html.Div(
        [
            html.Span(mark(category, words.language), className="flood-mark"),
            html.Span(
                [
                    html.Span(incident.place or words("wall.due.no_place"), className="flood-where"),
                    html.Span(f" · {label(category.labels, words.language).lower()}", className="flood-what"),
                ],
                className="flood-place",
            ),
            html.Span(words("wall.scene_banjir.reports", n=incident.reports), className="flood-count"),
            html.Span(
                words("wall.scene_banjir.since", age=since, time=clock(incident.since, view.as_of, words), names=named),
                className="flood-since",
            ),
            html.Span(
                [html.B(cause, className=f"flood-cause flood-cause-{incident.cause or 'none'}"), html.Span(reason)],
                className="flood-why",
            ),
        ],
        className=f"flood-row {classes}".rstrip(),
        role="listitem",
    )


def cause_in_words(incident: FloodIncident, tide: TideCourse | None, words: Words) -> tuple[str, str]:
    """Rob, rain or unclear, and why."""
    if tide is None or incident.highest is None or incident.cause is None:
        return words("wall.scene_banjir.unclear"), words("wall.scene_banjir.why_no_tide")
    if tide.flood_level is None:
        return words("wall.scene_banjir.unclear"), words("wall.scene_banjir.why_no_level")
    said = {
        "high": metres(incident.highest.level, words),
        "level": metres(tide.flood_level, words),
        "time": clock(incident.highest.at, incident.last, words),
        "near": incident.near_high,
        "every": incident.reports,
    }
    if incident.cause is FloodCause.TIDE:
        return words("wall.scene_banjir.rob"), words("wall.scene_banjir.why_rob", **said)
    if incident.cause is FloodCause.NOT_TIDE:
        name = "why_rain_some" if incident.near_high else "why_rain"
        return words("wall.scene_banjir.rain"), words(f"wall.scene_banjir.{name}", **said)
    return words("wall.scene_banjir.unclear"), words("wall.scene_banjir.why_half", **said)


def clock(at: datetime, beside: datetime, words: Words) -> str:
    """Time of day in WIB, with the day where it is another one than that of `beside`."""
    local, other = at.astimezone(WIB), beside.astimezone(WIB)
    time = words.clock(at)
    return time if local.date() == other.date() else f"{words.date_short(local.date())} {time}"


def list_title(view: FloodScene, words: Words) -> str:
    """How many incidents, and how many of them the tide explains."""
    if not view.incidents:
        return words("wall.scene_banjir.list_plain")
    by_cause = [
        words(f"wall.scene_banjir.count_{name}", n=count)
        for name, cause in (("rob", FloodCause.TIDE), ("rain", FloodCause.NOT_TIDE))
        if (count := sum(each.cause is cause for each in view.incidents))
    ]
    unclear = sum(each.cause not in (FloodCause.TIDE, FloodCause.NOT_TIDE) for each in view.incidents)
    if unclear:
        by_cause.append(words("wall.scene_banjir.count_unclear", n=unclear))
    return words("wall.scene_banjir.list", n=len(view.incidents), parts=", ".join(by_cause))
