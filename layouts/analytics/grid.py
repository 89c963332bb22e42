"""The rows behind the figures as a grid that asks the server for what is seen: columns, and rows as it takes them."""

from datetime import datetime
from typing import Any

import dash_ag_grid as dag
from dash.development.base_component import Component

from command_center.domain.selection import Dimension
from command_center.domain.working_days import WIB
from command_center.readmodel.analytics_view import AnalysisRow
from layouts.analytics import ids
from layouts.analytics.config import AnalyticsConfig
from layouts.i18n import Words

PAGE_ROWS = 12
BLOCK = 48
GRID_WORDS = (
    "page",
    "to",
    "of",
    "noRowsToShow",
    "loadingOoo",
    "firstPage",
    "previousPage",
    "nextPage",
    "lastPage",
    "more",
    "ariaSortableColumn",
)
"""What the grid itself says, by its own names."""
COLUMNS: tuple[tuple[str, int, bool], ...] = (
    ("number", 146, False),
    ("received_at", 158, False),
    ("category", 118, False),
    ("kelurahan", 130, False),
    ("channel", 118, False),
    ("opd", 122, False),
    ("status", 98, False),
    ("policy", 112, False),
    ("age_days", 76, True),
    ("due_at", 84, False),
    ("late_days", 76, True),
)
"""Column -> its width in pixels at least, and whether it is a number."""


def rows_grid(words: Words, theme: str) -> Component:
    """The grid, empty until it asks."""
    grid: Component = dag.AgGrid(
        id=ids.GRID,
        rowModelType="infinite",
        columnDefs=[
            {
                "field": name,
                "headerName": words(f"analytics.rows.{name}"),
                "minWidth": width,
                "flex": 1,
                "type": "rightAligned" if number else None,
                "cellClass": "ag-right-aligned-cell" if number else None,
            }
            for name, width, number in COLUMNS
        ],
        defaultColDef={"sortable": True, "resizable": True, "suppressMovable": True, "suppressHeaderMenuButton": True},
        dashGridOptions={
            "pagination": True,
            "paginationPageSize": PAGE_ROWS,
            "paginationPageSizeSelector": False,
            "cacheBlockSize": BLOCK,
            "maxBlocksInCache": 4,
            "rowHeight": 36,
            "headerHeight": 38,
            "domLayout": "normal",
            "multiSortKey": "ctrl",
            "suppressCellFocus": False,
            "localeText": {
                **{key: words(f"analytics.grid.{key}") for key in GRID_WORDS},
                "thousandSeparator": words("calendar.thousands"),
                "decimalSeparator": words("calendar.decimal"),
            },
        },
        className="ag-theme-quartz-dark grid" if theme == "gelap" else "ag-theme-quartz grid",
        style={"height": "526px", "width": "100%"},
    )
    return grid


def grid_rows(rows: tuple[AnalysisRow, ...], config: AnalyticsConfig, words: Words) -> list[dict[str, Any]]:
    """Rows in words, as the grid shows them."""
    names = {
        dimension: config.names(dimension, words.language)
        for dimension in (
            Dimension.CATEGORY,
            Dimension.KELURAHAN,
            Dimension.KECAMATAN,
            Dimension.CHANNEL,
            Dimension.OPD,
        )
    }
    none = words("format.none")
    return [
        {
            "number": row.number,
            "received_at": short_moment(row.received_at, words),
            "category": names[Dimension.CATEGORY][row.category],
            "kelurahan": names[Dimension.KELURAHAN][row.kelurahan]
            if row.kelurahan
            else names[Dimension.KECAMATAN][row.kecamatan] or none,
            "channel": names[Dimension.CHANNEL][row.channel],
            "opd": names[Dimension.OPD][row.opd] or none,
            "status": words(f"analytics.status.{row.status}"),
            "policy": row.policy.partition("@")[0],
            "age_days": days(row.age_days, words),
            "due_at": words.date_short(row.due_at.astimezone(WIB).date()) if row.due_at else none,
            "late_days": f"+{days(row.late_days, words)}" if row.late_days is not None else none,
        }
        for row in rows
    ]


def short_moment(moment: datetime, words: Words) -> str:
    """Day and time in WIB, with the year where it is not said elsewhere: "2 Nov 2026, 09.36"."""
    local = moment.astimezone(WIB)
    return f"{words.date_short(local.date())} {local.year}, {words.clock(moment)}"


def days(value: float | None, words: Words) -> str:
    """Working days with one decimal; a dash where there is no figure."""
    return words("format.none") if value is None else words.number(round(value, 1))
