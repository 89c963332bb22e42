"""Reads slang.toml: how people write short forms, Javanese and endings."""

from command_center.domain.phrases import Spelling
from command_center.domain.text import fold, tokens
from command_center.reference.tables import Table


def read_slang(top: Table) -> Spelling:
    """The spelling rules of the file, checked. Raises BadReferenceData."""
    suffixes = top.texts("suffixes")
    landmarks = top.texts("landmarks")
    ordinary = top.text("ordinary")
    table = top.table("words")
    top.done()
    for key, listed in (("suffixes", suffixes), ("landmarks", landmarks)):
        for index, word in enumerate(listed):
            if tokens(word) != [word]:
                top.refuse(f'"{word}" is not a plain word in lower case', key, index)
    for word in ordinary.split():
        if tokens(word) != [word]:
            top.refuse(f'"{word}" is not a plain word in lower case', "ordinary")
    slang: dict[str, tuple[str, ...]] = {}
    for short in table.names():
        meaning = tuple(tokens(table.text(short)))
        if tokens(short) != [short] or fold(short) != short:
            table.refuse(f'"{short}" can never be met: it must be one plain word, without a letter three times', short)
        if meaning == (short,):
            table.refuse(f'"{short}" stands for itself', short)
        slang[short] = meaning
    table.done()
    return Spelling(slang, suffixes, frozenset(landmarks), frozenset(ordinary.split()))
