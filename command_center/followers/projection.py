"""The projection: the follower that takes the log into the read model's facts."""

from command_center.followers.log_follower import AT_ONCE, EventBatch, LogFollower
from command_center.readmodel.read_model import ReadModel
from command_center.store.event_log import EventLog, LogPosition

NAME = "projection"


def projection(model: ReadModel, event_log: EventLog, at_once: int = AT_ONCE) -> LogFollower:
    """A follower that goes on where the facts stand, and fills them from the beginning where the log is another one."""

    def take(batch: EventBatch) -> None:
        model.apply(batch.events, batch.upto.mark)

    def recover() -> LogPosition:
        return model.recover(event_log.end().seq)

    def anew() -> LogPosition:
        return model.clear(event_log.end().seq)

    return LogFollower(
        NAME, event_log, take, start=model.position, recover=recover, lost=model.lost, anew=anew, at_once=at_once
    )
