"""Slips in `.env` that would change nothing, silently: unknown names, lines that are none, names given twice."""

import re
from collections.abc import Collection, Mapping
from difflib import get_close_matches
from pathlib import Path

from dotenv.parser import Binding, parse_stream

from command_center.settings import Settings
from command_center.web.security.settings import SecuritySettings
from data_sources.registry import channel_classes

ENV_FILE = Path(".env")
GONE: Mapping[str, str] = {
    "TIMEZONE": "days, deadlines and clocks follow WIB, the time of the city; the setting is gone",
}
"""Names of earlier versions, and what became of them."""
_ALIKE = 0.75


def known_names() -> frozenset[str]:
    """Every setting of the installation and of its channels."""
    own = {name.upper() for model in (Settings, SecuritySettings) for name in model.model_fields}
    channels = {
        channel.Settings.environment_name(name)
        for channel in channel_classes()
        for name in channel.Settings.model_fields
    }
    return frozenset(own | channels)


def unknown_in(file: Path = ENV_FILE) -> list[str]:
    """A sentence for each slip in a `.env` file; [] where there is no file.

    Names that look like none of ours belong to other programs and are left alone.
    """
    if file.is_dir():
        return [f"{file} is a folder: make it a file of lines NAME=value"]
    if not file.exists():
        return []
    known = known_names()
    prefixes = {name.partition("_")[0] + "_" for name in known if "_" in name}
    with file.open(encoding="utf-8-sig", errors="replace") as lines:
        bindings = list(parse_stream(lines))
    told: list[str] = []
    given: dict[str, int] = {}
    for binding in bindings:
        line = binding.original.line
        if binding.error or (binding.key is not None and binding.value is None):
            told.append(_no_setting(binding))
        if binding.error or binding.key is None:
            continue
        name = binding.key.upper()
        if name not in known:
            told += filter(None, [_told(name, known, prefixes)])
        elif name in given:
            told.append(f"{name} stands in lines {given[name]} and {line}: the last one counts, take the other out")
        given[name] = line
    return told


def _no_setting(binding: Binding) -> str:
    """What is wrong with a line, without what may be a secret in it."""
    written = binding.original.string.strip()
    name = re.match(r"(?:export\s+)?(\w*)", written)
    return (
        f"line {binding.original.line} ({name[1] if name else ''!s:.40}) is no setting and changes nothing: write NAME=value, and "
        "close each quote"
    )


def _told(name: str, known: Collection[str], prefixes: Collection[str]) -> str:
    if name in GONE:
        return f"{name}: {GONE[name]}"
    alike = get_close_matches(name, known, n=1, cutoff=_ALIKE)
    if alike:
        return f"{name} is no setting and changes nothing; {alike[0]} is one"
    if any(name.startswith(prefix) for prefix in prefixes):
        return f"{name} is no setting and changes nothing; docs/settings.md lists them"
    return ""
