"""The words of a text as they may be names: how each is written, which belong to a place, and where a name ends."""

import re
from bisect import bisect_left, bisect_right
from enum import Enum
from functools import lru_cache

from command_center.domain.given_names import ALSO_WORDS
from command_center.domain.masking_canvas import ANY_MARK
from command_center.domain.masking_words import can_be_name, is_name, is_ordinary
from command_center.domain.name_words import (
    DIRECTIONS,
    FATHERS,
    LABELS,
    NOT_SECOND,
    PLACE_TITLES,
    PLACES,
    SAYINGS,
    STEADY,
)
from command_center.domain.ordinary_words import ORDINARY

Places = frozenset[tuple[str, ...]]
"""Names of places of the city, each as its words in lower case."""

_WORD = re.compile(r"[^\W\d_]+")
# "kepadaNama", "CONTOHNo KK", "CONTOHNIK:", "Siti3374": blanks and line breaks that were lost.
_LOST_BLANK = re.compile(
    rf"(?<=[a-z])(?=[A-Z])|(?<=[A-Z]{{2}})(?=(?:{'|'.join(each.capitalize() for each in LABELS.split('|'))})(?![a-z]))"
    rf"|(?<=[a-zA-Z]{{3}})(?=(?i:{LABELS})\s?[:=])|(?<=[a-zA-Z]{{3}})(?=(?i:no\s(?:kk|ktp|hp|telp|wa|nik))(?![a-zA-Z]))|(?<=[A-Z]{{3}})(?=(?:NIK|ALAMAT|TTL|UMUR|TELP)(?![A-Z]))",
)
_STEP = re.compile(r"[ \t]{1,2}|\.[ \t]?|['’`]")
_PLACE_LEADS = frozenset(PLACES.split("|"))
_BEFORE_PLACES = frozenset(
    {"di", "ke", "nang", "ing", "neng", "teng", "wonten", "menuju", "arah", "sekitar", "daerah", "wilayah", "d"}
)
_LINKS = frozenset({"bin", "binti", "van", "de", "al", "el", "ibnu"})
_SECOND = ALSO_WORDS - NOT_SECOND
"""Words that are second names, also in lower case: what may stand after a name anyway is left out."""
_ABBREVIATED = frozenset({"moh", "moch", "muh", "mohd", "abd"})
_ENDS_OF_WORDS = ("nya", "kan", "lah", "kah", "pun", "ku", "mu", "ipun")
_BEGINS_OF_WORDS = ("di", "me", "ber", "ter", "pe", "ke", "se")
_INITIALS = 2
_MOST = 5
_NUMBERED = re.compile(r"-?\d")
_VOWEL = re.compile(r"[AEIOUaeiou]")
SHOUTED = 0.6
"""From this share of capitals on, a capital letter says nothing."""
RARE = 0.5
"""Up to this share of words with capitals, one says that its word may be a name though it is ordinary too."""


class Sign(Enum):
    """What says that a word may be a name."""

    ANNOUNCED = 1
    """It is announced: anything but an ordinary word is one, a place too."""
    TITLED = 2
    """A title stands before it: anything but an ordinary word or a place."""
    PERSON = 3
    """What is told is told of a person: anything but an ordinary word or any place."""
    WRITTEN = 4
    """Something before it is often followed by a name: it is one where it is written like one, or known."""
    KNOWN = 5
    """Nothing: only what is a name and nothing else."""


