"""The bar by which the wall is steered by hand: it comes with the pointer or a key, and goes by itself."""

from typing import Any

from dash import html
from dash.development.base_component import Component

from layouts.figures.marks import aria_label
from layouts.i18n import Words
from layouts.wall import ids
from layouts.wall.opening import Opening

ACTS = (("previous", "←"), ("next", "→"), ("pause", "J"), ("pin", "P"), ("sound", "B"), ("full", "F"))
"""What a button does -> the key that does the same."""

TOGGLES = ("pause", "pin", "sound")


def controls(opened: Opening, words: Words) -> Component:
    """The scenes by their numbers, then what else can be done."""
    scenes = [
        button({"data-scene": scene.key, "aria-pressed": "false"}, str(number), scene.title(words))
        for number, scene in enumerate(opened.scenes, 1)
    ]
    acts = [
        button(
            {"data-act": act} | ({"aria-pressed": "false"} if act in TOGGLES else {}),
            key,
            words(f"wall.controls.{act}"),
        )
        for act, key in ACTS
        if len(opened.scenes) > 1 or act in ("sound", "full")
    ]
    return html.Div(
        [
            html.Div(scenes if len(scenes) > 1 else [], className="controls-scenes"),
            html.Div(acts, className="controls-acts"),
        ],
        id=ids.CONTROLS,
        className="controls",
        role="toolbar",
        **aria_label(words("wall.controls.label")),
    )


def button(attributes: dict[str, Any], key: str, text: str) -> Component:
    """A button with its key before its name."""
    return html.Button(
        [html.Kbd(key, className="controls-key"), text], type="button", className="controls-button", **attributes
    )
