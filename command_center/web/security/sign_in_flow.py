"""What follows a proof of who somebody is: the question for the second factor, or the session and where it leads."""

from flask import redirect
from werkzeug.wrappers import Response as AnyResponse

from command_center.store.users import User
from command_center.web.security.auth import Sessions
from command_center.web.security.identity import Identity
from command_center.web.security.known_senders import KnownSenders
from command_center.web.security.local_path import local_path
from command_center.web.security.policy import AccessPolicy, PersonPages
from command_center.web.security.second_factor import SecondFactor

CODE = "/masuk/kode"
"""Where the second factor is asked for."""
SET_UP = "/saya/kode"
"""Where it is set up."""


class SignInFlow:
    """Takes somebody from a password, a link or the directory into the program."""

    def __init__(self, sessions: Sessions, factor: SecondFactor, policy: AccessPolicy, known: KnownSenders) -> None:
        self.sessions, self.factor = sessions, factor
        self._policy, self._known = policy, known

    def proved(self, user: User, by: str, wanted: str, second: str = "") -> AnyResponse | None:
        """Answer to who proved to be `user`: to the question for the code where the account has a second factor and none
        was shown, else in. None where the account was shut meanwhile.
        """
        if not second and self.factor.state(user.id).since is not None:
            self.sessions.wait_for_code(user, by, wanted)
            return redirect(CODE, 303)
        identity = self.sessions.begin(user, by, second)
        if identity is None:
            return None
        response = self.onward(identity, wanted)
        self._known.remember(user, response)
        return response

    def onward(self, identity: Identity, wanted: str) -> AnyResponse:
        """To the page that was wanted where it is for this person, else to the first one."""
        if identity.lacks_second:
            return redirect(SET_UP, 303)
        wanted = local_path(wanted)
        path = wanted.partition("?")[0]
        opened = self._policy.opened(path) if wanted else None
        if opened is not None and self._policy.may_open(opened.page.key, identity, opened.variables):
            return redirect(wanted, 303)
        gate = self._policy.gate(path) if wanted else None
        if isinstance(gate, PersonPages) and identity.roles & gate.roles:
            return redirect(wanted, 303)
        return redirect("/", 303)
