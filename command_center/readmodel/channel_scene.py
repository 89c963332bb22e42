"""The queries of scene *Kanal*: the pulse of each channel against what is usual, with what the inbox knows of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from command_center.methods.channel_expectation import HourlyUsual, silence_probability
from command_center.readmodel.channel_scene_view import ChannelHealth, ChannelScene, HourBand
from command_center.readmodel.pulse import HOURS, read_pulses, usual_hours
from command_center.readmodel.read_model import ReadModel
from command_center.readmodel.scene_head import scene_head
from command_center.readmodel.wall import WallNames
from command_center.readmodel.wall_view import ChannelPulse, PulseState
from command_center.store.inbox import DeliveryLag

HOUR = timedelta(hours=1)
LAG_SINCE = HOUR
"""The deliveries whose lag counts."""
COVERAGE = 0.95


@dataclass(frozen=True, slots=True)
class InboxNow:
    """What the inbox knows of the channels now, by their codes; nobody kept it for the past."""

    lags: Mapping[str, DeliveryLag]
    quarantined: Mapping[str, int]


def load_channels(model: ReadModel, names: WallNames, now: datetime, inbox: InboxNow | None) -> ChannelScene:
    """The scene at an aware moment; `inbox` is None for a past one."""
    with model.snapshot() as cursor:
        head = scene_head(cursor)
        days_off = model.calendar.days_off
        pulses = read_pulses(cursor, names.channels, now, model.zone, inbox.quarantined if inbox else {}, days_off)
        usual = usual_hours(cursor, now, model.zone, days_off)
    return ChannelScene(
        head=head.seq,
        as_of=now,
        simulated=head.simulated,
        any_data=head.any_data,
        channels=tuple(_health(pulse, usual.get(pulse.code), now, model, inbox) for pulse in pulses),
        recorded=inbox is not None,
    )


def _health(
    pulse: ChannelPulse, usual: HourlyUsual | None, now: datetime, model: ReadModel, inbox: InboxNow | None
) -> ChannelHealth:
    lag = inbox.lags.get(pulse.code) if inbox else None
    asked = pulse.state not in (PulseState.ARCHIVE, PulseState.NEVER) and usual is not None
    return ChannelHealth(
        code=pulse.code,
        label=pulse.label,
        state=pulse.state,
        hourly=pulse.hourly,
        usual=_bands(usual, now, model) if usual is not None and asked else (),
        last_at=pulse.last_at,
        expected_in_silence=pulse.expected_in_silence,
        chance=silence_probability(pulse.expected_in_silence) if asked else None,
        lag=lag.median if lag else None,
        longest=lag.longest if lag else None,
        waiting=lag.waiting if lag else 0,
        waiting_since=lag.since if lag else None,
        quarantined=pulse.quarantined if inbox else None,
    )


def _bands(usual: HourlyUsual, now: datetime, model: ReadModel) -> tuple[HourBand, ...]:
    """What each of the last 24 hours usually brings: reports that come independently of each other (Poisson)."""
    from scipy.stats import poisson

    means = [
        usual.expected(
            now - (HOURS - hour) * HOUR, now - (HOURS - hour - 1) * HOUR, model.zone, model.calendar.days_off
        )
        for hour in range(HOURS)
    ]
    tail = (1 - COVERAGE) / 2
    lows, highs = poisson.ppf(tail, means), poisson.ppf(1 - tail, means)
    return tuple(
        HourBand(mean, int(low), int(high)) if mean > 0 else HourBand(0.0, 0, 0)
        for mean, low, high in zip(means, lows, highs, strict=True)
    )
