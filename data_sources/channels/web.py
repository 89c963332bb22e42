"""Reports from the form on the city's website, posted as Open311 GeoReport v2 forms."""

from command_center.domain.outgoing import OutgoingRoute
from data_sources.channel import SenderWiring
from data_sources.open311_form import Open311Channel


class Website(Open311Channel):
    """The website: an Open311 client with an api_key of its own. Who left an address is answered by letter."""

    code = "web"

    def sender(self, wiring: SenderWiring) -> OutgoingRoute:
        """Letters; the status page for all who left no address."""
        return wiring.mail
