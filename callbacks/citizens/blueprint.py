"""The addresses of the citizens' pages, and how much may be asked of each."""

from pathlib import Path
from urllib.parse import quote

from flask import Blueprint, Response, redirect, request
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response as AnyResponse

from callbacks.citizens.following import Following
from callbacks.citizens.guesses import Guesses
from callbacks.citizens.incoming import report_form
from callbacks.citizens.nowhere import not_possible, not_there
from callbacks.citizens.parts import CitizenParts
from callbacks.citizens.reporting import RECEIPT, Reporting
from command_center.web.security import citizen_limits as limits
from command_center.web.security.limits import sender

TEMPLATES = Path(__file__).parents[2] / "layouts" / "citizens" / "templates"
GUESSED = frozenset({"typed", "show", "act"})
"""Views that take a number and a code."""


def citizens_blueprint(parts: CitizenParts) -> Blueprint:
    """The routes; open to everybody. What belongs to one citizen, the code of the receipt opens."""
    blueprint = Blueprint("citizens", __name__, template_folder=str(TEMPLATES))
    reporting, following, limiter = Reporting(parts), Following(parts), parts.limiter
    guesses = Guesses(parts, following.too_many)

    @blueprint.get("/lapor")
    def form() -> Response:
        return reporting.form()

    @blueprint.post("/lapor")
    @limiter.limit(limits.REPORTS_ADDRESS, key_func=sender, on_breach=reporting.too_many)
    @limiter.limit(
        limits.REPORTS_CONTACT,
        key_func=lambda: report_form(()).contact_key,
        exempt_when=lambda: not report_form(()).contact_key,
        deduct_when=lambda response: response.status_code in (201, 202),
        on_breach=reporting.too_many,
    )
    def send() -> Response:
        return reporting.send()

    @blueprint.get(f"{RECEIPT}/<token>")
    def receipt(token: str) -> Response:
        return reporting.receipt(token)

    @blueprint.get("/lapor/sekitar")
    @limiter.limit(limits.NEARBY_ADDRESS, key_func=sender, on_breach=reporting.too_many)
    def nearby() -> Response:
        return reporting.nearby()

    @blueprint.get("/lapor/peta.json")
    def city_map() -> Response:
        return reporting.map()

    @blueprint.get("/lacak")
    def ask() -> Response:
        return following.ask()

    @blueprint.post("/lacak")
    @guesses.of_address
    @guesses.of_number
    def typed() -> AnyResponse:
        return following.typed()

    @blueprint.get("/lacak/<number>")
    @guesses.of_address
    @guesses.of_number
    def show(number: str) -> Response:
        return following.show(number)

    @blueprint.post("/lacak/<number>/<any(balas,nilai,'buka-lagi',tarik):act>")
    @limiter.limit(limits.ACTS_ADDRESS, key_func=sender, on_breach=following.too_many)
    @guesses.of_address
    @guesses.of_number
    def act(number: str, act: str) -> AnyResponse:
        return following.act(number, act)

    @blueprint.get("/lacak/<number>/foto/<key>")
    def picture(number: str, key: str) -> Response:
        return following.picture(number, key)

    @blueprint.get("/lacak/<number>/<any(balas,nilai,'buka-lagi',tarik):act>")
    def acted(number: str, act: str) -> AnyResponse:
        """Where a browser comes that loads the answer to an act anew, or changes its language: the report."""
        query = request.query_string.decode("ascii", "replace")
        return redirect(f"/lacak/{quote(number, safe='')}{f'?{query}' if query else ''}", 303)

    @blueprint.get("/lapor/")
    @blueprint.get("/lacak/")
    @blueprint.get("/lapor/<path:rest>")
    @blueprint.get("/lacak/<path:rest>")
    def elsewhere(rest: str = "") -> AnyResponse:
        """The address without a slash at its end, or that there is no such page: never the sign-in of staff."""
        return not_there(parts)

    @blueprint.route("/lapor", methods=["PUT", "PATCH", "DELETE"])
    @blueprint.route("/lacak", methods=["PUT", "PATCH", "DELETE"])
    def another_method() -> Response:
        return not_possible(parts, "GET, HEAD, POST, OPTIONS")

    @blueprint.route("/lacak/<number>", methods=["POST", "PUT", "PATCH", "DELETE"])
    def another_method_of_a_report(number: str) -> Response:
        return not_possible(parts, "GET, HEAD, OPTIONS")

    @blueprint.after_request
    def guessed(response: Response) -> Response:
        if (request.endpoint or "").rpartition(".")[2] in GUESSED:
            guesses.count(response)
        return response

    @blueprint.after_request
    def not_for_search_engines(response: Response) -> Response:
        """The form may be found; what belongs to a report stands in no index."""
        if request.path != "/lapor":
            response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    @blueprint.errorhandler(RequestEntityTooLarge)
    def too_large(_error: RequestEntityTooLarge) -> Response:
        return reporting.too_large()

    return blueprint
