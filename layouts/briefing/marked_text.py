"""Sentences with marks: *…* stands out, [key] is the footnote of a figure; as runs that a screen or a letter can show."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_MARK = re.compile(r"\*|\[(\w+)\]")


@dataclass(frozen=True, slots=True)
class TextRun:
    """A piece of a sentence: words that may stand out, or the footnote of the figure `note`."""

    text: str = ""
    strong: bool = False
    note: str = ""


def runs(marked: str) -> tuple[TextRun, ...]:
    """The pieces of a marked text, in order."""
    found: list[TextRun] = []
    strong, at = False, 0
    for mark in _MARK.finditer(marked):
        if mark.start() > at:
            found.append(TextRun(marked[at : mark.start()], strong))
        if mark[1]:
            found.append(TextRun(note=mark[1]))
        else:
            strong = not strong
        at = mark.end()
    return (*found, TextRun(marked[at:], strong)) if at < len(marked) else tuple(found)


def plain(pieces: Iterable[TextRun]) -> str:
    """The words alone."""
    return "".join(piece.text for piece in pieces)


def safe(value: str) -> str:
    """A name that is put into a marked text: what would be a mark is none."""
    return value.replace("*", "∗").replace("[", "(").replace("]", ")")


def sentence(parts: Sequence[str]) -> str:
    """Parts as one sentence: a capital at its beginning, a full stop at its end."""
    joined = "".join(parts)
    start = next((at for at, letter in enumerate(joined) if letter.isalpha() or letter.isdigit()), 0)
    return f"{joined[:start]}{joined[start : start + 1].upper()}{joined[start + 1 :]}."
