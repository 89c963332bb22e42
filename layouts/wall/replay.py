"""The wall as it was at a past moment: which moment the address asks for, what is said of it, and the way to others."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from enum import StrEnum
from typing import Any
from urllib.parse import urlencode

from dash import html
from dash.development.base_component import Component

from command_center.domain.moments import in_calendar
from layouts.figures.marks import aria_label
from layouts.i18n import Words
from layouts.wall.scene import SCENE_PARAMETER, Scene

MOMENT_PARAMETER = "saat"
WRITTEN = re.compile(r"(\d{4})-(\d{2})-(\d{2})[T ](\d{2})[:.](\d{2})", re.ASCII)
STEPS = (
    ("hour_back", timedelta(hours=-1)),
    ("back", timedelta(minutes=-5)),
    ("on", timedelta(minutes=5)),
    ("hour_on", timedelta(hours=1)),
)
KEPT = ("bahasa", "tema")
"""What of an address holds for every moment."""


class NoReplay(StrEnum):
    """Why there is nothing to show: the moment cannot be read, is still to come, or lies before the first report."""

    UNREADABLE = "unreadable"
    FUTURE = "future"
    BEFORE = "before"


@dataclass(frozen=True)
class Replay:
    """`moment` is aware, in the city's own time; None where it cannot be read. `problem` is why nothing is shown.

    `now` bounds the steps; `variables` are those of the address.
    """

    moment: datetime | None
    now: datetime
    variables: Mapping[str, object]
    problem: NoReplay | None = None


def moment_asked(text: object, zone: tzinfo) -> datetime | None:
    """The moment of an address such as 2026-11-20T14:05, in the city's time; None for what is no moment."""
    found = WRITTEN.fullmatch(text.strip()) if isinstance(text, str) else None
    if found is None:
        return None
    year, month, day, hour, minute = map(int, found.groups())
    try:
        moment = datetime(year, month, day, hour, minute, tzinfo=zone)
    except ValueError:
        return None
    return moment if in_calendar(moment) else None


def written(moment: datetime) -> str:
    """A moment as the address has it."""
    return moment.strftime("%Y-%m-%dT%H:%M")


def address(replay: Replay, moment: datetime | None, scene: str) -> str:
    """The wall at another moment, or live without one."""
    kept = {name: str(replay.variables[name]) for name in KEPT if name in replay.variables}
    asked = {SCENE_PARAMETER: scene, **({MOMENT_PARAMETER: written(moment)} if moment else {}), **kept}
    return f"/wall?{urlencode(asked)}"


def replay_bar(replay: Replay, shown: Scene[Any], scenes: Sequence[Scene[Any]], words: Words) -> Component:
    """That this is a recording, of when, and the way to other moments and scenes; links, so that no script is needed."""
    return html.Nav(
        [
            html.Strong(words("wall.replay.title"), className="replay-title"),
            html.Span(said(replay, words), className="replay-when"),
            html.Span(className="head-gap"),
            *([step(name, by, replay, shown, words) for name, by in STEPS] if replay.moment else []),
            *[
                html.A(scene.title(words), href=address(replay, replay.moment, scene.key), className="replay-link")
                for scene in scenes
                if scene is not shown and replay.moment is not None and replay.problem is None
            ],
            html.A(
                words("wall.replay.live"), href=address(replay, None, shown.key), className="replay-link replay-live"
            ),
        ],
        className="replay",
        **aria_label(words("wall.replay.title")),
    )


def said(replay: Replay, words: Words) -> str:
    """Which moment it is."""
    if replay.moment is None:
        return ""
    return words("wall.replay.when", day=words.date_long(replay.moment.date()), time=replay.moment.strftime("%H.%M"))


DISABLED: dict[str, Any] = {"aria-disabled": "true"}
"""Attributes of what is no link here."""


def step_named(name: str) -> dict[str, Any]:
    """Attributes by which a key finds a link."""
    return {"data-step": name}


def step(name: str, by: timedelta, replay: Replay, shown: Scene[Any], words: Words) -> Component:
    """A link to a moment before or after; there is none into the future."""
    text = words(f"wall.replay.{name}")
    moment = replay.moment + by if replay.moment else None
    if moment is None or moment > replay.now:
        return html.Span(text, className="replay-link replay-none", **DISABLED)
    return html.A(text, href=address(replay, moment, shown.key), className="replay-link", **step_named(name))


def nothing(replay: Replay, words: Words) -> Component:
    """What stands in the place of the scene where there is nothing to show: what is wrong, and what to write."""
    example = f"/wall?{MOMENT_PARAMETER}={written(replay.now - timedelta(days=1))}"
    return html.Div(
        html.Div(
            [
                html.Div(words(f"wall.replay.{replay.problem}"), className="empty-title"),
                html.Div(words("wall.replay.example", address=example), className="empty-hint"),
            ],
            className="empty",
        ),
        className="replay-nothing",
        role="alert",
    )
