"""Alerts: one open a group, what happened to each, and by which messages people were told. All looks take turns."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import (
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    RowMapping,
    String,
    Table,
    Text,
    func,
    insert,
    select,
    update,
)

from command_center.domain.alert_story import AlertFilter, AlertMessage
from command_center.domain.alerts import Alert, AlertAct, AlertActKind, AlertState, AlertWay, Severity
from command_center.domain.outgoing import SendState, Trouble
from command_center.errors import NotFound
from command_center.store import audit
from command_center.store.audit import AuditEntry
from command_center.store.columns import BigId, Json, Utc
from command_center.store.db import Database
from command_center.store.event_log import BEGINNING, LogPosition
from command_center.store.outbox import OutboxRows, outbox
from command_center.store.rows import recall, remember, take_numbers
from command_center.store.tables import facts_of_instance, metadata

T = TypeVar("T")
POSITION, CHECKED_SEQ, CHECKED_AT = "alerts_position", "alerts_seq", "alerts_checked_at"
RESTORED = "alerts_after_restore"
"""Set where a backup was put back: what stands then was told by the installation that it was made of."""

alerts = Table(
    "alerts",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("rule", String(64), nullable=False, comment="key of alerts.toml"),
    Column("group_key", String(200), nullable=False),
    Column("grouped", Json, nullable=False, comment="dimension -> code"),
    Column("severity", String(16), nullable=False),
    Column("count", Integer, nullable=False),
    Column("figures", Json, nullable=False, comment="why, as data; no personal data"),
    Column("opened_at", Utc, nullable=False),
    Column("seen_at", Utc, nullable=False),
    Column("rota_order", Integer, nullable=False, comment="up to whom of its rota it was told"),
    Column("told", Integer, nullable=False),
    Column("told_count", Integer, nullable=False),
    Column("last_told_at", Utc),
    Column("tell_at", Utc, comment="when it is told next; empty: not by itself"),
    Column("escalate_at", Utc),
    Column("acknowledged_at", Utc),
    Column("acknowledged_by", String(200), nullable=False),
    Column("silenced_until", Utc),
    Column("ended_at", Utc),
    Index("ix_alerts_tell_at", "tell_at"),
    Index("ix_alerts_ended_at", "ended_at"),
)
_STANDS = alerts.c.ended_at.is_(None)
Index(
    "uq_alerts_standing",
    alerts.c.rule,
    alerts.c.group_key,
    unique=True,
    sqlite_where=_STANDS,
    postgresql_where=_STANDS,
)
Index("ix_alerts_group", alerts.c.rule, alerts.c.group_key)

alert_acts = Table(
    "alert_acts",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("alert_id", BigId, ForeignKey("alerts.id"), nullable=False),
    Column("kind", String(16), nullable=False, comment="an AlertActKind"),
    Column("at", Utc, nullable=False),
    Column("by", String(200), nullable=False, comment="sign-in name, or system"),
    Column("comment", Text, nullable=False),
    Column("details", Json, nullable=False),
    Index("ix_alert_acts_alert", "alert_id"),
)

alert_messages = Table(
    "alert_messages",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("alert_id", BigId, ForeignKey("alerts.id"), nullable=False),
    Column("outbox_id", BigId, ForeignKey("outbox.id"), nullable=False),
    Column("way", String(16), nullable=False, comment="mail, telegram or webhook"),
    Column("who", String(200), nullable=False, comment="sign-in name, or which address of the rota; never an address"),
    Index("ix_alert_messages_alert", "alert_id"),
    Index("ix_alert_messages_outbox", "outbox_id"),
)


_LEFT = (SendState.SENDING, SendState.SENT, SendState.DELIVERED, SendState.READ, SendState.UNSURE)


class AlertRows:
    """Alerts within one transaction. `outbox` is that of the same."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.outbox = OutboxRows(connection)

    def take_turn(self) -> None:
        """Wait for others who look or tell: from now on nobody else does, until this transaction ends."""
        take_numbers(self._connection, "alerts", 1)

    def recall(self, name: str) -> str | None:
        """A fact of this installation."""
        return recall(self._connection, name)

    def remember(self, name: str, value: str) -> None:
        """Keep a fact of this installation."""
        remember(self._connection, name, value)

    def forget(self, name: str) -> None:
        """Let a fact go."""
        self._connection.execute(facts_of_instance.delete().where(facts_of_instance.c.name == name))

    def standing(self) -> list[Alert]:
        """All that have not ended, oldest first; locked."""
        wanted = select(alerts).where(_STANDS).order_by(alerts.c.id).with_for_update()
        return [alert_of(row) for row in self._connection.execute(wanted).mappings()]

    def ends_to_tell(self, now: datetime) -> list[Alert]:
        """Those that have ended, whose end is to be told by now, oldest first; locked."""
        wanted = select(alerts).where(~_STANDS, alerts.c.tell_at <= now).order_by(alerts.c.id).with_for_update()
        return [alert_of(row) for row in self._connection.execute(wanted).mappings()]

    def reached(self, alert_id: int) -> list[tuple[AlertWay, str, str]]:
        """(way, address, who) of everybody whom a message of an alert has reached, or may have, each once."""
        wanted = (
            select(alert_messages.c.way, outbox.c.recipient, alert_messages.c.who)
            .join(outbox, outbox.c.id == alert_messages.c.outbox_id)
            .where(alert_messages.c.alert_id == alert_id, outbox.c.state.in_([str(each) for each in _LEFT]))
            .distinct()
        )
        return sorted((AlertWay(row[0]), row[1], row[2]) for row in self._connection.execute(wanted))

    def find(self, alert_id: int) -> Alert:
        """One alert, locked. Raises NotFound."""
        wanted = select(alerts).where(alerts.c.id == alert_id).with_for_update()
        row = self._connection.execute(wanted).mappings().first()
        if row is None:
            raise NotFound(f"there is no alert {alert_id}; `manage.py alerts list` shows those that stand")
        return alert_of(row)

    def last_of(self, rule: str, group_key: str) -> Alert | None:
        """The alert of a group that ended last; None where none did."""
        wanted = (
            select(alerts)
            .where(alerts.c.rule == rule, alerts.c.group_key == group_key, alerts.c.ended_at.is_not(None))
            .order_by(alerts.c.ended_at.desc(), alerts.c.id.desc())
            .limit(1)
        )
        row = self._connection.execute(wanted).mappings().first()
        return alert_of(row) if row is not None else None

    def put(self, alert: Alert) -> Alert:
        """Keep a new one; with its id."""
        number = self._connection.execute(insert(alerts).values(_row(alert)).returning(alerts.c.id)).scalar_one()
        return replace(alert, id=number)

    def change(self, alert: Alert) -> None:
        """Keep where it stands now."""
        self._connection.execute(update(alerts).where(alerts.c.id == alert.id).values(_row(alert)))

    def act(self, act: AlertAct) -> None:
        """Keep what happened to it."""
        row = {
            "alert_id": act.alert_id,
            "kind": str(act.kind),
            "at": act.at,
            "by": act.by,
            "comment": act.comment,
            "details": dict(act.details),
        }
        self._connection.execute(insert(alert_acts).values(row))

    def audit(self, entry: AuditEntry) -> None:
        """Keep who did it in the audit, in the same transaction."""
        audit.record(self._connection, [entry])

    def told_by(self, outbox_id: int, alert_ids: Sequence[int], way: AlertWay, who: str) -> None:
        """Keep by which message these were told."""
        rows = [{"alert_id": each, "outbox_id": outbox_id, "way": str(way), "who": who[:200]} for each in alert_ids]
        self._connection.execute(insert(alert_messages), rows)

    def waiting_messages(self, alert_id: int) -> list[tuple[int, AlertWay, str]]:
        """(outbox id, way, who) of the messages of an alert that have not left yet."""
        wanted = (
            select(alert_messages.c.outbox_id, alert_messages.c.way, alert_messages.c.who)
            .join(outbox, outbox.c.id == alert_messages.c.outbox_id)
            .where(alert_messages.c.alert_id == alert_id, outbox.c.state == str(SendState.WAITING))
            .order_by(alert_messages.c.outbox_id)
        )
        return [(row[0], AlertWay(row[1]), row[2]) for row in self._connection.execute(wanted)]

    def alerts_of_message(self, outbox_id: int) -> list[Alert]:
        """The alerts that a message tells of, in their order."""
        told = select(alert_messages.c.alert_id).where(alert_messages.c.outbox_id == outbox_id)
        wanted = select(alerts).where(alerts.c.id.in_(told)).order_by(alerts.c.id).with_for_update()
        return [alert_of(row) for row in self._connection.execute(wanted).mappings()]


