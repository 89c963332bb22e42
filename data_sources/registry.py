"""Finds the channels: every module in `data_sources.channels` that defines one is one."""

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Mapping

from pydantic import ValidationError

from command_center.errors import BadSetting
from command_center.settings import explain
from data_sources import channels as package
from data_sources.channel import Channel, ChannelSettings


def channel_classes() -> Iterator[type[Channel]]:
    """Every channel class, in order of its module's name."""
    for module_info in sorted(pkgutil.iter_modules(package.__path__), key=lambda each: each.name):
        module = importlib.import_module(f"{package.__name__}.{module_info.name}")
        for value in vars(module).values():
            here = isinstance(value, type) and value.__module__ == module.__name__
            if here and issubclass(value, Channel) and getattr(value, "code", None):
                yield value


def load_channels(demo_secret: Callable[[str], str] | None = None) -> Mapping[str, Channel]:
    """Code -> channel, each with its settings from the environment.

    `demo_secret` (setting's name -> value) fills the secrets of our own doors that are not set; without it such a
    door stays shut. Raises BadSetting for a wrong setting or two channels with one code.
    """
    found: dict[str, Channel] = {}
    for channel_class in channel_classes():
        if channel_class.code in found:
            raise BadSetting(f"two channels have the code {channel_class.code!r}")
        found[channel_class.code] = channel_class(read_channel_settings(channel_class, demo_secret))
    return found


def read_channel_settings(
    channel_class: type[Channel], demo_secret: Callable[[str], str] | None = None
) -> ChannelSettings:
    """Settings of one channel. Raises BadSetting."""
    try:
        settings = channel_class.Settings()
    except ValidationError as error:
        raise BadSetting(explain(error)) from error
    if demo_secret is None:
        return settings
    missing = {
        name: channel_class.Settings.demo_value(name, demo_secret)
        for name in settings.door_secrets
        if not getattr(settings, name)
    }
    return settings.model_copy(update=missing)


def door_secrets(channels: Mapping[str, Channel]) -> dict[str, str]:
    """Environment name -> value of every secret that guards one of our own doors."""
    return {
        name.upper(): str(getattr(channel.settings, name))
        for channel in channels.values()
        for name in channel.settings.door_secrets
    }
