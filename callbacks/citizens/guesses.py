"""How often a code may be guessed wrong: by an address, and at one number, without shutting out who has the right one."""

from collections.abc import Callable

from flask import Response, request
from flask_limiter import RequestLimit
from limits import parse

from callbacks.citizens.incoming import field
from callbacks.citizens.opened import opened
from callbacks.citizens.parts import CitizenParts
from command_center.domain.tracking_code import number_as_typed
from command_center.web.security import citizen_limits as limits
from command_center.web.security.limits import sender

_FIRST_TRIES = parse(limits.GUESSES_FIRST)
_SCOPE = "first tries at a number"


def asked_number() -> str:
    """The number that the request is about, from its address or its form."""
    return number_as_typed(str((request.view_args or {}).get("number", "")) or field("number"))


class Guesses:
    """Counts wrong codes. An address has a few tries at each number that are its own; what goes beyond them counts for the
    number, from all addresses together. So a stranger's guesses keep nobody out who types the right code at once.
    """

    def __init__(self, parts: CitizenParts, too_many: Callable[[RequestLimit], Response]) -> None:
        self._parts, self._limiter = parts, parts.limiter
        self.of_address = self._limiter.shared_limit(
            limits.GUESSES_ADDRESS, "guesses of an address", key_func=sender, exempt_when=self._is_known,
            deduct_when=is_wrong, on_breach=too_many,
        )  # fmt: skip
        self.of_number = self._limiter.shared_limit(
            limits.GUESSES_NUMBER, "guesses of a number", key_func=asked_number, exempt_when=self._may_try,
            deduct_when=is_wrong, on_breach=too_many,
        )  # fmt: skip

    def count(self, response: Response) -> None:
        """Count a wrong code as a try of its address."""
        if is_wrong(response) and not self._is_known():
            self._limiter.limiter.hit(_FIRST_TRIES, _SCOPE, sender(), asked_number())

    def _is_known(self) -> bool:
        return asked_number() in opened(self._parts)

    def _may_try(self) -> bool:
        return self._is_known() or self._limiter.limiter.test(_FIRST_TRIES, _SCOPE, sender(), asked_number())


def is_wrong(response: Response) -> bool:
    """Whether the answer says that number and code do not belong together."""
    return response.status_code == 404
