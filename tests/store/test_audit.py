"""The audit: what was kept is read back as it was, and nobody can change or delete it, by the program or beside it."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from command_center.store.audit import Audit, AuditEntry

NOW = datetime(2026, 8, 24, 3, 0, tzinfo=UTC)


def entry(number, who="sari", act="report.verify"):
    return AuditEntry(NOW + timedelta(minutes=number), who, act, f"LH-2026-{number:06d}", details={"opd": "dpu"})


def test_what_was_done_is_read_newest_first_and_by_person_and_act(db):
    audit = Audit(db)
    for number in range(1, 6):
        audit.note(entry(number, who="sari" if number % 2 else "budi"))
    audit.note(entry(9, act="contact.reveal"))
    assert [each.subject[-1] for each in audit.newest(3)] == ["9", "5", "4"]
    assert [each.subject[-1] for each in audit.newest(9, who="budi")] == ["4", "2"]
    assert [each.subject[-1] for each in audit.newest(9, act="contact")] == ["9"]
    last = audit.newest(2)[-1]
    assert [each.subject[-1] for each in audit.newest(2, before_id=last.id)] == ["4", "3"]
    assert last.details == {"opd": "dpu"}
    assert last.at == NOW + timedelta(minutes=5)


@pytest.mark.parametrize(
    "statement", ["UPDATE audit SET who = 'nobody'", "DELETE FROM audit", "DELETE FROM audit WHERE id = 1"]
)
def test_the_database_refuses_to_change_it(db, statement):
    audit = Audit(db)
    audit.note(entry(1))
    with pytest.raises(Exception, match="audit is not"):
        db.write(lambda connection: connection.execute(text(statement)))
    assert [each.who for each in audit.newest(5)] == ["sari"]


def test_all_of_it_is_read_in_pieces_and_what_is_asked_for_from_a_moment_on(db):
    audit = Audit(db)
    for number in range(1, 8):
        audit.note(entry(number, who="sari" if number % 2 else "budi"))
    assert [each.subject[-1] for each in audit.every()] == list("7654321")
    assert [each.subject[-1] for each in audit.every(who="budi", since=NOW + timedelta(minutes=4))] == ["6", "4"]
    assert [each.subject[-1] for each in audit.newest(9, since=NOW + timedelta(minutes=6))] == ["7", "6"]
    assert [each.subject[-1] for each in audit.newest(9, subject="LH-2026-000003")] == ["3"]
