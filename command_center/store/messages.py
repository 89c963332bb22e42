"""Items that channels delivered, recorded for good: an item that comes again is known, and which report it is about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select, tuple_, update

from command_center.store.rows import in_chunks
from command_center.store.tables import messages

MessageKey = tuple[str, str, str]
"""(channel, account, external id)."""


@dataclass(frozen=True, slots=True)
class KnownMessage:
    """An item that was recorded before; `report_id` is None where it was taken back before it came."""

    report_id: int | None
    digest: str
    inbox_id: int | None = None
    """The newest delivery that said it; an older one, worked on later, changes nothing."""


@dataclass(frozen=True, slots=True)
class SeenMessage:
    """An item to record as seen, for good."""

    key: MessageKey
    action: str
    digest: str
    at: datetime
    inbox_id: int | None
    report_id: int | None


def known(connection: Connection, keys: Sequence[MessageKey]) -> dict[MessageKey, KnownMessage]:
    """Which of these items were recorded before."""
    found: dict[MessageKey, KnownMessage] = {}
    columns = (messages.c.channel, messages.c.account, messages.c.external_id)
    for chunk in in_chunks(keys):
        what = (messages.c.report_id, messages.c.digest, messages.c.inbox_id)
        wanted = select(*columns, *what).where(tuple_(*columns).in_(chunk))
        for channel, account, external_id, *rest in connection.execute(wanted):
            found[channel, account, external_id] = KnownMessage(*rest)
    return found


def record(connection: Connection, seen: Sequence[SeenMessage]) -> None:
    """Record items as seen; the reports they are about must be stored."""
    if not seen:
        return
    rows = [
        {
            "channel": each.key[0],
            "account": each.key[1],
            "external_id": each.key[2],
            "action": each.action,
            "digest": each.digest,
            "at": each.at,
            "inbox_id": each.inbox_id,
            "report_id": each.report_id,
        }
        for each in seen
    ]
    connection.execute(insert(messages), rows)


def update_known(connection: Connection, changed: Mapping[MessageKey, KnownMessage]) -> None:
    """Keep what items say now, after they were changed under their own id."""
    for key, now_known in changed.items():
        connection.execute(
            update(messages)
            .where(messages.c.channel == key[0], messages.c.account == key[1], messages.c.external_id == key[2])
            .values(digest=now_known.digest, report_id=now_known.report_id, inbox_id=now_known.inbox_id)
        )
