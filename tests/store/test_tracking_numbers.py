"""A tracking number that was given is never given again: not from an older database, not from a plain copy."""

import shutil
import threading

import pytest

from command_center.errors import BadSetting
from command_center.store.db import Database
from command_center.store.reports import Reports
from command_center.store.schema import upgrade
from command_center.store.tracking_numbers import (
    A_BACKUP,
    AHEAD,
    IN_USE,
    TrackingNumbers,
    has_log,
    mark,
    read_kept,
    state,
)

YEAR = "number-2026"


def take(db: Database, file, amount: int = 1) -> int:
    return Reports(db, TrackingNumbers(db, file)).write(lambda unit: unit.take_numbers(YEAR, amount))


def test_the_highest_number_is_kept_beside_the_data(db, tmp_path):
    file = tmp_path / "tracking_numbers"
    take(db, file, 18)
    take(db, file)
    assert file.read_text() == "number-2026 19\n"


def test_other_counters_are_not_kept(db, tmp_path):
    file = tmp_path / "tracking_numbers"
    Reports(db, TrackingNumbers(db, file)).write(lambda unit: unit.take_numbers("report", 5))
    assert not file.exists()


def test_an_older_database_goes_on_behind_the_numbers_kept_beside_it(db, tmp_path):
    file = tmp_path / "tracking_numbers"
    file.write_text("number-2025 7000\nnumber-2026 19\n")
    take(db, tmp_path / "elsewhere", 3)
    numbers = TrackingNumbers(db, file)
    told = numbers.begin(whole=True, alone=True)
    assert "LH-2026-000019" in told
    assert take(db, file) == 20
    assert read_kept(file) == {"number-2025": 7000, YEAR: 20}


def test_nothing_is_told_and_nothing_left_out_where_all_is_well(db, tmp_path):
    file = tmp_path / "tracking_numbers"
    take(db, file, 19)
    assert TrackingNumbers(db, file).begin(whole=True, alone=True) == ""
    assert take(db, file) == 20


def test_many_processes_and_threads_never_lower_the_kept_number(db, tmp_path):
    file = tmp_path / "tracking_numbers"
    writers = [Reports(db, TrackingNumbers(db, file)) for _ in range(4)]

    def work(reports: Reports) -> None:
        for _ in range(25):
            reports.write(lambda unit: unit.take_numbers(YEAR, 1))

    threads = [threading.Thread(target=work, args=(each,)) for each in writers]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert read_kept(file) == {YEAR: 100}


def test_a_damaged_file_stops_the_start_and_says_what_to_write(db, tmp_path):
    file = tmp_path / "tracking_numbers"
    file.write_text("rubbish\n")
    with pytest.raises(BadSetting, match="number-YEAR HIGHEST"):
        TrackingNumbers(db, file).begin(whole=True, alone=True)


def test_a_number_is_given_although_the_file_cannot_be_written(db, tmp_path):
    blocked = tmp_path / "no folder"
    blocked.write_text("")
    assert take(db, blocked / "tracking_numbers") == 1


def plain_copy(source: Database, target) -> Database:
    """What `cp` of the main file gives while the database is in use."""
    assert source.file is not None
    shutil.copyfile(source.file, target)
    return Database(f"sqlite:///{target}")


@pytest.fixture
def in_use(tmp_path):
    db = Database(f"sqlite:///{tmp_path / 'in_use.sqlite'}")
    upgrade(db)
    mark(db, IN_USE)
    yield db
    db.close()


def test_a_plain_copy_of_a_database_in_use_goes_on_behind_all_numbers_that_may_be_given(in_use, tmp_path):
    numbers = TrackingNumbers(in_use, tmp_path / "tracking_numbers")
    given = [Reports(in_use, numbers).write(lambda unit: unit.take_numbers(YEAR, 1)) for _ in range(19)]
    copy = plain_copy(in_use, tmp_path / "copy.sqlite")
    elsewhere = TrackingNumbers(copy, tmp_path / "elsewhere")
    assert not has_log(tmp_path / "copy.sqlite")
    told = elsewhere.begin(whole=False, alone=True)
    assert "plain copy" in told
    assert "manage.py backup" in told
    again = Reports(copy, elsewhere).write(lambda unit: unit.take_numbers(YEAR, 1))
    assert again > max(given)
    copy.close()


def test_a_plain_copy_taken_after_many_thousand_numbers_is_behind_none_of_them(in_use, tmp_path):
    reports = Reports(in_use, TrackingNumbers(in_use, tmp_path / "tracking_numbers"))
    last = 0
    for _ in range(30):
        last = reports.write(lambda unit: unit.take_numbers(YEAR, 900)) + 899
    copy = plain_copy(in_use, tmp_path / "copy.sqlite")
    elsewhere = TrackingNumbers(copy, tmp_path / "elsewhere")
    elsewhere.begin(whole=False, alone=True)
    assert Reports(copy, elsewhere).write(lambda unit: unit.take_numbers(YEAR, 1)) > last
    copy.close()


def test_a_database_that_was_killed_is_whole_and_leaves_no_number_out(in_use, tmp_path):
    numbers = TrackingNumbers(in_use, tmp_path / "tracking_numbers")
    Reports(in_use, numbers).write(lambda unit: unit.take_numbers(YEAR, 19))
    assert has_log(in_use.file)
    assert TrackingNumbers(in_use, tmp_path / "tracking_numbers").begin(whole=True, alone=True) == ""
    with in_use.read() as connection:
        assert state(connection) == "", "the next command must not take it for a copy, once its log is gone"


def test_a_backup_put_in_place_by_hand_leaves_numbers_out(in_use, tmp_path):
    numbers = TrackingNumbers(in_use, tmp_path / "tracking_numbers")
    Reports(in_use, numbers).write(lambda unit: unit.take_numbers(YEAR, 19))
    mark(in_use, A_BACKUP)
    elsewhere = TrackingNumbers(in_use, tmp_path / "elsewhere")
    assert "by hand" in elsewhere.begin(whole=True, alone=True)
    assert Reports(in_use, elsewhere).write(lambda unit: unit.take_numbers(YEAR, 1)) == 19 + AHEAD + 1
    assert elsewhere.begin(whole=True, alone=True) == "", "once is enough"


def test_years_are_apart(db, tmp_path):
    file = tmp_path / "tracking_numbers"
    numbers = TrackingNumbers(db, file)
    Reports(db, numbers).write(lambda unit: (unit.take_numbers(YEAR, 5), unit.take_numbers("number-2027", 2)))
    assert read_kept(file) == {YEAR: 5, "number-2027": 2}
    assert numbers.go_on(at_least={"number-2027": 9}) == {"number-2027": 9}
