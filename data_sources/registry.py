"""Finds the channels, every file and folder in `data_sources.channels` being one, and gathers what they declare."""

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Protocol

import structlog
from pydantic import ValidationError

from command_center.domain.inbound import Payload
from command_center.errors import BadSetting
from command_center.reference.load import Reference
from command_center.settings import explain
from data_sources import channels as package
from data_sources.channel import Channel, ChannelSettings
from data_sources.transports.listener import Listener

log = structlog.get_logger(__name__)


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
    nothing. `reference` is the city's data: a class that its channels.toml does not list is left out, since the city
    has no such channel, and the log says so. Raises BadSetting for a wrong setting, two channels with one code, or a
    channel of channels.toml that has no class.
    """
    classes = tuple(channel_classes())
    if reference is not None:
        left_out = unlisted(reference)
        if left_out:
            log.warning("channels_left_out", codes=left_out, reason="channels.toml does not list them")
        _refuse_without_class(reference, [each.code for each in classes])
        classes = tuple(each for each in classes if each.code not in left_out)
    found: dict[str, Channel] = {}
    for channel_class in classes:
        if channel_class.code in found:
            raise BadSetting(f"two channels have the code {channel_class.code!r}")
        codes = [each.code for each in classes if each.Settings is channel_class.Settings]
        found[channel_class.code] = channel_class(_settings(channel_class.Settings, demo_secret, codes), reference)
    return found


def unlisted(reference: Reference) -> list[str]:
    """Codes of channels that the program has and channels.toml does not list."""
    return [each.code for each in channel_classes() if reference.channels.get(each.code) is None]


def _refuse_without_class(reference: Reference, codes: Sequence[str]) -> None:
    missing = [channel.code for channel in reference.channels if channel.code not in codes]
    if missing:
        raise BadSetting(
            f"channels.toml lists {', '.join(missing)}, for which data_sources/channels/ has no file: add it there, or "
            "take the entry out of channels.toml"
        )


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


class Keep(Protocol):
    """Keeps a payload durably or raises; `again` has one that is known worked on once more."""

    def __call__(self, payload: Payload, *, again: bool = False) -> object:
        """Keep it."""


def listeners(channels: Mapping[str, Channel], keep: Keep) -> dict[str, Listener]:
    """``<code> <name>`` -> every listener that the channels declare, not started yet. Raises BadSetting."""
    again = partial(keep, again=True)
    return {
        f"{code} {name}": listener
        for code, channel in channels.items()
        for name, listener in channel.listeners(again if channel.takes_files else keep).items()
    }
