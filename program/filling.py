"""The read model brought up to date at the start, with a progress bar where that takes longer than a moment."""

import click

from command_center.followers.log_follower import LogFollower
from command_center.readmodel.read_model import ReadModel
from command_center.store.event_log import EventLog

A_MOMENT = 50_000
"""So many events are taken in some three seconds: fewer need no bar."""


def fill(model: ReadModel, projection: LogFollower, event_log: EventLog, a_moment: int = A_MOMENT) -> None:
    """Take all of the log that the facts do not have yet: what came since the last run, or everything after a change of
    the tables.
    """
    behind = event_log.head() - model.position().seq
    if behind < a_moment:
        projection.catch_up()
        return
    with click.progressbar(length=behind, label="Filling the read model from the log") as bar:
        projection.catch_up(bar.update)
