"""Reads rota.toml: who is on duty when, and in which order alerts are told to them."""

import re
from collections.abc import Mapping

from command_center.domain.rota import Duty, DutyDay, Rota
from command_center.reference.day_times import read_day_time
from command_center.reference.tables import Table, refuse_duplicates

ROLES = ("p3m", "diskominfo", "opd", "admin")
"""Roles whose people can be told. The mayor reads, and is on nobody's rota."""
_NAMED = ("accounts", "roles", "mails", "telegram")
_MAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?")
_CHAT = re.compile(r"-?\d{3,20}|@[A-Za-z][A-Za-z0-9_]{4,31}")


def read_rotas(top: Table) -> Mapping[str, Rota]:
    """Key -> rota. Raises BadReferenceData."""
    tables = top.tables("rota")
    top.done()
    keys = [table.code("key") for table in tables]
    refuse_duplicates(tables, keys, "key")
    return {key: _rota(table, key) for table, key in zip(tables, keys, strict=True)}


def _rota(table: Table, key: str) -> Rota:
    duties = tuple(_duty(each) for each in table.tables("duty"))
    table.done()
    return Rota(key, duties)


def _duty(table: Table) -> Duty:
    named = {name: table.texts(name) for name in _NAMED}
    if not any(named.values()):
        table.refuse(f"names nobody: one of {', '.join(_NAMED)} must")
    for index, role in enumerate(named["roles"]):
        if role not in ROLES:
            table.refuse(f'"{role}" is no role that can be told; there are {", ".join(ROLES)}', "roles", index)
    _each(table, "accounts", named["accounts"], re.compile(r"[a-z0-9][a-z0-9._-]*"), "a sign-in name in lower case")
    _each(table, "mails", named["mails"], _MAIL, "a mail address such as piket@semarangkota.go.id")
    _each(table, "telegram", named["telegram"], _CHAT, 'a chat such as "-1001234567890" or "@channel"')
    duty = Duty(
        order=table.whole("order"),
        days=_days(table),
        begin=read_day_time(table, "begin"),
        end=read_day_time(table, "end"),
        **named,
    )
    table.done()
    return duty


def _days(table: Table) -> frozenset[DutyDay]:
    said = table.texts("days")
    for index, day in enumerate(said):
        if day not in tuple(DutyDay):
            table.refuse(f'"{day}" is no day; days are {", ".join(DutyDay)}', "days", index)
    return frozenset(map(DutyDay, said)) or frozenset({DutyDay.WORKING})


def _each(table: Table, key: str, values: tuple[str, ...], pattern: re.Pattern[str], wanted: str) -> None:
    for index, value in enumerate(values):
        if not pattern.fullmatch(value):
            table.refuse(f'"{value}" is not {wanted}', key, index)
