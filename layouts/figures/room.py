"""How many rows of a list a wall has room for, by the shape of the screen: what is beyond is counted, never cut.

The server does not know which screen asks. So a list holds the rows of the roomiest one, those that another has no room
for carry the class of its shape (`not-wide`, `not-portrait`, `not-ultrawide`), and what is said of the rest is written
once for each shape (`only-wide` and so on); assets/wall/scenes/room.css shows what belongs to the shape there is.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RowRoom:
    """Rows that fit, by shape of the screen: 16:9 and near it, upright, and three screens beside each other."""

    wide: int
    portrait: int
    ultrawide: int

    def by_shape(self) -> dict[str, int]:
        """Shape -> rows."""
        return {"wide": self.wide, "portrait": self.portrait, "ultrawide": self.ultrawide}

    def each(self, change: Callable[[str, int], int]) -> "RowRoom":
        """The rows of each shape changed."""
        return RowRoom(**{shape: change(shape, rows) for shape, rows in self.by_shape().items()})

    def at(self, scales: Mapping[str, float]) -> "RowRoom":
        """The rows that fit where the type is larger by these factors; at least one."""
        return self.each(lambda shape, rows: max(1, int(rows / scales[shape] + 1e-9)))

    @property
    def most(self) -> int:
        """The rows of the roomiest shape."""
        return max(self.by_shape().values())


def shared(room: RowRoom, first: int, second: int, second_least: int) -> tuple[RowRoom, RowRoom]:
    """Room for two lists, one below the other, of `first` and `second` rows: the second keeps `second_least` of a room
    that allows it, the first has the rest, and neither keeps what it does not need.
    """
    below = room.each(lambda _, rows: min(second, max(min(second_least, rows // 2), rows - first)))
    return room.each(lambda shape, rows: min(first, rows - below.by_shape()[shape])), below


def beyond(index: int, room: RowRoom) -> str:
    """The classes of the row with this index: the shapes that have no room for it."""
    return " ".join(f"not-{shape}" for shape, rows in room.by_shape().items() if index >= rows)


def left_over(amount: int, room: RowRoom) -> list[tuple[str, int, int]]:
    """(shape, its rows, how many of `amount` it has no room for) where there are any."""
    return [(shape, rows, amount - rows) for shape, rows in room.by_shape().items() if amount > rows]
