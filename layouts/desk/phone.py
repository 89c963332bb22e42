"""Which telephone the operator sits at: its calls go into the form. Where nobody knows, the desk says so and guesses none."""

from typing import Any

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from command_center.readmodel.desk_view import DeskView
from layouts.desk import ids
from layouts.i18n import Words


def phone_panel(view: DeskView, words: Words) -> Component:
    """The choice, and what is missing while there is none; nothing where no switchboard tells of phones."""
    choice: Component = dmc.Select(
        id=ids.PHONE,
        value=view.phone or None,
        data=phone_choices(view, words),
        label=words("desk.phone.label"),
        placeholder=words("desk.phone.placeholder"),
        nothingFoundMessage=words("desk.nothing_found"),
        allowDeselect=False,
        withCheckIcon=False,
        comboboxProps={"withinPortal": False, "transitionProps": {"duration": 0}},
        className="desk-phone-choice",
        size="md",
    )
    note = html.Div(phone_note(view, words), id=ids.PHONE_NOTE)
    return html.Div([choice, note], className="desk-phone", hidden=view.switchboard is None and not view.phones)


def phone_choices(view: DeskView, words: Words) -> list[dict[str, str]]:
    """The phones by name; one that another operator has says so."""
    return [
        {
            "value": each.name,
            "label": words("desk.phone.taken", name=each.name, who=each.operator)
            if each.operator not in ("", view.operator)
            else each.name,
        }
        for each in view.phones
    ]


def phone_note(view: DeskView, words: Words) -> list[Component]:
    """Why no number is filled in, and what to do."""
    if view.phone or (view.switchboard is None and not view.phones):
        return []
    said = "desk.phone.unknown" if view.phones else "desk.phone.none"
    return [html.Div(words(said), className="desk-phone-unknown", role="status")]


def phone_key(view: DeskView) -> list[Any]:
    """Changes with what the choice shows."""
    return [view.phone, [[each.name, each.operator] for each in view.phones], view.switchboard is None]
