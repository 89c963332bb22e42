"""A text while personal data is taken out of it: folded to plain letters, what was found covered, places kept."""

import re
import unicodedata
from collections.abc import Iterable

NUMBER, ADDRESS, ACCOUNT, LINK, PLATE, BIRTH, NAME = (
    "[nomor]",
    "[surel]",
    "[akun]",
    "[tautan]",
    "[pelat]",
    "[tanggal]",
    "[nama]",
)
LABELS = (NUMBER, ADDRESS, ACCOUNT, LINK, PLATE, BIRTH, NAME)

_FIRST_MARK = 0xE000
MARKS = {label: chr(_FIRST_MARK + number) for number, label in enumerate(LABELS)}
"""What stands in a folded text where something was found: one such sign for each letter, and no letter itself."""
ANY_MARK = f"{MARKS[LABELS[0]]}-{MARKS[LABELS[-1]]}"
"""All of them, for a class of a regular expression."""

_LABEL = re.compile("|".join(map(re.escape, LABELS)))
_RUN = re.compile(f"([{ANY_MARK}])\\1*")
_LIKE_LATIN = dict(
    zip(
        "АВЕКМНОРСТУХавеорсухіјѕΑΒΕΖΗΙΚΜΝΟΡΤΥΧονι０＠．，／：",
        "ABEKMHOPCTYXabeopcyxijsABEZHIKMNOPTYXovi0@.,/:",
        strict=False,
    )
)


class _Folds(dict[int, str]):
    """One letter for each letter, found when first met: compatibility forms, other digits, letters of the same shape."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        folded = self[code] = _folded(letter)
        return folded


def _folded(letter: str) -> str:
    if MARKS[LABELS[0]] <= letter <= MARKS[LABELS[-1]]:
        return " "
    if letter in _LIKE_LATIN:
        return _LIKE_LATIN[letter]
    digit = unicodedata.digit(letter, None)
    if digit is not None:
        return str(digit)
    plain = unicodedata.normalize("NFKC", letter)
    if len(plain) > 1:
        # "⑩" and "㎏" are longer when written out: the first letter that means something stands for them.
        plain = next((each for each in plain if each.isalnum()), plain[0])
    if plain.isalpha() and not plain.isascii():
        # "é" is read as "e".
        base = unicodedata.normalize("NFD", plain)[0]
        plain = base if base.isascii() else plain
    return plain


_FOLDS = _Folds({code: chr(code) for code in range(128)})


class Canvas:
    """`plain` is as long as the text, letter for letter: what is found in it is covered at the same place.

    Labels that stand in the text already count as found, so that masking twice is masking once.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self.plain = text if text.isascii() else text.translate(_FOLDS)
        if "[" in text:
            self.cover((*found.span(), found[0]) for found in _LABEL.finditer(text))

    def cover(self, spans: Iterable[tuple[int, int, str]]) -> bool:
        """Cover what was found: (start, end, label), in any order; returns whether there was anything."""
        found = sorted(spans)
        if not found:
            return False
        parts: list[str] = []
        position = 0
        for start, end, label in found:
            start = max(start, position)
            if start < end:
                parts += self.plain[position:start], MARKS[label] * (end - start)
                position = end
        self.plain = "".join(parts) + self.plain[position:]
        return True

    def mask(self, pattern: re.Pattern[str], label: str) -> None:
        """Cover every match of `pattern`, or of its group `secret` where that took part."""
        named = "secret" in pattern.groupindex
        self.cover(
            (*found.span("secret" if named and found["secret"] else 0), label) for found in pattern.finditer(self.plain)
        )

    def has(self, label: str) -> bool:
        """Whether something of this kind was found."""
        return MARKS[label] in self.plain

    def result(self) -> str:
        """The text with a label for each stretch that is covered."""
        parts: list[str] = []
        position = 0
        for found in _RUN.finditer(self.plain):
            parts += self._text[position : found.start()], LABELS[ord(found[1]) - _FIRST_MARK]
            position = found.end()
        return "".join(parts) + self._text[position:] if parts else self._text
