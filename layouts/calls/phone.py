"""Which telephone the operator sits at: its calls go into the form. Where nobody knows, the page says so and guesses none."""

from typing import Any

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from command_center.readmodel.calls_view import CallsView
from layouts.calls import ids
from layouts.i18n import Words


def phone_panel(view: CallsView, words: Words) -> Component:
    """The choice, and what is missing while there is none; nothing where no switchboard tells of phones."""
    choice: Component = dmc.Select(
        id=ids.PHONE,
        value=view.phone or None,
        data=phone_choices(view, words),
        label=words("calls.phone.label"),
        placeholder=words("calls.phone.placeholder"),
        nothingFoundMessage=words("calls.nothing_found"),
        allowDeselect=False,
        withCheckIcon=False,
        comboboxProps={"withinPortal": False, "transitionProps": {"duration": 0}},
        className="calls-phone-choice",
        size="md",
    )
    note = html.Div(phone_note(view, words), id=ids.PHONE_NOTE)
    return html.Div([choice, note], className="calls-phone", hidden=view.switchboard is None and not view.phones)


def phone_choices(view: CallsView, words: Words) -> list[dict[str, str]]:
    """The phones by name; one that another operator has says so."""
    return [
        {
            "value": each.name,
            "label": words("calls.phone.taken", name=each.name, who=each.operator)
            if each.operator not in ("", view.operator)
            else each.name,
        }
        for each in view.phones
    ]


def phone_note(view: CallsView, words: Words) -> list[Component]:
    """Why no number is filled in, and what to do."""
    if view.phone or (view.switchboard is None and not view.phones):
        return []
    said = "calls.phone.unknown" if view.phones else "calls.phone.none"
    return [html.Div(words(said), className="calls-phone-unknown", role="status")]


def phone_key(view: CallsView) -> list[Any]:
    """Changes with what the choice shows."""
    return [view.phone, [[each.name, each.operator] for each in view.phones], view.switchboard is None]
