"""The form by which an alert is acknowledged or silenced, with what is done about it."""

from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from command_center.domain.alert_story import AlertsView
from command_center.domain.alerts import AlertState
from layouts.alerts import ids
from layouts.i18n import Words

MORNING, MOMENT = "morning", "moment"
HOURS = (1, 4, 24)
"""Lengths of a silence that are offered, in hours of the clock."""
_PICKED: Any = "datetime-local"
"""Dash hands any type on to the browser; its stubs name fewer."""


def act_form(view: AlertsView, words: Words) -> list[Component]:
    """The form; nothing where there is nothing to do, and who may where who looks may not."""
    if view.story is None or view.story.alert.state(view.as_of) is AlertState.ENDED:
        return []
    if not view.may_act:
        return [html.P(words("alerts.form.reader"), className="alerts-reader")]
    known = view.story.alert.acknowledged_at is not None
    choices = [
        {"value": MORNING, "label": words("alerts.form.until_morning", moment=words.moment(view.morning))},
        *[{"value": str(hours), "label": words("alerts.form.until_hours", n=hours)} for hours in HOURS],
        {"value": MOMENT, "label": words("alerts.form.until_moment")},
    ]
    return [
        html.Label(words("alerts.form.comment"), htmlFor=ids.COMMENT, className="alerts-label"),
        dcc.Textarea(
            id=ids.COMMENT,
            value="",
            maxLength=1000,
            placeholder=words("alerts.form.comment_hint"),
            className="alerts-comment",
            persistence=f"{view.number}",
            persistence_type="session",
        ),
        html.Div(
            html.Button(words("alerts.form.acknowledge"), id=ids.ACKNOWLEDGE, className="work-button", disabled=known),
            className="alerts-do",
        ),
        html.Fieldset(
            [
                html.Legend(words("alerts.form.until"), className="alerts-label"),
                dcc.RadioItems(choices, MORNING, id=ids.UNTIL, className="alerts-until"),
                dcc.Input(
                    id=ids.MOMENT,
                    type=_PICKED,
                    value="",
                    className="alerts-moment",
                    debounce=False,
                ),
                html.Button(words("alerts.form.silence"), id=ids.SILENCE, className="work-button alerts-second"),
            ],
            className="alerts-silence",
        ),
    ]
