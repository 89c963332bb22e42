"""Reads wall.toml: the scenes of the video wall in their order, and what interrupts them."""

from collections.abc import Collection

from command_center.domain.wall_programme import Cause, Interrupt, Turn, WallProgramme
from command_center.reference.tables import Table

SHORTEST, LONGEST = 5, 3600
"""Seconds of a scene: long enough to be read, and an hour at most."""


def read_wall_programme(top: Table, categories: Collection[str], rules: Collection[str]) -> WallProgramme:
    """The programme, checked against the categories and the alert rules there are. Raises BadReferenceData."""
    others = _seconds(top)
    scenes, interrupts = top.tables("scene"), top.tables("interrupt", required=False)
    top.done()
    turns: dict[str, Turn] = {}
    for table in scenes:
        turn = Turn(table.code("key"), _seconds(table))
        table.done()
        if turn.scene in turns:
            table.refuse(f'the scene "{turn.scene}" stands already above', "key")
        turns[turn.scene] = turn
    return WallProgramme(
        tuple(turns.values()), others, tuple(_interrupt(table, categories, rules) for table in interrupts)
    )


def _interrupt(table: Table, categories: Collection[str], rules: Collection[str]) -> Interrupt:
    cause = table.choice("cause", Cause)
    if cause is Cause.ALERT:
        interrupt = Interrupt(cause, frozenset(), table.code("scene"), rules=_rules(table, rules))
        table.done()
        return interrupt
    named = table.texts("categories")
    for index, code in enumerate(named):
        if code not in categories:
            table.refuse(f'"{code}" is no category; known are {", ".join(categories)}', "categories", index)
    reports = table.whole("reports", least=2) if cause is Cause.INCIDENT else 1
    interrupt = Interrupt(cause, frozenset(named), table.code("scene"), reports)
    table.done()
    return interrupt


def _rules(table: Table, known: Collection[str]) -> frozenset[str]:
    named = table.texts("rules")
    if not named:
        table.refuse('"rules" must name rules of alerts.toml that are told on the wall', "rules")
    for index, key in enumerate(named):
        if key not in known:
            there = ", ".join(known) or "none"
            table.refuse(f'"{key}" is no rule that is told on the wall; such are {there}', "rules", index)
    return frozenset(named)


def _seconds(table: Table) -> int:
    seconds = table.whole("seconds", least=SHORTEST)
    if seconds > LONGEST:
        table.refuse(f'"seconds" is at most {LONGEST}', "seconds")
    return seconds
