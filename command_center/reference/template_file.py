"""Reads templates.toml: texts to begin an answer with, checked at start, so that no citizen gets a hole in braces."""

from collections.abc import Collection

from command_center.domain.answer_templates import AnswerTemplate, AnswerTemplates, unknown_placeholders
from command_center.domain.workflow import Status
from command_center.reference.tables import Table, refuse_duplicates

_MAKES = {"answered": Status.ANSWERED, "settled": Status.SETTLED, "incomplete": Status.INCOMPLETE}


def read_templates(top: Table, categories: Collection[str]) -> AnswerTemplates:
    """All templates. Raises BadReferenceData."""
    tables = top.tables("template")
    refuse_duplicates(tables, [table.code("code") for table in tables])
    acknowledgement, pictures = _text(top, "acknowledgement"), _text(top, "pictures")
    if "{nomor}" not in acknowledgement:
        top.refuse('"acknowledgement" needs {nomor}: it tells the number of the report', "acknowledgement")
    if "{tautan}" not in pictures:
        top.refuse('"pictures" needs {tautan}: it leads to the pictures', "pictures")
    top.done()
    return AnswerTemplates(tuple(_template(table, categories) for table in tables), acknowledgement, pictures)


def _template(table: Table, categories: Collection[str]) -> AnswerTemplate:
    status = table.text("status")
    if status not in _MAKES:
        table.refuse(f'"status" must be one of {", ".join(_MAKES)}, not "{status}"', "status")
    named = table.texts("categories")
    for index, category in enumerate(named):
        if category not in categories:
            table.refuse(f'"categories" names "{category}", which is not in categories.toml', "categories", index)
    texts = table.table("text")
    found = {language: _text(texts, language) for language in texts.names()}
    if "id" not in found:
        texts.refuse('"text" needs the Indonesian text: id = "..."')
    texts.done()
    template = AnswerTemplate(table.code("code"), table.wording("label"), _MAKES[status], named, found)
    table.done()
    return template


def _text(table: Table, key: str) -> str:
    text = table.text(key).strip()
    try:
        unknown = unknown_placeholders(text)
    except ValueError as error:
        table.refuse(f'"{key}" has braces that do not close: {error}', key)
    if unknown:
        table.refuse(f'"{key}" has {{{unknown[0]}}}, which nothing fills in', key)
    return text
