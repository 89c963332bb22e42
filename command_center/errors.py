"""Every error the core raises on purpose; each says what is wrong and what to do about it."""

from pathlib import Path


class CommandCenterError(Exception):
    """Root of the tree: catch this to catch all that the core raises on purpose."""


class BadSetting(CommandCenterError):
    """A setting has a value that cannot be used; the message names the setting and what it takes."""


class BadReferenceData(CommandCenterError):
    """A reference file cannot be used.

    The message reads ``file:line: reason``; `line` is None where the file as a whole is at fault.
    """

    def __init__(self, file: Path | str, line: int | None, reason: str) -> None:
        self.file, self.line, self.reason = Path(file), line, reason
        where = f"{file}:{line}" if line is not None else str(file)
        super().__init__(f"{where}: {reason}")


class BadBoundaries(CommandCenterError):
    """An imported boundary file was refused; the boundaries in use stay as they were."""


class StoreUnavailable(CommandCenterError):
    """The database did not take or give data: nothing was acknowledged, the caller should try again (HTTP 503)."""


class ServerAway(CommandCenterError):
    """Nobody answers at the address of a server: start it, or name the right address."""


class NotFound(CommandCenterError):
    """What was asked for does not exist (HTTP 404)."""


class NotAllowed(CommandCenterError):
    """The signed-in person, device or key may not do this (HTTP 403)."""


class BadAnswer(CommandCenterError):
    """An answer cannot be sent as it was written; `field` is what to change, `trouble` why, as a word for screens (HTTP 422)."""

    def __init__(self, reason: str, field: str, trouble: str) -> None:
        super().__init__(reason)
        self.field, self.trouble = field, trouble


class Conflict(CommandCenterError):
    """The report changed since it was read, or the step is not possible from its status (HTTP 409).

    `word` says which, for screens; "" where nobody needs to tell it from others.
    """

    def __init__(self, message: str = "", word: str = "") -> None:
        super().__init__(message)
        self.word = word
