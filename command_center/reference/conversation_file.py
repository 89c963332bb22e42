"""Reads conversation.toml: the words of messages that are no report by themselves."""

from dataclasses import fields

from command_center.domain.small_talk import SmallTalk, TalkWords
from command_center.domain.text import fold, tokens
from command_center.reference.tables import Table


def read_small_talk(top: Table) -> SmallTalk:
    """The words of the file, checked. Raises BadReferenceData."""
    words = {each.name: _phrases(top, each.name) for each in fields(TalkWords)}
    top.done()
    return SmallTalk(TalkWords(**words))


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
