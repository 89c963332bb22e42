"""Examines an installation: what works, what does not, and what to do about it."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass

from data_sources.registry import inbound_secrets, load_channels
from program.core import Core


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the examination; `bad` where somebody should act."""

    what: str
    says: str
    bad: bool = False

    @property
    def line(self) -> str:
        """As the command prints it."""
        return f"{'✗' if self.bad else '✓'} {self.what}: {self.says}"


def examine(core: Core) -> list[Finding]:
    """All findings, in the order of the data's way."""
    return list(_findings(core))


def _findings(core: Core) -> Iterator[Finding]:
    settings, reference = core.settings, core.reference
    yield Finding("settings", f"{settings.url}, DEMO={int(settings.demo)}, data in {settings.var_dir.resolve()}")
    yield _space(core)
    yield Finding("database", f"{core.db.dialect}, {core.reports.count()} reports, log head {core.event_log.head()}")
    yield Finding(
        "reference data",
        f"{len(reference.channels)} channels, {len(reference.router.every)} OPD, {len(reference.areas.kelurahan)} kelurahan, "
        f"calendar {reference.calendar.version} complete until {reference.calendar.complete_until}",
    )
    given = inbound_secrets(load_channels())
    for name, value in inbound_secrets(core.channels).items():
        says = "set" if given[name] else "made for this demo" if value else "not set: nothing is taken that needs it"
        yield Finding(name, says, bad=not value)
    yield Finding("inbox", f"{core.inbox.waiting()} deliveries wait")
    for channel, count in core.inbox.quarantined().items():
        yield Finding(
            "quarantine", f"{count} deliveries of {channel}: see `manage.py quarantine list`, then retry", bad=True
        )


def _space(core: Core) -> Finding:
    free = shutil.disk_usage(core.settings.var_dir).free
    return Finding("disk", f"{free >> 30} GiB free", bad=free < 1 << 30)
