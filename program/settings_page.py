"""Writes docs/settings.md from the settings themselves, so that the page cannot lie: `manage.py settings > docs/settings.md`."""

from collections.abc import Iterator

from pydantic_settings import BaseSettings

from command_center.settings import Settings
from command_center.web.security.door_settings import DoorSettings
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
    yield from _table(Settings, DoorSettings)
    yield "\n## Channels\n"
    yield "A secret that guards one of our own doors is marked 🔒. Left empty, the door stays shut; with DEMO=1 it gets a value"
    yield "of this instance (`manage.py secrets` prints it).\n"
    seen: set[str] = set()
    for channel in channel_classes():
        names = set(channel.Settings.model_fields) - seen
        if not names:
            continue
        seen |= names
        yield f"### {channel.label} (`{channel.code}`)\n"
        yield from _table(channel.Settings, only=names)
        yield ""


def _table(*models: type[BaseSettings], only: set[str] | None = None) -> Iterator[str]:
    yield "| name | default | what it does |"
    yield "| --- | --- | --- |"
    for model in models:
        secrets = getattr(model, "door_secrets", ())
        for name, field in model.model_fields.items():
            if only is not None and name not in only:
                continue
            shown = field.get_default(call_default_factory=True)
            default = "" if shown in ("", None, ()) else f"`{int(shown) if isinstance(shown, bool) else shown}`"
            lock = " 🔒" if name in secrets else ""
            yield f"| `{name.upper()}`{lock} | {default} | {field.description} |"
