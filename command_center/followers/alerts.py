"""The follower that looks at alert rules when the log tells of something that they are about; its position is kept with its work."""

from collections.abc import Callable
from time import monotonic, sleep

import structlog

from command_center.casework.alert_watch import AlertWatch
from command_center.casework.alerting import Alerting
from command_center.domain.alerts import AlertCause
from command_center.domain.events import Event, EventKind
from command_center.followers.log_follower import EventBatch, LogFollower
from command_center.store.event_log import EventLog, LogPosition

log = structlog.get_logger(__name__)

NAME = "alerts"
REST_SECONDS = 1.0
"""Between two looks: many events of a busy second are one look."""
FACTS_SECONDS = 5.0
"""How long the facts of a batch are waited for."""
_DEADLINES = frozenset({"due_at", "status", "breached_at", "breach_seen_at", "retracted", "opd", "category"})
_INCIDENTS = frozenset({"incident_id"})


def causes_of(event: Event) -> frozenset[AlertCause]:
    """The causes that an event may bring about or end."""
    found: set[AlertCause] = set()
    changed = event.data.keys()
    if event.kind is EventKind.RECEIVED:
        # A new report is due later and has no answer; it may be one more of an incident.
        return frozenset({AlertCause.INCIDENT}) if event.data.get("incident_id") is not None else frozenset()
    if event.kind is EventKind.NEAR:
        return frozenset({AlertCause.NEAR})
    if changed & _DEADLINES:
        found |= {AlertCause.BREACH, AlertCause.NEAR}
    if changed & _INCIDENTS or "retracted" in changed:
        found.add(AlertCause.INCIDENT)
    if "answer_state" in changed:
        found.add(AlertCause.ANSWER_FAILED)
    return frozenset(found)


def alert_follower(
    watch: AlertWatch,
    alerting: Alerting,
    event_log: EventLog,
    facts: LogFollower,
    rest: Callable[[float], None] = sleep,
) -> LogFollower:
    """A follower that goes on where the alerts stand; `facts` is what keeps the read model, which is asked.

    Batches without anything for a rule move it on in memory alone: seen again after a restart, they change nothing.
    """
    looked = [float("-inf")]

    def take(batch: EventBatch) -> None:
        causes = frozenset().union(*map(causes_of, batch.events))
        if not causes:
            return
        rest(max(0.0, looked[0] + REST_SECONDS - monotonic()))
        if facts.reach(batch.upto.seq, FACTS_SECONDS):
            watch.check_causes(causes, batch.upto)
            looked[0] = monotonic()
        else:
            # The read model is being filled, or has much to take: the look of every half minute finds it.
            log.info("alerts_look_later", seq=batch.upto.seq, facts=facts.seq)

    def start() -> LogPosition:
        # What was there before anybody followed is found by the first check of everything.
        return alerting.alerts.position() or anew()

    def anew() -> LogPosition:
        position = event_log.end()
        alerting.begin_anew(position)
        return position

    return LogFollower(NAME, event_log, take, start=start, anew=anew)
