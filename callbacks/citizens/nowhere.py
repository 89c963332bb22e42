"""Addresses below the citizens' pages that lead nowhere: said in their own words, or as JSON, and not by the sign-in of staff."""

from flask import Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from callbacks.citizens.parts import CitizenParts, told, wants_json


def not_there(parts: CitizenParts) -> AnyResponse:
    """308 to the address without slashes at its end, where it has some; else 404."""
    shorter = request.path.rstrip("/")
    if shorter != request.path:
        query = request.query_string.decode("ascii", "replace")
        # The path begins with /lapor or /lacak: it leads to no other host.
        return redirect(f"{shorter}{f'?{query}' if query else ''}", 308)
    if wants_json():
        return told(404, "not_found", parts.words("citizens.no_page_hint"))
    return parts.show("notice", 404, title=parts.words("citizens.no_page"), hint=parts.words("citizens.no_page_hint"))


def not_possible(parts: CitizenParts, methods: str) -> Response:
    """405, with the methods that there are."""
    hint = parts.words("citizens.no_method", methods=methods)
    if wants_json():
        response = told(405, "method_not_allowed", hint)
    else:
        response = parts.show("notice", 405, here="/lapor", title=parts.words("citizens.no_page"), hint=hint)
    response.headers["Allow"] = methods
    return response
