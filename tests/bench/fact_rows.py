"""Facts of an invented city in a read model, made by DuckDB itself: any number of them in seconds.

Ten years of reports at an even rate; 2,000 are open whatever the size, since a city that settles its reports has no more
of them after ten years than after one.
"""

from collections.abc import Iterable
from datetime import UTC, datetime

from command_center.domain.events import FACTS
from command_center.readmodel.read_model import ReadModel
from command_center.readmodel.schema import VERSION
from command_center.reference.load import Reference

OPEN = 2000
DAYS = 3650

_VALUES = {
    "number": "printf('LH-%d-%06d', year(received), id)",
    "channel": "channels[1 + id % len(channels)]",
    "received_at": "received",
    "forward_due": "received + INTERVAL 3 DAY",
    "answer_due": "received + INTERVAL 5 DAY",
    "settle_due": "received + INTERVAL 14 DAY",
    "due_at": "CASE WHEN open THEN received + INTERVAL 14 DAY END",
    "forwarded_at": "received + INTERVAL 5 HOUR",
    "answered_at": "received + INTERVAL 2 DAY",
    "settled_at": "CASE WHEN NOT open THEN received + INTERVAL 8 DAY END",
    "closed_at": "CASE WHEN NOT open THEN received + INTERVAL 8 DAY END",
    "report_class": "'complaint'",
    "visibility": "CASE WHEN id % 40 = 0 THEN 'rahasia' ELSE 'public' END",
    "category": "categories[1 + dice % len(categories)]",
    "found_by": "'coordinates'",
    "kelurahan": "areas[1 + (dice // 7) % len(areas)]",
    "kecamatan": "areas[1 + (dice // 7) % len(areas)][:8]",
    "lat": "CASE WHEN id % 10 <> 0 THEN -7.05 + (dice // 3 % 1000) / 10000 END",
    "lon": "CASE WHEN id % 10 <> 0 THEN 110.35 + (dice // 3000 % 1000) / 10000 END",
    "exact": "id % 3 = 0",
    "opd": "departments[1 + dice // 11 % len(departments)]",
    "policy": "'seed-2017@1'",
    "status": "CASE WHEN open THEN 'answered' ELSE 'settled' END",
    "due_stage": "CASE WHEN open THEN 'settle' ELSE '' END",
    "breached_stage": "''",
    "incident_id": "CASE WHEN id % 5 = 0 THEN id // 50 END",
    "retracted": "false",
    "simulated": "true",
}
"""SQL of a fact; one that is not here is empty."""


def fill(model: ReadModel, reference: Reference, amount: int, now: datetime) -> None:
    """Put `amount` facts into an empty read model, up to `now` (aware)."""
    values = ", ".join(f"{_VALUES.get(fact, 'NULL')} AS {fact}" for fact in FACTS)
    utc = now.astimezone(UTC).replace(tzinfo=None)
    with model.cursor() as cursor:
        cursor.execute(
            f"""
            INSERT INTO facts
            WITH drawn AS (
                SELECT range + 1 AS id, (hash(range) % 1000000007)::BIGINT AS dice, range >= $amount - {OPEN} AS open, $channels AS channels, $areas AS areas,
                       $categories AS categories, $departments AS departments,
                       $now::TIMESTAMP - to_microseconds((({DAYS} * 86400e6) * (1 - range / $amount))::BIGINT)
                       AS evenly,
                       $now::TIMESTAMP - to_microseconds(((20 * 86400e6) * (hash(range) % 1000) / 1000)::BIGINT) AS lately
                FROM range($amount)
            ), rows AS (SELECT *, CASE WHEN open THEN lately ELSE evenly - INTERVAL 8 DAY END AS received FROM drawn)
            SELECT id, (received + INTERVAL 7 HOUR)::DATE, {values} FROM rows
            """,
            {
                "amount": amount,
                "now": utc,
                "channels": _codes(reference.channels),
                "areas": _codes(reference.areas.kelurahan),
                "categories": _codes(reference.categories.every),
                "departments": _codes(reference.router.every),
            },
        )
        cursor.execute("DELETE FROM head")
        cursor.execute("INSERT INTO head VALUES (?, ?)", [amount, VERSION])
        cursor.execute("CHECKPOINT")


def _codes(entries: Iterable[object]) -> list[str]:
    return [str(entry.code) for entry in entries]  # type: ignore[attr-defined]  # every entry of the reference has one
