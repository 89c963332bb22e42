"""Small talk: messages that belong to a conversation and are no report: thanks, greetings, questions about one's number."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from command_center.domain.conversations import MessageKind
from command_center.domain.text import fold, tokens

LONGEST = 25
"""Words; a longer text says something."""

_NUMBER = re.compile(r"\bLH[\s-]{0,2}(\d{4})[\s-]{0,2}(\d{6})\b", re.IGNORECASE)

_LINK = re.compile(r"https?://\S+", re.IGNORECASE)
_FILLED_IN = re.compile(r"\{\w+\}")

_TWICE = re.compile(r"([^\W\d_])\1")


def tracking_number(text: str) -> str:
    """The first tracking number in a text, written as we give it; "" where there is none.

    >>> tracking_number("sudah sampai mana lh 2026 000123 ?")
    'LH-2026-000123'
    """
    found = _NUMBER.search(text)
    return f"LH-{found[1]}-{found[2]}" if found else ""


def own_phrases(text: str) -> tuple[str, ...]:
    """What a text that we send says between the words that are filled in, as phrases.

    >>> own_phrases("Laporan Anda tercatat: {nomor}. Lihat {tautan}")
    ('laporan anda tercatat', 'lihat')
    """
    parts = [[fold(token) for token in tokens(part)] for part in _FILLED_IN.split(text)]
    return tuple(" ".join(part) for part in parts if part)


@dataclass(frozen=True, slots=True)
class TalkWords:
    """The words of conversation.toml, each a word or a phrase in lower case and plain letters.

    `thanks`, `greetings` and `assents` are what such a message consists of, together with `fillers`. `asks` are the words
    that make a question about a report, `asked` those that may stand in one. `done` are words of a thing that was
    mended, `but` those that turn thanks into a complaint. `further` announce another complaint, `corrections` a better
    word for the same one.
    """

    thanks: tuple[str, ...] = ()
    greetings: tuple[str, ...] = ()
    assents: tuple[str, ...] = ()
    fillers: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    but: tuple[str, ...] = ()
    further: tuple[str, ...] = ()
    corrections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class SmallTalk:
    """Tells small talk from what says something; pure, safe to share. `events` are categories that come of one another, `ours` the
    phrases of what is sent from here by itself: who sends that back, a machine mostly, has said nothing.
    """

    words: TalkWords
    events: tuple[frozenset[str], ...] = ()
    ours: tuple[str, ...] = ()
    _thanks: "_PhraseIndex" = field(init=False, repr=False)
    _greetings: "_PhraseIndex" = field(init=False, repr=False)
    _assents: "_PhraseIndex" = field(init=False, repr=False)
    _fillers: "_PhraseIndex" = field(init=False, repr=False)
    _asks: "_PhraseIndex" = field(init=False, repr=False)
    _asked: "_PhraseIndex" = field(init=False, repr=False)
    _done: "_PhraseIndex" = field(init=False, repr=False)
    _but: "_PhraseIndex" = field(init=False, repr=False)
    _further: "_PhraseIndex" = field(init=False, repr=False)
    _corrections: "_PhraseIndex" = field(init=False, repr=False)
    _ours: "_PhraseIndex" = field(init=False, repr=False)
    _talked: frozenset[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Index the phrases."""
        words = self.words
        phrases = (*words.thanks, *words.greetings, *words.assents, *words.fillers, *words.asks, *words.asked)
        object.__setattr__(self, "_talked", frozenset(word for phrase in phrases for word in phrase.split()))
        object.__setattr__(self, "_ours", _PhraseIndex(self.ours))
        for name in TalkWords.__slots__:
            object.__setattr__(self, f"_{name}", _PhraseIndex(getattr(self.words, name)))

    def kind(self, text: str) -> MessageKind | None:
        """What kind of small talk a text is; None for one that says anything else.

        A text is small talk where nothing else is left in it: "terima kasih" alone is thanks, and "terima kasih,
        lampu mati di Jl Veteran" is a complaint.
        """
        number = tracking_number(text)
        if number and self._is_ours(text):
            return MessageKind.ASSENT
        written = tokens(_NUMBER.sub(" ", text) if number else text)[: LONGEST + 1]
        said = [self._meant(fold(token)) for token in written]
        if not said:
            return MessageKind.QUESTION if number else MessageKind.WORDLESS
        if len(said) > LONGEST:
            return None
        thanks = self._thanks.cover(said)
        if not self._talked.issuperset(said):
            # A word that nobody says in small talk; all but thanks for what was mended is settled by it.
            return MessageKind.THANKS if thanks and self._of_something_done(said) else None
        greetings = self._greetings.cover(said)
        talk = thanks | greetings | self._fillers.cover(said)
        everything = set(range(len(said)))
        if (number or self._asks.cover(said)) and talk | self._asks.cover(said) | self._asked.cover(said) == everything:
            # "halo min apa kabar" asks, but after no report.
            return (
                MessageKind.GREETING
                if greetings and greetings | self._fillers.cover(said) == everything
                else MessageKind.QUESTION
            )
        # "terima kasih, semoga segera diperbaiki" wishes what every report asks for.
        if thanks and (talk | self._assents.cover(said) | self._asked.cover(said) == everything):
            return MessageKind.THANKS
        if thanks and self._of_something_done(said):
            return MessageKind.THANKS
        if greetings and talk | self._assents.cover(said) == everything:
            return MessageKind.GREETING
        return MessageKind.ASSENT if talk | self._assents.cover(said) == everything else None

    def _is_ours(self, text: str) -> bool:
        """Whether nothing is left of a text but what we send, with its number and address."""
        said = [fold(token) for token in tokens(_NUMBER.sub(" ", _LINK.sub(" ", text)))]
        return bool(said) and len(self._ours.cover(said)) == len(said)

    def _meant(self, word: str) -> str:
        """The word, or the one that it is with letters written twice: "siaap", "kakk"."""
        if word in self._talked:
            return word
        once = _TWICE.sub(r"\1", word)
        return once if once in self._talked else word

    def one_event(self, category: str, other: str) -> bool:
        """Whether two categories may be of one event: a blocked drain and the flood that comes of it."""
        return any({category, other} <= event for event in self.events)

    def further(self, text: str) -> bool:
        """Whether the words announce another complaint ("juga", "selain itu")."""
        return bool(self._further.cover([fold(token) for token in tokens(text)]))

    def correction(self, text: str) -> bool:
        """Whether the words correct what was said before ("maksud saya", "ralat")."""
        return bool(self._corrections.cover([fold(token) for token in tokens(text)]))

    def _of_something_done(self, said: list[str]) -> bool:
        """Thanks for what was mended: "terima kasih lampunya sudah nyala"."""
        return bool(self._done.cover(said)) and not self._but.cover(said)


class _PhraseIndex:
    """Words and phrases by their first word."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_first: dict[str, list[tuple[str, ...]]] = {}
        for phrase in phrases:
            words = tuple(phrase.split())
            self._by_first.setdefault(words[0], []).append(words)

    def cover(self, said: list[str]) -> set[int]:
        """Indices of the words that belong to any of the phrases."""
        found: set[int] = set()
        for start, word in enumerate(said):
            for phrase in self._by_first.get(word, ()):
                if tuple(said[start : start + len(phrase)]) == phrase:
                    found.update(range(start, start + len(phrase)))
        return found
