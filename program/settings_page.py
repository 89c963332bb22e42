"""Writes docs/settings.md from the settings themselves, so that the page cannot lie: `manage.py settings > docs/settings.md`."""

from collections.abc import Iterator

from pydantic_settings import BaseSettings

from command_center.reference.load import load_reference
from command_center.settings import Settings
from command_center.web.security.settings import SecuritySettings
from data_sources.channel import ChannelSettings
from data_sources.registry import channel_classes

HEAD = """# Settings

Environment variables, or lines `NAME=value` of a file `.env` in the folder the program is started in. Each has a default;
a wrong value is refused at start with its name and what it takes. This page is written by `manage.py settings`.
"""


def settings_page() -> str:
    """The whole page as Markdown."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield HEAD
    yield "## The installation\n"
    yield from _table(Settings, SecuritySettings)
    yield "\n## Channels\n"
    yield "A secret that proves what comes in is marked 🔒. While it is empty, nothing is taken that needs it; with DEMO=1 it gets"
    yield "a value of this instance (`manage.py secrets` prints it).\n"
    profiles = load_reference().channel
    seen: set[str] = set()
    for channel in channel_classes():
        names = {channel.Settings.environment_name(field) for field in channel.Settings.model_fields}
        if names <= seen:
            continue
        seen |= names
        yield f"### {profiles[channel.code].label.en} (`{channel.code}`)\n"
        yield from _table(channel.Settings)
        yield ""


def _table(*models: type[BaseSettings]) -> Iterator[str]:
    yield "| name | default | what it does |"
    yield "| --- | --- | --- |"
    for model in models:
        channel = model if issubclass(model, ChannelSettings) else None
        for name, field in model.model_fields.items():
            shown = field.get_default(call_default_factory=True)
            default = "" if shown in ("", None, ()) else f"`{int(shown) if isinstance(shown, bool) else shown}`"
            variable = channel.environment_name(name) if channel else name.upper()
            lock = " 🔒" if channel and name in channel.inbound_secrets else ""
            yield f"| `{variable}`{lock} | {default} | {field.description} |"
