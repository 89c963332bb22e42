"""Errors of the intake wing, named by what the caller must do."""

from command_center.errors import CommandCenterError


class BadMessage(CommandCenterError):
    """The payload will never parse: quarantine it with this reason; trying again unchanged is of no use."""


class PartlyBad(BadMessage):
    """Some items of a payload are bad: raised after the good ones were yielded; the reason names each bad item."""


class RetryLater(CommandCenterError):
    """The other side, or ours, cannot now: try again after `after_seconds`."""

    def __init__(self, reason: str, after_seconds: float = 5.0) -> None:
        super().__init__(reason)
        self.after_seconds = after_seconds


class ChannelBroken(CommandCenterError):
    """The channel cannot work until somebody acts: a missing setting, a refused password."""


class NotAuthentic(CommandCenterError):
    """The request does not prove that it comes from the channel: answer 401 or 403 and keep nothing."""
