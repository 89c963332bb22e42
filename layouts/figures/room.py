"""How many rows of a list a wall has room for, by the shape of the screen: what is beyond is counted, never cut.

The server does not know which screen asks. So a list holds the rows of the roomiest one, those that another has no room
for carry the class of its shape (`not-wide`, `not-tall`, `not-ultra`), and what is said of the rest is written once for
each shape (`only-wide` and so on): assets/wall/scenes/room.css shows one.
"""

from collections.abc import Sequence
from dataclasses import dataclass

SHAPES_OF_SCREEN = ("wide", "tall", "ultra")
"""16:9 and near it, upright, and three screens beside each other."""


@dataclass(frozen=True, slots=True)
class RowRoom:
    """Rows that fit at type of scale 1, by shape of the screen."""

    wide: int
    tall: int
    ultra: int

    def at(self, scale: float) -> "RowRoom":
        """The rows that fit where the type is larger; at least one."""
        return RowRoom(*(max(1, int(rows / scale + 1e-9)) for rows in (self.wide, self.tall, self.ultra)))

    def of(self, shape: str) -> int:
        """The rows that fit on a screen of this shape."""
        return {"wide": self.wide, "tall": self.tall, "ultra": self.ultra}[shape]


def shared(room: RowRoom, first: int, second: int, second_least: int) -> tuple[RowRoom, RowRoom]:
    """Room for two lists, one below the other, of `first` and `second` rows: the second keeps `second_least`, the first
    has the rest, and neither keeps what it does not need.
    """
    shares = {}
    for shape in SHAPES_OF_SCREEN:
        every = room.of(shape)
        kept = min(second, max(min(second_least, every // 2), every - first))
        shares[shape] = (max(0, every - kept), kept)
    return tuple(RowRoom(*(shares[shape][part] for shape in SHAPES_OF_SCREEN)) for part in (0, 1))  # type: ignore[return-value]


def beyond(index: int, room: RowRoom) -> str:
    """The classes of the row with this index: the shapes that have no room for it."""
    return " ".join(f"not-{shape}" for shape in SHAPES_OF_SCREEN if index >= room.of(shape))


def most(room: RowRoom) -> int:
    """The rows of the roomiest shape."""
    return max(room.of(shape) for shape in SHAPES_OF_SCREEN)


def left_over(amount: int, room: RowRoom) -> Sequence[tuple[str, int]]:
    """Shape -> how many of `amount` rows it has no room for, where there are any."""
    return [(shape, amount - room.of(shape)) for shape in SHAPES_OF_SCREEN if amount > room.of(shape)]
