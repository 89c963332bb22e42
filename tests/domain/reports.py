"""A report with ordinary values, for rules that need one."""

from datetime import UTC, datetime
from typing import Any

from command_center.domain.report import Report, with_next_due
from command_center.store.report_rows import from_row
from tests.store.report_rows import report_row

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


def a_report(**columns: Any) -> Report:
    """Changed where a case needs it, named as the columns of its row."""
    ordinary: dict[str, Any] = {
        "id": 1, "received_at": NOW, "text": "x", "category": "rob", "kelurahan": "33.74.02.1001",
        "kecamatan": "33.74.02", "lat": -6.98, "lon": 110.41, "exact": True,
    }  # fmt: skip
    report = from_row(report_row(**ordinary | columns))  # type: ignore[arg-type]  # a dict in the place of a row
    return report if "due_stage" in columns else with_next_due(report)
