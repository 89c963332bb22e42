"""Which reports this browser has opened with their code: a signed cookie, so that the code can leave the address bar."""

from typing import TypeVar

from flask import request
from werkzeug.wrappers import Response

from callbacks.citizens.parts import CitizenParts

Kept = TypeVar("Kept", bound=Response)
"""An answer of whatever class, given back as it was handed in."""
COOKIE = "lacak"
MOST = 12
DAYS = 30
"""Longer than any term of an answer that a citizen waits for; each opening begins it anew."""


def opened(parts: CitizenParts) -> tuple[str, ...]:
    """The numbers, newest first."""
    numbers = parts.signed("opened", request.cookies.get(COOKIE, ""))
    return tuple(each for each in numbers if isinstance(each, str)) if isinstance(numbers, list) else ()


def remember(parts: CitizenParts, response: Kept, number: str) -> Kept:
    """Let this browser open the report from now on."""
    numbers = [number, *(each for each in opened(parts) if each != number)][:MOST]
    _keep(parts, response, numbers)
    return response


def forget(parts: CitizenParts, response: Kept) -> Kept:
    """Let this browser open none of them any more: it may be somebody else's."""
    response.delete_cookie(COOKIE, path="/lacak")
    return response


def _keep(parts: CitizenParts, response: Response, numbers: list[str]) -> None:
    response.set_cookie(
        COOKIE,
        str(parts.signer("opened").dumps(numbers)),
        max_age=DAYS * 86400,
        path="/lacak",
        httponly=True,
        secure=parts.secure,
        samesite="Lax",
    )
