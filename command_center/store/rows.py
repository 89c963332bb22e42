"""Statements that SQLite and PostgreSQL share: rows skipped or replaced where their key is there, counters, long lists."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import Connection, Table, bindparam, select, update
from sqlalchemy.dialects import postgresql, sqlite

from command_center.store import tables

T = TypeVar("T")
_AT_ONCE = 400
"""Values that one statement names: databases have a limit."""


def insert_missing(connection: Connection, table: Table, row: dict[str, Any], key: tuple[str, ...]) -> int | None:
    """Insert `row` unless its key is there; returns the new id, or None where it was there."""
    statement = _insert_missing(connection.dialect.name, table, tuple(row), key)
    return connection.execute(statement, row).scalar_one_or_none()


@cache
def _insert_missing(dialect: str, table: Table, columns: tuple[str, ...], key: tuple[str, ...]) -> Any:
    """Built once for each table: building takes longer than running."""
    insert = (sqlite if dialect == "sqlite" else postgresql).insert(table)
    values = insert.values({name: bindparam(name) for name in columns})
    return values.on_conflict_do_nothing(index_elements=list(key)).returning(table.c.id)


def put(
    connection: Connection, table: Table, row: dict[str, Any], key: tuple[str, ...], first: tuple[str, ...] = ()
) -> None:
    """Insert `row`, or change the one with its key to it but for the columns `first`, which stay as they were; also where somebody
    else inserts the same at the same moment.
    """
    insert = (sqlite if connection.dialect.name == "sqlite" else postgresql).insert(table).values(row)
    changed = {name: insert.excluded[name] for name in row if name not in (*key, *first)}
    connection.execute(insert.on_conflict_do_update(index_elements=list(key), set_=changed))


def take_numbers(connection: Connection, name: str, amount: int) -> int:
    """Take `amount` consecutive numbers of a counter; returns the first. Other takers wait until this one commits."""
    table = tables.counters
    taken = connection.execute(
        update(table).where(table.c.name == name).values(last=table.c.last + amount).returning(table.c.last)
    ).scalar_one_or_none()
    if taken is None:
        start: dict[str, Any] = {"name": name, "last": 0}
        insert = (sqlite if connection.dialect.name == "sqlite" else postgresql).insert(table).values(start)
        connection.execute(insert.on_conflict_do_nothing(index_elements=["name"]))
        return take_numbers(connection, name, amount)
    return int(taken) - amount + 1


def remember(connection: Connection, name: str, value: str) -> None:
    """Keep a fact about this installation under `name`, replacing an earlier one."""
    table = tables.facts_of_instance
    row = {"name": name, "value": value}
    insert = (sqlite if connection.dialect.name == "sqlite" else postgresql).insert(table).values(row)
    connection.execute(insert.on_conflict_do_update(index_elements=["name"], set_={"value": value}))


def remember_first(connection: Connection, name: str, value: str) -> str:
    """Keep a fact about this installation unless there is one under `name`; returns the one that is there then."""
    table = tables.facts_of_instance
    insert = (sqlite if connection.dialect.name == "sqlite" else postgresql).insert(table)
    connection.execute(insert.values(name=name, value=value).on_conflict_do_nothing(index_elements=["name"]))
    return str(connection.execute(select(table.c.value).where(table.c.name == name)).scalar_one())


def recall(connection: Connection, name: str) -> str | None:
    """The fact kept under `name`, or None."""
    table = tables.facts_of_instance
    return connection.execute(select(table.c.value).where(table.c.name == name)).scalar_one_or_none()


def in_chunks(values: Sequence[T]) -> Iterable[Sequence[T]]:
    """The values in pieces that one statement can name."""
    return (values[start : start + _AT_ONCE] for start in range(0, len(values), _AT_ONCE))
