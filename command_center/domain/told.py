"""How a text is told: its words one by one, where sentences begin, and how much a word counts by its place.

A title says what a report is about, the end of a long text what the writer feels about it, the address of a letter who
shall read it, "saya guru SD" who writes it, and "mohon .." what is asked for; none of these is known to a list of words.
"""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass, field
from itertools import islice

from command_center.domain.well import WellWords, ends_clause, well

MAX_TOKENS = 400
"""A text is judged by its first 400 words; few reports have more than 60."""
TITLE_COUNTS = 2.0
LONGEST_TITLE = 15
"""Words of a first line that can be the title of what follows."""
FIRST_WORDS = 40
LATER_COUNTS = 0.5
"""What a word counts after the first `FIRST_WORDS` of the text below the title."""
ADDRESS_COUNTS = 0.25
_ADDRESS_WORDS = 8
"""Most words after "Yth." that name who is addressed."""
ROLE_COUNTS = 0.25
"""What words count that say who the writer is: "saya guru SD"."""
_ROLE_WITHIN = 2
"""Words after "saya" among which a role is the writer's."""
_ROLE_WORDS = 3
"""Words of a role: "orang tua murid"."""
ASKED_COUNTS = 1.25
"""What a word counts that says what is asked for, wherever it stands below the title."""
_ASKED_WORDS = 8
"""Most words after "mohon" that say what is asked for."""
CRUX_COUNTS = 1.5
"""What a word counts after "masalahnya" and "tapi", wherever it stands below the title: a life is told before what is wrong."""
_CRUX_WORDS = 15
"""Most words after "masalahnya", in its sentence, that say what is wrong."""

_TOKEN = re.compile(r"[^\W_]{1,40}")
_SENTENCE_END = re.compile(r"[.!?;•|](?=\s)|\n\n")
_ABBREVIATION = 3
"""Letters of a word before a full stop that need not end a sentence."""
_ADDRESS_END = re.compile(r"[.,:;!?]")
_LINK = re.compile(r"(?:https?://|www\.)\S{1,300}|[\w.+-]{1,64}@[\w-]{1,63}\.\S{1,100}", re.IGNORECASE)
_HASHTAG = re.compile(r"#\w{2,80}")
_HUMP = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z])")
_OPENING = re.compile(r"[\[<{(]")
_BRACKETS = re.compile(r"\[([^\[\]\n]{1,60})\]|<([^<>\n]{1,60})>|\{([^{}\n]{1,60})\}|\(([^()\n]{1,60})\)")


@dataclass(frozen=True, slots=True)
class Formalities:
    """Words of form, which say nothing about the subject; all in lower case.

    `hidden` stand in brackets in the place of what was hidden ("[NOMOR KTP DISENSOR]"); those of them in `censored`
    say so by themselves. `salutations` begin the address of a letter ("yth"). `writers` speak of the writer or of
    family ("saya", "suami"), `roles` begin what such a person is ("guru"). `requests` begin what is asked for ("mohon"),
    `cruxes` what is wrong ("masalahnya"). `well` are the words of clauses that say what is well.
    """

    hidden: frozenset[str] = frozenset()
    censored: frozenset[str] = frozenset()
    salutations: frozenset[str] = frozenset()
    writers: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    requests: frozenset[str] = frozenset()
    cruxes: frozenset[str] = frozenset()
    well: WellWords = field(default_factory=WellWords)


@dataclass(frozen=True, slots=True)
class Told:
    """Words of a text in order: `tokens` in lower case and plain letters; `counts` how much each counts (1.0 plain);
    `begins` whether a sentence, the text below a title or a paragraph begins with it; `well` the numbers of those that
    say what is well.
    """

    tokens: list[str]
    counts: list[float]
    begins: list[bool]
    well: frozenset[int] = frozenset()


