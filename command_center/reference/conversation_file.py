"""Reads conversation.toml: the words of messages that are no report by themselves, and which subjects are one event."""

from collections.abc import Collection
from dataclasses import fields

from command_center.domain.small_talk import SmallTalk, TalkWords, own_phrases
from command_center.domain.text import fold, tokens
from command_center.reference.tables import Table


def read_small_talk(top: Table, categories: Collection[str], acknowledgement: str) -> SmallTalk:
    """The words of the file, checked; `categories` are the codes there are, `acknowledgement` is what we send by ourselves.

    Raises BadReferenceData.
    """
    events = _events(top, categories)
    words = {each.name: _phrases(top, each.name) for each in fields(TalkWords)}
    top.done()
    return SmallTalk(TalkWords(**words), events, own_phrases(acknowledgement))


def _events(top: Table, categories: Collection[str]) -> tuple[frozenset[str], ...]:
    groups = [group.split() for group in top.texts("one_event")]
    for index, group in enumerate(groups):
        for code in group:
            if code not in categories:
                top.refuse(f'"{code}" is no category of categories.toml', "one_event", index)
    return tuple(map(frozenset, groups))


def _phrases(top: Table, name: str) -> tuple[str, ...]:
    phrases = top.texts(name)
    if not phrases:
        top.refuse(f'"{name}" must be a list of words: ["...", "..."]', name)
    for index, phrase in enumerate(phrases):
        if tokens(phrase) != phrase.split() or [fold(word) for word in phrase.split()] != phrase.split():
            top.refuse(
                f'"{phrase}" can never be met: it must be plain words in lower case, without a letter three times',
                name,
                index,
            )
    return phrases
