"""The watched folder: only finished files, each once, and the person who put it there learns what became of it."""

import os
import shutil
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from command_center.domain.inbound import Payload
from command_center.errors import StoreUnavailable
from data_sources.channel import HookRequest
from data_sources.channels.sp4n import Sp4n, Sp4nSettings
from data_sources.transports.folder import FolderWatcher, Patience
from tests.contract.cases import PAYLOADS

EXPORTS = PAYLOADS / "sp4n"
GOOD = (EXPORTS / "export.xlsx").read_bytes()
CSV = (EXPORTS / "export.csv").read_bytes()


class Kept:
    """An inbox in memory, away when told so."""

    def __init__(self) -> None:
        self.payloads: list[Payload] = []
        self.away = False

    def put(self, payload: Payload) -> None:
        if self.away:
            raise StoreUnavailable("the disk is full")
        self.payloads.append(payload)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "sp4n"
    made.mkdir()
    return made


@pytest.fixture
def kept() -> Kept:
    return Kept()


@pytest.fixture
def watcher(folder: Path, kept: Kept) -> FolderWatcher:
    return watcher_of(folder, kept)


def watcher_of(folder: Path, kept: Kept, patience: Patience | None = None) -> FolderWatcher:
    return FolderWatcher(folder, Sp4n(Sp4nSettings()), kept.put, patience=patience or Patience(look=0.02))


def files(folder: Path) -> list[str]:
    return sorted(str(each.relative_to(folder)) for each in folder.rglob("*") if not each.is_dir())


def word(watcher: FolderWatcher) -> str:
    return watcher.state.word


def age(file: Path, seconds: float) -> None:
    then = time.time() - seconds
    os.utime(file, (then, then))


def test_a_finished_file_is_kept_and_moved(folder: Path, kept: Kept, watcher: FolderWatcher):
    (folder / "laporan november.xlsx").write_bytes(GOOD)
    watcher.poll()
    assert not kept.payloads, "one look does not tell whether it is still growing"
    watcher.poll()
    (payload,) = kept.payloads
    assert payload.body == GOOD
    assert (payload.channel, payload.account, payload.headers) == (
        "sp4n",
        "lapor.go.id",
        {"x-filename": "laporan november.xlsx"},
    )
    assert abs((datetime.now(UTC) - payload.received_at).total_seconds()) < 10
    assert files(folder) == ["selesai/laporan november.xlsx"]
    watcher.poll()
    assert len(kept.payloads) == 1
    assert word(watcher) == "connected"


def test_a_file_that_grows_is_left_alone_until_it_is_whole(folder: Path, kept: Kept, watcher: FolderWatcher):
    file = folder / "laporan.xlsx"
    for end in range(1000, len(GOOD), 1000):
        file.write_bytes(GOOD[:end])
        watcher.poll()
        assert files(folder) == ["laporan.xlsx"]
    watcher.poll()
    assert files(folder) == ["laporan.xlsx"], "half a workbook is not refused while it is young"
    file.write_bytes(GOOD)
    watcher.poll()
    watcher.poll()
    assert [payload.body for payload in kept.payloads] == [GOOD]


def test_half_a_workbook_is_refused_once_nobody_has_touched_it_for_long(
    folder: Path, kept: Kept, watcher: FolderWatcher
):
    file = folder / "laporan.xlsx"
    file.write_bytes(GOOD[:3000])
    age(file, 29)
    watcher.poll()
    watcher.poll()
    assert files(folder) == ["laporan.xlsx"]
    age(file, 31)
    watcher.poll()
    watcher.poll()
    assert files(folder) == ["ditolak/laporan.xlsx", "ditolak/laporan.xlsx.txt"]
    assert not kept.payloads
    note = (folder / "ditolak/laporan.xlsx.txt").read_text("utf-8")
    assert note.startswith("Berkas laporan.xlsx tidak dapat dibaca")
    assert "damaged or incomplete .xlsx" in note


