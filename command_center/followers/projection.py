"""The projection: the follower that takes the log into the read model's facts."""

from command_center.followers.log_follower import EventBatch, LogFollower
from command_center.readmodel.read_model import ReadModel
from command_center.store.event_log import EventLog

NAME = "projection"


def projection(model: ReadModel, event_log: EventLog) -> LogFollower:
    """A follower that goes on where the facts stand, and fills them from the beginning where the log is another one."""

    def take(batch: EventBatch) -> None:
        model.apply(batch.events, batch.upto.mark)

    return LogFollower(
        NAME, event_log, take, start=model.position, recover=model.recover, lost=model.lost, anew=model.clear
    )
