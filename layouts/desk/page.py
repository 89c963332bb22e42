"""The desk of P3M, so far the form of a call to 112: the page and its parts as pure functions of the view."""

import hashlib
from collections.abc import Sequence
from typing import Any

import dash_mantine_components as dmc
from dash import dcc, html
from dash.development.base_component import Component

from command_center.domain.inbound import CallKind
from command_center.domain.reports import Visibility
from command_center.readmodel.desk_view import DeskView
from layouts import ids
from layouts.desk.config import DeskLook
from layouts.figures.call_list import call_list, local_number
from layouts.figures.call_receipt import no_receipt
from layouts.figures.marks import UNSPOKEN
from layouts.figures.written_calls import written_calls
from layouts.i18n import Words, label
from layouts.pages import Page, page
from layouts.shell import WorkHead, work_frame

REFRESH_MS = 2000
"""How often the page asks for calls."""

KINDS = tuple(str(kind) for kind in CallKind)
"""Kinds of call in the order of their keys 1, 2, 3, 4."""

FIELDS = {
    "kind": ids.DESK_KIND,
    "caller": ids.DESK_CALLER,
    "name": ids.DESK_NAME,
    "text": ids.DESK_TEXT,
    "address": ids.DESK_ADDRESS,
    "kelurahan": ids.DESK_KELURAHAN,
    "category": ids.DESK_CATEGORY,
    "visibility": ids.DESK_VISIBILITY,
}
"""Field of the form -> id of its input, in the order of the screen."""

BLANK: dict[str, str | None] = {
    "kind": None,
    "caller": "",
    "name": "",
    "text": "",
    "address": "",
    "kelurahan": None,
    "category": None,
    "visibility": str(Visibility.PUBLIC),
}
"""Values of an empty form."""

SPELLS_ERROR = tuple(name for name in FIELDS if name != "visibility")
"""Fields with a place for what is wrong beside them; visibility always has a value of the list."""


def desk_page(
    view: DeskView, look: DeskLook, words: Words, theme: str, form_id: str, pages: Sequence[Page]
) -> Component:
    """The whole page. `form_id` names the first form; `theme` is a key of THEMES."""
    head = WorkHead(page("desk"), pages, view.operator, look.service, look.simulated)
    children = [
        calls_panel(view, words),
        form_panel(look, words),
        result_panel(view, look, words),
        dcc.Interval(id=ids.DESK_TICK, interval=REFRESH_MS),
        dcc.Store(id=ids.DESK_SETUP, data=setup(words)),
        dcc.Store(id=ids.DESK_FACTS, data=facts(view)),
        dcc.Store(id=ids.DESK_FORM, data={"id": form_id}),
        *[
            dcc.Store(id=name)
            for name in (ids.DESK_CHOSEN, ids.DESK_SEND, ids.DESK_ANSWER, ids.DESK_ASKED, ids.DESK_SETTLED)
        ],
    ]
    return work_frame(children, ids.DESK, head, words, theme, "desk")


def calls_panel(view: DeskView, words: Words) -> Component:
    """Calls of the last half hour; `desk.js` writes how old the list is when it stands still."""
    return html.Section(
        [
            html.Div(
                [
                    html.H2(words("desk.calls.title")),
                    html.Span(words("desk.calls.hint"), id=ids.DESK_CALLS_AGE, className="desk-note"),
                ],
                className="desk-panel-head",
            ),
            html.Div(call_list(view.calls, words), id=ids.DESK_CALLS, className="desk-calls"),
        ],
        className="desk-panel desk-calls-panel",
    )


def form_panel(look: DeskLook, words: Words) -> Component:
    """The form. A fieldset holds its inputs, so that nothing is typed into a form that is being sent."""
    fields: list[Component] = [
        kind_field(words),
        html.Div([caller_field(words), text_input("name", words)], className="desk-row"),
        text_field(words),
        html.Div([text_input("address", words), kelurahan_field(look, words)], className="desk-row"),
        html.Div([category_field(look, words), visibility_field(words)], className="desk-row"),
        html.Div(id=ids.DESK_FAILURE, className="desk-failure", role="alert"),
        html.Div(
            [
                html.Div(
                    [
                        html.Span([html.Kbd("1"), "–", html.Kbd("4"), words("desk.keys.kind")]),
                        html.Span([html.Kbd("Esc"), words("desk.keys.back")]),
                        html.Span([html.Kbd("Alt"), html.Kbd("P"), words("desk.keys.calls")]),
                    ],
                    className="desk-keys",
                ),
                html.Button(
                    [
                        html.Span(words("desk.submit"), className="desk-submit-text"),
                        html.Span(words("desk.sending"), className="desk-submit-sending"),
                        html.Span("Ctrl Enter", className="desk-submit-key", **UNSPOKEN),
                    ],
                    id=ids.DESK_SUBMIT,
                    type="button",
                    className="desk-submit",
                ),
            ],
            className="desk-actions",
        ),
    ]
    return html.Section(
        [
            html.Div(
                [html.H1(words("desk.title")), html.Span(words("desk.title_hint"), className="desk-note")],
                className="desk-panel-head",
            ),
            html.Fieldset(fields, id=ids.DESK_FIELDS, className="desk-fields", disabled=False),
        ],
        className="desk-panel desk-form-panel",
    )


