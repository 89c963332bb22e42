"""The person's own views: a fold with their names as links, and the form that keeps the one that is shown."""

from collections.abc import Sequence

from dash import dcc, html
from dash.development.base_component import Component

from command_center.domain.saved_view import LONGEST_NAME, SavedView
from layouts.analytics import ids
from layouts.figures.filter_mark import attributes
from layouts.figures.marks import aria_label
from layouts.i18n import Words
from layouts.icons import icon

PATH = "/analytics"


def saved_panel(content: Sequence[Component], words: Words) -> Component:
    """The fold."""
    return html.Details(
        [
            html.Summary([icon("save"), words("analytics.saved.name")], className="work-button"),
            html.Div(
                [
                    html.Div(
                        [
                            html.Label(words("analytics.saved.label"), htmlFor=ids.VIEW_NAME),
                            html.Div(
                                [
                                    dcc.Input(
                                        id=ids.VIEW_NAME,
                                        type="text",
                                        maxLength=LONGEST_NAME,
                                        placeholder=words("analytics.saved.example"),
                                        autoComplete="off",
                                    ),
                                    html.Button(
                                        words("analytics.saved.keep"),
                                        type="button",
                                        className="work-button",
                                        **attributes({"data-view": "save"}),
                                    ),
                                ],
                                className="saved-form",
                            ),
                        ]
                    ),
                    html.Div(content, id=ids.VIEWS),
                    dcc.Store(id=ids.VIEW_ACT),
                ],
                className="fold-choices saved-box",
            ),
        ],
        className="fold saved",
    )


def saved_list(views: Sequence[SavedView], words: Words, problem: str = "") -> list[Component]:
    """The views, and what was wrong with what was asked for last ("" for nothing)."""
    lines = [
        html.Li(
            [
                html.A(view.name, href=f"{PATH}?{view.query}" if view.query else PATH, className="saved-link"),
                html.Button(
                    words("analytics.saved.rename"),
                    type="button",
                    className="saved-act",
                    title=words("analytics.saved.rename_hint"),
                    **attributes({"data-view": "rename", "data-number": str(view.id)}),
                    **aria_label(words("analytics.saved.rename_of", name=view.name)),
                ),
                html.Button(
                    icon("close"),
                    type="button",
                    className="saved-act",
                    **attributes({"data-view": "delete", "data-number": str(view.id)}),
                    **aria_label(words("analytics.saved.delete_of", name=view.name)),
                ),
            ]
        )
        for view in views
    ]
    said: list[Component] = [html.Div(problem, className="saved-problem", role="alert")] if problem else []
    if not lines:
        return [*said, html.Div(words("analytics.saved.none"), className="card-note")]
    return [*said, html.Ul(lines, className="saved-list")]
