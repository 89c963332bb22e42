"""Reads categories.toml: the categories, their words, and how they look on the wall."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from command_center.domain.categories import Categories, Category, Doubt, IncidentRule, Shape
from command_center.domain.phrases import GAP, GAP_BACK, Phrase, in_both_orders
from command_center.domain.text import tokens
from command_center.reference.tables import Table, refuse_duplicates

Classes = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    """What a phrase may be made of: classes of words, and no word of the slang."""

    classes: Classes
    slang: Mapping[str, tuple[str, ...]]


_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")


def read_categories(top: Table, slang: Mapping[str, tuple[str, ...]]) -> Categories:
    """All categories of the file, checked. Raises BadReferenceData.

    `slang` are the short forms that are read as other words: a phrase that holds one could never be met.
    """
    minimum = top.number("minimum_score")
    fallback = top.code("fallback")
    doubt = _doubt(top.table("doubt"))
    vocabulary = _Vocabulary(_classes(top, slang), slang)
    figures = _listed(top, "figures", "", vocabulary)
    tables = top.tables("category")
    top.done()
    found = [_category(table, vocabulary) for table in tables]
    refuse_duplicates(tables, [category.code for category in found])
    by_code = {category.code: category for category in found}
    if fallback not in by_code:
        top.refuse(f'"fallback" names the category "{fallback}", which is not in this file', "fallback")
    looks: dict[tuple[str, Shape], str] = {}
    for table, category in zip(tables, found, strict=True):
        leader = by_code.get(category.group)
        if leader is None or leader.group != leader.code:
            table.refuse(
                f'"group" must be the code of a category that is its own group, not "{category.group}"', "group"
            )
        look = (category.colour.upper(), category.shape)
        if look != (leader.colour.upper(), leader.shape):
            table.refuse(f'must have the colour and shape of its group "{leader.code}"', "colour")
        if looks.setdefault(look, leader.code) != leader.code:
            table.refuse(
                f'has the colour and shape of the group "{looks[look]}": they could not be told apart', "colour"
            )
    return Categories(tuple(found), fallback, minimum, tuple(figures), doubt)


def _doubt(table: Table) -> Doubt:
    found = Doubt(
        score=table.number("score"),
        score_of_long=table.number("score_of_long"),
        long=table.whole("long"),
        score_of_story=table.number("score_of_story"),
        story=table.whole("story"),
        rival=table.number("rival"),
        sure=table.number("sure"),
        rival_of_sure=table.number("rival_of_sure"),
    )
    table.done()
    return found


def _never_met(word: str, slang: Mapping[str, tuple[str, ...]]) -> str:
    return f'"{word}" can never be met: slang.toml reads it as "{" ".join(slang[word])}"'


def _classes(top: Table, slang: Mapping[str, tuple[str, ...]]) -> Classes:
    """Classes of words by name, each written as one text of words."""
    table = top.table("classes")
    found: dict[str, frozenset[str]] = {}
    for name in table.names():
        words = table.text(name).split()
        for word in words:
            if tokens(word) != [word]:
                table.refuse(f'"{word}" is not a plain word in lower case', name)
            if word in slang:
                table.refuse(_never_met(word, slang), name)
        found[name] = frozenset(words)
    table.done()
    return found


def _category(table: Table, vocabulary: _Vocabulary) -> Category:
    code = table.code("code")
    colour = table.text("colour")
    if not _COLOUR.fullmatch(colour):
        table.refuse(f'"colour" must be written as "#E69F00", not "{colour}"', "colour")
    category = Category(
        code=code,
        label=table.wording("label"),
        short=table.wording("short"),
        colour=colour,
        shape=table.choice("shape", Shape),
        group=table.code("group"),
        phrases=(
            *_weighted(table, "words", code, vocabulary),
            *_weighted(table, "places", code, vocabulary),
            *_listed(table, "except", code, vocabulary),
        ),
        aliases=table.texts("aliases"),
        incident=_incident(table),
    )
    table.done()
    return category


def _weighted(table: Table, key: str, code: str, vocabulary: _Vocabulary) -> list[Phrase]:
    words = table.optional(key)
    if words is None:
        return []
    found = []
    for text in words.names():
        weight = words.number(text)
        if not weight:
            words.refuse(f'the weight of "{text}" must be above 0', text)
        try:
            found += _in_every_order(text, code, vocabulary, weight=weight, place=key == "places")
        except ValueError as error:
            words.refuse(str(error), text)
    words.done()
    return found


def _listed(table: Table, key: str, code: str, vocabulary: _Vocabulary) -> list[Phrase]:
    """Phrases of a list without weights: exceptions, and figures of speech."""
    found = []
    for index, text in enumerate(table.texts(key)):
        try:
            found += _in_every_order(text, code, vocabulary, bars=True)
        except ValueError as error:
            table.refuse(str(error), key, index)
    return found


def _in_every_order(
    text: str, code: str, vocabulary: _Vocabulary, *, weight: float = 0.0, place: bool = False, bars: bool = False
) -> list[Phrase]:
    for word in text.split():
        if word in vocabulary.slang:
            raise ValueError(_never_met(word, vocabulary.slang))
    return [
        Phrase.read(order, code, weight, place=place, bars=bars, classes=vocabulary.classes, written=text, gap=gap)
        for order, gap in zip(in_both_orders(text), (GAP, GAP_BACK), strict=False)
    ]


def _incident(table: Table) -> IncidentRule | None:
    rule = table.optional("incident")
    if rule is None:
        return None
    found = IncidentRule(rule.whole("radius_m"), rule.whole("hours"), rule.whole("reports", least=2))
    rule.done()
    return found
