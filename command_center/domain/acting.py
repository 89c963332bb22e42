"""Who acts on a report: a person with roles and perhaps a department, the citizen, a channel, or the program itself."""

from dataclasses import dataclass
from enum import StrEnum


class Actor(StrEnum):
    """As what somebody takes a step. The workflow's table says which of them may."""

    P3M = "p3m"
    OPD = "opd"
    MAYOR = "mayor"
    CITIZEN = "citizen"
    CHANNEL = "channel"
    SYSTEM = "system"


SYSTEM_NAME = "system"
_ROLES = {
    "p3m": Actor.P3M,
    "admin": Actor.P3M,
    "opd": Actor.OPD,
    "opd_staff": Actor.OPD,
    "mayor": Actor.MAYOR,
}


@dataclass(frozen=True, slots=True)
class Acting:
    """Somebody who acts: sign-in name (or a channel's code, or ``system``), as what, and of which department.

    `opd` is the code of the one department whose reports an OPD may touch, "" for all others. `address` is where the
    request came from, "" for commands.
    """

    name: str
    actors: frozenset[Actor]
    opd: str = ""
    address: str = ""


def acting_person(name: str, roles: frozenset[str], opd: str = "", address: str = "") -> Acting:
    """A signed-in person; an administrator acts as P3M."""
    return Acting(name, frozenset(_ROLES[role] for role in roles if role in _ROLES), opd, address)


SYSTEM = Acting(SYSTEM_NAME, frozenset({Actor.SYSTEM}))
"""The program itself."""
