"""Reports that went from one OPD to another are told with their way."""

from datetime import UTC, datetime, timedelta

from command_center.store.handovers import handovers
from command_center.store.tables import reports, steps
from tests.store.report_rows import row

AT = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
