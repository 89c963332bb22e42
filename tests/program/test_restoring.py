"""What is restored is told as what it is: a whole backup, or a plain copy that may lack the newest reports."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from command_center.domain.outgoing import Outgoing, OutgoingKind
from command_center.settings import Settings, read_settings
from command_center.store import backup_sqlite
from program.core import opened
from program.restoring import Restored, restore

NOW = datetime(2026, 11, 20, 7, 5, tzinfo=UTC)


def installation(folder: Path) -> Settings:
    return read_settings(_env_file=None, var_dir=folder, demo=False, secret_key="k" * 40)


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder with copies of a database with 19 numbers, made while it was in use: plain, with its log, a backup."""
    copies = tmp_path / "copies"
    copies.mkdir()
    with opened(installation(tmp_path / "var")) as core:
        core.in_use()
        core.reports.write(lambda unit: unit.take_numbers("number-2026", 19))
        database = core.db.file
        assert database is not None
        shutil.copyfile(database, copies / "plain")
        shutil.copyfile(database, copies / "with-log")
        shutil.copyfile(database.with_name(database.name + "-wal"), copies / "with-log-wal")
        backup_sqlite.back_up(database, copies / "backup", overwrite=False, progress=lambda _done, _all: None)
    return copies


def put_back(tmp_path: Path, file: Path) -> Restored:
    return restore(installation(tmp_path / "new"), file, NOW, replace=False)


def test_a_plain_copy_of_a_database_in_use_is_told(tmp_path: Path, files: Path):
    assert put_back(tmp_path, files / "plain").plain_copy


@pytest.mark.parametrize("name", ["with-log", "backup"])
def test_a_copy_with_its_log_and_a_backup_are_whole(tmp_path: Path, files: Path, name: str):
    done = put_back(tmp_path, files / name)
    assert not done.plain_copy
    assert done.held.numbers == {"number-2026": 19}


def test_what_waited_in_a_backup_is_not_sent_again_by_itself(tmp_path: Path):
    """It may have gone out since the backup was made: a person decides, or the platform's receipt."""
    with opened(installation(tmp_path / "var")) as core:
        core.outbox.put(Outgoing("mail", OutgoingKind.ALERT, "a@x.test", {}, "k-1", NOW, NOW))
        assert core.db.file is not None
        backup_sqlite.back_up(core.db.file, tmp_path / "backup", overwrite=False, progress=lambda _done, _all: None)
    assert put_back(tmp_path, tmp_path / "backup").doubted == 1
    with opened(installation(tmp_path / "new")) as core:
        assert core.outbox.due(["mail"], NOW) == []
        assert dict(core.outbox.standing(NOW)) == {("mail", "unsure"): 1}
