"""One text while its names are read: which words are names, and what the words before a name say about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from command_center.domain.areas import Alone, Areas, Tier, WordKind
from command_center.domain.findings import FoundBy
from command_center.places.gazetteer import Gazetteer, Name, Pin
from command_center.places.mention import NONE, OWN, PASSING, PLACE, Elsewhere, Mention
from command_center.places.names import Word

LONG_KEY = 8
"""Letters from which a name may be written apart or together at will; shorter ones arise from ordinary words by chance."""

GLUED_KEY = 7
"""Letters from which a name of ours may be written as one word: "bululor"."""

MOST_WORDS = 1_500
MOST_MENTIONS = 30
"""Words read and mentions kept of one text: more than any report has; it keeps hostile texts cheap."""

LOOK_BACK = 6
"""Words that are looked at before a name: enough for ``di jl. raya rt 03 rw 05``."""

OWN_KINDS = frozenset({WordKind.KELURAHAN, WordKind.KECAMATAN, WordKind.STREET, WordKind.VILLAGE})
TIER_KINDS = frozenset(
    {WordKind.KELURAHAN, WordKind.KECAMATAN, WordKind.VILLAGE, WordKind.REGENCY, WordKind.TOWN, WordKind.HOME}
)
"""Words that say of what kind an area is; they stand between a preposition and the name."""

SURE_TIERS = frozenset({Tier.PROVINCE, Tier.REGENCY, Tier.TOWN, Tier.KECAMATAN})
MAY_BE_NAMES = (None, WordKind.CASUAL, WordKind.COMMON, WordKind.NEVER)
TOP_TIERS = frozenset({Tier.PROVINCE, Tier.REGENCY, Tier.TOWN})
PREPOSITIONS = frozenset({WordKind.PLACE, WordKind.NEAR, WordKind.PASSING, WordKind.ORIGIN})
FILLERS = frozenset({WordKind.FILLER, WordKind.TOWN})


class Context(NamedTuple):
    """The word that speaks for a name: its kind, strength and place in the text (that of the name itself where none)."""

    kind: WordKind | None
    strength: int
    first: int


class _Meaning(NamedTuple):
    """What a name means after such a word."""

    found_by: FoundBy
    options: tuple[str, ...]
    also: tuple[str, ...]
    own: bool


@dataclass(frozen=True, slots=True)
class TextReader:
    """A text as words, `kinds` being what each is in a text about places."""

    areas: Areas
    gazetteer: Gazetteer
    text: str
    words: list[Word]
    kinds: list[WordKind | None]
    in_address: bool

    def names(self) -> tuple[list[Mention], list[Elsewhere]]:
        """Names that are written right, the longest at each place; short forms and spacing do not matter."""
        ours: list[Mention] = []
        outside: list[Elsewhere] = []
        at, count = 0, len(self.words)
        find, beginnings, words = self.gazetteer.find, self.gazetteer.beginnings, self.words
        while at < count:
            key = words[at].key
            if key not in beginnings:
                at += 1
                continue
            here: list[tuple[int, Name]] = []
            end = at + 1
            while key in beginnings:
                hit = find(key)
                if hit and (end - at == hit.words or _at_will(hit, len(key), end - at)):
                    here.append((end - at, hit))
                if end == count:
                    break
                key += words[end].key
                end += 1
            at += self._take(here, at, ours, outside) if here else 1
        return ours, outside

    def _take(self, here: Sequence[tuple[int, Name]], at: int, ours: list[Mention], outside: list[Elsewhere]) -> int:
        """Keeps what the longest of the names at word `at` means; returns how many words it has, 1 where it means nothing."""
        for size, name in reversed(here):
            follows = bool(ours) and ours[-1].last == at - 1
            elsewhere = self._elsewhere(name, at, size, follows=follows) if name.elsewhere else None
            if elsewhere:
                outside.append(elsewhere)
                return size
            if name.ours:
                mention = self.mention([name], at, size, 0)
                if mention:
                    ours.append(mention)
                return size
        return 1

    def mention(self, names: Sequence[Name], at: int, size: int, edits: int) -> Mention | None:
        """The mention of `names` by the `size` words from word `at`; None where they are none after the words before."""
        last = at + size - 1
        context = self.context(at)
        if at and self.kinds[at - 1] is WordKind.REGENCY:
            return None
        meanings = [_meaning(self.areas, name, context.kind) for name in names]
        if any(meaning.own for meaning in meanings):
            meanings = [meaning for meaning in meanings if meaning.own]
        meaning = meanings[0]
        if edits and context.kind is WordKind.STREET and not meaning.own:
            return None  # A street nobody listed is likelier than a misspelt kelurahan.
        options = tuple(dict.fromkeys(code for each in meanings for code in each.options))
        strength = _strength(context, meaning)
        if self.in_address:
            strength = max(strength, OWN if self._bounded(context.first, last) else PLACE)
        return Mention(
            found_by=meaning.found_by,
            options=options,
            also=meaning.also if len(meanings) == 1 else (),
            label=" / ".join(name.label for name in names),
            strength=strength,
            needs=self._needs(names[0], meaning, at, size, edits),
            edits=edits,
            first=at,
            last=last,
            text=self._evidence(context.first, at, last),
            in_address=self.in_address,
            namesakes=max(name.namesakes for name in names),
            village=context.kind is WordKind.VILLAGE,
            beside=context.kind is WordKind.NEAR,
            longer=self._longer(context, meaning, last),
            pin=_pin(names, meaning),
        )

    def _longer(self, context: Context, meaning: _Meaning, last: int) -> bool:
        """Whether the word after the name of an area makes another name of it: ``kel. Bendungan Hilir``, ``Krapyak Lor``."""
        after = last + 1
        if after >= len(self.words) or meaning.found_by not in (FoundBy.KELURAHAN, FoundBy.KECAMATAN):
            return False
        if self.text[self.words[last].end : self.words[after].start] != " ":
            return False
        if self.kinds[after] is WordKind.PART:
            return context.kind is not WordKind.STREET
        named = context.kind in (WordKind.KELURAHAN, WordKind.KECAMATAN, WordKind.VILLAGE)
        return named and self.kinds[after] is None and self.is_titled(after) and not self.is_titled(after + 1)

    def goes_on(self, at: int) -> bool:
        """Whether no sign stands between word `at` and the one before it that ends what is said."""
        between = self.text[self.words[at - 1].end : self.words[at].start]
        return not any(mark in between for mark in ",.;:!?()")

    def is_titled(self, at: int) -> bool:
        """Whether word `at` is written with a capital and small letters."""
        return at < len(self.words) and self.text[self.words[at].start : self.words[at].end].istitle()

    def context(self, at: int) -> Context:
        """What the words before word `at` say about it."""
        kinds = self.kinds
        for index in range(at - 1, max(at - 1 - LOOK_BACK, -1), -1):
            kind = kinds[index]
            if kind in OWN_KINDS:
                return Context(kind, OWN, index)
            if kind is WordKind.PLACE or kind is WordKind.NEAR:
                return Context(kind, PLACE, index)
            if kind is WordKind.PASSING or kind is WordKind.ORIGIN:
                return Context(kind, PASSING, index)
            if kind is WordKind.FILLER:
                if self.words[index].text in ("rt", "rw"):
                    return Context(WordKind.PLACE, PLACE, index)
            elif kind is not WordKind.TOWN and not self.words[index].key.isdigit():
                break
        return Context(None, NONE, at)

    def _elsewhere(self, name: Name, at: int, size: int, *, follows: bool) -> Elsewhere | None:
        """The name as one outside the city; None where it is none after the words before it.

        `follows` says that a name of ours stands right before it.
        """
        if self.kinds[at] is WordKind.HOME and size == 1:
            return None
        before = self.kinds[at - 1] if at else None
        tiers = self._marked(name, before)
        if tiers:
            return self.outside(
                at - 1, at + size - 1, sure=bool(tiers & SURE_TIERS) or _is_of_a_neighbour(name), marked=True
            )
        if before is WordKind.STREET or (not name.only_a_street and name.ours):
            return None  # Streets bear the names of towns.
        tiers = self._counting_alone(name, at, size, follows=follows)
        return self.outside(at, at + size - 1, sure=bool(tiers & SURE_TIERS), marked=False) if tiers else None

    def outside(self, first: int, last: int, *, sure: bool, marked: bool) -> Elsewhere:
        """The words `first` to `last` as a name outside the city, with what the words before them say."""
        context = self._preposition(first)
        return Elsewhere(
            first=first,
            last=last,
            sure=sure,
            passing=context is WordKind.PASSING or self._on_a_route(first),
            origin=context is WordKind.ORIGIN,
            beside=context is WordKind.NEAR,
            placed=marked or context is WordKind.PLACE,
        )

    def _counting_alone(self, name: Name, at: int, size: int, *, follows: bool) -> frozenset[Tier]:
        """What the name is outside the city without the word for its kind, after the words before it."""
        if size == 1 and self.kinds[at] not in MAY_BE_NAMES:
            return frozenset()
        spoken = self._preposition(at) is not None
        written = self.capital(at)

        def counts(tier: Tier, alone: Alone) -> bool:
            if alone is Alone.AFTER_A_PLACE_WORD:
                return written or (spoken and tier in SURE_TIERS) or (follows and tier in TOP_TIERS)
            return alone is Alone.ALWAYS

        return frozenset(tier for tier, alone in name.elsewhere if counts(tier, alone))

    @staticmethod
    def _marked(name: Name, before: WordKind | None) -> frozenset[Tier]:
        """What the name is by the word right before it: ``kec. Tegalsari`` is no kelurahan of ours."""
        tiers = frozenset(tier for tier, _ in name.elsewhere)
        if before is WordKind.REGENCY:
            return tiers
        if before is WordKind.KECAMATAN and not name.kecamatan:
            return tiers & {Tier.KECAMATAN}
        if before is WordKind.TOWN and not name.landmark:
            return tiers & {Tier.TOWN, Tier.REGENCY}
        if before in (WordKind.KELURAHAN, WordKind.VILLAGE) and not (name.kelurahan or name.kecamatan):
            return tiers
        return frozenset()

    def _preposition(self, at: int) -> WordKind | None:
        """The kind of the word that says where a name outside is seen from, None where none does."""
        for index in range(at - 1, max(at - 1 - LOOK_BACK, -1), -1):
            kind = self.kinds[index]
            if kind in PREPOSITIONS:
                return kind
            if kind not in TIER_KINDS and kind not in FILLERS and not self.words[index].key.isdigit():
                break
        return None

    def _on_a_route(self, at: int) -> bool:
        """Whether a hyphen joins the name with another before it, as in ``bus Semarang-Boja``."""
        if not at:
            return False
        between = self.text[self.words[at - 1].end : self.words[at].start].strip()
        return between in ("-", "–", "—")

    def capital(self, at: int) -> bool:
        """Whether word `at` is written as a name: with a capital, amid small letters or after a comma."""
        if not at or not self.is_titled(at):
            return False
        word, before = self.words[at], self.words[at - 1]
        between = self.text[before.end : word.start]
        if any(mark in between for mark in ".!?:\n"):
            return False
        return "," in between or self.text[before.start : before.end].islower()

    def _needs(self, name: Name, meaning: _Meaning, at: int, size: int, edits: int) -> int:
        ordinary = self.gazetteer.word_kinds.get(name.key) if name.words == 1 else None
        if size == 1 and ordinary is None:
            ordinary = self.kinds[at]
        loose = ordinary is WordKind.CASUAL or (meaning.found_by is FoundBy.STREET and name.words == 1)
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


def _at_will(name: Name, letters: int, size: int) -> bool:
    """Whether a name may be written as `size` words of so many letters, though it has more or fewer."""
    if size < name.words and name.ours and letters >= GLUED_KEY:
        return True
    return letters >= LONG_KEY and (bool(name.ours) or size < name.words)


def _is_of_a_neighbour(name: Name) -> bool:
    """Whether a village around the city bears the name, not only one that is nearly called like ours."""
    return any(tier is Tier.VILLAGE and alone is not Alone.NEVER for tier, alone in name.elsewhere)


def _pin(names: Sequence[Name], meaning: _Meaning) -> Pin | None:
    """Where the street or landmark is drawn that a mention is taken for."""
    if len(names) != 1:
        return None
    return {FoundBy.STREET: names[0].street_pin, FoundBy.LANDMARK: names[0].landmark_pin}.get(meaning.found_by)


def _strength(context: Context, meaning: _Meaning) -> int:
    if context.strength < OWN or meaning.own:
        return context.strength
    area = meaning.found_by in (FoundBy.KELURAHAN, FoundBy.KECAMATAN)
    # "jalan kudu .." is as often the ordinary word as the kelurahan; a street may bear the name of a place elsewhere.
    return PASSING if area and context.kind is WordKind.STREET else PLACE


def _meaning(areas: Areas, name: Name, kind: WordKind | None) -> _Meaning:
    """What `name` means after a word of that kind."""
    if kind is WordKind.STREET and name.street:
        return _Meaning(FoundBy.STREET, name.street, (), own=True)
    if kind in (WordKind.KELURAHAN, WordKind.VILLAGE) and name.kelurahan:
        return _Meaning(FoundBy.KELURAHAN, name.kelurahan, (), own=True)
    if kind is WordKind.KECAMATAN and name.kecamatan:
        return _Meaning(FoundBy.KECAMATAN, name.kecamatan, (), own=True)
    if name.kecamatan:
        return _Meaning(FoundBy.KECAMATAN, name.kecamatan, name.kelurahan, own=False)
    places = (*name.landmark, *name.street)
    if name.kelurahan:
        homes = {areas.kecamatan_of(code) for code in name.kelurahan}
        elsewhere = tuple(code for code in places if areas.kecamatan_of(code) not in homes)
        return _Meaning(FoundBy.KELURAHAN, name.kelurahan + (places if elsewhere else ()), (), own=False)
    if name.landmark:
        return _Meaning(FoundBy.LANDMARK, tuple(dict.fromkeys(places)), (), own=False)
    return _Meaning(FoundBy.STREET, name.street, (), own=False)
