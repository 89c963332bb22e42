"""Who said last what is known of a report: what its sender said may be corrected by the sender, what staff decided stays."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from command_center.domain.events import Event, EventKind
from command_center.domain.facts import facts
from command_center.domain.report import Report

PLACE = frozenset({"kelurahan", "kecamatan", "lat", "lon", "exact", "found_by"})
"""Facts of a place: whoever moves the pin decides all of them."""
SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Authorship:
    """`said` are the facts as the sender's channel told them last, `decided` those that staff set since.

    `acted` tells that somebody at P3M or an OPD has taken a step, or decided something.
    """

    said: Mapping[str, Any] = field(default_factory=dict)
    decided: frozenset[str] = frozenset()
    acted: bool = False

    @property
    def place_decided(self) -> bool:
        """Whether staff moved the pin."""
        return not self.decided.isdisjoint(PLACE)


def sender_said(report: Report) -> Authorship:
    """That of a report that nobody but its sender has said anything of."""
    return Authorship(facts(report))


def authorship(events: Iterable[Event], channel: str) -> Authorship:
    """What the events of one report, in order, tell of it; `channel` is the one it came by.

    A fact counts as set by whoever gave it another value: an event that repeats all facts decides nothing.
    """
    now: dict[str, Any] = {}
    said: dict[str, Any] = {}
    decided: set[str] = set()
    acted = False
    before: tuple[dict[str, Any], dict[str, Any], set[str], bool] | None = None
    for event in events:
        if event.kind is EventKind.UNDONE and before is not None:
            # What was undone at once was never decided.
            now, said, decided, acted = before
            before = None
            continue
        by_staff = _by_staff(event, channel)
        changed = {name for name, value in event.data.items() if name not in now or now[name] != value}
        if by_staff:
            before = dict(now), dict(said), set(decided), acted
        now |= event.data
        if by_staff:
            acted = acted or event.kind is not EventKind.SEEN
            decided |= changed
        elif event.by != SYSTEM:
            said |= {name: event.data[name] for name in changed}
            decided -= changed
    return Authorship(said, frozenset(decided), acted)


def _by_staff(event: Event, channel: str) -> bool:
    """Steps are taken by staff alone, also in events of version 0.1, which do not say by whom."""
    return event.kind is EventKind.STEP or event.by not in (channel, SYSTEM, "")
