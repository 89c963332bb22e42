"""Reads slang.toml: how people write short forms, Javanese, endings, and what is only form in a letter."""

from command_center.domain.phrases import Spelling
from command_center.domain.text import fold, tokens
from command_center.domain.told import Formalities
from command_center.domain.well import WellWords
from command_center.domain.word_forms import Lexicon
from command_center.reference.tables import Table


def read_slang(top: Table, lexicon: Lexicon) -> Spelling:
    """The spelling rules of the file, checked, with the words of the language. Raises BadReferenceData."""
    suffixes = top.texts("suffixes")
    landmarks = top.texts("landmarks")
    for key, listed in (("suffixes", suffixes), ("landmarks", landmarks)):
        for index, word in enumerate(listed):
            if tokens(word) != [word]:
                top.refuse(f'"{word}" is not a plain word in lower case', key, index)
    ordinary = _words(top, "ordinary")
    underived = _words(top, "underived")
    formalities = Formalities(
        hidden=_words(top, "hidden"),
        censored=_words(top, "censored"),
        salutations=_words(top, "salutations"),
        writers=_words(top, "writers"),
        roles=_words(top, "roles"),
        requests=_words(top, "requests"),
        cruxes=_words(top, "cruxes"),
        well=WellWords(
            done=_words(top, "done"),
            praises=_words(top, "praises"),
            thanks=_words(top, "thanks"),
            concessions=_words(top, "concessions"),
            nothings=_words(top, "nothings"),
            denials=_words(top, "denials"),
            turns=_words(top, "turns"),
        ),
    )
    table = top.table("words")
    top.done()
    slang: dict[str, tuple[str, ...]] = {}
    for short in table.names():
        meaning = tuple(tokens(table.text(short)))
        if tokens(short) != [short] or fold(short) != short:
            table.refuse(f'"{short}" can never be met: it must be one plain word, without a letter three times', short)
        if meaning == (short,):
            table.refuse(f'"{short}" stands for itself', short)
        slang[short] = meaning
    table.done()
    return Spelling(slang, suffixes, frozenset(landmarks), ordinary, underived, formalities, lexicon)


def _words(top: Table, key: str) -> frozenset[str]:
    """Words written as one text, with blanks between them."""
    words = top.text(key).split()
    for word in words:
        if tokens(word) != [word]:
            top.refuse(f'"{word}" is not a plain word in lower case', key)
    return frozenset(words)
