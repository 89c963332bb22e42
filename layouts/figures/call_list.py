"""The calls of the last minutes, those on the line first: each a button that takes its number into the form."""

from collections.abc import Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from command_center.domain.calls import LIVE, Call, CallState
from layouts.figures.marks import ARIA_HIDDEN
from layouts.i18n import Words


def call_list(calls: Sequence[Call], words: Words) -> list[Component]:
    """Rows, or what to do without a switchboard. The age of a row is written by the browser, from `data-at`.

    Who waits stands above the calls that are over or written down, however many came and went meanwhile; else the order stays.
    """
    if not calls:
        return [
            html.Div(
                [
                    html.Div(words("calls.list.empty"), className="calls-empty-title"),
                    html.Div(words("calls.list.empty_hint"), className="calls-empty-hint"),
                ],
                className="calls-empty",
            )
        ]
    return [call_row(call, words) for call in sorted(calls, key=lambda call: call.written or call.state not in LIVE)]


def call_row(call: Call, words: Words) -> Component:
    """Number, state with who took it, and age. A call that was written down may be chosen too: for a second matter."""
    state = words(f"calls.call_state.{call.state}")
    if call.inferred:
        state = words("calls.list.inferred", state=state)
    if call.agent and not call.written and not (call.released and call.state is CallState.ANSWERED):
        state = f"{state} · {call.agent}"
    since: dict[str, Any] = {"data-at": call.started_at.isoformat()}
    told: dict[str, Any] = {
        "data-call": call.call_id,
        "data-number": local_number(call.caller),
        "data-state": str(call.state),
        "data-written": "yes" if call.written else "no",
    }
    return html.Button(
        [
            html.Span(className="calls-call-dot", **ARIA_HIDDEN),
            html.Span(local_number(call.caller) or words("calls.list.withheld"), className="calls-call-number"),
            html.Span(className="calls-age", **since),
            html.Span(
                words("calls.list.written", who=call.agent) if call.written else state, className="calls-call-state"
            ),
        ],
        type="button",
        className="calls-call",
        **told,
    )


def local_number(number: str) -> str:
    """A number as people here say it: +628122334455 -> "0812 2334 455"; numbers of other countries keep their plus.

    The area code of the city's landlines stays together: "024 351 3366".
    """
    if not number.startswith("+62") or not number[1:].isdigit():
        return number
    local = f"0{number[3:]}"
    first = 3 if local.startswith("02") else 4
    size = 3 if first == 3 and len(local) <= 10 else 4
    rest = [local[start : start + size] for start in range(first, len(local), size)]
    if len(rest) > 1 and len(rest[-1]) == 1:
        rest[-2:] = [rest[-2] + rest[-1]]
    return " ".join([local[:first], *rest])
