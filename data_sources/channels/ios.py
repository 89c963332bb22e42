"""Reports from the city's iOS app, posted as Open311 GeoReport v2 forms."""

from data_sources.open311_form import Open311Channel


class IosApp(Open311Channel):
    """The iOS app: an Open311 client with an api_key of its own."""

    code = "ios"
