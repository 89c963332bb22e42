"""People who write messages: what the tests of conversations share."""

import itertools
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from command_center.domain.inbound import Inbound, Media, Position, Reporter
from command_center.intake.accept import Parsed
from command_center.store.reports import Reports

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
PETERONGAN = Position(-6.9995, 110.4335)
ME, OTHER = Reporter("628000001", "Warga Contoh 1"), Reporter("628000002", "Warga Contoh 2")
_serial = itertools.count(1)


def message(text="", minutes=0.0, channel="whatsapp", by=ME, pictures=0, **fields):
    """A message of its own id, sent `minutes` after NOW."""
    serial = next(_serial)
    media = tuple(Media("image", f"p{serial}-{n}", "image/jpeg") for n in range(pictures))
    at = NOW + timedelta(minutes=minutes)
    return Inbound(channel, "kota", f"m{serial}", at, text, by, **{"media": media} | fields)


def deliver(intake, *items, at=NOW, inbox_id=None):
    """All in one delivery."""
    return intake.accept([Parsed(inbox_id, at, items)], at)[0]


def together(intake, *items):
    """Each in a delivery of its own, all in one transaction."""
    return intake.accept([Parsed(None, NOW, (item,)) for item in items], NOW)


def one_by_one(intake, *items):
    """Each in a transaction of its own."""
    return [deliver(intake, item, at=max(NOW, item.sent_at)) for item in items]


def stored(db):
    return Reports(db).all_after(0, 1000)


def rules(db, report_id=1):
    """Why each message stands with a report, "" for the one that began it."""
    return [str(each.link.rule) if each.link else "" for each in Reports(db).messages(report_id)]


def conversation(people=21):
    """What many people send at once: an album of two, a text, a place and thanks each, interleaved; ids of their own.

    An odd number of people: of two that take every other message, both get some of everybody.
    """
    said = [
        {"pictures": 1, "album": "A"},
        {"text": "Sampah menumpuk di Pasar Peterongan"},
        {"pictures": 1, "album": "A"},
        {"position": PETERONGAN},
        {"text": "suwun"},
    ]
    return [
        replace(
            message(minutes=minute / 60, by=Reporter(f"62801{person:04d}"), **what),
            external_id=f"conversation-{person}-{minute}",
        )
        for minute, what in enumerate(said)
        for person in range(people)
    ]
