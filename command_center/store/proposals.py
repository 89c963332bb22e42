"""Proposals of senders, the newest of each field of a report, until the desk takes or drops them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from command_center.domain.proposals import Proposal, ProposedField
from command_center.store.tables import proposals


def put(connection: Connection, report_id: int, made: Sequence[Proposal]) -> None:
    """Keep proposals; one of the same field replaces the earlier one."""
    insert: Any = (sqlite if connection.dialect.name == "sqlite" else postgresql).insert(proposals)
    statement = insert.on_conflict_do_update(
        index_elements=["report_id", "field"],
        set_={name: insert.excluded[name] for name in ("old", "proposed", "by", "at")},
    )
    for each in made:
        row = {"field": str(each.field), "old": each.old, "proposed": each.proposed, "by": each.by, "at": each.at}
        connection.execute(statement, {"report_id": report_id} | row)


def withdraw(connection: Connection, report_id: int, fields: Sequence[ProposedField]) -> None:
    """Forget the proposals of these fields: their sender says now what the report has."""
    connection.execute(
        delete(proposals).where(proposals.c.report_id == report_id, proposals.c.field.in_(list(map(str, fields))))
    )


def of_report(connection: Connection, report_id: int) -> list[Proposal]:
    """The proposals of a report, oldest first."""
    asked = select(proposals).where(proposals.c.report_id == report_id).order_by(proposals.c.at, proposals.c.field)
    return [
        Proposal(ProposedField(row["field"]), row["old"], row["proposed"], row["by"], row["at"])
        for row in connection.execute(asked).mappings()
    ]
