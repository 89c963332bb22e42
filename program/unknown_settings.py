"""Names in `.env` that look like settings of ours and are none: a slip there would otherwise change nothing, silently."""

from collections.abc import Collection, Mapping
from difflib import get_close_matches
from pathlib import Path

from dotenv import dotenv_values

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
    """A sentence for each unknown name in a `.env` file that looks like one of ours; [] where there is no file."""
    if not file.is_file():
        return []
    known = known_names()
    prefixes = {name.partition("_")[0] + "_" for name in known if "_" in name}
    written = [name.upper() for name in dotenv_values(file)]
    return [told for name in written if name not in known and (told := _told(name, known, prefixes))]


def _told(name: str, known: Collection[str], prefixes: Collection[str]) -> str:
    if name in GONE:
        return f"{name}: {GONE[name]}"
    alike = get_close_matches(name, known, n=1, cutoff=_ALIKE)
    if alike:
        return f"{name} is no setting and changes nothing; {alike[0]} is one"
    if any(name.startswith(prefix) for prefix in prefixes):
        return f"{name} is no setting and changes nothing; docs/settings.md lists them"
    return ""
