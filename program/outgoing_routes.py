"""The ways out put together: a route for each channel that can answer, letters, and in a demo its citizens."""

from collections.abc import Mapping
from datetime import UTC, datetime

from command_center.casework.letters import LetterRoute
from command_center.casework.reaching import Reaching
from command_center.domain.outgoing import OutgoingRoute, SendingRoute
from command_center.post.smtp import MailServer, Security
from command_center.settings import Settings
from data_sources.alert_routes import AlertWebhook, TelegramAlerts
from data_sources.channel import Channel, SenderWiring


def mail_server(settings: Settings) -> MailServer | None:
    """The mail server of the settings, None where they name none."""
    if not settings.smtp_host:
        return None
    return MailServer(
        settings.smtp_host,
        settings.smtp_port,
        Security(settings.smtp_security),
        settings.smtp_user,
        settings.smtp_password,
        settings.smtp_sender,
    )


def reaching(settings: Settings, channels: Mapping[str, Channel], citizens: OutgoingRoute | None) -> Reaching:
    """How reporters of all channels are reached; `citizens` take what simulated ones would be sent."""
    mail = LetterRoute(mail_server(settings), settings.service_name)
    wiring = SenderWiring(settings.url, mail)
    senders = {code: channel.sender(wiring) for code, channel in channels.items()}
    return Reaching({code: route for code, route in senders.items() if route is not None}, mail, citizens)


def alert_routes(settings: Settings) -> Mapping[str, SendingRoute]:
    """The ways on which alerts leave beside letters."""
    telegram = TelegramAlerts(settings.alert_telegram_token, settings.alert_telegram_api_url)
    webhook = AlertWebhook(
        settings.alert_webhook_url,
        settings.alert_webhook_secret,
        lambda: datetime.now(UTC),
        within=settings.alert_webhook_within,
    )
    return {telegram.code: telegram, webhook.code: webhook}
