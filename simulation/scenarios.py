"""Scenarios: which messages are written when, and how often each is delivered."""

import heapq
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

from command_center.domain.inbound import Position
from command_center.errors import BadReferenceData
from simulation.citizens import CitizenWriter
from simulation.message import CitizenMessage
from simulation.neighbourhoods import Neighbourhood, Neighbourhoods, point_near
from simulation.rhythm import arrivals, choose

SCENARIOS = Path(__file__).parent / "scenarios.toml"
BATCHED = frozenset({"whatsapp", "facebook", "instagram", "sp4n"})
"""Channels whose platform may put several messages into one delivery."""

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Burst:
    """Many reports of the same thing: `radius_m` metres round one point, spread over `minutes` from `after_minutes` on."""

    category: str
    kecamatan: str
    kelurahan: tuple[str, ...]
    reports: Range
    after_minutes: Range
    minutes: Range
    radius_m: int


@dataclass(frozen=True, slots=True)
class Scenario:
    """What is played. Shares are 0 to 1.

    `bursts` come back every `every_hours` (0: once). `silent` channels send nothing. A share `again` of deliveries
    comes `copies` times in all, unchanged; a share `resent` of SMS once more under a new id; a share `batch` of
    messages on channels that batch brings a delivery of `batch_size` messages after it that repeats it.
    """

    code: str
    title: str
    bursts: tuple[Burst, ...] = ()
    every_hours: int = 0
    silent: frozenset[str] = frozenset()
    again: float = 0.0
    copies: Range = (2, 5)
    resent: float = 0.0
    batch: float = 0.0
    batch_size: Range = (2, 4)

    def without(self, channels: Iterable[str]) -> "Scenario":
        """The same scenario with `channels` silent too."""
        return replace(self, silent=self.silent | set(channels))


@dataclass(frozen=True, slots=True)
class PlannedSending:
    """Messages of one channel that are sent together at `at`; `copies` identical requests, `resend` as the SMSC's."""

    at: datetime
    messages: tuple[CitizenMessage, ...]
    copies: int = 1
    resend: int = 0


def load_scenarios(file: Path = SCENARIOS) -> Mapping[str, Scenario]:
    """Code -> scenario. Raises BadReferenceData."""
    try:
        tables = tomllib.loads(file.read_text("utf-8"))
        return {code: _scenario(code, table) for code, table in tables.items()}
    except (OSError, TypeError, ValueError) as error:
        raise BadReferenceData(file, None, f"cannot be read as scenarios: {error}") from error


def _scenario(code: str, table: dict[str, Any]) -> Scenario:
    bursts = tuple(Burst(**{name: _tuple(value) for name, value in burst.items()}) for burst in table.pop("bursts", ()))
    silent = frozenset(table.pop("silent", ()))
    return Scenario(code, bursts=bursts, silent=silent, **{name: _tuple(value) for name, value in table.items()})


def _tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a burst is: everybody who writes of it stands within `radius_m` metres of `centre`."""

    category: str
    place: Neighbourhood
    centre: Position
    radius_m: float


def messages(
    scenario: Scenario, writer: CitizenWriter, rng: Random, start: datetime, serials: Iterator[int]
) -> Iterator[CitizenMessage]:
    """Everything citizens write from `start` (aware) on, in order, without end; `sent_at` is simulated time."""
    rhythm = writer.rhythm
    channels = {code: weight for code, weight in rhythm.channels.items() if code not in scenario.silent}
    times = arrivals(Random(rng.getrandbits(64)), start, None, rhythm.rate, rhythm.peak)
    ordinary: Iterator[tuple[datetime, Spot | None]] = ((at, None) for at in times)
    bursts = bursts_from(scenario, writer.neighbourhoods, Random(rng.getrandbits(64)), start)
    for at, spot in heapq.merge(ordinary, bursts, key=lambda due: due[0]):
        yield write_at(writer, rng, next(serials), at, choose(rng, channels), spot)


def write_at(
    writer: CitizenWriter, rng: Random, serial: int, at: datetime, channel: str, spot: Spot | None = None
) -> CitizenMessage:
    """A message of the ordinary mix, or of what happens at `spot`."""
    if spot is None:
        return writer.write(rng, serial, at, channel=channel)
    position = point_near(rng, spot.centre, spot.radius_m)
    return writer.write(rng, serial, at, channel=channel, category=spot.category, place=spot.place, position=position)


def bursts_from(
    scenario: Scenario, neighbourhoods: Neighbourhoods, rng: Random, start: datetime
) -> Iterator[tuple[datetime, Spot | None]]:
    """When somebody writes of a burst, and where it is, in order of time."""
    for repeat in count():
        base = start + timedelta(hours=repeat * scenario.every_hours)
        due = [each for burst in scenario.bursts for each in burst_reports(burst, neighbourhoods, rng, base)]
        yield from sorted(due, key=lambda each: each[0])
        if not scenario.every_hours or not scenario.bursts:
            return


def burst_reports(
    burst: Burst, neighbourhoods: Neighbourhoods, rng: Random, base: datetime
) -> Iterator[tuple[datetime, Spot]]:
    """The reports of one burst after `base`, in no order, most of them in its first half."""
    begin = base + timedelta(minutes=rng.uniform(*burst.after_minutes))
    length = rng.uniform(*burst.minutes)
    place = rng.choice(neighbourhoods.within(burst.kecamatan, burst.kelurahan))
    spot = Spot(burst.category, place, point_near(rng, place.centre, burst.radius_m), burst.radius_m)
    for _ in range(rng.randint(*burst.reports)):
        yield begin + timedelta(minutes=length * min(rng.random(), rng.random())), spot


def planned_sendings(
    scenario: Scenario, writer: CitizenWriter, rng: Random, start: datetime, serials: Iterator[int]
) -> Iterator[PlannedSending]:
    """How the messages are sent, in order and without end: one by one, or as the scenario repeats and batches them."""
    written, turns = Random(rng.getrandbits(64)), Random(rng.getrandbits(64))
    for message in messages(scenario, writer, written, start, serials):
        at, channel = message.sent_at, message.channel
        copies = turns.randint(*scenario.copies) if turns.random() < scenario.again else 1
        yield PlannedSending(at, (message,), copies)
        if channel == "sms" and turns.random() < scenario.resent:
            yield PlannedSending(at, (message,), resend=1)
        if channel in BATCHED and turns.random() < scenario.batch:
            more = range(turns.randint(*scenario.batch_size) - 1)
            others = tuple(write_at(writer, written, next(serials), at, channel) for _ in more)
            yield PlannedSending(at, (message, *others))
