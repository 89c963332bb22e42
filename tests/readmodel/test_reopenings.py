"""A settled report that is opened again is known to have been: whoever did it, in whatever batches it is heard of."""

from datetime import UTC, datetime, timedelta

from command_center.domain.events import EventKind
from command_center.domain.working_days import WIB
from tests.readmodel.borrowed import borrowed
from tests.readmodel.facts import CALENDAR, changed, received

NOW = datetime(2026, 11, 21, 7, tzinfo=UTC)
HOUR = timedelta(hours=1)
OPEN_AGAIN = {"status": "forwarded", "settled_at": None, "closed_at": None}


def settled(seq, at, **more):
    return changed(seq, at, 1, **{"status": "settled", "settled_at": at, "closed_at": at} | more)


def kept(*events):
    """(when, from when, of whom) of report 1, the same whether it is heard of at once or step by step."""
    found = []
    for batches in ([events], [[each] for each in events]):
        model = borrowed(WIB, CALENDAR)
        for batch in batches:
            model.apply(batch)
        for table in ("facts", "open_reports"):
            question = f"SELECT reopened_at, reopened_from, reopened_opd FROM {table} WHERE report_id = 1"
            found += [
                tuple(each.replace(tzinfo=UTC) if isinstance(each, datetime) else each for each in row)
                for row in model.cursor().execute(question).fetchall()
            ]
    assert len(set(found)) == 1
    return found[0]


RECEIVED = received(1, NOW - 9 * HOUR, status="forwarded")


def test_it_is_known_when_and_from_which_settlement_of_whom():
    again = changed(3, NOW, 1, **OPEN_AGAIN)
    assert kept(RECEIVED, settled(2, NOW - HOUR), again) == (NOW, NOW - HOUR, "dpu")


def test_what_follows_does_not_change_it_and_the_last_time_counts():
    first = (RECEIVED, settled(2, NOW - 5 * HOUR), changed(3, NOW - 4 * HOUR, 1, **OPEN_AGAIN))
    moved = (changed(4, NOW - 3 * HOUR, 1, opd="dlh", status="forwarded"), settled(5, NOW - 2 * HOUR))
    assert kept(*first, *moved) == (NOW - 4 * HOUR, NOW - 5 * HOUR, "dpu")
    last = changed(6, NOW, 1, **OPEN_AGAIN | {"status": "verified"})
    assert kept(*first, *moved, last) == (NOW, NOW - 2 * HOUR, "dlh")


def test_what_was_never_settled_or_taken_back_at_once_was_not_opened_again():
    nothing = (None, None, None)
    archived = changed(2, NOW - HOUR, 1, status="archived", closed_at=NOW - HOUR)
    assert kept(RECEIVED, archived, changed(3, NOW, 1, **OPEN_AGAIN)) == nothing
    undone = changed(3, NOW, 1, EventKind.UNDONE, **OPEN_AGAIN | {"status": "answered"})
    assert kept(RECEIVED, settled(2, NOW - HOUR), undone) == nothing
    again = changed(3, NOW - HOUR / 2, 1, **OPEN_AGAIN)
    back = changed(4, NOW, 1, EventKind.UNDONE, status="settled", settled_at=NOW - HOUR, closed_at=NOW - HOUR)
    assert kept(RECEIVED, settled(2, NOW - HOUR), again, back) == nothing
