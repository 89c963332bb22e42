"""Finds the channels, every file and folder in `data_sources.channels` being one, and gathers what they declare."""

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Mapping, Sequence

from pydantic import ValidationError

from command_center.errors import BadSetting
from command_center.reference.load import Reference
from command_center.settings import explain
from data_sources import channels as package
from data_sources.channel import Channel, ChannelSettings
from data_sources.transports.listener import Listener, Put


def channel_classes() -> Iterator[type[Channel]]:
    """Every channel class, in order of the names of their modules. Raises BadSetting for a module that defines none."""
    for module_info in sorted(pkgutil.iter_modules(package.__path__), key=lambda each: each.name):
        module = importlib.import_module(f"{package.__name__}.{module_info.name}")
        here = [each for each in vars(module).values() if getattr(each, "__module__", "") == module.__name__]
        found = [
            each for each in here if isinstance(each, type) and issubclass(each, Channel) and hasattr(each, "code")
        ]
        if not found:
            raise BadSetting(f"{module.__name__} defines no channel: a subclass of Channel with a code belongs there")
        yield from found


def load_channels(
    demo_secret: Callable[[str], str] | None = None, reference: Reference | None = None
) -> Mapping[str, Channel]:
    """Code -> channel, each with its settings from the environment.

    `demo_secret` (purpose -> value) fills the inbound secrets that are not set; without it their channels take
    nothing. `reference` is the city's data for those that read it. Raises BadSetting for a wrong setting or two channels with one code.
    """
    classes = tuple(channel_classes())
    found: dict[str, Channel] = {}
    for channel_class in classes:
        if channel_class.code in found:
            raise BadSetting(f"two channels have the code {channel_class.code!r}")
        codes = [each.code for each in classes if each.Settings is channel_class.Settings]
        found[channel_class.code] = channel_class(_settings(channel_class.Settings, demo_secret, codes), reference)
    return found


def _settings(
    settings_class: type[ChannelSettings], demo_secret: Callable[[str], str] | None, codes: Sequence[str]
) -> ChannelSettings:
    try:
        settings = settings_class()
    except ValidationError as error:
        raise BadSetting(explain(error)) from error
    if demo_secret is None:
        return settings
    missing = {
        field: settings.demo_value(field, demo_secret, codes)
        for field in settings.inbound_secrets
        if not getattr(settings, field)
    }
    return settings.model_copy(update=missing)


def inbound_secrets(channels: Mapping[str, Channel]) -> dict[str, str]:
    """Environment name -> value of every secret that proves what comes in; "" where it is not set."""
    return {
        channel.settings.environment_name(field): str(getattr(channel.settings, field))
        for channel in channels.values()
        for field in channel.settings.inbound_secrets
    }


def listeners(channels: Mapping[str, Channel], put: Put) -> dict[str, Listener]:
    """``<code> <name>`` -> every listener that the channels declare, not started yet. Raises BadSetting."""
    return {
        f"{code} {name}": listener
        for code, channel in channels.items()
        for name, listener in channel.listeners(put).items()
    }
