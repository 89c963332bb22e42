"""What a channel usually brings in each hour, and how probable it is to hear so little of it by chance.

Messages are taken to come independently of each other (a Poisson process), at the mean of the hour of the day on
working days or on free ones. One complaint told by many breaks this upwards, not downwards: silence stays silence.
"""

from collections.abc import Container
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from math import exp

WEEKS = 4
"""How many past weeks tell what is usual."""
IMPROBABLE = 0.01
"""A silence less probable than this is no chance: the channel counts as silent."""
UNUSUAL = 0.10
"""A silence less probable than this is worth a look."""


@dataclass(frozen=True, slots=True)
class HourlyUsual:
    """Reports an hour of one channel, by hour of the city's day (24 means), on working days and on free ones."""

    weekday: tuple[float, ...]
    weekend: tuple[float, ...]

    def expected(
        self, since: datetime, until: datetime, zone: tzinfo, days_off: Container[date] = frozenset()
    ) -> float:
        """Reports usually received between two aware moments, the parts of hours counted as parts.

        Days off count as weekend. 0 where `until` is not after `since`.
        """
        total = 0.0
        start = since.astimezone(zone)
        end = until.astimezone(zone)
        while start < end:
            next_hour = start.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
            part = (min(next_hour, end) - start) / timedelta(hours=1)
            rates = self.weekend if start.weekday() >= 5 or start.date() in days_off else self.weekday
            total += rates[start.hour] * part
            start = next_hour
        return total


def silence_probability(expected: float) -> float:
    """How probable it is to hear nothing while `expected` reports usually come: e^-expected."""
    return exp(-expected)


def probability_of_at_most(count: int, expected: float) -> float:
    """How probable it is to receive `count` reports or fewer while `expected` usually come (Poisson)."""
    from scipy.special import gammaincc

    return float(gammaincc(count + 1, expected)) if expected else 1.0
