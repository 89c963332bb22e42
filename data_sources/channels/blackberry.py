"""Reports from the city's BlackBerry app, posted as Open311 GeoReport v2 forms."""

from data_sources.open311_form import Open311Channel


class BlackberryApp(Open311Channel):
    """The BlackBerry app, whose store shut in 2019: kept for history and replay."""

    code = "blackberry"