def test_a_file_that_changes_while_it_is_read_waits(
    folder: Path, kept: Kept, watcher: FolderWatcher, monkeypatch: pytest.MonkeyPatch
):
    file = folder / "laporan.csv"
    file.write_bytes(CSV)
    watcher.poll()
    true_read = Path.read_bytes

    def read_and_grow(self: Path) -> bytes:
        body = true_read(self)
        with self.open("ab") as more:
            more.write(b"5059999;1 Nov 2026\r\n")
        return body

    monkeypatch.setattr(Path, "read_bytes", read_and_grow)
    watcher.poll()
    assert not kept.payloads
    monkeypatch.undo()
    watcher.poll()
    watcher.poll()
    assert len(kept.payloads) == 1


def test_a_partly_bad_file_is_kept_and_its_bad_rows_are_told(folder: Path, kept: Kept, watcher: FolderWatcher):
    shutil.copy(EXPORTS / "partly_bad.csv", folder)
    watcher.poll()
    watcher.poll()
    assert len(kept.payloads) == 1
    assert files(folder) == ["selesai/partly_bad.csv", "selesai/partly_bad.csv.txt"]
    note = (folder / "selesai/partly_bad.csv.txt").read_text("utf-8")
    assert "sebagian tidak dapat diambil" in note
    assert "row 4: the tracking id is missing" in note


def test_a_second_file_of_one_name_overwrites_nothing(folder: Path, kept: Kept, watcher: FolderWatcher):
    for body in (GOOD, CSV, (EXPORTS / "later.xlsx").read_bytes()):
        (folder / "laporan.xlsx").write_bytes(body)
        watcher.poll()
        watcher.poll()
    assert files(folder) == ["selesai/laporan (2).xlsx", "selesai/laporan (3).xlsx", "selesai/laporan.xlsx"]
    assert (folder / "selesai/laporan.xlsx").read_bytes() == GOOD
    assert len({payload.delivery_id for payload in kept.payloads}) == 3


def test_a_posted_and_a_dropped_file_have_one_key(folder: Path, kept: Kept, watcher: FolderWatcher):
    (folder / "a.xlsx").write_bytes(GOOD)
    watcher.poll()
    watcher.poll()
    posted = Sp4n(Sp4nSettings()).deliver(HookRequest("POST", {}, {}, GOOD))
    assert (kept.payloads[0].account, kept.payloads[0].delivery_id) == (posted.account, posted.delivery_id)


def test_a_database_that_is_away_is_waited_for(folder: Path, kept: Kept, watcher: FolderWatcher):
    (folder / "laporan.xlsx").write_bytes(GOOD)
    kept.away = True
    for _ in range(4):
        watcher.poll()
    assert files(folder) == ["laporan.xlsx"]
    assert word(watcher) == "waiting"
    assert "the disk is full" in watcher.state.reason
    kept.away = False
    watcher.poll()
    assert files(folder) == ["selesai/laporan.xlsx"]
    assert word(watcher) == "connected"


def test_after_a_crash_between_keeping_and_moving_it_is_the_same_delivery(folder: Path, kept: Kept):
    file = folder / "laporan.xlsx"
    file.write_bytes(GOOD)
    first = watcher_of(folder, kept)
    first.poll()
    first.poll()
    shutil.move(folder / "selesai/laporan.xlsx", file)
    second = watcher_of(folder, kept)
    second.poll()
    second.poll()
    assert len(kept.payloads) == 2
    assert len({payload.delivery_id for payload in kept.payloads}) == 1


@pytest.mark.parametrize(
    "name", [".laporan.xlsx", "~$laporan.xlsx", "laporan.xlsx.part", "laporan.TMP", "laporan.crdownload"]
)
def test_files_that_are_not_meant_for_us_stay(folder: Path, kept: Kept, watcher: FolderWatcher, name: str):
    (folder / name).write_bytes(GOOD)
    for _ in range(3):
        watcher.poll()
    assert files(folder) == [name]
    assert not kept.payloads


