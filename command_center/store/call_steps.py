"""Steps of telephone calls kept: where each call stands, in whatever order its steps come, and what a switchboard no longer has."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, and_, delete, or_, select, update

from command_center.domain.inbound import CallSeen, SwitchboardSeen
from command_center.store.rows import insert_missing
from command_center.store.tables import calls, phones

STARTS = frozenset({"ringing", "queued", "answered", "completed", "abandoned", "classified"})
"""Steps that tell of a call nobody told of before; the end of a channel that nobody knows is no call's."""


def record_call(connection: Connection, seen: CallSeen) -> bool:
    """Keep a step of a telephone call; steps may come in any order and twice. False where it is no call's."""
    row = _row_of(connection, seen)
    if row is None:
        if seen.step not in STARTS and not seen.outside:
            return False
        key = {"channel": seen.channel, "account": seen.account, "call_id": seen.call_id}
        blank = {"caller": "", "queue": "", "agent": "", "kind": "", "started_at": seen.at, "abandoned": False}
        insert_missing(connection, calls, key | blank | {"via": seen.via}, tuple(key))
        row = _row_of(connection, seen)
    if row is None:
        return False
    changes = changed(row, seen)
    if changes:
        connection.execute(update(calls).where(calls.c.id == row["id"]).values(changes))
    if seen.step == "answered" and seen.agent:
        _know_phone(connection, seen.channel, seen.account, seen.agent)
    return True


def changed(row: RowMapping, seen: CallSeen) -> dict[str, Any]:
    """Columns that a step changes. Times of a kind of step stay the first ones; where a call stands, the newest step says."""
    if seen.step == "classified":
        return {"kind": str(seen.kind)} | {
            name: getattr(seen, name) for name in ("caller", "agent") if getattr(seen, name)
        }
    changes: dict[str, Any] = {name: getattr(seen, name) for name in ("caller", "queue") if getattr(seen, name)}
    if row["kind"] and row["caller"]:
        changes.pop("caller", None)
    if row["moved_at"] is None or seen.at < row["started_at"]:
        changes["started_at"] = min(seen.at, row["started_at"])
    for column, steps in (("queued_at", {"queued"}), ("answered_at", {"answered", "completed"})):
        if seen.step in steps and (row[column] is None or seen.at < row[column]):
            changes[column] = seen.at
    newest = row["moved_at"] is None or seen.at >= row["moved_at"]
    if newest:
        changes["moved_at"] = seen.at
    match seen.step:
        case "queued" if newest:
            changes |= _in_no_ones_hands(row, seen.at) | {"abandoned": False}
        case "answered" | "completed":
            if newest:
                changes |= {"requeued": False, "released": seen.step == "completed", "abandoned": False}
            if seen.agent and not row["kind"] and (newest or not row["agent"]):
                # Who wrote the call down stays, though the switchboard has its own name for who took it.
                changes["agent"] = seen.agent
        case "abandoned" if newest:
            # The caller left the queue: by hanging up, which is told too, or since the time there was over.
            changes |= _in_no_ones_hands(row, seen.at) | {"abandoned": True}
        case "hungup" if row["ended_at"] is None or row["inferred"]:
            changes |= {"ended_at": seen.at, "inferred": False}
    if row["inferred"] and newest and seen.step in ("queued", "answered"):
        # It was taken to be over, and goes on.
        changes |= {"ended_at": None, "inferred": False}
    return changes


def _in_no_ones_hands(row: RowMapping, at: datetime) -> dict[str, Any]:
    """What changes where a caller is seen in a queue, or leaving one, at `at`: whoever had answered has the call no more."""
    back = row["answered_at"] is not None and at > row["answered_at"]
    return {"requeued": back, "released": False} | ({} if row["kind"] else {"agent": ""})


