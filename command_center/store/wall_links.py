"""Links that let one device show the wall without a sign-in; each can be taken back."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Column, Connection, Index, RowMapping, String, Table, insert, select, update
from sqlalchemy.exc import IntegrityError

from command_center.errors import CommandCenterError, NotFound
from command_center.store.audit import AuditEntry, record
from command_center.store.columns import BigId, Utc
from command_center.store.db import Database
from command_center.store.tables import metadata
from command_center.store.tokens import digest, new_token

wall_links = Table(
    "wall_links",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("name", String(80), nullable=False, comment="of the device, such as: ruang kendali, layar kiri"),
    Column("digest", String(64), nullable=False, unique=True, comment="SHA-256 of the token, which is not kept"),
    Column("created_at", Utc, nullable=False),
    Column("seen_at", Utc),
    Column("revoked_at", Utc),
)
Index(
    "uq_wall_links_live_name",
    wall_links.c.name,
    unique=True,
    sqlite_where=wall_links.c.revoked_at.is_(None),
    postgresql_where=wall_links.c.revoked_at.is_(None),
)


class BadLink(CommandCenterError):
    """The link cannot be made: the message says why."""


@dataclass(frozen=True, slots=True)
class WallLink:
    """One device's link. `seen_at` is kept to the minute."""

    id: int
    name: str
    created_at: datetime
    seen_at: datetime | None
    revoked_at: datetime | None
    digest: str = field(repr=False)


class WallLinks:
    """Makes links, finds them by their token, takes them back."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def create(self, name: str, at: datetime, entries: Sequence[AuditEntry] = ()) -> str:
        """A new link for the device `name`; returns its token, which cannot be shown again.

        Raises BadLink for an empty or overlong name, or one that a link in use has.
        """
        name = name.strip()
        if not 1 <= len(name) <= 80 or not name.isprintable():
            raise BadLink("name the device in 1 to 80 printable characters, for example: ruang kendali, layar kiri")
        token = new_token()

        def work(connection: Connection) -> None:
            try:
                connection.execute(insert(wall_links).values(name=name, digest=digest(token), created_at=at))
            except IntegrityError as error:
                raise BadLink(f"there is a link named {name!r} already: revoke it first, or choose another") from error
            record(connection, entries)

        self._db.write(work)
        return token

    def everyone(self) -> list[WallLink]:
        """All links, newest first, revoked ones too."""
        with self._db.read() as connection:
            rows = connection.execute(select(wall_links).order_by(wall_links.c.id.desc())).mappings()
            return [_link(row) for row in rows]

    def by_token(self, token: str) -> WallLink | None:
        """The link of this token, None where there is none or it was revoked."""
        return self._live(wall_links.c.digest == digest(token))

    def by_id(self, link_id: int) -> WallLink | None:
        """The link with this number, None where there is none or it was revoked."""
        return self._live(wall_links.c.id == link_id)

    def revoke(self, link_id: int, at: datetime, entries: Sequence[AuditEntry] = ()) -> None:
        """Take back the link with this number; raises NotFound where no such link is in use."""
        live = (wall_links.c.id == link_id) & wall_links.c.revoked_at.is_(None)

        def work(connection: Connection) -> None:
            if not connection.execute(update(wall_links).where(live).values(revoked_at=at)).rowcount:
                raise NotFound(f"no link in use has the number {link_id}: `manage.py wall list` shows those there are")
            record(connection, entries)

        self._db.write(work)

    def seen(self, link_id: int, at: datetime) -> None:
        """Note when the device last asked for something."""
        wanted = update(wall_links).where(wall_links.c.id == link_id).values(seen_at=at)
        self._db.write(lambda connection: connection.execute(wanted))

    def _live(self, condition: object) -> WallLink | None:
        wanted = select(wall_links).where(condition, wall_links.c.revoked_at.is_(None))  # type: ignore[arg-type]
        with self._db.read() as connection:
            row = connection.execute(wanted).mappings().one_or_none()
        return None if row is None else _link(row)


def _link(row: RowMapping) -> WallLink:
    return WallLink(row["id"], row["name"], row["created_at"], row["seen_at"], row["revoked_at"], row["digest"])
