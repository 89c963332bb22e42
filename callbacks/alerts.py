"""The page of alerts: what stands is shown anew by itself; an alert is acknowledged or silenced by who may."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from dash import Dash, Input, Output, State, ctx, no_update
from dash.development.base_component import Component
from flask import request

from callbacks.page import Page, Sources
from command_center.casework.alerting import LONGEST_COMMENT, LONGEST_SILENCE, Alerting
from command_center.domain.acting import acting_person
from command_center.domain.acts import BadAct
from command_center.domain.alert_story import AlertFilter, AlertStory, AlertsView
from command_center.domain.working_days import WIB
from command_center.errors import Conflict, NotAllowed, NotFound, StoreUnavailable
from command_center.web.security.identity import Identity
from layouts.alerts import ids
from layouts.alerts.act_form import HOURS, MOMENT, MORNING
from layouts.alerts.addresses import PATH, asked_for
from layouts.alerts.alert_detail import alert_facts
from layouts.alerts.alert_list import SHOWN, alert_list
from layouts.alerts.config import AlertConfig, alert_config
from layouts.alerts.page import alerts_page, states
from layouts.i18n import Words, words_for
from layouts.visit import Visit

MAY_ACT = frozenset({"p3m", "diskominfo", "admin"})
"""Roles that acknowledge and silence; the mayor reads."""


@dataclass(frozen=True)
class AlertsSource:
    """The alerts, asked on behalf of who is signed in: who acts comes from the session, never from the browser."""

    alerting: Alerting
    identity: Callable[[], Identity]
    clock: Callable[[], datetime]
    config: AlertConfig

    def view(self, asked: AlertFilter, number: int) -> AlertsView:
        """The page as of now. Raises StoreUnavailable."""
        alerts, now = self.alerting.alerts, self.clock()
        chosen = alerts.find(number) if number else None
        story = AlertStory(chosen, alerts.acts(number), alerts.messages(number)) if chosen is not None else None
        return AlertsView(
            counts=alerts.counts(now),
            asked=asked,
            alerts=alerts.listed(asked, now, SHOWN),
            number=number,
            story=story,
            may_act=self.may_act(),
            morning=self.alerting.rules.hours.next_morning(now),
            as_of=now,
        )

    def may_act(self) -> bool:
        """Whether who is signed in may acknowledge and silence."""
        return bool(self.identity().roles & MAY_ACT)

    def act(self, number: int, button: object, comment: str, choice: object, moment: object) -> str:
        """Acknowledge or silence, and the key of what is said then. Raises BadAct, NotFound, Conflict, NotAllowed."""
        who = self.identity()
        if not who.roles & MAY_ACT:
            raise NotAllowed("this role reads alerts; P3M, Diskominfo and administrators act on them")
        acting = acting_person(who.name, who.roles, who.opd, request.remote_addr or "")
        if button == ids.ACKNOWLEDGE:
            self.alerting.acknowledge(number, comment, acting, self.clock())
            return "acknowledged"
        self.alerting.silence(number, silence_end(choice, moment, self.clock()), comment, acting, self.clock())
        return "silenced"


def source(sources: Sources) -> AlertsSource:
    """The alerts of whoever asks."""
    config = alert_config(sources.reference, sources.settings)
    return AlertsSource(sources.alerts, sources.identity, sources.clock, config)


def layout(alerts: AlertsSource, visit: Visit) -> Component:
    """The page."""
    return alerts_page(alerts.view(*asked_for(visit.variables)), alerts.config, visit)


def register(app: Dash, alerts: AlertsSource) -> None:
    """Attach the page's callbacks to this app."""

    @app.callback(
        Output(ids.STATES, "children"),
        Output(ids.LIST, "children"),
        Output(ids.FACTS, "children"),
        Input(ids.TICK, "n_intervals"),
        Input(ids.DONE, "data"),
        State(ids.ASKED, "data"),
        State(ids.ROOT, "lang"),
        prevent_initial_call=True,
    )
    def refresh(_: Any, __: Any, asked: Any, language: Any) -> tuple[Any, ...]:
        return shown(alerts, asked, words_for(language, alerts.config.language))

    @app.callback(
        Output(ids.TOLD, "children"),
        Output(ids.TOLD, "data-bad"),
        Output(ids.ACTS, "data-done"),
        Output(ids.COMMENT, "value"),
        Output(ids.DONE, "data"),
        Input(ids.ACKNOWLEDGE, "n_clicks"),
        Input(ids.SILENCE, "n_clicks"),
        State(ids.COMMENT, "value"),
        State(ids.UNTIL, "value"),
        State(ids.MOMENT, "value"),
        State(ids.ASKED, "data"),
        State(ids.ROOT, "lang"),
        prevent_initial_call=True,
    )
    def act(
        acknowledge: Any, silence: Any, comment: Any, choice: Any, moment: Any, asked: Any, language: Any
    ) -> tuple[Any, ...]:
        if not acknowledge and not silence:
            # The form was only drawn.
            return (no_update,) * 5
        words = words_for(language, alerts.config.language)
        said, done = acted(alerts, ctx.triggered_id, text(comment), choice, moment, asked, words)
        if not done:
            return said, "yes", no_update, no_update, no_update
        return said, "", "yes", "", alerts.clock().isoformat()


