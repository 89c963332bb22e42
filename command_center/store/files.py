"""Pictures of citizens and of staff: written anew when they come, kept beside the reports, asked for by their id."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Update, select, update

from command_center.errors import NotFound
from command_center.store.db import Database
from command_center.store.pictures import CONTENT_TYPE, written_anew
from command_center.store.rows import insert_missing
from command_center.store.tables import files

REF = "file:"
"""Begins the `ref` of a medium that is kept here: ``file:<id>``."""


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A picture as it is kept; `width` and `height` in pixels are those of the large form."""

    id: str
    content_type: str
    width: int
    height: int
    content: bytes


class Files:
    """The common way in and out for pictures. Who may see one is decided by the report that it stands with."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def put(self, content: bytes, content_type: str, at: datetime, by: str) -> str:
        """Keep a picture and return its id; durable on return. The same picture again is the same file,
        held anew from then on.

        What it is, its bytes tell; the `content_type` that its sender claims is not believed. `by` is a sign-in name, or
        what the citizen came by. Raises BadPicture, which says what to do, and StoreUnavailable.
        """
        picture = written_anew(content)
        file_id = hashlib.sha256(picture.content).hexdigest()[:32]
        row = {
            "id": file_id,
            "at": at,
            "by": by[:200],
            "content_type": CONTENT_TYPE,
            "width": picture.width,
            "height": picture.height,
            "content": picture.content,
            "small": picture.small,
        }

        def insert(connection: Connection) -> None:
            if insert_missing(connection, files, row, ("id",)) is None:
                connection.execute(_held(file_id, at))

        self._db.write(insert)
        return file_id

    def get(self, file_id: str, *, small: bool = False) -> StoredFile:
        """A picture, or the same for a list. Raises NotFound and StoreUnavailable."""
        content = files.c.small if small else files.c.content
        wanted = select(files.c.id, files.c.content_type, files.c.width, files.c.height, content)
        with self._db.read() as connection:
            row = connection.execute(wanted.where(files.c.id == file_id)).first()
        if row is None:
            raise NotFound(f"there is no file {file_id[:40]!r}")
        return StoredFile(*row)

    def hold(self, file_id: str, at: datetime) -> bool:
        """Hold a file for a form that names it and is sent now, so that it is not let go meanwhile; False where there is none.

        Raises StoreUnavailable.
        """
        return self._db.write(lambda connection: connection.execute(_held(file_id, at)).rowcount > 0)

    def there(self, file_id: str) -> bool:
        """Whether there is a file with this id. Raises StoreUnavailable."""
        with self._db.read() as connection:
            return connection.execute(select(files.c.id).where(files.c.id == file_id)).first() is not None


def _held(file_id: str, at: datetime) -> Update:
    """A file that nothing names is let go a day after this (`store/unnamed_files.py`)."""
    return update(files).where(files.c.id == file_id).values(at=at)


def file_id_of(ref: str) -> str:
    """The id in the reference of a medium, "" where it is none of ours."""
    return ref.removeprefix(REF) if ref.startswith(REF) else ""
