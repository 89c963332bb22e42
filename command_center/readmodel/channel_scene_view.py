"""What the wall shows of the channels: each one's last hour against what is usual, its silence, its lag, what is held."""

from dataclasses import dataclass
from datetime import datetime

from command_center.readmodel.wall_view import PulseState


@dataclass(frozen=True, slots=True)
class HourBand:
    """What one hour usually brings: the mean, and the numbers between which 95 % of such hours lie."""

    mean: float
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class ChannelHealth:
    """One channel. `hourly` are the reports in each of the last 24 hours, oldest first, `usual` what is usual in them
    (empty until there is a day of history); the last one of both is the last hour.

    `expected_in_silence` is how many reports usually come in a silence as long as the present one, `chance` the
    probability to hear nothing for so long, None where the channel is not expected to say anything.
    `lag` is the median in seconds from receipt until it is worked on, of the last hour, `longest` the longest of it;
    None without a delivery, and for a past moment. `waiting` are deliveries that are not worked on yet, the oldest since
    `waiting_since`. `quarantined` is None for a past moment.
    """

    code: str
    label: str
    state: PulseState
    hourly: tuple[int, ...]
    usual: tuple[HourBand, ...]
    last_at: datetime | None
    expected_in_silence: float
    chance: float | None
    lag: float | None
    longest: float | None
    waiting: int
    waiting_since: datetime | None
    quarantined: int | None


@dataclass(frozen=True, slots=True)
class ChannelScene:
    """Scene *Kanal* as of one point of the log: the channels in the city's own order. `recorded` is False for a past
    moment, of which nobody kept lags and quarantine.
    """

    head: int
    as_of: datetime
    simulated: bool
    any_data: bool
    channels: tuple[ChannelHealth, ...]
    recorded: bool
