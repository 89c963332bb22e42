"""Who has which report open: said by each open page, forgotten when it is silent."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import insert

from command_center.errors import NotFound
from command_center.store.presence import EXPIRES, Presence
from command_center.store.tables import reports
from tests.store.report_rows import report_row

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)


@pytest.fixture
def presence(db):
    rows = [report_row(id=number, number=f"LH-2026-00000{number}", version=1) for number in (1, 2)]
    db.write(lambda connection: connection.execute(insert(reports), rows))
    return Presence(db)


def people(presence, at=NOW):
    return {report: [each.person for each in here] for report, here in presence.everybody(at).items()}


def test_who_came_first_stands_first_and_each_person_once(presence):
    presence.here("sari", "tab-1", 1, NOW)
    presence.here("budi", "tab-2", 1, NOW + timedelta(seconds=1))
    presence.here("sari", "tab-3", 1, NOW + timedelta(seconds=2))
    assert people(presence) == {1: ["sari", "budi"]}


def test_a_page_shows_one_report_at_a_time_and_none_when_it_is_left(presence):
    presence.here("sari", "tab-1", 1, NOW)
    presence.here("sari", "tab-1", 2, NOW)
    assert people(presence) == {2: ["sari"]}
    presence.here("sari", "tab-1", None, NOW)
    assert people(presence) == {}


def test_since_when_is_kept_while_the_page_goes_on_saying_so(presence):
    for seconds in (0, 10, 20):
        presence.here("sari", "tab-1", 1, NOW + timedelta(seconds=seconds))
    assert presence.everybody(NOW + timedelta(seconds=20))[1][0].since == NOW


def test_a_silent_page_is_gone(presence):
    presence.here("sari", "tab-1", 1, NOW)
    assert people(presence, NOW + EXPIRES) == {1: ["sari"]}
    assert people(presence, NOW + EXPIRES + timedelta(seconds=1)) == {}


def test_nobody_is_at_a_report_that_is_not_there_and_what_was_open_stays(presence):
    presence.here("sari", "tab-1", 1, NOW)
    with pytest.raises(NotFound, match="id 3"):
        presence.here("sari", "tab-1", 3, NOW)
    assert people(presence) == {1: ["sari"]}


def test_a_number_tells_that_somebody_came_or_went_and_not_that_they_are_still_there(presence):
    seen = [presence.mark(NOW)]
    for seconds, page, report in ((0, "tab-1", 1), (10, "tab-1", 1), (20, "tab-1", 2), (21, "tab-1", None)):
        presence.here("sari", page, report, NOW + timedelta(seconds=seconds))
        seen.append(presence.mark(NOW + timedelta(seconds=seconds)))
    nobody, came, still, another, gone = seen
    assert nobody == gone != came == still != another
