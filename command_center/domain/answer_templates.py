"""Templates of answers in the city's words, and the words that are filled into them."""

import re
import string
from collections.abc import Mapping
from dataclasses import dataclass

from command_center.domain.wording import Wording
from command_center.domain.workflow import Status

PLACEHOLDERS = ("nomor", "opd", "kelurahan", "tautan", "kategori")
"""What a template may have in braces: number, department, kelurahan, address of the status page, category."""
_IN_BRACES = re.compile(r"\{\s*([^\W\d_][\w -]{0,39}?)\s*\}")
"""A word in braces as somebody writes it who takes it for a placeholder."""


@dataclass(frozen=True, slots=True)
class AnswerTemplate:
    """A text to begin an answer with. `categories` empty: for all; `status`: what it makes of the report.

    `texts` are by language of the citizen (``id``, ``jv``); Indonesian is always there.
    """

    code: str
    label: Wording
    status: Status
    categories: tuple[str, ...]
    texts: Mapping[str, str]

    def text(self, language: str = "id") -> str:
        """Its text in a language, Indonesian where there is none."""
        return self.texts.get(language) or self.texts["id"]


@dataclass(frozen=True, slots=True)
class AnswerTemplates:
    """All templates in their order; the acknowledgement of a report, and the line that leads to pictures."""

    every: tuple[AnswerTemplate, ...]
    acknowledgement: str
    pictures: str

    def of(self, category: str) -> tuple[AnswerTemplate, ...]:
        """Templates for a category: its own first, then those for all."""
        own = [each for each in self.every if category in each.categories]
        return (*own, *(each for each in self.every if not each.categories))


def filled(text: str, values: Mapping[str, str]) -> str:
    """A text with its placeholders filled in; other braces stay as they are (`unfilled` names those that look like some)."""
    for name, value in values.items():
        text = text.replace("{" + name + "}", value)
    return text


def unfilled(text: str) -> tuple[str, ...]:
    """Words in braces that nothing fills in, as they are written, each once: a citizen would read ``{nama}``.

    >>> unfilled("Laporan {nomor}: halo {nama}, { Nomor } {} {3}")
    ('{nama}', '{ Nomor }')
    """
    found = {each[0]: None for each in _IN_BRACES.finditer(text) if each[0][1:-1] not in PLACEHOLDERS}
    return tuple(found)


def unknown_placeholders(text: str) -> tuple[str, ...]:
    """What a template has in braces and nothing fills in; raises ValueError where braces do not close."""
    found = [name for _, name, _, _ in string.Formatter().parse(text) if name is not None]
    return tuple(name for name in found if name not in PLACEHOLDERS)
