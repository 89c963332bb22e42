"""Whether a text speaks of elsewhere, and which of its names that are also ours lie there."""

from collections.abc import Sequence
from typing import NamedTuple

from command_center.domain.areas import Areas, WordKind
from command_center.domain.findings import FoundBy
from command_center.places.gazetteer import EVERYWHERE
from command_center.places.mention import NONE, PASSING, Elsewhere, Mention
from command_center.places.reader import FILLERS, TextReader

MANY_NAMESAKES = 3
"""Areas elsewhere from which a name of ours is borne by so many that a sign of elsewhere is enough to doubt it."""

OFTEN = 5
"""The same where the sign is weak: a name that is called a desa, though people say so of outlying kelurahan too, or a
writer who is from elsewhere.
"""

BETWEEN = frozenset({WordKind.KELURAHAN, WordKind.KECAMATAN, WordKind.VILLAGE, WordKind.REGENCY, *FILLERS})
"""Words that may stand between a name and the larger area it lies in: ``Karangrejo, kec. Tambaksari, kota Surabaya``."""

SHORTEST_UNKNOWN = 4
"""Letters of the shortest word after kel. or kec. that is taken for a name nobody listed."""


LONGEST_UNKNOWN = 4
"""Words with a capital that may follow kel. or kec.; where still more do, it is a headline."""

NAME_KINDS = (None, WordKind.CASUAL, WordKind.COMMON)


class Reading(NamedTuple):
    """Of what a text speaks as a whole. `elsewhere`: of a place outside the city; `doubtful`: there are signs of one.

    `home` says that it names the city, `as_town` that it calls it one (kota Semarang): the kabupaten bears the name too.
    """

    elsewhere: bool
    doubtful: bool
    home: bool
    as_town: bool


UNKNOWN = Reading(elsewhere=False, doubtful=False, home=False, as_town=False)
OUTSIDE = UNKNOWN._replace(elsewhere=True, doubtful=True)
"""What is known of a report whose point lies outside the city."""


def read_elsewhere(
    reader: TextReader, mentions: Sequence[Mention], outside: list[Elsewhere], about: Reading | None
) -> Reading:
    """What the text says as a whole; the kabupaten of the city's name is added to `outside` where it is named."""
    home = as_town = doubtful = False
    kinds = reader.kinds
    taken: set[int] | None = None
    for index, kind in enumerate(kinds):
        if kind is WordKind.HOME:
            if index and kinds[index - 1] is WordKind.REGENCY:
                outside.append(_kabupaten(reader, index))
            else:
                home = True
                as_town = as_town or (index > 0 and kinds[index - 1] is WordKind.TOWN)
        elif kind is WordKind.REGENCY:
            doubtful = True
        elif kind in (WordKind.KELURAHAN, WordKind.KECAMATAN, WordKind.VILLAGE) and not doubtful:
            if taken is None:
                names: list[Mention | Elsewhere] = [*mentions, *outside]
                taken = {at for each in names for at in range(each.first, each.last + 1)}
            known = index + 1 in taken
            doubtful = not known and (kind is WordKind.VILLAGE or _is_a_name(reader, index + 1))
    for at, each in enumerate(outside):
        if any(
            mention.beside and mention.last < each.first <= _following(reader, mention.last) for mention in mentions
        ):
            outside[at] = each._replace(beside=True)
    placed = any(each.there for each in outside)
    before = about or UNKNOWN
    return Reading(
        elsewhere=placed or (before.elsewhere and not home),
        doubtful=doubtful or before.doubtful or bool(outside),
        home=home or before.home,
        as_town=as_town or before.as_town,
    )


def without_those_elsewhere(
    areas: Areas, reader: TextReader, mentions: list[Mention], outside: Sequence[Elsewhere], reading: Reading
) -> list[Mention]:
    """The mentions that are not of elsewhere.

    A name right before one outside lies there (``Gondoriyo, Bergas``), and so does what stands before such a name. A
    text that is placed elsewhere keeps only names that no other area bears, or that another name or the city's own
    confirms, and none that it only passes by. Signs of elsewhere alone take names that many areas bear.
    """
    there = [each for each in outside if each.there]
    kept = _not_attached(reader, mentions, there)
    return [
        mention
        for mention in kept
        if not _lies_elsewhere(mention, reading, outside, _confirmed(areas, reader, mention, kept, reading))
    ]


