"""Slips of the pen: shortened words, doubled, dropped and swapped letters, careless capitals."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from random import Random

_WORD = re.compile(r"[A-Za-z]+")
_VOWELS = frozenset("aiueo")


@cache
def _short_forms() -> Mapping[str, Mapping[str, list[str]]]:
    return tomllib.loads((Path(__file__).parent / "slips.toml").read_text("utf-8"))


def shorten(rng: Random, text: str, register: str, share: float) -> str:
    """`share` (0 to 1) of the words that have a short form in `register` ("casual" or "sms") are shortened."""
    forms = _short_forms()[register]

    def maybe(found: re.Match[str]) -> str:
        word = found[0]
        if word not in forms or rng.random() >= share:
            return word
        return rng.choice(forms[word])

    return _WORD.sub(maybe, text)


def mistype(rng: Random, text: str, share: float) -> str:
    """`share` of the lower-case words of five letters and more get one slip; words with a capital (names) rarely."""

    def maybe(found: re.Match[str]) -> str:
        word = found[0]
        chance = share if word.islower() else share / 4
        return slip(rng, word) if len(word) >= 5 and rng.random() < chance else word

    return _WORD.sub(maybe, text)


def slip(rng: Random, word: str) -> str:
    """One slip in `word` (three letters and more): a letter swapped, doubled, or a vowel dropped; never the first one."""
    at = rng.randrange(1, len(word) - 1)
    kind = rng.randrange(3)
    if kind == 0:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if kind == 1 or word[at] not in _VOWELS:
        return word[:at] + word[at] + word[at:]
    return word[:at] + word[at + 1 :]
