"""What a form that is in the inbox said, to tell a request sent again from another one under the same key."""

from sqlalchemy import select

from command_center.store.db import Database
from command_center.store.tables import inbox


class Open311Posts:
    """Reads the headers that were kept beside posted forms."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def header(self, inbox_id: int, name: str) -> str:
        """A kept header of a delivery; "" where there is none. Raises StoreUnavailable."""
        with self._db.read() as connection:
            headers = connection.execute(select(inbox.c.headers).where(inbox.c.id == inbox_id)).scalar_one_or_none()
        return str((headers or {}).get(name, ""))
