"""What a reader without the right to personal data may see of a report's texts, and of the words quoted from them."""

import re
from collections.abc import Collection

from command_center.domain.masking import Places, mask_personal, mask_together
from command_center.domain.report import Report

HIDDEN = "[…]"
"""Stands for quoted words that are hidden in the text itself."""

_WORD = re.compile(r"[^\W_]+")


class PublicWords:
    """The texts of one report with personal data masked; pure."""

    def __init__(self, report: Report, names: Collection[str], places: Places) -> None:
        """`names` are those of the reporter, to be masked; `places` names of the city's places, which are not."""
        self._names, self._places = names, places
        given = [report.content.subject, report.content.address, report.content.text]
        self.subject, address, self.text = mask_together(given, names, places)
        self._raw = _words(" ".join(given))
        self._seen = _words(" ".join((self.subject, self.text, address)))

    def quoted(self, piece: str) -> str:
        """A piece of the texts as evidence; hidden where one of its words stands in none of them any more.

        Without its surroundings a name is not known as one: what decides is what was masked in the text.
        """
        words = _words(piece)
        if words <= self._raw and not words <= self._seen:
            return HIDDEN
        return mask_personal(piece, self._names, self._places)


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))
