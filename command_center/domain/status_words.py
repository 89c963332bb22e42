"""What a status is called outside: by the public, and by other systems."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from command_center.domain.wording import Wording
from command_center.domain.workflow import Status


@dataclass(frozen=True, slots=True)
class StatusWords:
    """Words of one status. `public` is the sentence that citizens read, with {opd} for the department's name.

    `sp4n` is how SP4N-LAPOR! calls it: the beginnings of its words, of several that fit the longest counts.
    """

    public: Wording
    sp4n: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Statuses:
    """The words of every status."""

    words: Mapping[Status, StatusWords]

    def public(self, status: Status, opd: str, language: str = "id") -> str:
        """The sentence for the public; `opd` is the department's name."""
        return self.words[status].public.in_language(language).format(opd=opd)

    @property
    def sp4n(self) -> Mapping[str, Status]:
        """Words of SP4N-LAPOR! -> status."""
        return MappingProxyType({word: status for status, each in self.words.items() for word in each.sp4n})
