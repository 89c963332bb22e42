"""The desk's form of a call to 112: its fields with their ids and blank values, in the order of the screen."""

from collections.abc import Sequence
from typing import Any

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from command_center.domain.inbound import CallKind
from command_center.domain.report_kinds import Visibility
from layouts.desk import ids
from layouts.desk.config import DeskConfig
from layouts.figures.marks import ARIA_HIDDEN
from layouts.i18n import Words, label

KINDS = tuple(str(kind) for kind in CallKind)
"""Kinds of call in the order of their keys 1, 2, 3, 4."""

FIELDS = {
    "kind": ids.KIND,
    "caller": ids.CALLER,
    "name": ids.NAME,
    "text": ids.TEXT,
    "address": ids.ADDRESS,
    "kelurahan": ids.KELURAHAN,
    "category": ids.CATEGORY,
    "visibility": ids.VISIBILITY,
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


def form_panel(config: DeskConfig, words: Words) -> Component:
    """The form. A fieldset holds its inputs, so that nothing is typed into a form that is being sent."""
    fields: list[Component] = [
        kind_field(words),
        html.Div([caller_field(words), text_input("name", words)], className="desk-row"),
        standing_note(words),
        text_field(words),
        html.Div([text_input("address", words), kelurahan_field(config, words)], className="desk-row"),
        html.Div([category_field(config, words), visibility_field(words)], className="desk-row"),
        html.Div(id=ids.FAILURE, className="desk-failure", role="alert"),
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
                        html.Span("Ctrl Enter", className="desk-submit-key", **ARIA_HIDDEN),
                    ],
                    id=ids.SUBMIT,
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
            html.Fieldset(fields, id=ids.FIELDS, className="desk-fields", disabled=False),
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
        id=ids.KIND,
        label=words("desk.field.kind"),
        className="desk-kind",
        size="md",
    )
    # Holds the focus while no kind is chosen, so that the keys 1 to 4 are heard and none looks chosen.
    return html.Div(group, id=ids.KIND_BOX, tabIndex="-1", className="desk-kind-box")


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
                html.Span(words("desk.hint.caller_other"), className="desk-caller-other"),
            ]
        ),
        attributes={"input": {"inputMode": "tel"}},
    )


def standing_note(words: Words) -> Component:
    """Says that the call of the form is gone, or that the operator has another caller now; `desk.js` fills it."""
    return html.Div(
        [
            html.Span(id=ids.STANDING, role="status"),
            html.Button(words("desk.standing.take"), id=ids.TAKE, type="button", className="desk-take"),
        ],
        className="desk-standing",
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
        id=ids.TEXT,
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
        placeholder=words(f"desk.placeholder.{name}", n=len(data)),
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


def kelurahan_field(config: DeskConfig, words: Words) -> Component:
    """The kelurahan; names that begin with what is typed come first (`desk_places` in desk.js)."""
    data = [{"value": each.code, "label": each.label} for each in config.kelurahan]
    return choice("kelurahan", data, words, filter={"function": "desk_places"}, limit=40)


def category_field(config: DeskConfig, words: Words) -> Component:
    """The categories; empty leaves the choice to intake."""
    data = [{"value": each.code, "label": label(each.labels, words.language)} for each in config.categories.every]
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
        id=ids.VISIBILITY,
        value=BLANK["visibility"],
        label=words("desk.field.visibility"),
        description=words("desk.hint.visibility"),
        inputWrapperOrder=["label", "input", "error", "description"],
        className="desk-field desk-visibility",
        size="md",
    )
    return group
