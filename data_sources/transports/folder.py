"""Watches a folder: a finished file goes into the inbox and then to ``selesai``, one that cannot be read to ``ditolak``.

A file is finished when two looks in a row find the same size and time; one that cannot be read is given longer, since it may
still be on its way. Kept first and moved then: a crash in between costs a second look at the same bytes, never a file.
"""

import os
import stat
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import structlog

from data_sources.channel import Hook, HookRequest
from data_sources.errors import BadMessage, PartlyBad
from data_sources.transports.listener import Put, StateWord, TransportState

log = structlog.get_logger(__name__)

DONE, REFUSED = "selesai", "ditolak"
_UNFINISHED = (".part", ".tmp", ".crdownload", ".partial", ".download")

NOTE_PARTLY = """Berkas {name} sudah dibaca, tetapi sebagian tidak dapat diambil.
Baris yang baik sudah masuk. Perbaiki baris di bawah ini, lalu taruh berkas yang sudah diperbaiki di folder yang sama:
laporan yang sudah masuk tidak menjadi dobel.

Keterangan teknis:
{reason}
"""
NOTE_REFUSED = """Berkas {name} tidak dapat dibaca; tidak ada laporan yang diambil.
Ekspor ulang dari SP4N-LAPOR! (atau simpan sebagai .xlsx atau .csv), lalu taruh lagi di folder semula.

Keterangan teknis:
{reason}
"""


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds: between two looks, and how old a file must be before it is refused; bytes a file may have."""

    look: float = 2.0
    refuse_after: float = 30.0
    largest: int = 50_000_000


Seen = tuple[int, int]
"""Size in bytes and time of the last change in nanoseconds."""


class FolderWatcher:
    """Takes files from one folder for one channel; `put` keeps a payload durably or raises, and is then asked again."""

    def __init__(
        self,
        folder: Path,
        channel: Hook,
        put: Put,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        patience: Patience | None = None,
    ) -> None:
        self._folder = folder
        self._channel = channel
        self._put = put
        self._clock = clock
        self._patience = patience or Patience()
        self._seen: dict[str, Seen] = {}
        self._kept: dict[str, tuple[Seen, str]] = {}
        self._state = TransportState("starting", clock())
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"folder-{channel.code}", daemon=True)

    @property
    def state(self) -> TransportState:
        """How it is doing; ``broken`` where the folder cannot be read or a file cannot be moved."""
        return self._state

    def start(self) -> None:
        """Begin to watch, in a thread of its own."""
        self._thread.start()

    def stop(self, timeout: float = 10.0) -> None:
        """End after the file at hand."""
        self._stop.set()
        self._thread.join(timeout)

    def _run(self) -> None:
        while not self._stop.is_set():
            self.poll()
            self._stop.wait(self._patience.look)
        self._say("stopped", "")

    def poll(self) -> None:
        """Look at the folder once and take what is finished. Never raises: what is wrong is in `state`."""
        if not self._folder.is_dir():
            # Made by us it would be watched for ever, and the exports would go to the folder that was meant.
            self._say("broken", f"there is no folder {self._folder}: make it, or correct its name in the settings")
            return
        try:
            for name in (DONE, REFUSED):
                (self._folder / name).mkdir(exist_ok=True)
            found = self._files()
        except OSError as error:
            self._say("broken", f"the folder {self._folder} cannot be used: {error}")
            return
        trouble: tuple[StateWord, str] = ("connected", "")
        for name, seen in sorted(found.items(), key=lambda each: (each[1][1], each[0])):
            if self._seen.get(name) != seen:
                continue
            try:
                self._take(self._folder / name, seen)
            except FileNotFoundError:
                continue  # somebody took it away meanwhile
            except OSError as error:
                trouble = ("broken", f"{name} cannot be read or moved: {error}: allow us to write in {self._folder}")
            except Exception as error:
                log.error("file_not_taken", file=name, exc_info=error)
                trouble = ("waiting", f"{name} waits: {error}")
        self._seen = found
        self._kept = {name: kept for name, kept in self._kept.items() if found.get(name) == kept[0]}
        self._say(*trouble)

    def _say(self, word: StateWord, reason: str) -> None:
        if (word, reason) != (self._state.word, self._state.reason):
            level = log.info if word in ("connected", "stopped") else log.warning
            level("folder", folder=str(self._folder), state=word, reason=reason)
            self._state = TransportState(word, self._clock(), reason)

    def _files(self) -> dict[str, Seen]:
        """Regular files by name: no folders, no links, and none that a program marks as unfinished or as its own."""
        found = {}
        with os.scandir(self._folder) as entries:
            for entry in entries:
                if entry.name.startswith((".", "~")) or entry.name.lower().endswith(_UNFINISHED):
                    continue
                status = entry.stat(follow_symlinks=False)
                if stat.S_ISREG(status.st_mode):
                    found[entry.name] = (status.st_size, status.st_mtime_ns)
        return found

    def _take(self, file: Path, seen: Seen) -> None:
        """Keep the file and move it away; leave it where it has changed again or may still be growing."""
        if file.name in self._kept:  # it could not be moved the last time
            self._move(file, DONE, self._kept[file.name][1])
            return
        if seen[0] > self._patience.largest:
            reason = f"the file has {seen[0]} bytes, more than the {self._patience.largest} that are read"
            self._move(file, REFUSED, NOTE_REFUSED.format(name=file.name, reason=reason))
            return
        body = file.read_bytes()
        status = file.lstat()
        if (len(body), status.st_mtime_ns) != seen:
            return
        delivery = self._channel.deliver(HookRequest("POST", {"x-filename": file.name}, {}, body))
        delivery = replace(delivery, headers={**delivery.headers, "x-filename": file.name})
        payload = delivery.payload(self._channel.code, self._clock())
        note = ""
        try:
            for _ in self._channel.parse(payload):
                pass
        except PartlyBad as error:
            note = NOTE_PARTLY.format(name=file.name, reason=error)
        except BadMessage as error:
            if time.time() - status.st_mtime >= self._patience.refuse_after:
                self._move(file, REFUSED, NOTE_REFUSED.format(name=file.name, reason=error))
            return
        self._put(payload)
        self._kept[file.name] = (seen, note)
        log.info("file_taken", file=file.name, bytes=len(body), partly=bool(note))
        self._move(file, DONE, note)

    def _move(self, file: Path, to: str, note: str) -> None:
        """Into the folder `to`, under a name that is free there, the note beside it."""
        target = self._folder / to / file.name
        number = 1
        while target.exists() or _note_of(target).exists():
            number += 1
            target = self._folder / to / f"{file.stem} ({number}){file.suffix}"
        file.replace(target)
        if note:
            _note_of(target).write_text(note, "utf-8")


def _note_of(file: Path) -> Path:
    return file.with_name(file.name + ".txt")
