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


class LiveWall(KeptView[WallView]):
    """The view that every scene of the wall leans on: header, map, ticker, and all of *Kota hari ini*."""

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
        super().__init__(
            projection,
            event_log,
            lambda now, before: load_wall(model, names, calendar, now, quarantined(), before),
            clock,
            wait_seconds,
        )
