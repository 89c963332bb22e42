"""Reads statuses.toml: what each status is called by the public and by other systems."""

from string import Formatter

from command_center.domain.status_words import Statuses, StatusWords
from command_center.domain.text import tokens
from command_center.domain.workflow import Status
from command_center.reference.tables import Table


def read_statuses(top: Table) -> Statuses:
    """The words of every status of the workflow. Raises BadReferenceData."""
    for name in top.names():
        if name not in set(Status):
            top.refuse(f'"{name}" is no status of the workflow; known are {", ".join(Status)}', name)
    taken: dict[str, Status] = {}
    found = {}
    for status in Status:
        table = top.table(str(status))
        words = StatusWords(table.wording("public"), table.texts("sp4n"))
        table.done()
        for text in (words.public.id, words.public.en):
            if not _fields(text) <= {"opd"}:
                table.refuse(f"{text!r}: only {{opd}} is filled in", "public")
        for index, word in enumerate(words.sp4n):
            plain = " ".join(tokens(word))
            if taken.setdefault(plain, status) is not status:
                table.refuse(f'"{word}" stands at {taken[plain]} already', "sp4n", index)
        found[status] = words
    top.done()
    return Statuses(found)


def _fields(text: str) -> set[str]:
    """Names between braces; a brace that is not closed counts as one that is unknown."""
    try:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        return {"{"}
