"""Settled reports of the last quarter that the log itself gives a sign, and how many each department settled."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import duckdb

from command_center.readmodel.read_model import ReadModel
from command_center.readmodel.selected import HASTY

WEEKS = 13
"""A quarter, as the league table has it."""


@dataclass(frozen=True, slots=True)
class SettledFacts:
    """What the facts know of a settled report. Times are aware UTC."""

    report_id: int
    number: str
    opd: str
    category: str
    kelurahan: str
    confidential: bool
    received_at: datetime
    forwarded_at: datetime | None
    settled_at: datetime
    again_at: datetime | None

    @property
    def seconds(self) -> float | None:
        """From forwarding to settlement."""
        return None if self.forwarded_at is None else (self.settled_at - self.forwarded_at).total_seconds()

    @property
    def instant(self) -> bool:
        """Whether it was settled sooner after its forwarding than anybody can have gone there.

        Of a report that was forwarded and settled at the very same time a file told the days alone: it says nothing.
        """
        return self.seconds is not None and 0 < self.seconds < HASTY.total_seconds()


_COLUMNS = "report_id, number, opd, category, kelurahan, visibility, received_at, forwarded_at, settled_at, again_at"
_SETTLED = "settled_at >= ? AND settled_at <= ? AND opd <> '' AND NOT retracted AND status = 'settled'"


def begin_of_period(now: datetime) -> datetime:
    """Since when settlements are looked at."""
    return now - timedelta(weeks=WEEKS)


def settled_counts(model: ReadModel, now: datetime) -> Mapping[str, int]:
    """OPD -> reports that it settled in the period and that are settled still."""
    with model.snapshot() as cursor:
        return dict(
            cursor.execute(f"SELECT opd, count(*) FROM facts WHERE {_SETTLED} GROUP BY opd", _period(now)).fetchall()
        )


def signed_by_facts(model: ReadModel, now: datetime) -> list[SettledFacts]:
    """Those that were settled at once, or came back."""
    haste = f"(settled_at > forwarded_at AND settled_at - forwarded_at < to_seconds({HASTY.total_seconds()}))"
    with model.snapshot() as cursor:
        return _read(cursor, f"{_SETTLED} AND (again_at IS NOT NULL OR {haste})", _period(now))


def settled_facts(model: ReadModel, report_ids: Sequence[int], now: datetime) -> list[SettledFacts]:
    """Those of these reports that were settled in the period and are still."""
    if not report_ids:
        return []
    wanted = [min(report_ids), max(report_ids), list(report_ids)]
    condition = f"{_SETTLED} AND report_id BETWEEN ? AND ? AND list_contains(?, report_id)"
    with model.snapshot() as cursor:
        return _read(cursor, condition, [*_period(now), *wanted])


def _period(now: datetime) -> list[object]:
    return [moment.astimezone(UTC).replace(tzinfo=None) for moment in (begin_of_period(now), now)]


def _read(cursor: duckdb.DuckDBPyConnection, condition: str, values: Sequence[object]) -> list[SettledFacts]:
    rows = cursor.execute(f"SELECT {_COLUMNS} FROM facts WHERE {condition}", values).fetchall()
    return [
        SettledFacts(
            report_id=row[0],
            number=row[1],
            opd=row[2],
            category=row[3],
            kelurahan=row[4],
            confidential=row[5] == "rahasia",
            received_at=_aware(row[6]),
            forwarded_at=_aware(row[7]) if row[7] is not None else None,
            settled_at=_aware(row[8]),
            again_at=_aware(row[9]) if row[9] is not None else None,
        )
        for row in rows
    ]


def _aware(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC)
