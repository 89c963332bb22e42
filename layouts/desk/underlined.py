"""The words that decided, underlined where they stand in a text: what spoke for the category, and what for the place."""

import re
from collections.abc import Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from command_center.domain.text import fold

_WORD = re.compile(r"[^\W_]+")
_LONGEST = 12
"""Words of a phrase that is looked for."""


def underlined(text: str, marks: Mapping[str, Sequence[str]]) -> list[Component | str]:
    """The text with each phrase of `marks` (class of the mark -> phrases) in an element of that class.

    Words are compared folded, as the classifier reads them; where two marks meet the longer phrase has the words.
    """
    found = [(match.start(), match.end(), fold(match[0].lower())) for match in _WORD.finditer(text)]
    owner: dict[int, tuple[int, str]] = {}
    """Position of a word -> (length of its phrase, class)."""
    for name, phrases in marks.items():
        for phrase in phrases:
            wanted = [fold(match[0].lower()) for match in _WORD.finditer(phrase)][:_LONGEST]
            if not wanted:
                continue
            for start in range(len(found) - len(wanted) + 1):
                if [word for _, _, word in found[start : start + len(wanted)]] != wanted:
                    continue
                for position in range(start, start + len(wanted)):
                    if owner.get(position, (0, ""))[0] < len(wanted):
                        owner[position] = (len(wanted), name)
    parts: list[Component | str] = []
    at = 0
    for first, last, name in _runs(owner):
        begin, end = found[first][0], found[last][1]
        if begin > at:
            parts.append(text[at:begin])
        parts.append(html.Mark(text[begin:end], className=name))
        at = end
    if at < len(text):
        parts.append(text[at:])
    return parts


def _runs(owner: Mapping[int, tuple[int, str]]) -> list[tuple[int, int, str]]:
    """Neighbouring words of one class as (first, last, class)."""
    runs: list[tuple[int, int, str]] = []
    for position in sorted(owner):
        name = owner[position][1]
        if runs and runs[-1][1] == position - 1 and runs[-1][2] == name:
            runs[-1] = (runs[-1][0], position, name)
        else:
            runs.append((position, position, name))
    return runs