class Alerts:
    """The alerts of this installation."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def write(self, work: Callable[[AlertRows], T]) -> T:
        """Run `work` in one transaction. Raises StoreUnavailable, and whatever `work` raises."""
        return self._db.write(lambda connection: work(AlertRows(connection)))

    def position(self) -> LogPosition | None:
        """How far the log was followed; None where nobody has yet."""
        with self._db.read() as connection:
            kept = recall(connection, POSITION)
        if kept is None:
            return None
        seq, _, mark = kept.partition(" ")
        return LogPosition(int(seq), mark) if int(seq) else BEGINNING

    def checked_at(self) -> datetime | None:
        """When somebody last looked at everything."""
        with self._db.read() as connection:
            kept = recall(connection, CHECKED_AT)
        return datetime.fromisoformat(kept) if kept else None

    def anything_to_tell(self, now: datetime) -> bool:
        """Whether an alert is due to be told. Asks without a write."""
        wanted = select(alerts.c.id).where(alerts.c.tell_at <= now).limit(1)
        with self._db.read() as connection:
            return connection.execute(wanted).first() is not None

    def listed(self, wanted: AlertFilter, now: datetime, limit: int) -> list[Alert]:
        """Alerts that stand (open, acknowledged, silenced), most severe first; or where only ended ones are asked for those,
        newest first. At most `limit`.
        """
        ended_only = wanted.states == frozenset({AlertState.ENDED})
        query = select(alerts).where(alerts.c.ended_at.is_not(None) if ended_only else _STANDS)
        query = query.order_by(alerts.c.ended_at.desc(), alerts.c.id.desc()) if ended_only else query
        if wanted.severity:
            query = query.where(alerts.c.severity == wanted.severity)
        if wanted.rule:
            query = query.where(alerts.c.rule == wanted.rule)
        if ended_only and not wanted.code:
            query = query.limit(limit)
        with self._db.read() as connection:
            found = [alert_of(row) for row in connection.execute(query).mappings()]
        if wanted.code:
            found = [each for each in found if wanted.code in each.group.values()]
        if wanted.states and not ended_only:
            found = [each for each in found if each.state(now) in wanted.states]
        if not ended_only:
            ranks = {severity: rank for rank, severity in enumerate(Severity)}
            found.sort(key=lambda each: (-ranks[each.severity], each.opened_at, each.id))
        return found[:limit]

    def find(self, alert_id: int) -> Alert | None:
        """One alert; None where there is none."""
        with self._db.read() as connection:
            row = connection.execute(select(alerts).where(alerts.c.id == alert_id)).mappings().first()
        return alert_of(row) if row is not None else None

    def counts(self, now: datetime) -> Mapping[AlertState, int]:
        """How many stand in each state, and how many have ended."""
        with self._db.read() as connection:
            found = [alert_of(row) for row in connection.execute(select(alerts).where(_STANDS)).mappings()]
            ended = connection.execute(select(func.count()).select_from(alerts).where(~_STANDS)).scalar_one()
        states = [each.state(now) for each in found]
        return {state: states.count(state) for state in AlertState} | {AlertState.ENDED: ended}

    def open_by_severity(self, now: datetime) -> Mapping[Severity, int]:
        """How many are open, neither acknowledged nor silenced, of each severity."""
        found = self.listed(AlertFilter(frozenset({AlertState.OPEN})), now, 1_000_000)
        return {severity: sum(each.severity is severity for each in found) for severity in Severity}

    def acts(self, alert_id: int) -> list[AlertAct]:
        """What happened to an alert, oldest first."""
        wanted = select(alert_acts).where(alert_acts.c.alert_id == alert_id).order_by(alert_acts.c.id)
        with self._db.read() as connection:
            return [
                AlertAct(
                    row["alert_id"], AlertActKind(row["kind"]), row["at"], row["by"], row["comment"], row["details"]
                )
                for row in connection.execute(wanted).mappings()
            ]

    def messages(self, alert_id: int) -> list[AlertMessage]:
        """The messages by which an alert was told, oldest first, and what became of them."""
        wanted = (
            select(alert_messages.c.way, alert_messages.c.who, outbox)
            .join(outbox, outbox.c.id == alert_messages.c.outbox_id)
            .where(alert_messages.c.alert_id == alert_id)
            .order_by(alert_messages.c.id)
        )
        with self._db.read() as connection:
            return [
                AlertMessage(
                    AlertWay(row["way"]),
                    row["who"],
                    row["made_at"],
                    SendState(row["state"]),
                    Trouble(row["trouble"]),
                    row["told"],
                    row["sent_at"],
                )
                for row in connection.execute(wanted).mappings()
            ]


def _row(alert: Alert) -> dict[str, Any]:
    return {
        "rule": alert.rule,
        "group_key": alert.group_key[:200],
        "grouped": dict(alert.group),
        "severity": str(alert.severity),
        "count": alert.count,
        "figures": dict(alert.figures),
        "opened_at": alert.opened_at,
        "seen_at": alert.seen_at,
        "rota_order": alert.order,
        "told": alert.told,
        "told_count": alert.told_count,
        "last_told_at": alert.last_told_at,
        "tell_at": alert.tell_at,
        "escalate_at": alert.escalate_at,
        "acknowledged_at": alert.acknowledged_at,
        "acknowledged_by": alert.acknowledged_by,
        "silenced_until": alert.silenced_until,
        "ended_at": alert.ended_at,
    }


def alert_of(row: RowMapping | Mapping[str, Any]) -> Alert:
    """A row as an alert."""
    return Alert(
        rule=row["rule"],
        group=row["grouped"],
        severity=Severity(row["severity"]),
        count=row["count"],
        figures=row["figures"],
        opened_at=row["opened_at"],
        seen_at=row["seen_at"],
        order=row["rota_order"],
        told=row["told"],
        told_count=row["told_count"],
        last_told_at=row["last_told_at"],
        tell_at=row["tell_at"],
        escalate_at=row["escalate_at"],
        acknowledged_at=row["acknowledged_at"],
        acknowledged_by=row["acknowledged_by"],
        silenced_until=row["silenced_until"],
        ended_at=row["ended_at"],
        id=row["id"],
    )
