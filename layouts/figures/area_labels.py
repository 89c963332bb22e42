"""Names on a map's areas: each as near to the middle of its area as the names of its neighbours let it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians

import plotly.graph_objects as go

from command_center.places.area_shapes import DrawnArea
from layouts.plotting import NARROW, ROOMY, annotate

MAP_PX = 450.0
"""Width in CSS pixels for which names are placed: about that of a map on any screen but a telephone."""
LETTER_PX, LINE_PX = 6.4, 14.0
"""Size of a letter and of a line of the names, in CSS pixels."""
ROUNDS = 120
PULL = 0.04
"""Part of the way back to its own area that a name is drawn in each round."""


@dataclass(frozen=True, slots=True)
class LabelBox:
    """A name to be placed: where it wants its middle, and its size, all in the same unit (such as pixels)."""

    x: float
    y: float
    width: float
    height: float


def placed(boxes: Sequence[LabelBox]) -> list[tuple[float, float]]:
    """Middles of the boxes so that none covers another: neighbours push each other apart, their areas pull them back."""
    at = [[box.x, box.y] for box in boxes]
    for turn in range(ROUNDS):
        for place, box in zip(at, boxes, strict=True):
            # No pull in the last rounds, so that what it brought together is pushed apart.
            pull = PULL if turn < ROUNDS * 2 // 3 else 0.0
            place[0] += (box.x - place[0]) * pull
            place[1] += (box.y - place[1]) * pull
        for first in range(len(boxes)):
            for second in range(first + 1, len(boxes)):
                _push(at[first], at[second], boxes[first], boxes[second])
    return [(x, y) for x, y in at]


def _push(one: list[float], other: list[float], box: LabelBox, neighbour: LabelBox) -> None:
    """Two boxes that overlap go apart by half of what is needed each, along the shorter way."""
    across = (box.width + neighbour.width) / 2 - abs(one[0] - other[0])
    down = (box.height + neighbour.height) / 2 - abs(one[1] - other[1])
    if across <= 0 or down <= 0:
        return
    axis, by = (0, across / 2) if across < down else (1, down / 2)
    side = 1 if one[axis] >= other[axis] else -1
    one[axis] += side * by
    other[axis] -= side * by


def name_areas(
    figure: go.Figure,
    named: Sequence[tuple[DrawnArea, str, str]],
    role: dict[str, str],
    frame: tuple[float, float, float, float] | None = None,
) -> None:
    """Write name and figure ("" for none) on each area; on a narrow map the figure alone.

    `frame` is what is shown: west, east, south and north in degrees; None for all these areas.
    """
    if not named:
        return
    points = [point for area, _, _ in named for ring in area.rings for point in ring]
    west, east, south, north = frame or (
        min(x for x, _ in points),
        max(x for x, _ in points),
        min(y for _, y in points),
        max(y for _, y in points),
    )
    across = (east - west) / MAP_PX
    up = across * cos(radians((south + north) / 2))
    boxes = [
        LabelBox(
            area.label[0] / across,
            area.label[1] / up,
            LETTER_PX * max(len(name), len(said)) + 4,
            LINE_PX * (2 if said else 1),
        )
        for area, name, said in named
    ]
    font = {"size": 11.5, "color": role["text" if any(said for _, _, said in named) else "text-2"]}
    font["shadow"] = halo(role["panel"])
    annotations = []
    for (area, name, said), (x, y) in zip(named, placed(boxes), strict=True):
        text = f"{name}<br><b>{said}</b>" if said else name
        annotations.append({"name": ROOMY, "x": x * across, "y": y * up, "text": text})
        if said:
            annotations.append({"name": NARROW, "x": area.label[0], "y": area.label[1], "text": f"<b>{said}</b>"})
    annotate(figure, [each | {"font": font, "captureevents": False} for each in annotations])


def halo(colour: str) -> str:
    """A ground of its own for words that may lie on any shade, also across a border, as a text shadow."""
    return ", ".join(f"{x}px {y}px 1.5px {colour}" for x, y in ((1, 1), (-1, -1), (1, -1), (-1, 1), (0, 0)))


def short_names(names: dict[str, str]) -> dict[str, str]:
    """Names without a first word that most areas share, such as the name of the city; none becomes empty or double."""
    first = Counter(name.split(" ")[0] for name in names.values() if " " in name)
    word, count = first.most_common(1)[0] if first else ("", 0)
    if count < 3:
        return names
    shorter = {code: name.removeprefix(f"{word} ") for code, name in names.items()}
    if len(set(shorter.values())) < len(shorter):
        return names
    found = type(names)(shorter)
    return found
