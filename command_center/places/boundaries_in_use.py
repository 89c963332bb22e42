"""The boundaries in use: a locator with the polygons that the city imported last, and with newer ones once they are there."""

from pathlib import Path

from command_center.domain.areas import Areas
from command_center.places.boundary_file import CURRENT, load_polygons
from command_center.places.locator import Locator

Stamp = tuple[int, int, int]


class BoundariesInUse:
    """`locator` finds places with the polygons in `folder`; `refresh` takes those that were imported since."""

    def __init__(self, folder: Path, areas: Areas) -> None:
        """Raises BadBoundaries where the polygons are damaged or not those of the kelurahan in `areas`."""
        self._folder = folder
        # Before the file is read: polygons that are put in place meanwhile are then new at the next look.
        self._stamp = self._stamp_of_file()
        self.locator = Locator(areas, load_polygons(folder) if self._stamp else None)

    def is_stale(self) -> bool:
        """Whether the file is another one than the polygons in use came from."""
        return self._stamp_of_file() != self._stamp

    def refresh(self) -> None:
        """Take the polygons that are in the folder now.

        Raises BadBoundaries where they are damaged or not those of the city: those in use stay, and the file is not
        looked at again until it changes.
        """
        self._stamp = self._stamp_of_file()
        self.locator.take(load_polygons(self._folder) if self._stamp else None)

    def _stamp_of_file(self) -> Stamp | None:
        """What tells one file in the folder from the next; None where there is none."""
        try:
            found = (self._folder / CURRENT).stat()
        except FileNotFoundError:
            return None
        return found.st_ino, found.st_mtime_ns, found.st_size
