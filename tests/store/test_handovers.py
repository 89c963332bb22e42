"""Reports that went from one OPD to another are told with their way."""

from datetime import timedelta

from command_center.store.handovers import handovers
from command_center.store.tables import reports, steps
from tests.store.report_rows import RECEIVED_AT, report_row

DAY = timedelta(days=1)


def store(db, ways):
    """Reports 1, 2, ... with the steps (day, status, opd) of `ways`."""

    def write(connection):
        for report_id, way in enumerate(ways, 1):
            number = f"LH-2026-{report_id:06d}"
            connection.execute(reports.insert().values(report_row(number=number) | {"id": report_id}))
            for day, status, opd in way:
                row = {"report_id": report_id, "at": RECEIVED_AT + day * DAY, "by": "sari", "note": ""}
                connection.execute(steps.insert().values(row | {"status": status, "opd": opd}))

    db.write(write)
    return [f"LH-2026-{report_id:06d}" for report_id in range(1, len(ways) + 1)]


def test_only_those_with_several_are_told_in_order(db):
    numbers = store(
        db,
        [
            [(1, "forwarded", "dpu"), (2, "forwarded", "dlh"), (3, "forwarded", "dpu")],
            [(1, "forwarded", "dpu"), (2, "forwarded", "dpu")],
            [(1, "forwarded", "dpu"), (2, "answered", "dlh")],
            [(1, "verified", ""), (9, "forwarded", "dpu"), (9, "forwarded", "dishub")],
        ],
    )
    assert handovers(db, numbers, RECEIVED_AT + 5 * DAY) == {numbers[0]: ("dpu", "dlh", "dpu")}
    assert handovers(db, numbers[3:], RECEIVED_AT + 10 * DAY) == {numbers[3]: ("dpu", "dishub")}
    assert handovers(db, [], RECEIVED_AT) == {}
