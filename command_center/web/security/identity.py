"""Who is asking: a signed-in person, a wall device, or nobody."""

from dataclasses import dataclass, field
from typing import Literal

from command_center.errors import NotAllowed
from command_center.readmodel.selected import RowRights

ALL_ROWS = frozenset({"p3m", "diskominfo", "mayor", "admin"})
"""Roles that see the rows of every department."""

OF_ONE_OPD = frozenset({"opd", "opd_staff"})
"""Roles that see the rows of one department alone: its chief, and who works there."""
JUDGES_OPD = ALL_ROWS | {"opd"}
"""Roles that are shown how well a department does: its figures, rank and peers. Staff is shown its work."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Who asks. `roles` of a wall device are {"wall"}; `opd` is the department of its chief or staff, else empty.

    `session` names the sign-in or the link behind it, so that it can be asked whether it still holds. Who `lacks_second`
    has a role that needs a second factor and did not show one: such a person has no roles until then, so that nothing
    opens but what sets it up. `by_key`: a program asks, with a key of that person; no browser sends one by itself.
    """

    kind: Literal["user", "wall", "nobody"]
    name: str
    roles: frozenset[str]
    opd: str = ""
    session: str = field(default="", repr=False)
    lacks_second: bool = False
    by_key: bool = False


NOBODY = Identity("nobody", "", frozenset())
"""No sign-in and no wall link."""


READS_CONFIDENTIAL = frozenset({"p3m", "admin"})
"""Roles to whom single confidential reports are shown."""


def row_rights(identity: Identity) -> RowRights:
    """Whose rows of the read model the identity sees. Raises NotAllowed for who sees none."""
    return RowRights(row_scope(identity), bool(identity.roles & READS_CONFIDENTIAL))


def row_scope(identity: Identity) -> str | None:
    """Whose rows the identity sees: None for all, else the code of its one department.

    Take the scope of a query from here, never from an input of the browser. Raises NotAllowed for who sees no rows.
    """
    if identity.roles & ALL_ROWS:
        return None
    if identity.roles & OF_ONE_OPD and identity.opd:
        return identity.opd
    raise NotAllowed("this sign-in or device may not see single reports: sign in with a role that may")
