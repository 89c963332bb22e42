"""Takes a file of reports in, the way a folder or an upload would, works on it at once, and tells what became of each row."""

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from command_center.domain.inbound import Payload
from command_center.errors import CommandCenterError, NotFound
from command_center.intake.accept import Parsed
from command_center.intake.outcome import ItemOutcome
from command_center.store.inbox import HELD, Inbox
from data_sources.channel import Channel, HookRequest
from data_sources.errors import BadMessage
from data_sources.file_reading import VISIBILITY_HEADER, FileChannel, FileReading, RowPlace
from data_sources.mapped.file_map import FileMap
from data_sources.mapped.reader import MAP_HEADER, read_mapped
from data_sources.reading import MAX_IDENTIFIER, storable
from data_sources.worker import InboxWorker

LARGEST = 100 * 1024 * 1024
"""Bytes of a file that is read at once."""


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file that was read and is not stored yet: what would be kept of it, and what it says."""

    payload: Payload
    reading: FileReading


@dataclass(frozen=True, slots=True)
class ImportTally:
    """What became of the rows of a file. `outcomes` counts reports, `places` their rows by outcome; `again` where the
    same bytes were taken before. `problem` is why the delivery was set aside, "" where it was not.
    """

    inbox_id: int
    outcomes: Mapping[ItemOutcome, int]
    places: Mapping[ItemOutcome, Sequence[RowPlace]]
    again: bool = False
    problem: str = field(default="")


def read_file(channels: Mapping[str, Channel], code: str, file: Path, now: datetime, visibility: str = "") -> ReadFile:
    """The file as a delivery of the channel, read. Raises NotFound, BadMessage, CommandCenterError saying what to do."""
    if code not in channels:
        raise NotFound(f"there is no channel {code!r}; {_takers(channels)}")
    channel = channels[code]
    if not isinstance(channel, FileChannel):
        raise CommandCenterError(
            f"{code} takes no files: its messages come one by one. {_takers(channels)}; `replay FILE --channel {code}` sends "
            "the reports of a CSV through it"
        )
    headers = {"x-filename": storable(file.name)[:MAX_IDENTIFIER]}
    if visibility:
        headers[VISIBILITY_HEADER] = visibility
    # As a post of the same bytes would be kept, so that the file is the same delivery whichever way it comes.
    payload = channel.deliver(HookRequest("POST", headers, {}, _bytes_of(file))).payload(code, now)
    return ReadFile(payload, _named(file, lambda: channel.read(payload)))


def read_mapped_file(by: FileMap, file: Path, now: datetime, visibility: str = "") -> ReadFile:
    """The file of another system as a delivery of the map's channel, read. Raises BadMessage, CommandCenterError."""
    body = _bytes_of(file)
    kept = by.as_json()
    headers = {MAP_HEADER: kept, "x-filename": storable(file.name)[:MAX_IDENTIFIER]}
    if visibility:
        headers[VISIBILITY_HEADER] = visibility
    key = hashlib.sha256(body).hexdigest()
    payload = Payload(by.channel, by.system, f"file:{key}", now, "application/octet-stream", headers, body)
    return ReadFile(payload, _named(file, lambda: read_mapped(payload, by)))


def take(
    found: ReadFile,
    inbox: Inbox,
    worker: InboxWorker,
    clock: Callable[[], datetime],
    progress: Callable[[int], None] = lambda _: None,
) -> ImportTally:
    """Keep the file and hand its rows to intake, `progress` hearing how many more are done.

    The same bytes again are read again: rows that are known and say nothing new change nothing, so that a run that was
    cut off is finished by another one. Raises StoreUnavailable.
    """
    reading = found.reading
    stored = inbox.put(found.payload, again=True, hold_until=clock() + HELD)
    problem = reading.told() if reading.refused else ""
    outcomes: list[ItemOutcome] = []

    def told(more: Sequence[ItemOutcome]) -> None:
        outcomes.extend(more)
        progress(len(more))

    parsed = Parsed(
        stored.inbox_id,
        found.payload.received_at,
        tuple(row.item for row in reading.rows),
        problem,
        clock_from_sender=True,
    )
    worker.take_over(parsed, told)
    places: dict[ItemOutcome, list[RowPlace]] = {}
    for row, outcome in zip(reading.rows, outcomes, strict=True):
        places.setdefault(outcome, []).extend(row.places)
    return ImportTally(stored.inbox_id, Counter(outcomes), places, again=stored.duplicate, problem=problem)


def _named(file: Path, read: Callable[[], FileReading]) -> FileReading:
    try:
        return read()
    except BadMessage as error:
        raise BadMessage(f"{file.name}: {error}. Nothing was taken.") from error


def _bytes_of(file: Path) -> bytes:
    if file.stat().st_size > LARGEST:
        raise CommandCenterError(f"{file} is larger than {LARGEST >> 20} MiB: split it")
    return file.read_bytes()


def _takers(channels: Mapping[str, Channel]) -> str:
    codes = sorted(code for code, channel in channels.items() if isinstance(channel, FileChannel))
    return f"files are taken by: {', '.join(codes)}, and generic (CSV, XLSX or JSON of any system, with --map)"
