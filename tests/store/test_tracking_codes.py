"""The codes of an installation: the same after a restart and after a restored backup, whoever makes the secret first."""

import threading

from sqlalchemy import delete

from command_center.store.backup_sqlite import back_up
from command_center.store.db import Database
from command_center.store.tables import facts_of_instance
from command_center.store.tracking_codes import TrackingCodes

NUMBER = "LH-2026-000001"


def test_a_code_is_the_same_for_who_opens_the_database_anew(db):
    code = TrackingCodes(db).code_of(NUMBER)
    again = TrackingCodes(db)
    assert again.code_of(NUMBER) == code
    assert again.opens(NUMBER, code.lower())
    assert not again.opens("LH-2026-000002", code)


def test_many_that_begin_at_once_take_the_same_secret(db):
    found, gate = [], threading.Barrier(8)

    def ask():
        codes = TrackingCodes(db)
        gate.wait()
        found.append(codes.code_of(NUMBER))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(found) == 8
    assert len(set(found)) == 1


def test_a_code_is_had_inside_a_transaction(db):
    """An acknowledgement names it in the transaction that puts it into the outbox; a second one there would wait for ever."""
    codes = TrackingCodes(db)
    assert db.write(lambda _: codes.code_of(NUMBER)) == codes.code_of(NUMBER)


def test_another_installation_has_other_codes(db):
    code = TrackingCodes(db).code_of(NUMBER)
    db.write(lambda connection: connection.execute(delete(facts_of_instance)))
    assert TrackingCodes(db).code_of(NUMBER) != code


def test_a_backup_brings_the_codes_along(sqlite_db, tmp_path):
    code = TrackingCodes(sqlite_db).code_of(NUMBER)
    copy = tmp_path / "copy.sqlite"
    back_up(sqlite_db.file, copy, overwrite=False, progress=lambda *_: None)
    restored = Database(f"sqlite:///{copy}")
    assert TrackingCodes(restored).code_of(NUMBER) == code
    restored.close()


def test_once_the_secret_is_made_a_code_can_be_asked_for_within_a_transaction(sqlite_db):
    asked = TrackingCodes(sqlite_db)
    code = sqlite_db.write(lambda _: asked.code_of("LH-2026-000001"))
    assert asked.opens("LH-2026-000001", code)
