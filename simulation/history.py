"""An invented past: reports of the last days with all that happened to them, for a database that has none."""

import heapq
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from random import Random

from command_center.domain.inbound import Inbound
from command_center.domain.sla import fix_deadlines
from command_center.reference.load import Reference
from data_sources.channel import Channel
from simulation.arrival import items_of
from simulation.balance import Bounds, balance
from simulation.citizens import CitizenWriter
from simulation.habits import Habits, load_habits
from simulation.life import live
from simulation.message import CitizenMessage
from simulation.neighbourhoods import Neighbourhoods
from simulation.past import Life, PastReport
from simulation.rhythm import arrivals, choose
from simulation.scenarios import Scenario, Spot, burst_reports, load_scenarios, write_at
from simulation.senders.encode import encode
from simulation.senders.sending import Secrets
from simulation.writer import new_writer

EPISODES = ((4.0, 9.0), (17.0, 24.0), (44.0, 51.0), (72.0, 79.0), (101.0, 108.0))
"""Days before the end, from and to, in which rob comes: about twice a month lately, as at spring tides."""
_FORMS = frozenset({"android", "ios", "blackberry", "web"})


def history(
    reference: Reference,
    channels: Mapping[str, Channel],
    *,
    until: datetime,
    rng: Random,
    days: int = 120,
    bounds: Bounds | None = None,
) -> Iterator[PastReport]:
    """The reports of `days` days before `until` (aware), in order of receipt, each with its steps up to `until`.

    Messages go through the channels' own encoders and parsers, so that they are what the channels would have given.
    Deadlines are counted with the reference's policies and calendar; `bounds` says how many reports are open, overdue
    and due next at the end. Same seed and same `until`: the same past. Raises BadReferenceData.
    """
    writer = new_writer(reference)
    habits = load_habits().within({opd.code for opd in reference.router.every if opd.active})
    written = past_messages(writer, Random(rng.getrandbits(64)), until - timedelta(days=days), until)
    fate = Random(rng.getrandbits(64))
    lives = [_life(reference, channels, habits, fate, message) for message in written]
    balanced = balance(fate, habits, reference.calendar, lives, until, bounds or Bounds())
    return (life.until(until) for life in balanced)


def past_messages(writer: CitizenWriter, rng: Random, start: datetime, until: datetime) -> Iterator[CitizenMessage]:
    """All messages between `start` and `until`, in order: the ordinary rhythm and the episodes of rob."""
    rhythm = writer.rhythm
    ordinary: Iterator[tuple[datetime, Spot | None]] = (
        (at, None) for at in arrivals(Random(rng.getrandbits(64)), start, until, rhythm.rate, rhythm.peak)
    )
    episodes = _episodes(load_scenarios()["rob"], writer.neighbourhoods, Random(rng.getrandbits(64)), until)
    serials = count(1)
    for at, spot in heapq.merge(ordinary, episodes, key=lambda due: due[0]):
        if start <= at < until:
            yield write_at(writer, rng, next(serials), at.astimezone(UTC), choose(rng, rhythm.channels), spot)


def _episodes(
    scenario: Scenario, neighbourhoods: Neighbourhoods, rng: Random, until: datetime
) -> list[tuple[datetime, Spot | None]]:
    due: list[tuple[datetime, Spot | None]] = []
    for first, last in EPISODES:
        base = until - timedelta(days=rng.uniform(first, last))
        for burst in scenario.bursts:
            due += burst_reports(burst, neighbourhoods, rng, base)
    return sorted(due, key=lambda each: each[0])


def _life(
    reference: Reference, channels: Mapping[str, Channel], habits: Habits, rng: Random, message: CitizenMessage
) -> Life:
    inbound = inbound_of(message, channels)
    received = message.sent_at + timedelta(seconds=rng.uniform(0.3, 3))
    policy = reference.policy_for(message.channel, inbound.policy)
    deadlines = fix_deadlines(policy, reference.calendar, received, inbound.report_class)
    steps = live(
        rng,
        habits,
        reference.calendar,
        received,
        deadlines,
        on_topic=message.truth.on_topic,
        category=message.truth.category,
        usual_opd=reference.router.assign(message.truth.category, message.truth.kecamatan).opd,
        other_opd=tuple(opd.code for opd in reference.router.every if opd.active),
    )
    return Life(inbound, received, deadlines, steps)


def inbound_of(message: CitizenMessage, channels: Mapping[str, Channel]) -> Inbound:
    """The message as its channel gives it; without the pictures of forms, whose bytes no inbox holds."""
    if message.channel in _FORMS:
        message = replace(message, photos=0)
    sending = encode((message,), _AnySecrets({}))
    (inbound,) = (each for each in items_of(sending, channels, message.sent_at) if isinstance(each, Inbound))
    return inbound


class _AnySecrets(Secrets):
    """Nothing of the past is checked on its way in: any word signs."""

    def get(self, name: str) -> str:
        """The same word for every secret."""
        return "history"

    def open311_key(self, channel: str) -> str:
        """The same word for every app."""
        return "history"
