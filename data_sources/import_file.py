"""Takes a file in as one delivery of a channel, the way a folder or an upload would, and works on it at once."""

import mimetypes
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from command_center.errors import CommandCenterError, NotFound
from command_center.store.inbox import Inbox
from data_sources.channel import Channel, Hook, HookRequest
from data_sources.worker import InboxWorker

LARGEST = 100 * 1024 * 1024


def import_delivery(
    channels: Mapping[str, Channel], inbox: Inbox, worker: InboxWorker, code: str, file: Path, now: datetime
) -> str:
    """Store and work on `file`; returns one line on what became of it. The same file again changes nothing.

    Raises NotFound for an unknown channel, CommandCenterError for a file too large or set aside with its reason.
    """
    if code not in channels:
        raise NotFound(f"there is no channel {code!r}; there are: {', '.join(sorted(channels))}")
    if file.stat().st_size > LARGEST:
        raise CommandCenterError(f"{file} is larger than {LARGEST >> 20} MiB: split it")
    channel = channels[code]
    if not isinstance(channel, Hook):
        raise CommandCenterError(f"{code} takes no files: send them through Open311, or `replay` a CSV")
    # As a post of the same bytes would be kept, so that the file is the same delivery whichever way it comes.
    content_type = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    asked = HookRequest("POST", {"content-type": content_type, "x-filename": file.name}, {}, file.read_bytes())
    found = channel.deliver(asked)
    stored = inbox.put(found.payload(code, now))
    while inbox.outcome(stored.inbox_id).state == "new" and worker.run_once():
        pass
    outcome = inbox.outcome(stored.inbox_id)
    if outcome.state == "quarantined":
        raise CommandCenterError(
            f"{len(outcome.numbers)} reports were taken; set aside: {outcome.problem}. Mend the file and import it again."
        )
    again = " (it was imported before)" if stored.duplicate else ""
    return f"{len(outcome.numbers)} reports from {file.name}{again}, state {outcome.state}"
