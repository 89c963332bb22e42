"""Reports from the form on the city's website, posted as Open311 GeoReport v2 forms."""

from data_sources.open311_form import Open311Channel


class Website(Open311Channel):
    """The website: an Open311 client with an api_key of its own."""

    code = "web"
