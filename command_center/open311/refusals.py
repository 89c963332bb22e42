"""What a refused GeoReport v2 request is answered: the error array, in the format that the address asks for."""

from flask import Response

from command_center.open311 import answers
from command_center.open311.errors import Refused
from command_center.open311.xml import CONTENT_TYPES, Format, render


def format_of(path: str) -> Format:
    """The format that the ending of an address asks for; XML where there is no such ending (docs/open311.md)."""
    return "json" if path.rstrip("/").lower().endswith(".json") else "xml"


def refusal(error: Refused, fmt: Format) -> Response:
    """The error array, with the status of its first problem."""
    response = Response(
        render("errors", answers.errors(error.problems), fmt), status=error.status, content_type=CONTENT_TYPES[fmt]
    )
    if error.retry_after is not None:
        response.headers["Retry-After"] = str(error.retry_after)
    return response