def record_switchboard(connection: Connection, seen: SwitchboardSeen) -> Iterator[str]:
    """End the calls that the switchboard no longer has, and see who speaks on those it has; the ids of those ended.

    Only what was known when the switchboard was asked is compared. A switchboard that names the callers who wait and
    speak, but not those in a menu, says nothing of the latter unless nobody listened before: one who is in the menu
    still comes back to life with the next step.
    """
    for name in seen.phones:
        _know_phone(connection, seen.channel, seen.account, name)
    known = and_(calls.c.channel == seen.channel, calls.c.account == seen.account)
    live = select(calls).where(known, calls.c.ended_at.is_(None), calls.c.moved_at <= seen.at).order_by(calls.c.call_id)
    speaking = dict(seen.speaking)
    for row in connection.execute(live).mappings().all():
        there = {row["call_id"], row["via"]} - {""}
        own = update(calls).where(calls.c.id == row["id"])
        if there & seen.present:
            on_line = next((speaking[each] for each in sorted(there) if each in speaking), ())
            if changes := _joined_line(row, on_line, seen.at):
                connection.execute(own.values(changes))
        elif seen.complete or seen.after_gap or row["queued_at"] is not None or row["answered_at"] is not None:
            connection.execute(own.values(ended_at=seen.at, inferred=True))
            yield row["call_id"]


def _joined_line(row: RowMapping, on_line: tuple[str, ...], at: datetime) -> dict[str, Any]:
    """What changes where phones of operators are on the caller's line."""
    settled = not row["released"] and not row["requeued"] and not row["abandoned"]
    if not on_line or (row["agent"] in on_line and settled):
        return {}
    changes: dict[str, Any] = {"moved_at": at, "requeued": False, "released": False, "abandoned": False}
    if row["answered_at"] is None:
        changes["answered_at"] = at
    return changes if row["kind"] else changes | {"agent": on_line[0]}


def _row_of(connection: Connection, seen: CallSeen) -> RowMapping | None:
    """The row of this call, joined where it was kept under two ids because nobody could know that they are one."""
    line = and_(calls.c.channel == seen.channel, calls.c.account == seen.account)
    ids = [each for each in (seen.call_id, seen.via) if each]
    wanted = select(calls).where(line, or_(calls.c.call_id.in_(ids), and_(calls.c.via.in_(ids), calls.c.via != "")))
    rows = connection.execute(wanted.order_by(calls.c.id).with_for_update()).mappings().all()
    if not rows:
        return None
    if len(rows) == 1:
        (row,) = rows
        other = seen.via if row["call_id"] == seen.call_id else seen.call_id if row["call_id"] == seen.via else ""
        if other and not row["via"]:
            connection.execute(update(calls).where(calls.c.id == row["id"]).values(via=other))
        return row
    first = next((row for row in rows if row["kind"] or row["form"]), rows[0])
    for other_row in rows:
        if other_row["id"] != first["id"] and not other_row["kind"] and not other_row["form"]:
            connection.execute(delete(calls).where(calls.c.id == other_row["id"]))
            connection.execute(update(calls).where(calls.c.id == first["id"]).values(_joined(first, other_row)))
    return connection.execute(select(calls).where(calls.c.id == first["id"])).mappings().one()


def _joined(row: RowMapping, other: RowMapping) -> dict[str, Any]:
    newer = max(row, other, key=lambda each: each["moved_at"] or each["started_at"])
    firsts = {
        name: min(times)
        for name in ("started_at", "queued_at", "answered_at")
        if (times := [each[name] for each in (row, other) if each[name] is not None])
    }
    texts = {name: row[name] or other[name] for name in ("caller", "queue", "agent")}
    stands = {name: newer[name] for name in ("moved_at", "requeued", "released", "ended_at", "inferred", "abandoned")}
    return firsts | texts | stands | {"via": other["call_id"]}


def _know_phone(connection: Connection, channel: str, account: str, name: str) -> None:
    row = {"channel": channel, "account": account, "name": name}
    insert_missing(connection, phones, row | {"operator": ""}, tuple(row))
