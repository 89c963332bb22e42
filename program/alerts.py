"""Alerts put together: their rules, the ways that are set up, their words, who looks, and what follows the log for them."""

from command_center.casework.alert_recipients import AlertWays
from command_center.casework.alert_telling import AlertTelling
from command_center.casework.alert_watch import AlertWatch
from command_center.casework.alerting import Alerting
from command_center.readmodel.alert_findings import AskedElsewhere
from command_center.readmodel.read_model import ReadModel
from command_center.settings import Settings
from command_center.store.alerts import Alerts
from command_center.store.users import Users
from layouts.alerts.config import alert_config
from layouts.alerts.message import alert_writer
from program.core import Core, now


def alert_ways(settings: Settings) -> AlertWays:
    """The ways of messages that the settings set up."""
    return AlertWays(
        mail=bool(settings.smtp_host),
        telegram=bool(settings.alert_telegram_token),
        webhook=settings.alert_webhook_url,
    )


def alerting(core: Core) -> Alerting:
    """The alerts of this installation."""
    settings, reference = core.settings, core.reference
    telling = AlertTelling(reference.alerts, alert_ways(settings), alert_writer(alert_config(reference, settings)))
    return Alerting(Alerts(core.db), telling, Users(core.db).everyone)


def alert_watch(core: Core, model: ReadModel, alerts: Alerting) -> AlertWatch:
    """Who looks at the rules, in the facts of this process."""
    asked = AskedElsewhere(core.inbox.quarantined, core.reports.beyond)
    return AlertWatch(alerts, model, core.names, asked, now)
