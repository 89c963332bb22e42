"""Who works on the data: every command and server holds a shared lock beside it, a restore the only one."""

import fcntl
import os
import time
from contextlib import suppress
from pathlib import Path

from command_center.errors import BadSetting

LOOK_SECONDS = 0.05


class DataLock:
    """A lock on the file beside the data, let go when it is closed or the process ends, however it ends."""

    def __init__(self, file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        self._descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)

    def share(self) -> None:
        """Wait while somebody restores, then work beside others."""
        fcntl.flock(self._descriptor, fcntl.LOCK_SH)

    def alone(self) -> bool:
        """Whether nobody else works on the data; the lock is shared again on return."""
        try:
            self.hold("")
        except BadSetting:
            return False
        finally:
            self.share()
        return True

    def hold(self, otherwise: str, patience: float = 0) -> None:
        """Be the only one until it is closed. Raises BadSetting that says `otherwise` where somebody else is, after `patience`
        seconds: a process that was killed holds it until the system has taken its memory back.
        """
        ends = time.monotonic() + patience
        while True:
            try:
                return fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                if time.monotonic() >= ends:
                    raise BadSetting(otherwise) from error
            time.sleep(LOOK_SECONDS)

    def close(self) -> None:
        """Let go; a second call does nothing."""
        with suppress(OSError):
            os.close(self._descriptor)
        self._descriptor = -1


def beside(database_file: Path | None, var_dir: Path) -> Path:
    """The lock of a SQLite file stands beside it; that of another database in VAR_DIR."""
    return database_file.with_name(database_file.name + ".lock") if database_file is not None else var_dir / "data.lock"
