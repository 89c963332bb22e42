"""Tells whether a word is an ordinary one of the language, a name, or both."""

from functools import lru_cache

from command_center.domain.given_names import ALSO_WORDS, NAMES
from command_center.domain.ordinary_words import ORDINARY

_ENDINGS = ("nya", "kan", "ku", "mu", "lah", "kah", "pun", "an", "i", "e", "ne", "ke", "ake", "na", "2")
_INNER_ENDINGS = ("kan", "an", "i")
_SHORTEST_ROOT = 3
_LONGEST = 40
_BEGINNINGS = (
    *(
        "menge",
        "penge",
        "meng",
        "peng",
        "mem",
        "pem",
        "men",
        "pen",
        "meny",
        "peny",
        "me",
        "pe",
        "ber",
        "ter",
        "per",
        "di",
        "ke",
        "se",
    ),
    *(
        "nge",
        "ng",
        "ny",
        "n",
        "m",
        "dipe",
        "memper",
        "diper",
        "keter",
        "ketidak",
        "sepe",
        "mber",
        "be",
        "te",
        "ter",
        "tak",
        "ko",
    ),
)
_MELTED = {
    "mem": "p",
    "pem": "p",
    "men": "t",
    "pen": "t",
    "meny": "s",
    "peny": "s",
    "meng": "k",
    "peng": "k",
    "m": "p",
    "n": "t",
    "ny": "s",
    "ng": "k",
}
"""The first letter of a root that its beginning swallows: "memukul" of "pukul"."""

_NAME_ENDINGS = (
    *("wati", "yanti", "yanto", "anto", "ningsih", "ningrum", "iyah", "iyem", "inem", "udin", "uddin", "yono", "tono"),
    *("arno", "arto", "arso", "adji", "adhi", "wijaya", "widjaja", "santoso", "kusuma", "nugroho", "prasetyo"),
    *("setyo", "wibowo", "atun", "yati", "nto", "rno", "sanjaya", "iawan", "mawan", "nawan", "rawan", "asih"),
    *(
        "iyo",
        "ijo",
        "ijem",
        "irah",
        "inah",
        "imin",
        "jono",
        "owati",
        "syah",
        "ullah",
        "rahman",
        "rohman",
        "ianti",
        "endra",
        "indra",
        "ardi",
        "ardhi",
    ),
)
"""How names end and words and places do not."""
_SHORTEST_BY_ENDING = 6


@lru_cache(maxsize=16_384)
def is_ordinary(word: str) -> bool:
    """Whether a word, in lower case, is one of the language, as it stands or derived of one."""
    if word in ORDINARY:
        return True
    if word in NAMES:
        return False
    return len(word) <= _LONGEST and any(root in ORDINARY and len(root) >= _SHORTEST_ROOT for root in _roots(word))


def _roots(word: str) -> set[str]:
    """What a word may be derived from: one ending or two, then one beginning."""
    stems = [word]
    for end in _ENDINGS:
        if word.endswith(end) and len(word) - len(end) >= _SHORTEST_ROOT:
            stem = word[: -len(end)]
            stems.append(stem)
            stems += [stem[: -len(inner)] for inner in _INNER_ENDINGS if stem.endswith(inner)]
    found = set(stems)
    for stem in stems:
        if not stem.startswith(_BEGINNINGS):
            continue
        for begin in _BEGINNINGS:
            if stem.startswith(begin):
                rest = stem[len(begin) :]
                found |= {rest, _MELTED.get(begin, "") + rest}
    return found


@lru_cache(maxsize=16_384)
def is_name(word: str) -> bool:
    """Whether a word, in lower case, is a name and nothing else: known as one, or built like one."""
    if word in NAMES:
        return word not in ALSO_WORDS
    if len(word) < _SHORTEST_BY_ENDING or word in ORDINARY or not word.endswith(_NAME_ENDINGS):
        return False
    return not is_ordinary(word)


def can_be_name(word: str) -> bool:
    """Whether a word, in lower case, can be a name where something says so."""
    return word in ALSO_WORDS or not is_ordinary(word)
