"""The addresses of the citizens' pages, and how much may be asked of each."""

from pathlib import Path

from flask import Blueprint, Response, request
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response as AnyResponse

from callbacks.citizens.following import Following
from callbacks.citizens.incoming import field, report_form
from callbacks.citizens.opened import opened
from callbacks.citizens.parts import CitizenParts
from callbacks.citizens.reporting import RECEIPT, Reporting
from command_center.domain.tracking_code import number_as_typed
from command_center.web.security import citizen_limits as limits
from command_center.web.security.limits import sender

TEMPLATES = Path(__file__).parents[2] / "layouts" / "citizens" / "templates"


def citizens_blueprint(parts: CitizenParts) -> Blueprint:
    """The routes; open to everybody. What belongs to one citizen, the code of the receipt opens."""
    blueprint = Blueprint("citizens", __name__, template_folder=str(TEMPLATES))
    reporting, following, limiter = Reporting(parts), Following(parts), parts.limiter

    def number() -> str:
        return number_as_typed(str((request.view_args or {}).get("number", "")) or field("number"))

    def is_known() -> bool:
        return number() in opened(parts)

    def wrong(response: Response) -> bool:
        return response.status_code == 404

    guesses_of_address = limiter.shared_limit(
        limits.GUESSES_ADDRESS, "guesses of an address", key_func=sender, exempt_when=is_known, deduct_when=wrong,
        on_breach=following.too_many,
    )  # fmt: skip
    guesses_of_number = limiter.shared_limit(
        limits.GUESSES_NUMBER, "guesses of a number", key_func=number, exempt_when=is_known, deduct_when=wrong,
        on_breach=following.too_many,
    )  # fmt: skip

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
    @guesses_of_address
    @guesses_of_number
    def typed() -> AnyResponse:
        return following.typed()

    @blueprint.get("/lacak/<number>")
    @guesses_of_address
    @guesses_of_number
    def show(number: str) -> Response:
        return following.show(number)

    @blueprint.post("/lacak/<number>/<any(balas,nilai,'buka-lagi',tarik):act>")
    @limiter.limit(limits.ACTS_ADDRESS, key_func=sender, on_breach=following.too_many)
    @guesses_of_address
    @guesses_of_number
    def act(number: str, act: str) -> AnyResponse:
        return following.act(number, act)

    @blueprint.get("/lacak/<number>/foto/<key>")
    def picture(number: str, key: str) -> Response:
        return following.picture(number, key)

    @blueprint.errorhandler(RequestEntityTooLarge)
    def too_large(_error: RequestEntityTooLarge) -> Response:
        return reporting.too_large()

    return blueprint
