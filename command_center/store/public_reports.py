"""What anybody may read of reports: no reporter, nothing confidential, nothing taken back, and texts with contacts masked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Row, Select, and_, case, func, or_, select

from command_center.domain.events import EventKind
from command_center.domain.masking import Places
from command_center.domain.report_kinds import Visibility
from command_center.domain.workflow import CLOSED, OPEN, Status
from command_center.store.db import Database
from command_center.store.incidents import Point
from command_center.store.public_answers import public_answer
from command_center.store.public_texts import KEPT, RAW, PublicText, PublicTexts
from command_center.store.tables import events, public_texts, reporters, reports

MAX_ROWS = 1000
"""Rows of one answer (GeoReport v2)."""

_OPEN_TO_ALL = (Visibility.PUBLIC, Visibility.ANONYMOUS)
"""Named one by one, so that a visibility added later stays hidden until somebody decides otherwise."""

_PUBLIC_STEPS = (
    EventKind.RECEIVED,
    EventKind.AMENDED,
    EventKind.JOINED,
    EventKind.SPLIT,
    EventKind.LOCATED,
    EventKind.STEP,
)
"""Events that change what the public sees; a deadline passed or noticed is the city's own affair."""


@dataclass(frozen=True, slots=True)
class PublicReport:
    """A report as anybody may see it. Times are aware UTC, `lat` and `lon` WGS 84 degrees, codes those of the reference.

    `description` and `address` have contacts and names masked. `lat` and `lon` are None unless the sender gave them:
    the middle of a kelurahan is not where the problem is. `updated_at` is the closing time of a closed report.
    """

    number: str
    status: Status
    category: str
    description: str
    opd: str
    received_at: datetime
    updated_at: datetime
    answer_due: datetime | None
    address: str
    kelurahan: str
    kecamatan: str
    lat: float | None
    lon: float | None
    simulated: bool


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time, both ends included; aware."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class PublicSearch:
    """Which reports are asked for; None and empty mean any. `skip` and `limit` count rows, newest report first.

    `within` are the south-western and north-eastern corner (latitude and longitude in degrees) around points that senders
    gave.
    """

    received: Span | None = None
    updated: Span | None = None
    categories: Sequence[str] = ()
    open: bool = True
    closed: bool = True
    within: tuple[Point, Point] | None = None
    skip: int = 0
    limit: int = MAX_ROWS


class PublicReports:
    """Reads reports for the public."""

    def __init__(self, db: Database, places: Places = frozenset()) -> None:
        """`places` are names of the city's places, which are no persons."""
        self._db, self._places = db, places
        self.texts = PublicTexts(db, places)

    def find(self, search: PublicSearch) -> list[PublicReport]:
        """At most `search.limit` (and MAX_ROWS) reports, newest first. Raises StoreUnavailable."""
        wanted = _visible().where(*_conditions(search))
        wanted = wanted.order_by(reports.c.received_at.desc(), reports.c.id.desc())
        return self._read(wanted.limit(min(search.limit, MAX_ROWS)).offset(search.skip))

    def by_numbers(self, numbers: Sequence[str]) -> list[PublicReport]:
        """Those of the first MAX_ROWS tracking numbers that the public may see, in the order asked for."""
        asked = list(dict.fromkeys(numbers))[:MAX_ROWS]
        found = {each.number: each for each in self._read(_visible().where(reports.c.number.in_(asked)))}
        return [found[number] for number in asked if number in found]

    def answer(self, report: PublicReport) -> str:
        """The newest answer to a report that the public may see, "" where there is none. Raises StoreUnavailable."""
        return public_answer(self._db, report.number, self._places)

    def _read(self, wanted: Select[tuple[object, ...]]) -> list[PublicReport]:
        with self._db.read() as connection:
            rows = connection.execute(wanted).all()
        texts = self.texts.of(rows)
        return [_public(row, texts[row.id]) for row in rows]

    def state(self) -> tuple[int, int]:
        """Changes whenever a report does, so that who keeps an answer knows how long: last event, last report."""
        newest = select(
            select(func.coalesce(func.max(events.c.seq), 0)).scalar_subquery(),
            select(func.coalesce(func.max(reports.c.id), 0)).scalar_subquery(),
        )
        with self._db.read() as connection:
            seq, report_id = connection.execute(newest).one()
        return int(seq), int(report_id)


_changed_at = (
    select(func.max(events.c.at))
    .where(events.c.report_id == reports.c.id, events.c.kind.in_(_PUBLIC_STEPS))
    .correlate(reports)
    .scalar_subquery()
)
_updated_at = case(
    (and_(reports.c.status.in_(CLOSED), reports.c.closed_at.is_not(None)), reports.c.closed_at),
    else_=func.coalesce(_changed_at, reports.c.received_at),
)


def _visible() -> Select[tuple[object, ...]]:
    """The public columns of the public reports, and what their texts are made of; every question starts here."""
    columns = reports.c
    wanted = select(
        columns.number,
        columns.status,
        columns.category,
        columns.opd,
        columns.received_at,
        _updated_at.label("updated_at"),
        columns.answer_due,
        columns.kelurahan,
        columns.kecamatan,
        columns.lat,
        columns.lon,
        columns.exact,
        columns.simulated,
        *RAW,
        *KEPT,
    )
    joined = reports.outerjoin(reporters, reporters.c.report_id == columns.id)
    wanted = wanted.select_from(joined.outerjoin(public_texts, public_texts.c.report_id == columns.id))
    return wanted.where(columns.visibility.in_(_OPEN_TO_ALL), columns.retracted.is_(False))


def _conditions(search: PublicSearch) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if search.received is not None:
        found.append(reports.c.received_at.between(search.received.start, search.received.end))
    if search.updated is not None:
        touched = select(events.c.report_id).where(events.c.at.between(search.updated.start, search.updated.end))
        closed = reports.c.closed_at.between(search.updated.start, search.updated.end)
        # Narrows down to few rows before the exact time of each is asked for.
        found.append(or_(reports.c.id.in_(touched), closed))
        found.append(_updated_at.between(search.updated.start, search.updated.end))
    if search.categories:
        found.append(reports.c.category.in_(search.categories))
    if search.within is not None:
        (south, west), (north, east) = search.within
        found += [reports.c.exact, reports.c.lat.between(south, north), reports.c.lon.between(west, east)]
    if not (search.open and search.closed):
        found.append(reports.c.status.in_(OPEN if search.open else CLOSED))
    return found


def _public(row: Row[tuple[object, ...]], text: PublicText) -> PublicReport:
    return PublicReport(
        number=row.number,
        status=Status(row.status),
        category=row.category,
        description=text.description,
        opd=row.opd,
        received_at=row.received_at,
        updated_at=row.updated_at,
        answer_due=row.answer_due,
        address=text.address,
        kelurahan=row.kelurahan,
        kecamatan=row.kecamatan,
        lat=row.lat if row.exact else None,
        lon=row.lon if row.exact else None,
        simulated=row.simulated,
    )
