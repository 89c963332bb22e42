"""Views of the analysis, and queues of the desk, that people kept under a name: each person's own, and nobody else's."""

from datetime import datetime

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Executable,
    ForeignKey,
    RowMapping,
    String,
    Table,
    UniqueConstraint,
    delete,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError

from command_center.domain.saved_view import LONGEST_NAME, LONGEST_QUERY, MOST_VIEWS, SavedView
from command_center.errors import CommandCenterError, NotFound
from command_center.store.columns import BigId, Utc
from command_center.store.db import Database
from command_center.store.tables import metadata
from command_center.store.users import users

saved_views = Table(
    "saved_views",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("user_id", BigId, ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
    Column("name", String(LONGEST_NAME), nullable=False),
    Column("query", String(LONGEST_QUERY), nullable=False, comment="of the address, without ?"),
    Column("created_at", Utc, nullable=False),
    Column("page", String(32), nullable=False, server_default="analytics", comment="key of the page"),
    UniqueConstraint("user_id", "page", "name"),
)


class BadView(CommandCenterError):
    """The view cannot be kept: `reason` is name, taken, many or query."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


class SavedViews:
    """Keeps, lists, renames and deletes the views of one person, who is named by the sign-in name of the session.

    Each page that keeps views has its own, by its key.
    """

    def __init__(self, db: Database, page: str = "analytics") -> None:
        self._db = db
        self._page = page

    def on(self, page: str) -> "SavedViews":
        """The views of another page."""
        return SavedViews(self._db, page)

    def of(self, person: str) -> list[SavedView]:
        """The views of a person, by name; none for who has no account."""
        wanted = (
            select(saved_views)
            .join(users, users.c.id == saved_views.c.user_id)
            .where(users.c.name == person, saved_views.c.page == self._page)
            .order_by(func.lower(saved_views.c.name), saved_views.c.id)
        )
        with self._db.read() as connection:
            return [_view(row) for row in connection.execute(wanted).mappings()]

    def save(self, person: str, name: str, query: str, at: datetime) -> SavedView:
        """Keep a view. Raises BadView for a bad or taken name, too long a query, or one more than `MOST_VIEWS`."""
        name = _named(name)
        if len(query) > LONGEST_QUERY:
            raise BadView("query", f"the view has more filters than can be kept: {LONGEST_QUERY} characters at most")

        def work(connection: Connection) -> int | None:
            user_id = _user(connection, person)
            count = connection.execute(
                select(func.count())
                .select_from(saved_views)
                .where(saved_views.c.user_id == user_id, saved_views.c.page == self._page)
            ).scalar_one()
            if count >= MOST_VIEWS:
                raise BadView("many", f"{MOST_VIEWS} views are kept already: delete one first")
            row = {"user_id": user_id, "name": name, "query": query, "created_at": at, "page": self._page}
            return _once(connection, insert(saved_views).values(row).returning(saved_views.c.id), name)

        return SavedView(self._db.write(work) or 0, name, query, at)

    def rename(self, person: str, view_id: int, name: str) -> None:
        """Give a view another name. Raises BadView as `save`, and NotFound where the person has no such view."""
        name = _named(name)

        def work(connection: Connection) -> None:
            changed = (
                update(saved_views)
                .where(_own(person, view_id, self._page))
                .values(name=name)
                .returning(saved_views.c.id)
            )
            if _once(connection, changed, name) is None:
                raise NotFound(f"{person} has no view {view_id}: load the page again")

        self._db.write(work)

    def delete(self, person: str, view_id: int) -> None:
        """Forget a view. Raises NotFound where the person has no such view."""

        def work(connection: Connection) -> None:
            if not connection.execute(delete(saved_views).where(_own(person, view_id, self._page))).rowcount:
                raise NotFound(f"{person} has no view {view_id}: load the page again")

        self._db.write(work)


def _named(name: str) -> str:
    name = " ".join(name.split())
    if not 1 <= len(name) <= LONGEST_NAME or not name.isprintable():
        raise BadView("name", f"name the view in 1 to {LONGEST_NAME} printable characters")
    return name


def _user(connection: Connection, person: str) -> int:
    found: int | None = connection.execute(select(users.c.id).where(users.c.name == person)).scalar_one_or_none()
    if found is None:
        raise NotFound(f"there is no account {person!r}: sign in again")
    return found


def _own(person: str, view_id: int, page: str) -> ColumnElement[bool]:
    owner = select(users.c.id).where(users.c.name == person).scalar_subquery()
    return (saved_views.c.id == view_id) & (saved_views.c.user_id == owner) & (saved_views.c.page == page)


def _once(connection: Connection, statement: Executable, name: str) -> int | None:
    """Its id; raises BadView where the person has a view of this name already."""
    try:
        found: int | None = connection.execute(statement).scalar_one_or_none()
    except IntegrityError as error:
        raise BadView("taken", f"there is a view named {name!r} already: choose another name") from error
    return found


def _view(row: RowMapping) -> SavedView:
    return SavedView(row["id"], row["name"], row["query"], row["created_at"])
