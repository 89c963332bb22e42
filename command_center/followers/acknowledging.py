"""The follower that acknowledges new reports. It begins an hour back: what came while no server ran is told in time too."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from command_center.domain.events import Event
from command_center.followers.log_follower import EventBatch, LogFollower
from command_center.store.event_log import EventLog, LogPosition

NAME = "acknowledgements"
LOOKS_BACK = timedelta(hours=1)


def acknowledging(
    take: Callable[[Sequence[Event]], None], event_log: EventLog, clock: Callable[[], datetime]
) -> LogFollower:
    """A follower that hands new events to `take`, which sees some of them again after a restart: it puts each report into the
    outbox under a key of its own, so that they change nothing.
    """

    def handle(batch: EventBatch) -> None:
        take(batch.events)

    def lately() -> LogPosition:
        return event_log.position_at(clock() - LOOKS_BACK)

    return LogFollower(NAME, event_log, handle, start=lately, anew=event_log.end)
