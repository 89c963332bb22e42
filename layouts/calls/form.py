"""The form of a call to 112: its fields with their ids and blank values, in the order of the screen."""

from collections.abc import Sequence
from typing import Any

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from command_center.domain.inbound import CallKind
from command_center.domain.report_kinds import Visibility
from layouts.calls import ids
from layouts.calls.config import CallsConfig
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


def form_panel(config: CallsConfig, words: Words) -> Component:
    """The form. A fieldset holds its inputs, so that nothing is typed into a form that is being sent."""
    fields: list[Component] = [
        kind_field(words),
        html.Div([caller_field(words), text_input("name", words)], className="calls-row"),
        standing_note(words),
        text_field(words),
        html.Div([text_input("address", words), kelurahan_field(config, words)], className="calls-row"),
        html.Div([category_field(config, words), visibility_field(words)], className="calls-row"),
        html.Div(id=ids.FAILURE, className="calls-failure", role="alert"),
        html.Div(
            [
                html.Div(
                    [
                        html.Span([html.Kbd("1"), "–", html.Kbd("4"), words("calls.keys.kind")]),
                        html.Span([html.Kbd("Esc"), words("calls.keys.back")]),
                        html.Span([html.Kbd("Alt"), html.Kbd("P"), words("calls.keys.calls")]),
                    ],
                    className="calls-keys",
                ),
                html.Button(
                    [
                        html.Span(words("calls.submit"), className="calls-submit-text"),
                        html.Span(words("calls.sending"), className="calls-submit-sending"),
                        html.Span("Ctrl Enter", className="calls-submit-key", **ARIA_HIDDEN),
                    ],
                    id=ids.SUBMIT,
                    type="button",
                    className="calls-submit",
                ),
            ],
            className="calls-actions",
        ),
    ]
    return html.Section(
        [
            html.Div(
                [html.H1(words("calls.title")), html.Span(words("calls.title_hint"), className="calls-note")],
                className="calls-panel-head",
            ),
            html.Fieldset(fields, id=ids.FIELDS, className="calls-fields", disabled=False),
        ],
        className="calls-panel calls-form-panel",
    )


def kind_field(words: Words) -> Component:
    """Four large buttons, each with its key."""
    cards = [
        dmc.Radio(
            value=kind,
            label=[
                html.Kbd(str(number), className="calls-kind-key"),
                html.Span(words(f"calls.kind.{kind}"), className="calls-kind-name"),
                html.Span(words(f"calls.kind.{kind}_hint"), className="calls-kind-hint"),
            ],
            className="calls-kind-card",
        )
        for number, kind in enumerate(KINDS, start=1)
    ]
    group: Component = dmc.RadioGroup(
        html.Div(cards, className="calls-kinds"),
        id=ids.KIND,
        label=words("calls.field.kind"),
        className="calls-kind",
        size="md",
    )
    # Holds the focus while no kind is chosen, so that the keys 1 to 4 are heard and none looks chosen.
    return html.Div(group, id=ids.KIND_BOX, tabIndex="-1", className="calls-kind-box")


def caller_field(words: Words) -> Component:
    """The caller's number; below it from which call it was taken."""
    return text_input(
        "caller",
        words,
        description=html.Span(
            [
                html.Span(words("calls.hint.caller"), className="calls-caller-typed"),
                html.Span(words("calls.hint.caller_taken"), className="calls-caller-taken"),
                html.Span(words("calls.hint.caller_again"), className="calls-caller-again"),
                html.Span(words("calls.hint.caller_other"), className="calls-caller-other"),
            ]
        ),
        attributes={"input": {"inputMode": "tel"}},
    )


def standing_note(words: Words) -> Component:
    """Says that the call of the form is gone, or that the operator has another caller now; `calls.js` fills it."""
    return html.Div(
        [
            html.Span(id=ids.STANDING, role="status"),
            html.Button(words("calls.standing.take"), id=ids.TAKE, type="button", className="calls-take"),
        ],
        className="calls-standing",
    )


def text_input(name: str, words: Words, **more: Any) -> Component:
    """A field of one line."""
    field: Component = dmc.TextInput(
        id=FIELDS[name],
        value=BLANK[name],
        label=words(f"calls.field.{name}"),
        placeholder=words(f"calls.placeholder.{name}"),
        autoComplete="off",
        inputWrapperOrder=["label", "input", "error", "description"],
        className=f"calls-field calls-{name}",
        size="md",
        **more,
    )
    return field


def text_field(words: Words) -> Component:
    """What happened."""
    area: Component = dmc.Textarea(
        id=ids.TEXT,
        value=BLANK["text"],
        label=words("calls.field.text"),
        placeholder=words("calls.placeholder.text"),
        autoComplete="off",
        inputWrapperOrder=["label", "input", "error", "description"],
        className="calls-field calls-text",
        size="md",
    )
    return area


def choice(name: str, data: Sequence[dict[str, str]], words: Words, **more: Any) -> Component:
    """A list to search in: typing narrows it, Enter or Tab takes the marked one."""
    select: Component = dmc.Select(
        id=FIELDS[name],
        value=BLANK[name],
        data=list(data),
        label=words(f"calls.field.{name}"),
        placeholder=words(f"calls.placeholder.{name}", n=len(data)),
        nothingFoundMessage=words("calls.nothing_found"),
        searchable=True,
        clearable=True,
        selectFirstOptionOnChange=True,
        openOnFocus=False,
        maxDropdownHeight=264,
        withCheckIcon=False,
        inputWrapperOrder=["label", "input", "error", "description"],
        # Within the page, so that the list has the colours of its theme.
        comboboxProps={"withinPortal": False, "transitionProps": {"duration": 0}},
        className=f"calls-field calls-{name}",
        size="md",
        **more,
    )
    return select


def kelurahan_field(config: CallsConfig, words: Words) -> Component:
    """The kelurahan; names that begin with what is typed come first (`calls_places` in calls.js)."""
    data = [{"value": each.code, "label": each.label} for each in config.kelurahan]
    return choice("kelurahan", data, words, filter={"function": "calls_places"}, limit=40)


def category_field(config: CallsConfig, words: Words) -> Component:
    """The categories; empty leaves the choice to intake."""
    data = [{"value": each.code, "label": label(each.labels, words.language)} for each in config.categories.every]
    return choice("category", data, words, filter={"function": "calls_places"})


def visibility_field(words: Words) -> Component:
    """Who may see the report."""
    group: Component = dmc.RadioGroup(
        html.Div(
            [
                dmc.Radio(value=str(each), label=words(f"calls.visibility.{each}"), className="calls-segment")
                for each in Visibility
            ],
            className="calls-segments",
        ),
        id=ids.VISIBILITY,
        value=BLANK["visibility"],
        label=words("calls.field.visibility"),
        description=words("calls.hint.visibility"),
        inputWrapperOrder=["label", "input", "error", "description"],
        className="calls-field calls-visibility",
        size="md",
    )
    return group
