"""Frames as a wall gets them: whether they join end to start, which report came when, and what was missed or doubled."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Arrived:
    """A frame as it came, and when (seconds of the epoch)."""

    at: float
    frame: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Joined:
    """Frames in order of the log.

    `first_seen` is when the first frame with a report's number came. `gaps` and `overlaps` count events of the log that
    no frame, or more than one, stands for; `doubled` counts reports that came as new more than once; `resets` counts
    events in frames that only ask the wall to load everything anew.
    """

    first_seen: Mapping[str, float]
    gaps: int
    overlaps: int
    doubled: int
    resets: int


def join(arrived: Iterable[Arrived], head: int) -> Joined:
    """What a wall that knew the log up to `head` got from these frames."""
    first_seen: dict[str, float] = {}
    new: Counter[str] = Counter()
    gaps = overlaps = resets = 0
    for each in _in_order(arrived):
        frame = each.frame
        gaps += max(0, frame["from_seq"] - head)
        overlaps += max(0, min(head, frame["to_seq"]) - frame["from_seq"])
        if frame["reset"]:
            resets += frame["to_seq"] - frame["from_seq"]
        for point in frame["points"]:
            first_seen[point["number"]] = min(each.at, first_seen.get(point["number"], each.at))
            new[point["number"]] += bool(point["new"])
        head = max(head, frame["to_seq"])
    return Joined(first_seen, gaps, overlaps, sum(count - 1 for count in new.values() if count > 1), resets)


def _in_order(arrived: Iterable[Arrived]) -> Sequence[Arrived]:
    return sorted(arrived, key=lambda each: (each.frame["from_seq"], each.frame["to_seq"]))
