"""The address of a report's status page: with its code where its citizen alone reads, without where others read along."""

from collections.abc import Callable

from command_center.domain.channels import ChannelKind, Channels
from command_center.domain.outgoing import Addressee

TELEGRAM = "telegram"
"""The channel whose chats may be groups."""


class StatusLinks:
    """`url` is that of this installation, without a slash at its end; `code_of` gives the code to a tracking number."""

    def __init__(self, url: str, channels: Channels, code_of: Callable[[str], str]) -> None:
        self._url, self._channels, self._code_of = url, channels, code_of

    def address(self, number: str) -> str:
        """The status page, which asks for the code."""
        return f"{self._url}/lacak/{number}"

    def link(self, to: Addressee) -> str:
        """The status page as it is told to this addressee (docs/decisions/code-of-the-receipt.md)."""
        address = self.address(to.number)
        return f"{address}?kode={self._code_of(to.number)}" if self._reads_alone(to) else address

    def _reads_alone(self, to: Addressee) -> bool:
        profile = self._channels.get(to.channel)
        if profile is None or profile.kind is ChannelKind.SOCIAL:
            return False
        return to.channel != TELEGRAM or _is_chat_of_one(to)


def _is_chat_of_one(to: Addressee) -> bool:
    """A private chat has the number of its person. Groups and channels have negative ones, and so has who writes in their
    name (https://core.telegram.org/bots/api#chat).
    """
    return to.contact == to.person and to.contact.isascii() and to.contact.isdigit()
