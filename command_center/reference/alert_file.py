"""Reads alerts.toml: what people are told of, each rule checked against what its cause needs."""

from collections.abc import Collection, Mapping
from datetime import timedelta

from command_center.domain.alerts import (
    GROUPS,
    MESSAGES,
    AlertCause,
    AlertDimension,
    AlertRule,
    AlertRules,
    AlertWay,
    Severity,
)
from command_center.domain.rota import Rota
from command_center.domain.working_days import Calendar
from command_center.domain.working_hours import WorkingHours
from command_center.reference.day_times import read_day_time
from command_center.reference.tables import Table, refuse_duplicates

WHOLE = 100
"""Percent of a term from which on it is no near breach but a breach."""

SURGE_HOURS = 6
"""Hours that a surge looks back at least, where the file does not say."""
DAY_HOURS = 24


def read_alerts(
    top: Table,
    rotas: Mapping[str, Rota],
    calendar: Calendar,
    categories: Collection[str],
    channels: Collection[str],
    thresholds: Collection[int],
) -> AlertRules:
    """All rules, checked against the categories, channels, rotas and thresholds there are. Raises BadReferenceData."""
    hours = top.table("hours")
    begin, end = read_day_time(hours, "begin"), read_day_time(hours, "end")
    if end <= begin:
        hours.refuse('"end" must be later than "begin"', "end")
    collect = timedelta(minutes=hours.whole("collect_minutes", least=0))
    hours.done()
    tables = top.tables("rule", required=False)
    top.done()
    keys = [table.code("key") for table in tables]
    refuse_duplicates(tables, keys, "key")
    known = {"categories": categories, "channels": channels, "rota": rotas}
    rules = tuple(_rule(table, key, known, thresholds) for table, key in zip(tables, keys, strict=True))
    return AlertRules(rules, rotas, WorkingHours(calendar, begin, end), collect)


def _rule(table: Table, key: str, known: Mapping[str, Collection[str]], thresholds: Collection[int]) -> AlertRule:
    cause = table.choice("cause", AlertCause)
    ways = _ways(table)
    rota = table.code("rota")
    if rota not in known["rota"]:
        table.refuse(f'"{rota}" is no rota of rota.toml; there are {", ".join(known["rota"])}', "rota")
    counted = cause is not AlertCause.SILENCE
    rule = AlertRule(
        key=key,
        cause=cause,
        words=table.wording("words"),
        severity=table.choice("severity", Severity),
        group_by=_group(table, cause),
        at_least=table.whole("at_least") if counted else 0,
        grown_by=table.whole("grown_by", 0, least=0) if counted else 0,
        ways=ways,
        rota=rota,
        repeat=table.number("repeat_hours"),
        escalate=table.number("escalate_hours"),
        percent=_percent(table, thresholds) if cause is AlertCause.NEAR else 0,
        hours=_hours(table, cause),
        coverage=_share(table, "coverage") if cause is AlertCause.SURGE else 0.0,
        chance=_share(table, "chance") if cause is AlertCause.SILENCE else 0.0,
        categories=_known(table, "categories", known["categories"], of_reports(cause)),
        channels=_known(table, "channels", known["channels"], cause is not AlertCause.INCIDENT),
        tell_end=table.flag("tell_end", False),
    )
    table.done()
    return rule


def of_reports(cause: AlertCause) -> bool:
    """Whether a cause is about reports, which have a category."""
    return cause not in (AlertCause.SILENCE, AlertCause.QUARANTINE)


def _ways(table: Table) -> frozenset[AlertWay]:
    said = table.texts("ways")
    for index, way in enumerate(said):
        if way not in tuple(AlertWay):
            table.refuse(f'"{way}" is no way; ways are {", ".join(AlertWay)}', "ways", index)
    ways = frozenset(map(AlertWay, said))
    if not ways:
        table.refuse(f'"ways" must say where it is told: {", ".join(AlertWay)}', "ways")
    if ways & set(MESSAGES) and AlertWay.DESK not in ways:
        table.refuse('"ways" must hold "desk" where messages leave: there it is acknowledged', "ways")
    return ways


def _group(table: Table, cause: AlertCause) -> tuple[AlertDimension, ...]:
    if cause is AlertCause.INCIDENT:
        if "group_by" in table.names():
            table.refuse("an incident is a group of its own: it takes no group_by", "group_by")
        return (AlertDimension.INCIDENT,)
    said = table.texts("group_by")
    for index, name in enumerate(said):
        if name not in GROUPS[cause]:
            can = ", ".join(sorted(GROUPS[cause]))
            table.refuse(f'"{name}" is nothing by which {cause} is grouped; that is {can}', "group_by", index)
    if not said:
        table.refuse(f'"group_by" must name what makes a group: {", ".join(sorted(GROUPS[cause]))}', "group_by")
    return tuple(map(AlertDimension, dict.fromkeys(said)))


def _percent(table: Table, thresholds: Collection[int]) -> int:
    percent, told = table.whole("percent"), [each for each in thresholds if each < WHOLE]
    if percent not in told:
        known = ", ".join(map(str, told)) or "none"
        table.refuse(f'"percent" must be one of the thresholds below 100 of sla.toml: {known}', "percent")
    return percent


def _hours(table: Table, cause: AlertCause) -> int:
    if cause is AlertCause.INCIDENT:
        return table.whole("hours")
    if cause is not AlertCause.SURGE:
        return 0
    hours = table.whole("hours", SURGE_HOURS)
    if hours > DAY_HOURS:
        table.refuse(f'"hours" of a surge is at most {DAY_HOURS}: days are compared', "hours")
    return hours


def _share(table: Table, key: str) -> float:
    share = table.number(key)
    if not 0 < share < 1:
        table.refuse(f'"{key}" must lie between 0 and 1, not at {share:g}', key)
    return share


def _known(table: Table, key: str, known: Collection[str], allowed: bool) -> frozenset[str]:
    if key in table.names() and not allowed:
        table.refuse(f'"{key}" says nothing for this cause', key)
    named = table.texts(key)
    for index, code in enumerate(named):
        if code not in known:
            table.refuse(f'"{code}" is none of the {key} there are: {", ".join(known)}', key, index)
    return frozenset(named)
