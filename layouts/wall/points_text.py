"""The points of the map as the text that browsers are sent: written once for all who look, while they stay the same."""

import json
import threading

from command_center.readmodel.wall_view import IncidentMark, MapPoint, WallView
from layouts.figures.report_columns import columns


def points_text(view: WallView) -> str:
    """The columns of a view's points as JSON."""
    return json.dumps(columns(view.points, view.incidents, view.head), separators=(",", ":"))


class PointsText:
    """Keeps the text of the last view: with 50,000 points it takes longer to write than all else of the page."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._of: tuple[tuple[MapPoint, ...], tuple[IncidentMark, ...], int] | None = None
        self._text = ""

    def of(self, view: WallView) -> str:
        """The text of this view; the same points are told by being the same tuple, which costs nothing to ask."""
        with self._lock:
            known = self._of
            same = known is not None and known[0] is view.points and known[1:] == (view.incidents, view.head)
            if not same:
                self._text, self._of = points_text(view), (view.points, view.incidents, view.head)
            return self._text
