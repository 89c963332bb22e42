"""Who was faster: the version of a report that somebody saw against the one that there is, and what was done between."""

from collections.abc import Sequence

from command_center.domain.acts import Change, Overtaken
from command_center.domain.events import Event, EventKind
from command_center.domain.report import Report
from command_center.store.unit_of_work import UnitOfWork

_NO_VERSION = frozenset({EventKind.PROPOSED, EventKind.NEAR, EventKind.CALL})
"""Events that change no report."""


def check_version(unit: UnitOfWork, report: Report, version: int | None) -> None:
    """Raises Overtaken, with what was done since, where a person saw an older version than there is."""
    if version is None or version == report.version:
        return
    raise Overtaken(report.number, version, changes_since(unit.life(report.id), version))


def changes_since(life: Sequence[Event], version: int) -> tuple[Change, ...]:
    """What the life of a report tells after one of its versions: every event that changes a report made the next version."""
    made = [event for event in life if event.kind not in _NO_VERSION]
    return tuple(Change(event.by, event.at, str(event.kind), event.data) for event in made[max(version, 1) :])
