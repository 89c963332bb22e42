"""Everything the analysis shows of a selection, asked in one snapshot."""

from datetime import UTC, date, datetime

import duckdb

from command_center.domain.selection import Dimension, Selection
from command_center.readmodel.analysis.city import AnalysisCity
from command_center.readmodel.analysis.counts import (
    analysis_days,
    bucket_tallies,
    buckets_of,
    four_tallies,
    hour_table,
    series,
    tally_series,
)
from command_center.readmodel.analysis.departments import integrity, opd_lines
from command_center.readmodel.analysis.places import area_lines, quiet
from command_center.readmodel.analysis.rows import hidden_rows
from command_center.readmodel.analysis.times import answer_times, funnel
from command_center.readmodel.analytics_view import AnalyticsView
from command_center.readmodel.read_model import ReadModel
from command_center.readmodel.selected import RowRights, scope_of


def load_analytics(
    model: ReadModel, selection: Selection, city: AnalysisCity, rights: RowRights, now: datetime
) -> AnalyticsView:
    """The view as of `now` (aware)."""
    with model.snapshot() as cursor:
        return _asked(cursor, model, selection, city, rights, now)


def _asked(
    cursor: duckdb.DuckDBPyConnection,
    model: ReadModel,
    selection: Selection,
    city: AnalysisCity,
    rights: RowRights,
    now: datetime,
) -> AnalyticsView:
    scope = scope_of(selection, now, model.zone, rights)
    first_day = _first_day(cursor, model)
    compared, span = selection.compared, selection.span
    compares = compared is not None and first_day is not None and first_day <= compared.first
    days, forecast = analysis_days(cursor, scope, city.calendar, now.astimezone(model.zone).date(), first_day, compares)
    buckets = buckets_of(span)
    tallies = bucket_tallies(cursor, scope, "now", span)
    before = bucket_tallies(cursor, scope, "before", compared) if compared and compares else None
    stages, asides = funnel(cursor, scope)
    kecamatan, kelurahan, unplaced = area_lines(cursor, scope, city)
    ((hidden,),) = [(0,)] if rights.confidential else cursor.execute(hidden_rows(scope)).fetchall()
    return AnalyticsView(
        selection=selection,
        as_of=now,
        first_day=first_day,
        tallies=four_tallies(tallies, before),
        days=days,
        forecast=forecast,
        buckets=buckets,
        tally_series=tally_series(tallies, len(buckets)),
        tally_series_before=tally_series(before, len(buckets)) if before is not None else (),
        hours=hour_table(cursor, scope),
        categories=series(cursor, scope, Dimension.CATEGORY, "category", compares),
        channels=series(cursor, scope, Dimension.CHANNEL, "channel", compares),
        funnel=stages,
        asides=asides,
        answers=answer_times(cursor, scope, city, compares),
        kecamatan=kecamatan,
        kelurahan=kelurahan,
        unplaced=unplaced,
        quiet=quiet(kelurahan),
        opd=opd_lines(model.remembered, cursor, scope, rights),
        integrity=integrity(cursor, scope),
        hidden=hidden,
    )


def _first_day(cursor: duckdb.DuckDBPyConnection, model: ReadModel) -> date | None:
    """The day of the first report ever."""
    (first,) = cursor.execute("SELECT min(first_at) FROM arrivals").fetchall()[0]
    return first.replace(tzinfo=UTC).astimezone(model.zone).date() if first is not None else None
