"""Which code belongs to which tracking number. The secret lies in the database, so that a backup brings it along."""

import secrets

from command_center.domain.tracking_code import code_of_number, is_same_code
from command_center.store.db import Database
from command_center.store.rows import recall, remember_first

SECRET = "tracking_code_secret"  # noqa: S105 - the name under which it is kept


class TrackingCodes:
    """Codes of this installation. They depend on nothing but the number and the secret, whatever SECRET_KEY is."""

    def __init__(self, db: Database) -> None:
        """Makes the secret where there is none: at the start, since a code is asked for inside transactions too, where
        nothing else can be written. Raises StoreUnavailable.
        """
        with db.read() as connection:
            kept = recall(connection, SECRET)
        if kept is None:
            made = secrets.token_hex(32)
            kept = db.write(lambda connection: remember_first(connection, SECRET, made))
        self._secret = bytes.fromhex(kept)

    def code_of(self, number: str) -> str:
        """The code that opens the status page of a number: eight characters."""
        return code_of_number(self._secret, number)

    def opens(self, number: str, typed: str) -> bool:
        """Whether a typed code is that of a number. It asks for no report, so that it tells nothing of which there are,
        and takes as long for a number that was never given.
        """
        return is_same_code(self.code_of(number), typed)
