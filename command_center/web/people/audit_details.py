"""What a row of the audit keeps beside its act, in words: codes by the names that people know, and whatever has none as it was kept."""

from collections.abc import Mapping
from typing import Any

CodeNames = Mapping[str, Mapping[str, str]]
"""Name of a detail -> names by code, as the city's files give them: departments, categories, kelurahan."""
_KINDS = {"roles": "roles", "before": "roles", "status": "status", "stage": "status"} | dict.fromkeys(
    ("report_class", "visibility", "field"), "value"
)
"""Name of a detail -> section of the words that has its values; others stand in `value`."""


def in_words(details: Mapping[str, Any], words: Mapping[str, Any], names: CodeNames) -> tuple[tuple[str, str], ...]:
    """Names and values of the details, without those that say nothing."""
    return tuple(
        (words["detail"].get(key, key), _value(key, value, words, names)) for key, value in details.items() if value
    )


def _value(key: str, value: object, words: Mapping[str, Any], names: CodeNames) -> str:
    if isinstance(value, Mapping):
        given = {name: each for name, each in value.items() if each}
        return ", ".join(f"{words['detail'].get(name, name)}={each}" for name, each in given.items())
    if isinstance(value, list | tuple):
        return ", ".join(_value(key, each, words, names) for each in value)
    if value is True:
        return str(words["value"]["yes"])
    code = str(value)
    if key == "act":
        return str(words["acts"]["report"].get(code, code))
    known = names.get(key) or words[_KINDS.get(key, "value")]
    return str(known.get(code) or words["value"].get(code) or code)