def kind_field(words: Words) -> Component:
    """Four large buttons, each with its key."""
    cards = [
        dmc.Radio(
            value=kind,
            label=[
                html.Kbd(str(number), className="desk-kind-key"),
                html.Span(words(f"desk.kind.{kind}"), className="desk-kind-name"),
                html.Span(words(f"desk.kind.{kind}_hint"), className="desk-kind-hint"),
            ],
            className="desk-kind-card",
        )
        for number, kind in enumerate(KINDS, start=1)
    ]
    group: Component = dmc.RadioGroup(
        html.Div(cards, className="desk-kinds"),
        id=ids.DESK_KIND,
        label=words("desk.field.kind"),
        className="desk-kind",
        size="md",
    )
    # Holds the focus while no kind is chosen, so that the keys 1 to 4 are heard and none looks chosen.
    return html.Div(group, id=ids.DESK_KIND_BOX, tabIndex="-1", className="desk-kind-box")


def caller_field(words: Words) -> Component:
    """The caller's number; below it from which call it was taken."""
    return text_input(
        "caller",
        words,
        description=html.Span(
            [
                html.Span(words("desk.hint.caller"), className="desk-caller-typed"),
                html.Span(words("desk.hint.caller_taken"), className="desk-caller-taken"),
                html.Span(words("desk.hint.caller_again"), className="desk-caller-again"),
            ]
        ),
        attributes={"input": {"inputMode": "tel"}},
    )


def text_input(name: str, words: Words, **more: Any) -> Component:
    """A field of one line."""
    field: Component = dmc.TextInput(
        id=FIELDS[name],
        value=BLANK[name],
        label=words(f"desk.field.{name}"),
        placeholder=words(f"desk.placeholder.{name}"),
        autoComplete="off",
        inputWrapperOrder=["label", "input", "error", "description"],
        className=f"desk-field desk-{name}",
        size="md",
        **more,
    )
    return field


def text_field(words: Words) -> Component:
    """What happened."""
    area: Component = dmc.Textarea(
        id=ids.DESK_TEXT,
        value=BLANK["text"],
        label=words("desk.field.text"),
        placeholder=words("desk.placeholder.text"),
        autoComplete="off",
        inputWrapperOrder=["label", "input", "error", "description"],
        className="desk-field desk-text",
        size="md",
    )
    return area


def choice(name: str, data: Sequence[dict[str, str]], words: Words, **more: Any) -> Component:
    """A list to search in: typing narrows it, Enter or Tab takes the marked one."""
    select: Component = dmc.Select(
        id=FIELDS[name],
        value=BLANK[name],
        data=list(data),
        label=words(f"desk.field.{name}"),
        placeholder=words(f"desk.placeholder.{name}"),
        nothingFoundMessage=words("desk.nothing_found"),
        searchable=True,
        clearable=True,
        selectFirstOptionOnChange=True,
        openOnFocus=False,
        maxDropdownHeight=264,
        withCheckIcon=False,
        inputWrapperOrder=["label", "input", "error", "description"],
        # Within the page, so that the list has the colours of its theme.
        comboboxProps={"withinPortal": False, "transitionProps": {"duration": 0}},
        className=f"desk-field desk-{name}",
        size="md",
        **more,
    )
    return select


def kelurahan_field(look: DeskLook, words: Words) -> Component:
    """The 177 kelurahan; names that begin with what is typed come first (`desk_places` in desk.js)."""
    data = [{"value": each.code, "label": each.label} for each in look.kelurahan]
    return choice("kelurahan", data, words, filter={"function": "desk_places"}, limit=40)


def category_field(look: DeskLook, words: Words) -> Component:
    """The categories; empty leaves the choice to intake."""
    data = [{"value": each.code, "label": label(each.labels, words.language)} for each in look.categories]
    return choice("category", data, words, filter={"function": "desk_places"})


def visibility_field(words: Words) -> Component:
    """Who may see the report."""
    group: Component = dmc.RadioGroup(
        html.Div(
            [
                dmc.Radio(value=str(each), label=words(f"desk.visibility.{each}"), className="desk-segment")
                for each in Visibility
            ],
            className="desk-segments",
        ),
        id=ids.DESK_VISIBILITY,
        value=BLANK["visibility"],
        label=words("desk.field.visibility"),
        description=words("desk.hint.visibility"),
        inputWrapperOrder=["label", "input", "error", "description"],
        className="desk-field desk-visibility",
        size="md",
    )
    return group


def result_panel(view: DeskView, look: DeskLook, words: Words) -> Component:
    """The number to read out, and the operator's last calls."""
    return html.Div(
        [
            html.Section(
                [
                    html.H2(words("desk.receipt.title"), className="desk-unseen"),
                    html.Div(no_receipt(words), id=ids.DESK_RECEIPT, role="status", tabIndex="-1"),
                ],
                className="desk-panel desk-receipt",
            ),
            html.Section(
                [
                    html.Div(html.H2(words("desk.written.title")), className="desk-panel-head"),
                    html.Div(written_calls(view.written, look, words), id=ids.DESK_WRITTEN),
                ],
                className="desk-panel desk-written",
            ),
        ],
        className="desk-results",
    )


def setup(words: Words) -> dict[str, Any]:
    """The words that desk.js needs."""
    return {
        "failure": words.section("desk.failure"),
        "age": words.section("wall.age"),
        "calls": words.section("desk.calls"),
    }


def facts(view: DeskView) -> dict[str, Any]:
    """What the browser decides by: which call to take into an empty form. The keys tell whether a list has changed."""
    call = next((call for call in view.calls if call.call_id == view.suggested), None)
    return {
        "asOf": view.as_of.isoformat(),
        "suggested": {"id": call.call_id, "number": local_number(call.caller)} if call else None,
        "unwritten": [call.call_id for call in view.calls if not call.written],
        "callsKey": _key(view.calls),
        "writtenKey": _key(view.written),
    }


def _key(value: object) -> str:
    return hashlib.blake2b(repr(value).encode(), digest_size=8).hexdigest()
