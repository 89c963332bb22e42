"""Names of places in a text: ours and those elsewhere, each with the words before it that speak for or against it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from command_center.domain.areas import Areas
from command_center.places.elsewhere import Reading, read_elsewhere, without_those_elsewhere
from command_center.places.gazetteer import Gazetteer
from command_center.places.mention import NONE, Elsewhere, Mention
from command_center.places.names import readable
from command_center.places.reader import MOST_MENTIONS, MOST_WORDS, TextReader
from command_center.places.slips import slips

NEAR = 2
"""Words that may stand between an ordinary word and the place beside which it counts as a name."""


class FoundName(NamedTuple):
    """What a text names: `mentions` in the city, in their order; `reading` says whether it speaks of elsewhere too."""

    mentions: list[Mention]
    reading: Reading


@dataclass(frozen=True, slots=True)
class MentionFinder:
    """Finds the names of places in texts; safe to share between threads."""

    areas: Areas
    gazetteer: Gazetteer

    @classmethod
    @lru_cache(maxsize=4)
    def of(cls, areas: Areas) -> "MentionFinder":
        """The finder of the names of `areas`, made once for all who locate in them (about 0.2 s)."""
        return cls(areas, Gazetteer(areas))

    def find(self, text: str, in_address: bool = False, about: Reading | None = None) -> FoundName:
        """The mentions in `text` that its words bear out; an address is nothing but places.

        `about` is what is known beforehand: a sender's point outside the city, or what the address said.
        """
        text = readable(text)
        words = self.gazetteer.spelling.words(text, MOST_WORDS)
        kinds = list(map(self.gazetteer.word_kinds.get, [word.key for word in words]))
        reader = TextReader(self.areas, self.gazetteer, text, words, kinds, in_address)
        exact, outside = reader.names()
        mentions = _borne_out(self.areas, exact[:MOST_MENTIONS])
        if not any(_is_one_kelurahan(self.areas, mention) for mention in mentions):
            misspelt = slips(reader, [*exact, *outside])[:MOST_MENTIONS]
            if misspelt:
                mentions = sorted(_borne_out(self.areas, [*mentions, *misspelt]), key=lambda mention: mention.first)
        reading = read_elsewhere(reader, mentions, outside, about)
        return FoundName(_left(self.areas, reader, mentions, outside, reading), reading)


def _left(
    areas: Areas, reader: TextReader, mentions: list[Mention], outside: Sequence[Elsewhere], reading: Reading
) -> list[Mention]:
    """The mentions that do not lie elsewhere by the rest of the text."""
    alone = not (outside or reading.doubtful or reading.elsewhere)
    if alone and not any(mention.village or mention.longer for mention in mentions):
        return mentions
    return without_those_elsewhere(areas, reader, mentions, outside, reading)


def _is_one_kelurahan(areas: Areas, mention: Mention) -> bool:
    return len(mention.options) == 1 and mention.options[0] in areas.kelurahan_by_code


def _borne_out(areas: Areas, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions strong enough for their kind, or standing right beside another of the same kecamatan."""
    kept = []
    for mention in mentions:
        if mention.strength >= mention.needs:
            kept.append(mention)
        elif any(_backs(areas, other, mention) for other in mentions if other is not mention):
            kept.append(mention._replace(strength=NONE))
    return kept


def _backs(areas: Areas, other: Mention, mention: Mention) -> bool:
    apart = max(mention.first - other.last, other.first - mention.last) - 1
    homes = {areas.kecamatan_of(code) for code in other.options}
    return apart <= NEAR and any(areas.kecamatan_of(code) in homes for code in mention.options)
