"""Reads opd.toml: the city's departments and the routes from a category to one of them."""

from collections.abc import Collection

from command_center.domain.opd import Opd, Route, Router, categories_without_route
from command_center.reference.tables import Table, refuse_duplicates


def read_router(top: Table, categories: Collection[str], kecamatan: Collection[str], unsorted: str) -> Router:
    """All OPD and routes of the file, checked against the known categories and kecamatan. Raises BadReferenceData.

    Where it does not say to which OPD P3M belongs, that is whoever the category `unsorted` leads to: P3M sorts what
    nobody knows.
    """
    p3m = top.code("p3m") if "p3m" in top.names() else ""
    opd_tables = top.tables("opd")
    route_tables = top.tables("route")
    top.done()
    every = tuple(_opd(table) for table in opd_tables)
    refuse_duplicates(opd_tables, [opd.code for opd in every])
    refuse_duplicates(opd_tables, [opd.short for opd in every], "short")
    active = {opd.code for opd in every if opd.active}
    routes = []
    taken: set[tuple[str, str]] = set()
    for table in route_tables:
        route = _route(table)
        if route.category not in categories:
            table.refuse(f'"category" names "{route.category}", which is not in categories.toml', "category")
        if route.opd not in active:
            table.refuse(f'"opd" names "{route.opd}", which is no active OPD of this file', "opd")
        for index, code in enumerate(route.kecamatan):
            if code not in kecamatan:
                table.refuse(f'there is no kecamatan "{code}" in kecamatan.csv', "kecamatan", index)
        for code in route.kecamatan or ("",):
            if (route.category, code) in taken:
                where = f"in {code}" if code else "for the whole city"
                table.refuse(f'"{route.category}" has a route {where} above', "category")
            taken.add((route.category, code))
        routes.append(route)
    missing = categories_without_route(routes, categories)
    if missing:
        top.refuse(f"has no route for the whole city for: {', '.join(missing)}", "route")
    if p3m and p3m not in active:
        top.refuse(f'"p3m" names "{p3m}", which is no active OPD of this file', "p3m")
    return Router(every, tuple(routes), p3m or Router(every, tuple(routes)).assign(unsorted).opd)


def _opd(table: Table) -> Opd:
    opd = Opd(
        code=table.code("code"),
        label=table.wording("label"),
        short=table.text("short"),
        aliases=table.texts("aliases"),
        active=table.flag("active", True),
    )
    table.done()
    return opd


def _route(table: Table) -> Route:
    route = Route(
        category=table.code("category"),
        opd=table.code("opd"),
        reason=table.wording("reason"),
        kecamatan=table.texts("kecamatan"),
    )
    table.done()
    return route
