"""City departments (OPD), and the rule that gives a report to one of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from command_center.domain.findings import AssignedBy, Assignment
from command_center.domain.text import tokens
from command_center.domain.wording import Wording


@dataclass(frozen=True, slots=True)
class Opd:
    """A department of the city. `label` is its official name, `short` the one for the wall.

    `aliases` are names in other systems. `active` False keeps a dissolved department for its old reports.
    """

    code: str
    label: Wording
    short: str
    aliases: tuple[str, ...] = ()
    active: bool = True


def opd_as_typed(code: str) -> str:
    """The code of a department as somebody typed it, in its one form: DPU is dpu, "Satpol PP" satpol_pp."""
    return "_".join(code.replace("-", " ").lower().split())


@dataclass(frozen=True, slots=True)
class Route:
    """Which OPD acts on a category: everywhere, or in the `kecamatan` listed (Kemendagri codes), and why."""

    category: str
    opd: str
    reason: Wording
    kecamatan: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Router:
    """All OPD and routes. Every category must have a route without kecamatan; the reference loader sees to it.

    `p3m` is the code of the department that P3M belongs to: what P3M answers itself was answered there.
    """

    every: tuple[Opd, ...]
    routes: tuple[Route, ...]
    p3m: str = ""
    by_code: Mapping[str, Opd] = field(init=False)
    _by_name: Mapping[str, str] = field(init=False, repr=False)
    _routes: Mapping[tuple[str, str], Route] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Index OPD by code and by every name, and routes by category and kecamatan."""
        names = {
            _plain(name): opd.code for opd in reversed(self.every) for name in (opd.label.id, opd.short, *opd.aliases)
        }
        names.update({opd.code: opd.code for opd in self.every})
        routes = {(route.category, kecamatan): route for route in self.routes for kecamatan in route.kecamatan or ("",)}
        for name, value in (
            ("by_code", {opd.code: opd for opd in self.every}),
            ("_by_name", names),
            ("_routes", routes),
        ):
            object.__setattr__(self, name, MappingProxyType(value))

    def find(self, name: str) -> Opd | None:
        """The OPD of a code, an official or short name, or an alias; None for an unknown one."""
        code = self._by_name.get(name) or self._by_name.get(_plain(name))
        return self.by_code[code] if code else None

    def assign(self, category: str, kecamatan: str = "", chosen: str = "") -> Assignment:
        """The OPD that must act, with who chose it.

        The sender's choice comes first where it names an active OPD, then the route for the kecamatan, then the one for
        the whole city. Raises KeyError for a category without a route.
        """
        wish = self.find(chosen) if chosen else None
        if wish is not None and wish.active:
            return Assignment(wish.code, AssignedBy.SENDER)
        return Assignment(self._route(category, kecamatan).opd, AssignedBy.ROUTE, category, kecamatan)

    def reason(self, assignment: Assignment) -> Wording | None:
        """The words of the route that made the assignment; None where no route did, or it leads elsewhere since."""
        if assignment.by is not AssignedBy.ROUTE:
            return None
        try:
            route = self._route(assignment.category, assignment.kecamatan)
        except KeyError:
            return None
        return route.reason if route.opd == assignment.opd else None

    def _route(self, category: str, kecamatan: str) -> Route:
        return self._routes.get((category, kecamatan)) or self._routes[category, ""]


def categories_without_route(routes: Iterable[Route], categories: Iterable[str]) -> tuple[str, ...]:
    """Categories that have no route for the whole city."""
    routed = {route.category for route in routes if not route.kecamatan}
    return tuple(category for category in categories if category not in routed)


def _plain(name: str) -> str:
    """A name without what differs between systems: case, punctuation, "Kota Semarang"."""
    plain = " ".join(tokens(name))
    return plain.removesuffix(" kota semarang").removesuffix(" semarang") or plain
