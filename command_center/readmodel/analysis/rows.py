"""The rows behind the figures: some of them in an order, or all of them for a file."""

from collections.abc import Iterator
from datetime import UTC, datetime

from command_center.domain.selection import Selection
from command_center.readmodel.analytics_view import AnalysisRow, RowPage
from command_center.readmodel.read_model import ReadModel
from command_center.readmodel.selected import RowRights, Scope, scope_of

MOST_ROWS = 500
"""Rows of one page at most."""
PIECE = 2000

_COLUMNS = {
    "number": "number",
    "received_at": "received_at",
    "category": "category",
    "kelurahan": "kelurahan",
    "kecamatan": "kecamatan",
    "channel": "channel",
    "opd": "opd",
    "status": "status",
    "policy": "policy",
    "age_days": "CASE WHEN answered AND answered_at IS NOT NULL THEN answer_days "
    "WHEN NOT answered AND NOT (closed AND closed_at IS NULL) THEN least(close_days, waited_days(day, moment)) END",
    "due_at": "due_at",
    "late_days": "CASE WHEN overdue THEN elapsed_days(due_at, moment) END",
    "answered_at": "answered_at",
    "settled_at": "settled_at",
    "lat": "lat",
    "lon": "lon",
}
SORTABLE = tuple(_COLUMNS)
USUAL_ORDER = (("late_days", False), ("received_at", False))
"""The longest over its deadline first, then the newest."""

Order = tuple[tuple[str, bool], ...]
"""Columns to sort by, each with whether it ascends."""


def load_rows(
    model: ReadModel, selection: Selection, rights: RowRights, now: datetime, start: int, count: int, order: Order = ()
) -> RowPage:
    """Rows `start` to `start + count` (at most `MOST_ROWS` of them). Raises ValueError for a column that there is not."""
    with model.snapshot() as cursor:
        scope = scope_of(selection, now, model.zone, rights)
        (total,) = cursor.execute(
            scope.sql(f"SELECT count(*) FROM scope_now WHERE {_shown(scope, rights)}")
        ).fetchall()[0]
        rows = cursor.execute(
            f"{_select(scope, rights, order)} LIMIT ? OFFSET ?", [max(0, min(count, MOST_ROWS)), max(0, start)]
        ).fetchall()
    return RowPage(tuple(_row(row) for row in rows), int(total))


def every_row(
    model: ReadModel, selection: Selection, rights: RowRights, now: datetime, order: Order = ()
) -> Iterator[AnalysisRow]:
    """All rows, as of one moment."""
    with model.snapshot() as cursor:
        scope = scope_of(selection, now, model.zone, rights)
        cursor.execute(_select(scope, rights, order))
        while piece := cursor.fetchmany(PIECE):
            yield from map(_row, piece)


def _shown(scope: Scope, rights: RowRights) -> str:
    confidential = "TRUE" if rights.confidential else "visibility <> 'rahasia'"
    return f"{scope.chosen} AND {confidential}"


def hidden_rows(scope: Scope) -> str:
    """SQL that counts the chosen reports that no row is shown of to who may not see confidential ones."""
    return scope.sql(f"SELECT count(*) FROM scope_now WHERE {scope.chosen} AND visibility = 'rahasia'")


def _select(scope: Scope, rights: RowRights, order: Order) -> str:
    if unknown := [column for column, _ in order if column not in _COLUMNS]:
        raise ValueError(f"rows cannot be sorted by {unknown}: use {', '.join(SORTABLE)}")
    sorted_by = ", ".join(
        f"{column} {'ASC' if ascends else 'DESC'} NULLS LAST" for column, ascends in (*(order or USUAL_ORDER),)
    )
    asked = ", ".join(f"{expression} AS {name}" for name, expression in _COLUMNS.items())
    return scope.sql(
        f"SELECT {', '.join(_COLUMNS)} FROM (SELECT {asked}, report_id FROM scope_now WHERE {_shown(scope, rights)}) "
        f"ORDER BY {sorted_by}, report_id"
    )


def _row(row: tuple[object, ...]) -> AnalysisRow:
    named = dict(zip(_COLUMNS, row, strict=True))
    for name in ("received_at", "due_at", "answered_at", "settled_at"):
        moment = named[name]
        named[name] = moment.replace(tzinfo=UTC) if isinstance(moment, datetime) else None
    return AnalysisRow(**named)  # type: ignore[arg-type]