class NameReading:
    """The words of a folded text, with blanks put in where they were lost; what is taken as a name is remembered."""

    def __init__(self, plain: str, places: Places) -> None:
        cuts = [found.start() for found in _LOST_BLANK.finditer(plain)]
        pieces = [plain[start:end] for start, end in zip([0, *cuts], [*cuts, len(plain)], strict=True)]
        self.text = " ".join(pieces)
        self._cuts = [cut + number for number, cut in enumerate(cuts)]
        self._spans = [found.span() for found in _WORD.finditer(self.text)]
        self._starts = [start for start, _ in self._spans]
        self._at = {start: number for number, start in enumerate(self._starts)}
        words = [self.text[start:end] for start, end in self._spans]
        self.words = [word.lower() for word in words]
        upper = sum(map(str.isupper, self.text))
        self.shouted = upper >= SHOUTED * max(1, sum(map(str.isalpha, self.text)))
        self.capital = [
            not self.shouted and word[0].isupper() and (len(word) == 1 or not word.isupper() or _like_name(word))
            for word in words
        ]
        self.rare_capitals = sum(self.capital) <= RARE * len(words)
        self.taken = bytearray(len(words))
        self.placed = self._find_places(places)

    def __len__(self) -> int:
        return len(self.words)

    def gap(self, number: int) -> str:
        """What stands between a word and the next."""
        return self.text[self._spans[number][1] : self._starts[number + 1]] if number + 1 < len(self) else ""

    def start(self, number: int) -> int:
        """Where a word begins in `text`."""
        return self._starts[number]

    def end(self, number: int) -> int:
        """Where a word ends in `text`."""
        return self._spans[number][1]

    def word_at(self, position: int) -> int | None:
        """The word that begins at a position of `text`."""
        return self._at.get(position)

    def word_before(self, position: int) -> int:
        """The last word that ends at or before a position, -1 where there is none."""
        number = bisect_right(self._starts, position - 1) - 1
        return number if number < 0 or self._spans[number][1] <= position else number - 1

    def opens_sentence(self, number: int) -> bool:
        """Whether a word is the first of the text, a line or a sentence: its capital says nothing then."""
        return number == 0 or any(sign in self.gap(number - 1) for sign in "\n.!?:")

    def name_end(self, first: int | None, sign: Sign) -> int | None:
        """The word after the name that begins at `first`; None where no name does."""
        if first is None or first >= len(self) or self.taken[first] or not self._begins(first, sign):
            return None
        if sign is not Sign.ANNOUNCED and tuple(self.words[first : first + 2]) in SAYINGS:
            return None
        end = first + 1
        while end < len(self) and end - first < _MOST and self._goes_on(end, first, sign):
            end += 1
        while end - first > 1 and self.words[end - 1] in _LINKS:
            end -= 1
        return end

    def take(self, first: int | None, sign: Sign) -> int | None:
        """Take the name that begins at `first`; returns the word after it, None where there is none."""
        end = self.name_end(first, sign)
        if first is not None and end is not None:
            self.mark(first, end)
        return end

    def mark(self, first: int, end: int) -> None:
        """Take words as a name."""
        for number in range(first, end):
            self.taken[number] = 1

    def is_place(self, number: int) -> bool:
        """Whether a word belongs to a place, by what stands before it or because the city has a place of that name."""
        return bool(self.placed[number])

    def is_only_listed(self, number: int) -> bool:
        """Whether a word is a place because the city has one of that name, and not by what stands before it."""
        return self.placed[number] == _LISTED

    def spans(self) -> list[tuple[int, int]]:
        """Where the names lie in the text that was given, words of one name together."""
        found: list[tuple[int, int]] = []
        number = 0
        while number < len(self):
            if not self.taken[number]:
                number += 1
                continue
            first = number
            while number + 1 < len(self) and self.taken[number + 1] and _is_step(self.words[number], self.gap(number)):
                number += 1
            end = self._spans[number][1]
            found.append((self._given(self._starts[first]), self._given(end, last=True)))
            number += 1
        return found

    def _given(self, position: int, *, last: bool = False) -> int:
        """A position of `text` in the text that was given."""
        return position - (bisect_left if last else bisect_right)(self._cuts, position)

    def _begins(self, number: int, sign: Sign) -> bool:
        word = self.words[number]
        if len(word) == 1:
            # An initial: only before what is a name.
            follows = number + 1 < len(self) and _STEP.fullmatch(self.gap(number)) is not None
            if sign is Sign.KNOWN or not follows or not self.capital[number]:
                return False
            told = sign in (Sign.ANNOUNCED, Sign.TITLED, Sign.PERSON) and self.gap(number).startswith(".")
            return self._begins(number + 1, sign) or (told and self.capital[number + 1] and not self.placed[number + 1])
        if _NUMBERED.match(self.text, self.end(number)):
            return False
        if sign in (Sign.PERSON, Sign.WRITTEN) and self._is_short_form(number):
            return False
        if sign is Sign.ANNOUNCED:
            if word in STEADY:
                return False
            built = word not in ORDINARY and self.text[self.start(number)].isupper()
            return can_be_name(word) or built or self.placed[number] == _LISTED or self._word_before_name(number)
        if is_name(word):
            return sign in (Sign.TITLED, Sign.PERSON) or not self.placed[number]
        if sign is Sign.PERSON and self.placed[number] != _NAMED and word in ALSO_WORDS and self._first_of_two(number):
            return True
        if self.placed[number] == _NAMED:
            return False
        if not can_be_name(word):
            return (
                sign in (Sign.TITLED, Sign.PERSON) and not self.placed[number] and self._only_built_like_a_word(number)
            )
        if sign is Sign.KNOWN:
            # A name that may be another word: with its capital, or where the other word is rare.
            return not self.placed[number] and word in ALSO_WORDS and word not in ORDINARY
        if sign is Sign.TITLED:
            return not self.placed[number] or word in ALSO_WORDS
        if sign is Sign.PERSON and not self.placed[number]:
            return self.capital[number] or word not in ORDINARY
        if self.placed[number]:
            return False
        if self.capital[number] and (word not in ORDINARY or (self.rare_capitals and word in ALSO_WORDS)):
            return True
        return (word in ALSO_WORDS and word not in ORDINARY) or self._first_of_two(number)

    def _is_short_form(self, number: int) -> bool:
        """Whether a word is in capitals among others and cannot be said: "LH", "SKTM"."""
        word = self.text[self.start(number) : self.end(number)]
        return not self.shouted and word.isupper() and not _like_name(word)

    def _only_built_like_a_word(self, number: int) -> bool:
        """Whether a word with a capital only happens to look derived: "Pak Kasiran" (kasir), not "Bu Lurahnya"."""
        word = self.words[number]
        derived = word.endswith(_ENDS_OF_WORDS) or word.startswith(_BEGINS_OF_WORDS)
        return self.capital[number] and word not in ORDINARY and not derived

    def _word_before_name(self, number: int) -> bool:
        """Whether an ordinary word opens a name: "nama saya Bunga Wulandari"."""
        after = number + 1
        if after >= len(self) or self.gap(number) != " " or self.words[number] in _PLACE_LEADS or self.placed[after]:
            return False
        second = self.words[after]
        both = self.capital[number] and self.capital[after]
        return second not in STEADY and (is_name(second) if self.shouted else both and can_be_name(second))

    def _first_of_two(self, number: int) -> bool:
        """Whether a word that can be a name stands before another: "indah melati", "Candi Kurnia"."""
        after = number + 1
        if after >= len(self) or not _is_step(self.words[number], self.gap(number)) or self.placed[after] == _NAMED:
            return False
        return is_name(self.words[after]) or self.words[after] in _SECOND

    def _goes_on(self, number: int, first: int, sign: Sign) -> bool:
        before, word = self.words[number - 1], self.words[number]
        if self.taken[number] or not _is_step(before, self.gap(number - 1)):
            return False
        if word in _LINKS:
            return number + 1 < len(self) and self._goes_on(number + 1, first, sign)
        if word in STEADY or self.placed[number] == _NAMED:
            return False
        if before in FATHERS:
            return self.capital[number] or word not in ORDINARY
        if len(word) == 1:
            return self.capital[number] or self.gap(number).startswith(".")
        if is_name(word) or (word in _SECOND and (self.capital[number] or not self.capital[first])):
            return True
        told = sign in (Sign.ANNOUNCED, Sign.TITLED, Sign.PERSON)
        initialled = len(before) == 1 and self.gap(number - 1).startswith(".")
        if not can_be_name(word) and not (told and self.capital[number] and (initialled or word not in ORDINARY)):
            # "Cinta Kirana": what is only built like a word ("kira", "-na") is a name here.
            return False
        if self.capital[number]:
            return not (self.placed[number] and word not in ALSO_WORDS)
        # In lower case, or where all is in capitals: what no one knows after a name is its second part.
        most = 2 if sign in (Sign.WRITTEN, Sign.KNOWN) and not self.shouted else 4 if len(before) == 1 else 3
        second = told or is_name(before)
        return second and number - first < most and not is_ordinary(word) and not self.placed[number]

    def _find_places(self, places: Places) -> bytearray:
        """For each word whether it belongs to a place: named by a word before it, listed, or neither."""
        found = bytearray(len(self))
        firsts = _first_words(places)
        for number, word in enumerate(self.words):
            if word in firsts:
                for size in range(min(_MOST, len(self) - number), 0, -1):
                    if tuple(self.words[number : number + size]) in places:
                        for each in range(number, number + size):
                            found[each] = found[each] or _LISTED
                        break
        glued = set(self._cuts)
        for number, word in enumerate(self.words):
            if word == "lapor" and self.end(number) in glued and number + 1 < len(self):
                # The service itself: "LaporHendi jalan rusak".
                found[number + 1] = _NAMED
            if word in _PLACE_LEADS and not (word in ("kota", "raya", "area", "min", "man", "mi") and found[number]):
                self._name_place(number, found)
            elif word in _BEFORE_PLACES and number + 1 < len(self) and self.gap(number) == " ":
                after = number + 1
                # "di Candi": what stands after "di" is no person, unless it can be nothing else.
                if not is_name(self.words[after]) or found[after]:
                    found[after] = found[after] or (
                        _NAMED if self.capital[after] and self.words[after] not in ORDINARY else 0
                    )
                    while after + 1 < len(self) and found[after] and self._same_place(after + 1, found):
                        after += 1
                        found[after] = found[after] or _NAMED
        return found

    def _name_place(self, lead: int, found: bytearray) -> None:
        """Mark the words after a word such as "Jl." that are the name of the place."""
        number = lead + 1
        known = False
        while number < len(self) and number - lead <= _MOST and _AFTER_LEAD.fullmatch(self.gap(number - 1)):
            word = self.words[number]
            if word in _PLACE_LEADS:
                number += 1
                continue
            title = word in PLACE_TITLES
            if not title and word not in DIRECTIONS:
                if is_ordinary(word) and not self.capital[number] and not found[number]:
                    break
                if self.shouted and is_ordinary(word) and not found[number]:
                    break
                # After a place that is known, only what belongs to its name goes on.
                if known and not found[number] and number - lead > 1:
                    break
                if not self.capital[number] and number - lead > 3 and not found[number]:
                    break
                known = known or found[number] == _LISTED
            found[number] = _NAMED
            number += 1

    def _same_place(self, number: int, found: bytearray) -> bool:
        word = self.words[number]
        joined = self.gap(number - 1) == " " and self.capital[number]
        return joined and word not in ORDINARY and not is_name(word) and found[number] != _NAMED


_LISTED, _NAMED = 1, 2
"""Why a word belongs to a place: the city has one of that name, or a word before it names one."""


@lru_cache(maxsize=4)
def _first_words(places: Places) -> frozenset[str]:
    return frozenset(place[0] for place in places)


_AFTER_LEAD = re.compile(rf"[ \t]{{1,2}}|\.[ \t]?|[ \t]?[:(][ \t]?|[^\w\n{ANY_MARK}]?\d{{1,3}}[ \t]")


def _like_name(word: str) -> bool:
    """Whether a word in capitals can be more than a short form."""
    return len(word) >= 4 and _VOWEL.search(word) is not None


def _is_step(word: str, gap: str) -> bool:
    """Whether a name goes on over what stands after `word`: "Moh. Ali" and "B. Santoso" do; else a full stop ends it."""
    if _STEP.fullmatch(gap) is None:
        return False
    return gap[0] != "." or len(word) <= _INITIALS or word in _ABBREVIATED