def shown(alerts: AlertsSource, asked: Any, words: Words) -> tuple[Any, ...]:
    """States, list and facts as of now."""
    view = alerts.view(*asked_for(asked if isinstance(asked, dict) else {}))
    return (
        states(view, PATH, words),
        alert_list(view, PATH, alerts.config, words),
        alert_facts(view, alerts.config, words),
    )


def acted(
    alerts: AlertsSource, button: object, comment: str, choice: object, moment: object, asked: Any, words: Words
) -> tuple[str, bool]:
    """What is said of an act, and whether it was done."""
    _, number = asked_for(asked if isinstance(asked, dict) else {})
    try:
        done = alerts.act(number, button, comment, choice, moment)
    except BadAct as error:
        return fault(error.field, comment, choice, words), False
    except NotAllowed:
        return words("alerts.fault.not_allowed"), False
    except (Conflict, NotFound):
        return words("alerts.fault.conflict"), False
    except StoreUnavailable:
        return words("alerts.fault.store"), False
    alert = alerts.alerting.alerts.find(number)
    until = alert.silenced_until if alert is not None else None
    if done == "acknowledged" or until is None:
        return words("alerts.done.acknowledged"), True
    return words("alerts.done.silenced", moment=words.moment(until)), True


def fault(field: str, comment: str, choice: object, words: Words) -> str:
    """What is wrong and what to do."""
    if field == "comment":
        key = "alerts.fault.comment_long" if comment.strip() else "alerts.fault.comment"
        return words(key, n=LONGEST_COMMENT)
    if field == "moment":
        return words("alerts.fault.until_form")
    return words("alerts.fault.until", n=LONGEST_SILENCE.days)


def silence_end(choice: object, moment: object, now: datetime) -> datetime | None:
    """When a silence ends as it was chosen; None for the next working morning. Raises BadAct."""
    if choice == MORNING:
        return None
    if choice == MOMENT:
        try:
            said = datetime.fromisoformat(text(moment).strip().replace(" ", "T"))
        except ValueError as error:
            raise BadAct("moment", "a moment reads like 2026-11-30T08:00") from error
        return said if said.tzinfo is not None else said.replace(tzinfo=WIB)
    hours = next((each for each in HOURS if str(each) == choice), None)
    if hours is None:
        raise BadAct("until", "there is no such length of a silence")
    return now + timedelta(hours=hours)


def text(value: Any) -> str:
    """A text as it is, "" for anything else."""
    return value if isinstance(value, str) else ""


PAGE = Page(
    path=PATH,
    key="alerts",
    title="alerts.page_name",
    roles=("p3m", "diskominfo", "mayor", "admin"),
    layout=layout,
    register=register,
    source=source,
)
