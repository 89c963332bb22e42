"""The wall's view, computed once for all who look."""

from collections.abc import Callable, Mapping
from datetime import datetime

from command_center.domain.working_days import Calendar
from command_center.followers.log_follower import LogFollower
from command_center.readmodel.read_model import ReadModel
from command_center.readmodel.wall import WallNames, load_wall
from command_center.readmodel.wall_view import WallView
from command_center.store.event_log import EventLog
from command_center.web.live.kept_view import WAIT_SECONDS, KeptView


class LiveWall:
    """The view that every scene of the wall leans on: header, map, ticker, and all of *Kota hari ini*.

    Walls ask for its panels each second where much happens, and for its points when they open: the panels are read
    without the points, which are most of the work where very many reports are open.
    """

    def __init__(
        self,
        model: ReadModel,
        projection: LogFollower,
        event_log: EventLog,
        names: WallNames,
        calendar: Calendar,
        quarantined: Callable[[], Mapping[str, int]],
        clock: Callable[[], datetime],
        wait_seconds: float = WAIT_SECONDS,
    ) -> None:
        def kept(*, points: bool) -> KeptView[WallView]:
            def load(now: datetime, before: WallView | None) -> WallView:
                return load_wall(model, names, calendar, now, quarantined(), before, points=points)

            return KeptView(projection, event_log, load, clock, wait_seconds)

        self._panels, self._whole = kept(points=False), kept(points=True)

    def panels(self) -> WallView:
        """The view as of now, without its points."""
        return self._panels.view()

    def view(self) -> WallView:
        """The view as of now, with its points."""
        return self._whole.view()
