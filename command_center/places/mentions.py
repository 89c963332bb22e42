"""Names of places in a text: exact first, then misspelt ones, each with the words before it that speak for or against it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from command_center.domain.areas import Areas, WordKind
from command_center.domain.findings import FoundBy
from command_center.places.gazetteer import Gazetteer, Name
from command_center.places.names import Word, readable

NONE, PASSING, PLACE, OWN = range(4)
"""How strongly the words before a name say that it is a place: not at all; passed by; in, near; its own kind (kel., jl.)."""

SHORTEST_SLIP = 5
"""Letters of the shortest misspelt name; shorter ones are too often ordinary words."""

LONG_KEY = 8
"""Letters from which a name may be written apart or together at will; shorter ones arise from ordinary words by chance."""

MOST_WORDS = 1_500
MOST_MENTIONS = 30
"""Words read and mentions kept of one text: more than any report has; it keeps hostile texts cheap."""

LOOK_BACK = 6
"""Words that are looked at before a name: enough for ``di jl. raya rt 03 rw 05``."""

NEAR = 2
"""Words that may stand between an ordinary word and the place beside which it counts as a name."""


class Mention(NamedTuple):
    """A name in a text. `options` are codes of the areas it may mean, `also` those of a less likely reading.

    `strength` is how strongly the words before it make it a place, `needs` how strong that must be for a name of this
    kind; `edits` is 0 for an exact name. `first` and `last` are its words in the text, `text` its evidence.
    """

    found_by: FoundBy
    options: tuple[str, ...]
    also: tuple[str, ...]
    label: str
    strength: int
    needs: int
    edits: int
    first: int
    last: int
    text: str
    in_address: bool


class _Context(NamedTuple):
    """The word that speaks for a name: its kind, strength and place in the text (that of the name itself where none)."""

    kind: WordKind | None
    strength: int
    first: int


class _Reading(NamedTuple):
    """What a name means after such a word."""

    found_by: FoundBy
    options: tuple[str, ...]
    also: tuple[str, ...]
    own: bool


class MentionFinder:
    """Finds the names of places in texts; safe to share between threads."""

    def __init__(self, areas: Areas) -> None:
        self._areas = areas
        self._gazetteer = Gazetteer(areas)

    def find(self, text: str, in_address: bool = False) -> list[Mention]:
        """The mentions in `text` that its words bear out, in their order; an address is nothing but places."""
        text = readable(text)
        words = self._gazetteer.spelling.words(text)[:MOST_WORDS]
        kinds = [self._gazetteer.word_kinds.get(word.key) for word in words]
        reader = _MentionReader(self._areas, self._gazetteer, text, words, kinds, in_address)
        exact = _borne_out(self._areas, reader.exact()[:MOST_MENTIONS])
        if any(len(mention.options) == 1 and mention.options[0] in self._areas.kelurahan_by_code for mention in exact):
            return exact
        slips = reader.slips(exact)[:MOST_MENTIONS]
        return sorted(_borne_out(self._areas, [*exact, *slips]), key=lambda mention: mention.first) if slips else exact


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


@dataclass(frozen=True, slots=True)
class _MentionReader:
    """One text while it is read."""

    areas: Areas
    gazetteer: Gazetteer
    text: str
    words: list[Word]
    kinds: list[WordKind | None]
    in_address: bool

    def exact(self) -> list[Mention]:
        """Names that are written right, the longest at each place; short forms and spacing do not matter."""
        found = []
        at, count = 0, len(self.words)
        find, beginnings = self.gazetteer.find, self.gazetteer.beginnings
        while at < count:
            key, name, length = self.words[at].key, None, 0
            end = at + 1
            while key in beginnings:
                hit = find(key)
                if hit and (end - at == hit.words or len(key) >= LONG_KEY):
                    name, length = hit, end - at
                if end == count:
                    break
                key += self.words[end].key
                end += 1
            mention = self._mention([name], at, length, 0) if name else None
            if mention:
                found.append(mention)
            at += max(length, 1)
        return found

    def slips(self, exact: Sequence[Mention]) -> list[Mention]:
        """Misspelt names among the words that are not part of an exact one."""
        taken = {index for mention in exact for index in range(mention.first, mention.last + 1)}
        found = []
        at = 0
        while at < len(self.words):
            best: tuple[int, int, Sequence[Name], int] | None = None
            context: _Context | None = None
            key = ""
            for size in range(1, 4):
                index = at + size - 1
                if index >= len(self.words) or index in taken or not self._may_slip(index, size):
                    break
                key += self.words[index].key
                if len(key) < SHORTEST_SLIP:
                    continue
                context = context or self._context(at)
                most = most_edits(len(key), max(context.strength, PLACE) if self.in_address else context.strength)
                edits, names = self.gazetteer.slips(key, most) if most else (0, ())
                fitting = [name for name in names if abs(name.words - size) <= (1 if edits < 2 else 0)]
                score = len(key) - 3 * edits
                if fitting and (best is None or score > best[0]):
                    best = score, size, fitting, edits
            mention = self._mention(best[2], at, best[1], best[3]) if best else None
            if mention:
                found.append(mention)
            at += best[1] if best else 1
        return found

    def _may_slip(self, index: int, size: int) -> bool:
        """Whether the word may be part of a misspelt name: ordinary words only where they stand alone."""
        kind = self.kinds[index]
        if kind in (WordKind.COMMON, WordKind.CASUAL):
            return size == 1
        return kind is None and not self.words[index].key.isdigit()

    def _mention(self, names: Sequence[Name], at: int, size: int, edits: int) -> Mention | None:
        last = at + size - 1
        context = self._context(at)
        if context.kind is WordKind.REGENCY or self._elsewhere(last):
            return None
        readings = [_read(self.areas, name, context.kind) for name in names]
        if any(reading.own for reading in readings):
            readings = [reading for reading in readings if reading.own]
        reading = readings[0]
        if edits and context.kind is WordKind.STREET and not reading.own:
            return None  # A street nobody listed is likelier than a misspelt kelurahan.
        options = tuple(dict.fromkeys(code for reading in readings for code in reading.options))
        strength = self._strength(context, reading)
        if self.in_address:
            strength = max(strength, OWN if self._bounded(context.first, last) else PLACE)
        return Mention(
            found_by=reading.found_by,
            options=options,
            also=reading.also if len(readings) == 1 else (),
            label=" / ".join(name.label for name in names),
            strength=strength,
            needs=self._needs(names[0], reading, at, size, edits),
            edits=edits,
            first=at,
            last=last,
            text=self._evidence(context.first, at, last),
            in_address=self.in_address,
        )

    def _context(self, at: int) -> _Context:
        """What the words before word `at` say about it."""
        for index in range(at - 1, max(at - 1 - LOOK_BACK, -1), -1):
            kind = self.kinds[index]
            if kind in (WordKind.KELURAHAN, WordKind.KECAMATAN, WordKind.STREET):
                return _Context(kind, OWN, index)
            if kind is WordKind.PLACE or self.words[index].text in ("rt", "rw"):
                return _Context(WordKind.PLACE, PLACE, index)
            if kind is WordKind.PASSING:
                return _Context(kind, PASSING, index)
            if kind is WordKind.REGENCY and index == at - 1:
                return _Context(kind, NONE, index)
            if kind is not WordKind.FILLER and not self.words[index].key.isdigit():
                break
        return _Context(None, NONE, at)

    def _elsewhere(self, last: int) -> bool:
        """Whether the name of another town follows at once, as in ``Genuk Ungaran``."""
        if last + 1 >= len(self.words) or self.kinds[last + 1] is not WordKind.ELSEWHERE:
            return False
        return not self.text[self.words[last].end : self.words[last + 1].start].strip(" ,")

    @staticmethod
    def _strength(context: _Context, reading: _Reading) -> int:
        if context.strength < OWN or reading.own:
            return context.strength
        area = reading.found_by in (FoundBy.KELURAHAN, FoundBy.KECAMATAN)
        # "jalan kudu .." is as often the ordinary word as the kelurahan; a street may bear the name of a place elsewhere.
        return PASSING if area and context.kind is WordKind.STREET else PLACE

    def _needs(self, name: Name, reading: _Reading, at: int, size: int, edits: int) -> int:
        ordinary = self.gazetteer.word_kinds.get(name.key) if name.words == 1 else None
        if size == 1 and ordinary is None:
            ordinary = self.kinds[at]
        loose = ordinary is WordKind.CASUAL or (reading.found_by is FoundBy.STREET and name.words == 1)
        if ordinary is WordKind.COMMON or (loose and edits):
            return OWN
        if loose:
            return PLACE
        return NONE

    def _evidence(self, context: int, first: int, last: int) -> str:
        """The word that speaks for the name, and the name as it stands; nothing of what is between (house numbers)."""
        name = self.text[self.words[first].start : self.words[last].end]
        spoken = self.text[self.words[context].start : self.words[context].end]
        return " ".join((f"{spoken} {name}" if context < first else name).split())

    def _bounded(self, first: int, last: int) -> bool:
        """Whether the name with its word fills a part of an address between commas or numbers."""
        before = self.text[self.words[first - 1].end : self.words[first].start] if first else ","
        after = self.text[self.words[last].end : self.words[last + 1].start] if last + 1 < len(self.words) else ","
        starts = "," in before or "\n" in before or self.words[first - 1].key.isdigit()
        ends = "," in after or "\n" in after or self.words[last + 1].key.isdigit()
        return starts and ends


def _read(areas: Areas, name: Name, kind: WordKind | None) -> _Reading:
    """What `name` means after a word of that kind."""
    if kind is WordKind.STREET and name.street:
        return _Reading(FoundBy.STREET, name.street, (), own=True)
    if kind is WordKind.KELURAHAN and name.kelurahan:
        return _Reading(FoundBy.KELURAHAN, name.kelurahan, (), own=True)
    if kind is WordKind.KECAMATAN and name.kecamatan:
        return _Reading(FoundBy.KECAMATAN, name.kecamatan, (), own=True)
    if name.kecamatan:
        return _Reading(FoundBy.KECAMATAN, name.kecamatan, name.kelurahan, own=False)
    places = (*name.landmark, *name.street)
    if name.kelurahan:
        homes = {areas.kecamatan_of(code) for code in name.kelurahan}
        elsewhere = tuple(code for code in places if areas.kecamatan_of(code) not in homes)
        return _Reading(FoundBy.KELURAHAN, name.kelurahan + (places if elsewhere else ()), (), own=False)
    if name.landmark:
        return _Reading(FoundBy.LANDMARK, tuple(dict.fromkeys(places)), (), own=False)
    return _Reading(FoundBy.STREET, name.street, (), own=False)


def most_edits(length: int, strength: int) -> int:
    """How many letters a word of `length` letters may be off a name: the more its place in the text speaks for one.

    Measured on a dictionary of Indonesian: nearer limits make ordinary words (buangan, serampangan) into kelurahan.
    """
    if strength == OWN:
        return 1 if length < 8 else 2
    if length < (6 if strength == PLACE else 8):
        return 0
    return 1 if length < 12 else 2
