"""Reads targets.toml: what the city wants of the figures of the briefing, each with its source."""

from command_center.domain.targets import TARGETED, Target, Targets
from command_center.reference.tables import Table, refuse_duplicates


def read_targets(top: Table) -> Targets:
    """The targets by figure. Raises BadReferenceData."""
    tables = top.tables("target", required=False)
    top.done()
    figures = [table.code("figure") for table in tables]
    refuse_duplicates(tables, figures, "figure")
    for table, figure in zip(tables, figures, strict=True):
        if figure not in TARGETED:
            table.refuse(f'"{figure}" takes no target; figures that do: {", ".join(TARGETED)}', "figure")
    return {figure: _target(table) for table, figure in zip(tables, figures, strict=True)}


def _target(table: Table) -> Target:
    limits = [name for name in ("at_most", "at_least") if name in table.names()]
    if len(limits) != 1:
        table.refuse('needs one limit: "at_most" or "at_least"')
    target = Target(table.number(limits[0]), limits[0] == "at_most", table.wording("source"))
    table.done()
    return target
