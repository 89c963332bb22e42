"""Views of scene *Kanal* in its several states: for tests and screenshots."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from command_center.methods.channel_expectation import silence_probability
from command_center.readmodel.channel_scene_view import ChannelHealth, ChannelScene, HourBand
from command_center.readmodel.wall_view import PulseState
from tests.layouts.sample_view import CHANNELS

AS_OF = datetime(2026, 11, 21, 7, 5, 31, tzinfo=UTC)


def health(index: int, code: str, rng: random.Random, **changes: object) -> ChannelHealth:
    busy = 9.0 / (1 + index)
    rate = [busy * (0.15 if hour < 8 else 1.0) for hour in range(24)]
    hourly = tuple(max(0, round(rng.gauss(mean, mean**0.5))) for mean in rate)
    basic = ChannelHealth(
        code, CHANNELS[code], PulseState.LIVE, hourly,
        tuple(HourBand(mean, max(0, round(mean - 2 * mean**0.5)), round(mean + 2 * mean**0.5)) for mean in rate),
        AS_OF - timedelta(minutes=3 + 4 * index), 0.4, silence_probability(0.4), 0.3 + index / 5, 2.4 + index, 0, None, 0,
    )  # fmt: skip
    return replace(basic, **changes)  # type: ignore[arg-type]


def silent(channel: ChannelHealth, hours: float, expected: float) -> ChannelHealth:
    quiet = tuple(count if hour < 24 - hours else 0 for hour, count in enumerate(channel.hourly))
    state = PulseState.SILENT if silence_probability(expected) < 0.01 else PulseState.QUIET
    return replace(
        channel, state=state, hourly=quiet, last_at=AS_OF - timedelta(hours=hours), expected_in_silence=expected,
        chance=silence_probability(expected), lag=None, longest=None,
    )  # fmt: skip


def ordinary() -> ChannelScene:
    """SMS silent, one rare, one with held messages, one that is slow, BlackBerry in the archive."""
    rng = random.Random(8)
    rows = {code: health(index, code, rng) for index, code in enumerate(CHANNELS)}
    rows["sms"] = silent(rows["sms"], 3.2, 14.2)
    rows["x"] = silent(rows["x"], 2.1, 2.6)
    rows["whatsapp"] = replace(rows["whatsapp"], quarantined=3)
    rows["sp4n"] = replace(rows["sp4n"], waiting=40, waiting_since=AS_OF - timedelta(minutes=4))
    rows["ios"] = replace(
        rows["ios"], state=PulseState.NEVER, last_at=None, hourly=(0,) * 24, usual=(), chance=None, lag=None
    )
    rows["blackberry"] = replace(
        rows["blackberry"], state=PulseState.ARCHIVE, hourly=(0,) * 24, usual=(), chance=None, lag=None,
        last_at=AS_OF - timedelta(days=2700),
    )  # fmt: skip
    busy = rows["web"]
    rows["web"] = replace(busy, hourly=(*busy.hourly[:-1], 31))
    return ChannelScene(4000, AS_OF, True, True, tuple(rows.values()), True)


def usual() -> ChannelScene:
    """Nothing wrong anywhere."""
    rng = random.Random(8)
    return replace(ordinary(), channels=tuple(health(index, code, rng) for index, code in enumerate(CHANNELS)))


def empty() -> ChannelScene:
    """A new installation."""
    rows = tuple(
        replace(
            each, state=PulseState.NEVER, hourly=(0,) * 24, usual=(), last_at=None, expected_in_silence=0.0, chance=None,
            lag=None, longest=None,
        )
        for each in usual().channels
    )  # fmt: skip
    return replace(usual(), head=0, simulated=False, any_data=False, channels=rows)


def past() -> ChannelScene:
    """A moment of the past: nobody kept lags and quarantine."""
    rows = tuple(
        replace(each, lag=None, longest=None, waiting=0, waiting_since=None, quarantined=None)
        for each in ordinary().channels
    )
    return replace(ordinary(), channels=rows, recorded=False)


def long_names() -> ChannelScene:
    """The longest names, many digits, many silences of days."""
    rows = tuple(
        replace(
            silent(each, 80, 12_345.0), code=f"long-{each.code}", label="Aplikasi Pengaduan Terpadu Kota untuk Gawai Lama",
            quarantined=12_345, waiting=12_345, waiting_since=AS_OF - timedelta(days=40),
        )
        for each in usual().channels
    )  # fmt: skip
    return replace(usual(), channels=rows)


VIEWS: dict[str, Callable[[], ChannelScene]] = {
    "ordinary": ordinary,
    "empty": empty,
    "usual": usual,
    "past": past,
    "long_names": long_names,
    "three": lambda: replace(usual(), channels=usual().channels[:3]),
}
