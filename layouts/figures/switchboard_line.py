"""How the line to the switchboard is: connected since when and heard last, or what is wrong and who mends it."""

from datetime import datetime

from dash import html
from dash.development.base_component import Component

from command_center.domain.transport import TransportState
from command_center.domain.working_days import WIB
from layouts.figures.marks import ARIA_HIDDEN
from layouts.i18n import Words

TROUBLES = frozenset({"refused", "denied", "no_queue", "unreachable", "unkept", "failed"})
"""Troubles that have words of their own."""


def switchboard_line(state: TransportState | None, words: Words, now: datetime) -> list[Component]:
    """A dot and a sentence; nothing where no switchboard is listened to. `now` is aware UTC: other days are named."""
    if state is None:
        return []
    connected = state.word == "connected"
    told: list[Component] = [
        html.Span(className="calls-line-dot", **ARIA_HIDDEN),
        html.Span(_said(state, words, now), className="calls-line-text", title=state.reason),
    ]
    return [html.Div(told, className=f"calls-line-row calls-line-{'good' if connected else 'bad'}")]


def _said(state: TransportState, words: Words, now: datetime) -> str:
    since = at_time(state.since, words, now)
    if state.word == "connected":
        told = at_time(state.heard_at, words, now) if state.heard_at else ""
        heard = words("calls.line.heard", time=told) if told else words("calls.line.silent")
        return f"{words('calls.line.connected', time=since)} · {heard}"
    if state.trouble in TROUBLES:
        return words(f"calls.line.trouble_{state.trouble}", time=since)
    return words("calls.line.starting")


def at_time(at: datetime, words: Words, now: datetime) -> str:
    """Hour and minute here: 09.30, and on another day "26 Nov 09.30"."""
    local = at.astimezone(WIB)
    time = f"{local:%H.%M}"
    return time if local.date() == now.astimezone(WIB).date() else f"{words.date_short(local.date())} {time}"
