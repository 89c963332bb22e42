"""Reports from the city's website: our own form `/lapor` with what follows on it, and another site's Open311 posts."""

from collections.abc import Iterable

from command_center.domain.citizen_form import ACCOUNT
from command_center.domain.inbound import Inbound, Payload
from command_center.domain.outgoing import OutgoingRoute
from data_sources.channel import SenderWiring
from data_sources.citizen_form import citizen_item
from data_sources.open311_form import Open311Channel


class Website(Open311Channel):
    """The website: our own form, or an Open311 client with an api_key. Who left an address is answered by letter."""

    code = "web"

    def parse(self, payload: Payload) -> Iterable[Inbound]:
        """The one item that a form holds. Raises BadMessage."""
        return [citizen_item(payload)] if payload.account == ACCOUNT else super().parse(payload)

    def sender(self, wiring: SenderWiring) -> OutgoingRoute:
        """Letters; the status page for all who left no address."""
        return wiring.mail
