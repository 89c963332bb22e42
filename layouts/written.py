"""A part of a page as one text of HTML: Dash asks every component again at every change, and a figure of bars has hundreds.

`assets/written.js` puts it in. All texts are escaped here (`layouts/markup.py`); nothing in it can be a script.
"""

from typing import Any

from dash import html
from dash.development.base_component import Component

from layouts.figures.filter_mark import attributes
from layouts.markup import markup

Content = Component | list[Any] | str


def written(content: Content) -> Content:
    """The part as one component; as it is where a script draws something in it, such as a chart."""
    if isinstance(content, str):
        return content
    try:
        text = markup(content)
    except TypeError:
        return content
    return as_written(text)


def as_written(text: str) -> Component:
    """HTML that `markup` wrote, as one component."""
    return html.Div(className="written", **attributes({"data-html": text}))