def _kabupaten(reader: TextReader, at: int) -> Elsewhere:
    """The kabupaten that bears the city's name."""
    return reader.outside(at - 1, at, sure=True, marked=True)


def _is_a_name(reader: TextReader, at: int) -> bool:
    """Whether word `at`, which is part of no known name, is written as a name: with a capital, and not in a headline."""
    words = reader.words
    if at >= len(words) or reader.kinds[at] not in NAME_KINDS or len(words[at].key) < SHORTEST_UNKNOWN:
        return False
    for index in range(at, at + LONGEST_UNKNOWN):
        if not reader.is_titled(index):
            return index > at
        if index + 1 == len(words) or "," in reader.text[words[index].end : words[index + 1].start]:
            return True
    return False


def _not_attached(reader: TextReader, mentions: list[Mention], there: Sequence[Elsewhere]) -> list[Mention]:
    """The mentions that neither stand right before a name outside nor before one that does; from the last to the first."""
    begins = {each.first for each in there}
    kept: list[Mention] = []
    for mention in reversed(mentions):
        following = _following(reader, mention.last)
        within = any(mention.last < begin <= following for begin in begins)
        if within or (mention.namesakes and _right_after(reader, mention, there)):
            begins.add(mention.first)
        else:
            kept.append(mention)
    return kept[::-1]


def _following(reader: TextReader, last: int) -> int:
    """The first word after word `last` that may be part of a name: words for kinds of areas and numbers are passed over."""
    index = last + 1
    while index < len(reader.words) and not _stops(
        reader.text[reader.words[index - 1].end : reader.words[index].start]
    ):
        if reader.kinds[index] not in BETWEEN and not reader.words[index].key.isdigit():
            return index
        index += 1
    return last


def _stops(between: str) -> bool:
    """Whether a sentence ends here: a full stop before a word in small letters may be that of "kec."."""
    return any(mark in between for mark in ";!?-–—")


def _right_after(reader: TextReader, mention: Mention, there: Sequence[Elsewhere]) -> bool:
    """Whether a name outside stands right before the mention: ``Kab. Kendal, Kec. Boja, Desa Karanganyar``."""
    return any(each.last < mention.first <= _following(reader, each.last) for each in there)


def _confirmed(
    areas: Areas, reader: TextReader, mention: Mention, mentions: Sequence[Mention], reading: Reading
) -> bool:
    """Whether the text bears out that the mention is of the city: by its name, or by another place of the kecamatan."""
    if reading.as_town or (reading.home and not reading.elsewhere):
        return True
    homes = {areas.kecamatan_of(code) for code in mention.options}
    for other in mentions:
        if other is mention or (other.found_by is FoundBy.STREET and mention.found_by is FoundBy.STREET):
            continue
        same = other.options != mention.options and any(areas.kecamatan_of(code) in homes for code in other.options)
        if same and (
            not other.namesakes or other.found_by is FoundBy.KECAMATAN or mention.found_by is FoundBy.KECAMATAN
        ):
            return True
    return False


def _lies_elsewhere(mention: Mention, reading: Reading, outside: Sequence[Elsewhere], confirmed: bool) -> bool:
    if reading.elsewhere:
        if mention.strength == PASSING or (mention.namesakes and not confirmed):
            return True
        told = any(each.there and each.placed for each in outside)
        return told and mention.strength == NONE and not confirmed
    if confirmed:
        return False
    if mention.longer and mention.namesakes:
        return True
    if any(each.sure and each.beside for each in outside) and not mention.beside and mention.namesakes >= EVERYWHERE:
        return True
    if (mention.village or any(each.sure and each.origin for each in outside)) and mention.namesakes >= OFTEN:
        return True
    return mention.namesakes >= MANY_NAMESAKES and _signs(reading, outside)


def _signs(reading: Reading, outside: Sequence[Elsewhere]) -> bool:
    """Whether there are signs of elsewhere other than a place that somebody only comes from, passes by or is near to."""
    return reading.doubtful and not (outside and all(each.passing or each.origin or each.beside for each in outside))