def tell(text: str, formalities: Formalities) -> Told:
    """The words of a text with their places. A first line of few words is the title of what stands below it."""
    plain = _plain(text, formalities)
    shouted = plain.isupper()
    body = _below_title(plain)
    words: list[str] = []
    counted: list[float] = []
    begun: list[bool] = []
    clauses: list[int] = []
    turns = formalities.well.turns | formalities.requests
    end = later = addressed = writer = role = asked = crux = 0
    for found in islice(_TOKEN.finditer(plain), MAX_TOKENS):
        start, gap = found.start(), plain[end : found.start()]
        token = found[0].lower()
        if addressed and ("\n" in gap or (addressed < _ADDRESS_WORDS and _ADDRESS_END.search(gap))):
            addressed = 0
        if start >= body:
            later += 1
        begins = gap != " " and (not words or _begins(gap, plain[start], words[-1], shouted))
        if begins or not gap.isspace():
            role = 0
        if begins:
            writer = asked = crux = 0
        if writer and token in formalities.roles:
            role = _ROLE_WORDS
        counts = TITLE_COUNTS if start < body else 1.0 if later <= FIRST_WORDS else LATER_COUNTS
        if asked and start >= body:
            counts = ASKED_COUNTS
        if crux and start >= body:
            counts = CRUX_COUNTS
        if role:
            counts *= ROLE_COUNTS
        if not words or token in turns or ends_clause(gap):
            clauses.append(len(words))
        words.append(token)
        counted.append(counts * ADDRESS_COUNTS if addressed else counts)
        begun.append(begins)
        role = max(role - 1, 0)
        writer = _ROLE_WITHIN if token in formalities.writers else max(writer - 1, 0)
        asked = _ASKED_WORDS if token in formalities.requests else max(asked - 1, 0)
        crux = _CRUX_WORDS if token in formalities.cruxes else max(crux - 1, 0)
        if token in formalities.salutations:
            addressed = _ADDRESS_WORDS
        elif addressed:
            addressed -= 1
        end = found.end()
    return Told(words, counted, begun, well(words, clauses, formalities.well))


def _plain(text: str, formalities: Formalities) -> str:
    """The text in plain letters, without links and what stands for hidden words; hashtags in their words."""
    if not text.isascii():
        # Styled and accented letters to plain ones: people write 𝗷𝗮𝗹𝗮𝗻 in social media.
        decomposed = unicodedata.normalize("NFKD", text)
        text = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    if "://" in text or "www." in text or "@" in text:
        text = _LINK.sub(" ", text)
    if "#" in text:
        text = _HASHTAG.sub(lambda found: _HUMP.sub(" ", found[0]), text)
    if _OPENING.search(text):
        text = _BRACKETS.sub(lambda found: _unhidden(found, formalities), text)
    return text


def _unhidden(found: re.Match[str], formalities: Formalities) -> str:
    inside = next(part for part in found.groups() if part is not None)
    words = [word.lower() for word in _TOKEN.findall(inside)]
    if not _all_in(words, formalities.hidden):
        return found[0]
    # "(KTP)" explains a word, "(KTP disensor)" hides it.
    if found[4] is not None and formalities.censored.isdisjoint(words):
        return found[0]
    return " "


def _all_in(words: list[str], known: Collection[str]) -> bool:
    return bool(words) and all(word in known or word.isdecimal() for word in words)


def _below_title(text: str) -> int:
    """Where the text below the title begins; 0 without a title."""
    end = text.find("\n")
    if end < 0 or end > 40 * LONGEST_TITLE or len(_TOKEN.findall(text[:end])) > LONGEST_TITLE:
        return 0
    rest = len(text) - end
    return end + 1 if rest > end and _TOKEN.search(text, end) else 0


def _begins(gap: str, letter: str, before: str, shouted: bool) -> bool:
    """Whether a word begins a sentence or line after `gap` and the word `before`.

    A line that was only wrapped goes on in lower case; a short word before a full stop is an abbreviation ("Jl.").
    """
    if letter.islower():
        return False
    if "\n" in gap and not shouted:
        return True
    return bool(_SENTENCE_END.search(gap)) and len(before) > _ABBREVIATION
