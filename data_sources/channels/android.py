"""Reports from the city's Android app, posted as Open311 GeoReport v2 forms."""

from data_sources.open311_form import Open311Channel


class AndroidApp(Open311Channel):
    """The Android app: an Open311 client with an api_key of its own."""

    code = "android"
