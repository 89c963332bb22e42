"""A formatted message of Telegram in our words: the text of its blocks, its files and its place.

A block has a type, and its content under the name of the type, `text`, `blocks`, `items` or `cells`; a text is a string, a
list of texts, or a text with a format around it. Source: core.telegram.org/bots/api, RichMessage, RichBlock and RichText.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from data_sources.reading import mapping, sequence, text_of

_TEXTS = ("summary", "text", "expression", "alternative_text", "credit")
_NESTED = ("blocks", "items", "cells", "caption")
_LARGEST = 100_000
"""Nodes that are looked at; no message that a person wrote has more."""


class Block(NamedTuple):
    """One block: its words, and the node that may hold a file or a place."""

    text: str
    node: Mapping[str, object]


def blocks_of(rich: Mapping[str, object]) -> Iterator[Block]:
    """Every block of a message in its order, those inside others too."""
    waiting: list[object] = [rich]
    for _ in range(_LARGEST):
        if not waiting:
            return
        node = waiting.pop()
        if isinstance(node, list):
            waiting.extend(reversed(node))
            continue
        found = mapping(node)
        if not found:
            continue
        words = "".join(_words([found.get(name) for name in _TEXTS])).strip()
        yield Block(words, found)
        waiting.extend(found[name] for name in reversed(_NESTED) if name in found)


def text_of_rich(rich: Mapping[str, object]) -> str:
    """The words of a message, a line each block."""
    return "\n".join(block.text for block in blocks_of(rich) if block.text)


def _words(texts: list[object]) -> Iterator[str]:
    """The strings in texts of any nesting, in their order."""
    waiting: list[object] = list(reversed(texts))
    for _ in range(_LARGEST):
        if not waiting:
            return
        node = waiting.pop()
        if isinstance(node, str):
            yield text_of({"text": node}, "text")
        elif isinstance(node, list):
            waiting.extend(reversed(sequence(node)))
        else:
            inner = mapping(node)
            waiting.extend(inner[name] for name in reversed(_TEXTS) if name in inner)
