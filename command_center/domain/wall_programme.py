"""What the wall shows when nobody steers it: which scenes follow each other, and what interrupts them."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Turn:
    """One scene of the playlist, shown for so many seconds."""

    scene: str
    seconds: int


class Cause(StrEnum):
    """What may interrupt: an incident that reaches a size, a report that passes its deadline, or an alert that opens."""

    INCIDENT = "incident"
    BREACH = "breach"
    ALERT = "alert"


@dataclass(frozen=True, slots=True)
class Interrupt:
    """Where it happens in one of these categories, the scene is shown at once, for its own seconds.

    `reports` is the size from which on an incident interrupts. An alert interrupts by its rule: `rules` are keys of
    alerts.toml.
    """

    cause: Cause
    categories: frozenset[str]
    scene: str
    reports: int = 1
    rules: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class WallProgramme:
    """`seconds` hold for a scene that has no turn of its own: such scenes follow those of the playlist."""

    turns: tuple[Turn, ...]
    seconds: int
    interrupts: tuple[Interrupt, ...]

    def playlist(self, scenes: Sequence[str]) -> tuple[Turn, ...]:
        """The turns of the scenes that there are. Raises ValueError for a turn or an interrupt without its scene."""
        named = {*(turn.scene for turn in self.turns), *(each.scene for each in self.interrupts)}
        if unknown := sorted(named - set(scenes)):
            raise ValueError(f"names the scene {', '.join(unknown)}; there are {', '.join(scenes)}")
        listed = {turn.scene for turn in self.turns}
        return (*self.turns, *(Turn(scene, self.seconds) for scene in scenes if scene not in listed))
