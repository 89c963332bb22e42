"""Items that channels delivered, recorded for good: an item that comes again is known, which report it is about, and why."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, bindparam, insert, select, tuple_, update

from command_center.domain.conversations import Link, LinkRule, MessageKind, Said
from command_center.domain.inbound import Media, Position
from command_center.store.rows import in_chunks
from command_center.store.tables import messages

MessageKey = tuple[str, str, str]
"""(channel, account, external id)."""

Sender = tuple[str, str, str]
"""(channel, account, key of the person)."""


@dataclass(frozen=True, slots=True)
class KnownMessage:
    """An item that was recorded before; `report_id` is None where it was taken back before it came, or is small talk."""

    report_id: int | None
    digest: str
    inbox_id: int | None = None
    """The newest delivery that said it; an older one, worked on later, changes nothing."""
    kind: MessageKind = MessageKind.CONTENT
    sender: str = ""


@dataclass(frozen=True, slots=True)
class SeenMessage:
    """An item to record as seen, for good.

    `sender`, `album` and `thread` are "" where no conversation may follow. `content` is None where the report says all
    that the message says; `removed` tells that its sender took it back.
    """

    key: MessageKey
    action: str
    digest: str
    at: datetime
    inbox_id: int | None
    report_id: int | None
    kind: MessageKind = MessageKind.CONTENT
    sender: str = ""
    album: str = ""
    thread: str = ""
    content: Said | None = None
    removed: bool = False
    link: Link | None = None


def known(connection: Connection, keys: Sequence[MessageKey]) -> dict[MessageKey, KnownMessage]:
    """Which of these items were recorded before."""
    found: dict[MessageKey, KnownMessage] = {}
    columns = (messages.c.channel, messages.c.account, messages.c.external_id)
    what = (messages.c.report_id, messages.c.digest, messages.c.inbox_id, messages.c.kind, messages.c.sender)
    for chunk in in_chunks(keys):
        wanted = select(*columns, *what).where(tuple_(*columns).in_(chunk))
        for channel, account, external_id, report_id, digest, inbox_id, kind, sender in connection.execute(wanted):
            message = KnownMessage(report_id, digest, inbox_id, MessageKind(kind), sender)
            found[channel, account, external_id] = message
    return found


def of_senders(
    connection: Connection, senders: Sequence[Sender], since: datetime, until: datetime
) -> list[SeenMessage]:
    """What these people wrote in this time, of all that stands with a report; without contents, oldest first."""
    wanted = set(senders)
    found: list[SeenMessage] = []
    for chunk in in_chunks(sorted({sender for _, _, sender in senders})):
        asked = select(messages).where(
            messages.c.sender.in_(chunk), messages.c.sender != "", messages.c.at.between(since, until)
        )
        found += [each for each in _read(connection, asked) if (*each.key[:2], each.sender) in wanted]
    return sorted(found, key=_order)


def of_albums(connection: Connection, albums: Sequence[str]) -> list[SeenMessage]:
    """The messages of these albums that stand with a report, of all channels; oldest first."""
    found: list[SeenMessage] = []
    for chunk in in_chunks(albums):
        found += _read(connection, select(messages).where(messages.c.album.in_(chunk), messages.c.album != ""))
    return sorted(found, key=_order)


def of_reports(connection: Connection, report_ids: Sequence[int]) -> list[SeenMessage]:
    """Every message of these reports, oldest first."""
    found: list[SeenMessage] = []
    for chunk in in_chunks(report_ids):
        found += _read(connection, select(messages).where(messages.c.report_id.in_(chunk)))
    return sorted(found, key=_order)


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
            "kind": str(each.kind),
            "sender": each.sender,
            "album": each.album,
            "thread": each.thread,
            "content": _content(each.content, removed=each.removed),
            "link": link_as_json(each.link),
        }
        for each in seen
    ]
    connection.execute(insert(messages), rows)


def update_known(connection: Connection, changed: Mapping[MessageKey, KnownMessage]) -> None:
    """Keep what items say now, after they were changed under their own id."""
    _update(
        connection,
        [
            {"channel": key[0], "account": key[1], "external_id": key[2]}
            | {"digest": now.digest, "report_id": now.report_id, "inbox_id": now.inbox_id, "kind": str(now.kind)}
            for key, now in changed.items()
        ],
    )


def update_standing(connection: Connection, changed: Sequence[SeenMessage]) -> None:
    """Keep with which report messages stand, as what and why, and what each of them says: after a join or a split."""
    _update(
        connection,
        [
            {"channel": each.key[0], "account": each.key[1], "external_id": each.key[2]}
            | {
                "report_id": each.report_id,
                "kind": str(each.kind),
                "content": _content(each.content, removed=each.removed),
                "link": link_as_json(each.link),
            }
            for each in changed
        ],
    )


def _update(connection: Connection, rows: list[dict[str, Any]]) -> None:
    if not rows:
        return
    key = ("channel", "account", "external_id")
    statement = (
        update(messages)
        .where(*(messages.c[name] == bindparam(f"key_{name}") for name in key))
        .values({name: bindparam(f"new_{name}", type_=messages.c[name].type) for name in rows[0] if name not in key})
    )
    connection.execute(
        statement, [{f"{'key' if name in key else 'new'}_{name}": row[name] for name in row} for row in rows]
    )


def _read(connection: Connection, wanted: Select[Any]) -> list[SeenMessage]:
    found = []
    for row in connection.execute(wanted).mappings():
        content, link = row["content"], row["link"]
        message = SeenMessage(
            key=(row["channel"], row["account"], row["external_id"]),
            action=row["action"],
            digest=row["digest"],
            at=row["at"],
            inbox_id=row["inbox_id"],
            report_id=row["report_id"],
            kind=MessageKind(row["kind"]),
            sender=row["sender"],
            album=row["album"],
            thread=row["thread"],
        )
        if content is not None:
            message = replace(message, content=_said(content), removed=content["removed"])
        if link is not None:
            message = replace(message, link=link_of_json(link))
        found.append(message)
    return found


def _order(message: SeenMessage) -> tuple[datetime, MessageKey]:
    """Messages in the order in which they were sent."""
    return message.at, message.key


def _content(said: Said | None, *, removed: bool) -> dict[str, Any] | None:
    if said is None:
        return None
    return {
        "written_at": said.written_at.isoformat(),
        "subject": said.subject,
        "text": said.text,
        "address": said.address,
        "point": [said.position.lat, said.position.lon] if said.position else None,
        "media": [asdict(each) for each in said.media],
        "category": said.category,
        "opd": said.opd,
        "removed": removed,
    }


def _said(kept: Mapping[str, Any]) -> Said:
    return Said(
        written_at=datetime.fromisoformat(kept["written_at"]),
        subject=kept["subject"],
        text=kept["text"],
        address=kept["address"],
        position=Position(*kept["point"]) if kept["point"] else None,
        media=tuple(Media(**each) for each in kept["media"]),
        category=kept["category"],
        opd=kept["opd"],
    )


def link_as_json(link: Link | None) -> dict[str, Any] | None:
    """Why a message stands with a report, as it is kept."""
    return None if link is None else asdict(link) | {"rule": str(link.rule)}


def link_of_json(kept: Mapping[str, Any] | None) -> Link | None:
    """What `link_as_json` wrote."""
    if kept is None:
        return None
    lists = {name: tuple(kept[name]) for name in ("differs", "was", "says")}
    return Link(LinkRule(kept["rule"]), kept["matched"], kept["other"], **lists)
