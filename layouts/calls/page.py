"""The form of a call to 112: the page and its parts as pure functions of the view."""

import hashlib
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from command_center.domain.calls import standing
from command_center.domain.working_days import WIB
from command_center.readmodel.calls_view import CallsView
from layouts.calls import ids
from layouts.calls.config import CallsConfig
from layouts.calls.form import form_panel
from layouts.calls.phone import phone_key, phone_panel
from layouts.figures.call_list import call_list, local_number
from layouts.figures.call_receipt import no_receipt
from layouts.figures.switchboard_line import switchboard_line
from layouts.figures.written_calls import written_calls
from layouts.i18n import Words
from layouts.shell import work_frame
from layouts.visit import Visit

REFRESH_MS = 2000
"""How often the page asks for calls."""


def calls_page(view: CallsView, config: CallsConfig, visit: Visit, form_id: str) -> Component:
    """The whole page. `form_id` names the first form."""
    words = visit.words
    children = [
        calls_panel(view, words),
        form_panel(config, words),
        result_panel(view, config, words),
        dcc.Interval(id=ids.TICK, interval=REFRESH_MS),
        dcc.Store(id=ids.SETUP, data=setup(words)),
        dcc.Store(id=ids.FACTS, data=facts(view)),
        dcc.Store(id=ids.FORM, data={"id": form_id}),
        *[dcc.Store(id=name) for name in (ids.CHOSEN, ids.SEND, ids.ANSWER, ids.ASKED, ids.SETTLED)],
    ]
    return work_frame(children, ids.ROOT, visit, "calls")


def calls_panel(view: CallsView, words: Words) -> Component:
    """Calls of the last half hour; `calls.js` writes how old the list is when it stands still."""
    return html.Section(
        [
            html.Div(
                [
                    html.H2(words("calls.list.title")),
                    html.Span(words("calls.list.hint"), id=ids.CALLS_AGE, className="calls-note"),
                ],
                className="calls-panel-head",
            ),
            html.Div(switchboard_line(view.switchboard, words, view.as_of), id=ids.LINE, className="calls-line"),
            phone_panel(view, words),
            html.Div(call_list(view.calls, words), id=ids.CALLS, className="calls-list"),
        ],
        className="calls-panel calls-list-panel",
    )


def result_panel(view: CallsView, config: CallsConfig, words: Words) -> Component:
    """The number to read out, and the operator's last calls."""
    return html.Div(
        [
            html.Section(
                [
                    html.H2(words("calls.receipt.title"), className="calls-unseen"),
                    html.Div(no_receipt(words), id=ids.RECEIPT, role="status", tabIndex="-1"),
                ],
                className="calls-panel calls-receipt",
            ),
            html.Section(
                [
                    html.Div(html.H2(words("calls.written.title")), className="calls-panel-head"),
                    html.Div(written_calls(view.written, config.categories, words), id=ids.WRITTEN),
                ],
                className="calls-panel calls-written",
            ),
        ],
        className="calls-results",
    )


def setup(words: Words) -> dict[str, Any]:
    """The words that calls.js needs."""
    return {
        "failure": words.section("calls.failure"),
        "age": words.section("age"),
        "calls": words.section("calls.list"),
        "standing": words.section("calls.standing"),
    }


def facts(view: CallsView) -> dict[str, Any]:
    """What the browser decides by. The keys tell whether a list has changed.

    `suggested` is the call on this operator's line; `unwritten` are all calls on it that nobody wrote down: a number that
    was filled in goes when its call is none of them, for it has ended, waits again or is another's. `standing` says of
    every call where it stands for this operator; one that is not named has ended long ago.
    """
    call = next((call for call in view.calls if call.call_id == view.suggested), None)
    stands = {call.call_id: standing(call, None, view.phone) for call in view.calls}
    return {
        "asOf": view.as_of.isoformat(),
        "suggested": {"id": call.call_id, "number": local_number(call.caller)} if call else None,
        "unwritten": [call.call_id for call in view.calls if not call.written and call.is_on(view.phone)],
        "standing": {call_id: str(stand) for call_id, stand in stands.items()},
        "callsKey": _key(view.calls),
        "writtenKey": _key(view.written),
        "phoneKey": _key(phone_key(view)),
        "lineKey": _key((view.switchboard, view.as_of.astimezone(WIB).date())),
    }


def _key(value: object) -> str:
    return hashlib.blake2b(repr(value).encode(), digest_size=8).hexdigest()