def test_links_and_folders_are_not_followed(folder: Path, kept: Kept, watcher: FolderWatcher, tmp_path: Path):
    (tmp_path / "rahasia.csv").write_bytes(CSV)
    (folder / "tautan.csv").symlink_to(tmp_path / "rahasia.csv")
    (folder / "arsip").mkdir()
    (folder / "arsip" / "lama.csv").write_bytes(CSV)
    for _ in range(3):
        watcher.poll()
    assert not kept.payloads
    assert files(folder) == ["arsip/lama.csv", "tautan.csv"]


def test_a_file_too_large_is_refused_unread(folder: Path, kept: Kept):
    watcher = watcher_of(folder, kept, Patience(largest=1000))
    (folder / "besar.csv").write_bytes(b"x" * 1001)
    watcher.poll()
    watcher.poll()
    assert "more than the 1000 that are read" in (folder / "ditolak/besar.csv.txt").read_text("utf-8")


def test_a_folder_that_cannot_be_used_is_broken_and_recovers(tmp_path: Path, kept: Kept):
    folder = tmp_path / "sp4n"
    folder.write_text("this is a file")
    watcher = watcher_of(folder, kept)
    watcher.poll()
    assert word(watcher) == "broken"
    assert str(folder) in watcher.state.reason
    folder.unlink()
    folder.mkdir()
    watcher.poll()
    assert word(watcher) == "connected"
    assert sorted(each.name for each in folder.iterdir()) == ["ditolak", "selesai"]


def test_a_folder_with_a_wrong_name_is_not_made_but_told(tmp_path: Path, kept: Kept):
    folder = tmp_path / "sp4m"
    watcher = watcher_of(folder, kept)
    watcher.poll()
    assert word(watcher) == "broken"
    assert f"there is no folder {folder}: make it, or correct its name in the settings" in watcher.state.reason
    assert not folder.exists()
    (fault,) = Sp4n(Sp4nSettings(sp4n_dir=str(folder))).faults()
    assert "is no folder: make it, or correct the name" in fault
    folder.mkdir()
    assert not list(Sp4n(Sp4nSettings(sp4n_dir=str(folder))).faults())


def test_an_export_without_a_column_for_visibility_is_refused_until_the_setting_says(folder: Path, kept: Kept):
    body = b"Tracking ID;Tanggal;Isi Laporan\n1;3 Nov 2026;jalan rusak\n"
    for setting, where in (("", "ditolak"), ("publik", "selesai")):
        channel = Sp4n(Sp4nSettings(sp4n_visibility=setting))
        watcher = FolderWatcher(folder, channel, kept.put, patience=Patience(refuse_after=0))
        (folder / "laporan.csv").write_bytes(body)
        watcher.poll()
        watcher.poll()
        assert (folder / where / "laporan.csv").exists()
    assert "SP4N_VISIBILITY" in (folder / "ditolak/laporan.csv.txt").read_text("utf-8")
    assert len(kept.payloads) == 1


def test_a_file_that_cannot_be_moved_is_kept_once_and_said_so(
    folder: Path, kept: Kept, watcher: FolderWatcher, monkeypatch: pytest.MonkeyPatch
):
    def refuse(self: Path, target: Path) -> Path:
        raise PermissionError(13, "Permission denied")

    (folder / "laporan.xlsx").write_bytes(GOOD)
    monkeypatch.setattr(Path, "replace", refuse)
    for _ in range(5):
        watcher.poll()
    assert len(kept.payloads) == 1
    assert word(watcher) == "broken"
    assert "Permission denied: allow us to write in" in watcher.state.reason
    monkeypatch.undo()
    watcher.poll()
    assert len(kept.payloads) == 1
    assert files(folder) == ["selesai/laporan.xlsx"]
    assert word(watcher) == "connected"


def test_it_runs_by_itself_until_it_is_stopped(folder: Path, kept: Kept, watcher: FolderWatcher):
    watcher.start()
    (folder / "laporan.csv").write_bytes(CSV)
    end = time.monotonic() + 45
    while not (folder / "selesai/laporan.csv").exists() and time.monotonic() < end:
        time.sleep(0.01)
    watcher.stop()
    assert len(kept.payloads) == 1
    assert word(watcher) == "stopped"
