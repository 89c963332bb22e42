"""Which of the places named in a report it is about, and which other places it could be."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from command_center.domain.areas import Areas
from command_center.domain.findings import FoundBy
from command_center.domain.inbound import Position
from command_center.places.mention import OWN, PASSING, Mention

RANK = {FoundBy.KELURAHAN: 0, FoundBy.STREET: 1, FoundBy.LANDMARK: 2, FoundBy.KECAMATAN: 3}


TOGETHER = 2
"""Words from one name to the next that still follows it at once: itself, and "kec." before it."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The area a text is about. `area` is a kelurahan or kecamatan code, "" where the names leave it open.

    `words` are those that decided, `candidates` the codes of other areas that they may mean. `point` is where the street
    or landmark that decided is drawn, None for the middle of the area.
    """

    found_by: FoundBy
    area: str = ""
    words: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    point: Position | None = None


NOWHERE = Choice(FoundBy.NONE)


def choose(areas: Areas, mentions: Sequence[Mention]) -> Choice:
    """The smallest area that the mentions agree on.

    A name that may mean several areas is settled by the kecamatan named beside it, then by the other places of the
    text; several kelurahan of one kecamatan leave that kecamatan. A street or landmark that crosses several kecamatan is
    taken where it is drawn, with the others as candidates. Anything else stays open.
    """
    if not mentions:
        return NOWHERE
    if len(mentions) == 1 and len(mentions[0].options) == 1:
        return _chosen(areas, mentions[0], mentions)
    settled = [_settled(areas, mention, mentions) for mention in mentions]
    single = [mention for mention in settled if len(mention.options) == 1]
    if not single:
        return _common(areas, settled)
    best = min(single, key=lambda mention: _order(areas, mention, settled))
    return _chosen(areas, best, settled)


def _settled(areas: Areas, mention: Mention, mentions: Sequence[Mention]) -> Mention:
    """The mention with the options that the rest of the text leaves."""
    others = [other for other in mentions if other is not mention]
    if mention.also and _first_of_two(mention, others):
        return mention._replace(options=mention.also, also=(), found_by=FoundBy.KELURAHAN)
    if len(mention.options) == 1:
        return mention
    by_kecamatan = [other for other in others if other.found_by is FoundBy.KECAMATAN]
    sure = [other for other in others if len(other.options) == 1]
    for witnesses in (by_kecamatan, sure, others):
        homes = {areas.kecamatan_of(code) for other in witnesses for code in other.options}
        left = tuple(code for code in mention.options if areas.kecamatan_of(code) in homes)
        if left and len(left) < len(mention.options):
            mention = mention._replace(options=left)
    homes = {areas.kecamatan_of(code) for code in mention.options}
    kelurahan = tuple(code for code in mention.options if code in areas.kelurahan_by_code)
    if len(mention.options) > 1 and len(homes) == 1 and len(kelurahan) == 1:
        return mention._replace(options=kelurahan)
    if len(mention.options) > 1 and len(homes) == 1:
        return mention._replace(options=(homes.pop(),), also=mention.options)
    return mention


def _first_of_two(mention: Mention, others: Sequence[Mention]) -> bool:
    """Whether the name stands twice in a row, as in ``tembalang, kec. tembalang``: the first is the kelurahan.

    Right after a street or landmark both are the kecamatan: ``Jl. Fatmawati Tembalang, Kec. Tembalang``.
    """
    same = [other for other in others if other.in_address == mention.in_address]
    return any(
        other.options == mention.options and 0 < other.first - mention.last <= TOGETHER for other in same
    ) and not any(
        other.found_by in (FoundBy.STREET, FoundBy.LANDMARK) and 0 < mention.first - other.last <= TOGETHER
        for other in same
    )


def _order(areas: Areas, mention: Mention, mentions: Sequence[Mention]) -> tuple[object, ...]:
    """Sorts mentions with one option, best first."""
    area = mention.options[0]
    overruled = any(
        other.found_by is FoundBy.KECAMATAN
        and other.options[0] != areas.kecamatan_of(area)
        and other.strength > mention.strength
        and other.strength == OWN
        for other in mentions
    )
    confirmed = any(
        other.found_by is FoundBy.KECAMATAN and other.options == (areas.kecamatan_of(area),) != mention.options
        for other in mentions
    )
    return (
        overruled,
        not confirmed and mention.strength == PASSING,
        area in areas.kecamatan_by_code,
        not mention.in_address,
        -mention.strength,
        RANK[mention.found_by],
        mention.edits,
        mention.first,
    )


def _chosen(areas: Areas, best: Mention, mentions: Sequence[Mention]) -> Choice:
    area = best.options[0]
    home = areas.kecamatan_of(area)
    if len(mentions) == 1 and not best.also and area != home:
        return Choice(best.found_by, area, (best.text,), point=_drawn(areas, best))
    witnesses = [
        other.text
        for other in mentions
        if other is not best and other.found_by is FoundBy.KECAMATAN and other.options == (home,)
    ]
    others = list(best.also)
    for other in mentions:
        homes = {areas.kecamatan_of(code) for code in other.options}
        if home not in homes or (len(other.options) == 1 and other.options[0] not in (area, home)):
            others += other.options
    found_by = best.found_by
    if found_by is FoundBy.KELURAHAN and area == home:
        found_by = FoundBy.KECAMATAN
    candidates = _each_once(c for c in others if c != area)
    return Choice(found_by, area, _each_once([best.text, *witnesses]), candidates, _drawn(areas, best))


def _common(areas: Areas, mentions: Sequence[Mention]) -> Choice:
    """What all the open mentions have in common: one kecamatan, or nothing."""
    homes = [{areas.kecamatan_of(code) for code in mention.options} for mention in mentions]
    shared = set.intersection(*homes)
    words = _each_once(mention.text for mention in mentions)
    if len(mentions) > 1 and len(shared) == 1:
        first = min(mentions, key=lambda mention: RANK[mention.found_by])
        found_by = FoundBy.KECAMATAN if first.found_by is FoundBy.KELURAHAN else first.found_by
        return Choice(found_by, shared.pop(), words)
    candidates = _each_once(code for mention in mentions for code in mention.options)
    ranked = sorted(mentions, key=lambda mention: (-mention.strength, mention.edits, mention.first))
    for best in ranked:
        if best.pin is not None and best.found_by in (FoundBy.STREET, FoundBy.LANDMARK):
            others = tuple(code for code in candidates if code != best.pin.kecamatan)
            return Choice(best.found_by, best.pin.kecamatan, (best.text,), others, best.pin.point)
    return Choice(FoundBy.NONE, "", words, candidates)


def _drawn(areas: Areas, mention: Mention) -> Position | None:
    """The point of a street or landmark, where that lies in the area it was settled for."""
    if mention.pin is None or mention.found_by not in (FoundBy.STREET, FoundBy.LANDMARK):
        return None
    return mention.pin.point if mention.pin.kecamatan == areas.kecamatan_of(mention.options[0]) else None


def _each_once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
