"""Settlements of the last quarter as the log tells them: those with a sign of their own, and how many each department made."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import duckdb

from command_center.domain.report_kinds import ReportClass, Visibility
from command_center.readmodel.read_model import ReadModel
from command_center.readmodel.selected import HASTY

WEEKS = 13
"""A quarter, as the league table has it."""


@dataclass(frozen=True, slots=True)
class SettledFacts:
    """What the facts know of one settlement of a report. Times are aware UTC.

    A report that was opened again has two: the one that did not hold, with when it was opened (`reopened_at`), and where it is
    settled once more, that one. `begun_at` is from when on its department had it: forwarded, or opened again. `again_at` is
    when the same was reported again nearby. `worked_on` says that there was something to be done, not only to be told.
    """

    report_id: int
    number: str
    opd: str
    category: str
    kelurahan: str
    confidential: bool
    worked_on: bool
    received_at: datetime
    begun_at: datetime | None
    settled_at: datetime
    again_at: datetime | None = None
    reopened_at: datetime | None = None

    @property
    def seconds(self) -> float | None:
        """From when its department had it to the settlement."""
        return None if self.begun_at is None else (self.settled_at - self.begun_at).total_seconds()

    @property
    def instant(self) -> bool:
        """Whether it was settled sooner than anybody can have gone there.

        Of a report that was forwarded and settled at the very same time a file told the days alone: it says nothing.
        """
        return self.worked_on and self.seconds is not None and 0 < self.seconds < HASTY.total_seconds()


_COLUMNS = (
    "report_id, number, opd, category, kelurahan, visibility, report_class, received_at, forwarded_at, settled_at, again_at, "
    "reopened_at, reopened_from, reopened_opd"
)
_HELD = "settled_at >= $since AND settled_at <= $until AND opd <> '' AND status = 'settled'"
_OPENED = "reopened_at >= $since AND reopened_at <= $until AND reopened_opd <> ''"
_BEGUN = "CASE WHEN reopened_at <= settled_at THEN reopened_at ELSE forwarded_at END"
_HASTE = f"(settled_at > {_BEGUN} AND settled_at - ({_BEGUN}) < to_seconds({HASTY.total_seconds()}))"


def begin_of_period(now: datetime) -> datetime:
    """Since when settlements are looked at."""
    return now - timedelta(weeks=WEEKS)


def settled_counts(model: ReadModel, now: datetime) -> Mapping[str, int]:
    """OPD -> its settlements in the period that hold still, and those that were opened again in it."""
    question = f"""
        SELECT opd, count(*)::BIGINT FROM (
            SELECT opd FROM facts WHERE NOT retracted AND {_HELD}
            UNION ALL SELECT reopened_opd FROM facts WHERE NOT retracted AND {_OPENED}
        ) GROUP BY opd
    """
    with model.snapshot() as cursor:
        return dict(cursor.execute(question, _period(now)).fetchall())


def signed_by_facts(model: ReadModel, now: datetime) -> list[SettledFacts]:
    """Those that were settled at once, or came back."""
    with model.snapshot() as cursor:
        return _read(cursor, f"(({_HELD} AND (again_at IS NOT NULL OR {_HASTE})) OR ({_OPENED}))", _period(now))


def settled_facts(model: ReadModel, report_ids: Sequence[int], now: datetime) -> list[SettledFacts]:
    """The settlements of these reports in the period."""
    if not report_ids:
        return []
    mine = {"first": min(report_ids), "last": max(report_ids), "mine": list(report_ids)}
    condition = f"(({_HELD}) OR ({_OPENED})) AND report_id BETWEEN $first AND $last AND report_id IN (SELECT unnest($mine::BIGINT[]))"
    with model.snapshot() as cursor:
        return _read(cursor, condition, _period(now) | mine)


def _period(now: datetime) -> dict[str, object]:
    since, until = (each.astimezone(UTC).replace(tzinfo=None) for each in (begin_of_period(now), now))
    return {"since": since, "until": until}


def _read(cursor: duckdb.DuckDBPyConnection, condition: str, values: Mapping[str, object]) -> list[SettledFacts]:
    question = f"SELECT {_COLUMNS}, {_HELD}, {_OPENED} FROM facts WHERE NOT retracted AND {condition}"
    rows = cursor.execute(question, dict(values)).fetchall()
    return [each for row in rows for each in _settlements(row)]


def _settlements(row: Sequence[Any]) -> Iterator[SettledFacts]:
    """The settlements of a report within the period: the one that was opened again, and the one that holds."""
    (
        report_id, number, opd, category, kelurahan, visibility, report_class, received_at, forwarded_at, settled_at,
        again_at, reopened_at, reopened_from, reopened_opd, held, opened,
    ) = row  # fmt: skip
    confidential, worked_on = visibility == Visibility.CONFIDENTIAL, report_class == ReportClass.COMPLAINT
    received, forwarded, reopened = _aware(received_at), _aware_or_none(forwarded_at), _aware_or_none(reopened_at)
    if opened and reopened is not None:
        before = _aware(reopened_from) if reopened_from is not None else reopened
        yield SettledFacts(
            report_id, number, reopened_opd, category, kelurahan, confidential, worked_on, received, forwarded, before,
            reopened_at=reopened,
        )  # fmt: skip
    if held:
        settled = _aware(settled_at)
        begun = reopened if reopened is not None and reopened <= settled else forwarded
        yield SettledFacts(
            report_id, number, opd, category, kelurahan, confidential, worked_on, received, begun, settled,
            again_at=_aware_or_none(again_at),
        )  # fmt: skip


def _aware(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC)


def _aware_or_none(moment: datetime | None) -> datetime | None:
    return None if moment is None else moment.replace(tzinfo=UTC)
