"""Reports of an invented city, put into a read model as the log would: any number of them.

Ten years of reports at an even rate; 2,000 are open whatever the size, since a city that settles its reports has no more
of them after ten years than after one.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice
from random import Random
from typing import Any

from command_center.domain.events import FACTS, Event, EventKind, as_json
from command_center.readmodel.read_model import ReadModel
from command_center.reference.load import Reference

OPEN = 2000
SPAN = timedelta(days=3650)
LATELY = timedelta(days=20)
"""The open reports are this old at most."""
AT_ONCE = 20_000
SEED = 1945


def fill(model: ReadModel, reference: Reference, amount: int, now: datetime) -> None:
    """Put `amount` reports into an empty read model, received up to `now` (aware)."""
    events = reports(reference, amount, now)
    while piece := list(islice(events, AT_ONCE)):
        model.apply(piece)
    with model.cursor() as cursor:
        cursor.execute("CHECKPOINT")


def reports(reference: Reference, amount: int, now: datetime) -> Iterator[Event]:
    """Each report as one event, received with what became of it since; the last ones are open."""
    random = Random(SEED)
    channels, areas = list(reference.channels), list(reference.areas.kelurahan)
    categories, departments = reference.categories.every, reference.router.every
    for number in range(1, amount + 1):
        still_open = number > amount - OPEN
        received = now - (LATELY * random.random() if still_open else SPAN * (1 - number / amount) + timedelta(days=8))
        area = random.choice(areas)
        placed = number % 10 != 0
        facts: dict[str, Any] = {
            "number": f"LH-{received.year}-{number:06d}",
            "channel": random.choice(channels).code,
            "received_at": received,
            "forward_due": received + timedelta(days=3),
            "answer_due": received + timedelta(days=5),
            "settle_due": received + timedelta(days=14),
            "due_at": received + timedelta(days=14) if still_open else None,
            "forwarded_at": received + timedelta(hours=5),
            "answered_at": received + timedelta(days=2),
            "settled_at": None if still_open else received + timedelta(days=8),
            "closed_at": None if still_open else received + timedelta(days=8),
            "report_class": "complaint",
            "visibility": "rahasia" if number % 40 == 0 else "public",
            "category": random.choice(categories).code,
            "doubtful": number % 9 == 0,
            "found_by": "coordinates",
            "kelurahan": area.code,
            "kecamatan": area.kecamatan,
            "lat": random.uniform(-7.05, -6.95) if placed else None,
            "lon": random.uniform(110.35, 110.45) if placed else None,
            "exact": number % 3 == 0,
            "opd": random.choice(departments).code,
            "policy": "seed-2017@1",
            "status": "answered" if still_open else "settled",
            "due_stage": "settle" if still_open else "",
            "breached_stage": "",
            "incident_id": number // 50 if number % 5 == 0 else None,
            "retracted": False,
            "simulated": True,
        }
        data = {fact: as_json(facts.get(fact)) for fact in FACTS}
        yield Event(EventKind.RECEIVED, received, number, data, number)
