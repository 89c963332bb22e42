"""Health: whether the process lives, whether it can take and show reports, and figures for a monitor."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from flask import Blueprint, Response, jsonify
from prometheus_client import CollectorRegistry, Gauge, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from command_center.domain.alerts import Severity
from command_center.domain.transport import TransportState
from command_center.errors import StoreUnavailable
from command_center.followers.log_follower import FollowerStatus, LogFollower
from command_center.store.event_log import EventLog
from command_center.store.inbox import Inbox

STALLED_SECONDS = 30.0
"""A follower whose every look at the log has failed, or has not come back, for as long makes the process not ready."""


@dataclass(frozen=True, slots=True)
class HealthParts:
    """What the health pages look at. `threads` are the background threads by name, and whether each lives; `transports`
    the states of what listens by itself, by name; `alerts` the open ones by severity. `check_writing` raises StoreUnavailable where the database takes nothing.
    """

    inbox: Inbox
    event_log: EventLog
    followers: Sequence[LogFollower]
    threads: Callable[[], Mapping[str, bool]]
    viewers: Callable[[], int]
    forwarded_untrusted: Callable[[], int]
    check_writing: Callable[[], None]
    check_reading: Callable[[], None]
    transports: Callable[[], Mapping[str, TransportState]] = lambda: {}
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    outgoing: Callable[[], Mapping[tuple[str, str], int]] = lambda: {}
    """(route, state) -> how much of what goes out is not ended well."""
    alerts: Callable[[], Mapping[Severity, int]] = lambda: {}


def health(parts: HealthParts) -> Blueprint:
    """``/healthz`` (alive), ``/readyz`` (the database answers and takes what comes, every thread and follower works), ``/metrics`` (Prometheus)."""
    blueprint = Blueprint("health", __name__)

    @blueprint.get("/healthz")
    def alive() -> Response:
        return jsonify(status="ok")

    @blueprint.get("/readyz")
    def ready() -> tuple[Response, int]:
        try:
            head = parts.event_log.head()
        except StoreUnavailable:
            return jsonify(status="database away"), 503
        try:
            parts.check_writing()
        except StoreUnavailable as error:
            # Figures are shown meanwhile, and messages are answered with 503: their senders try again.
            return jsonify(status=f"nothing can be taken, free space on its disk where it is full: {error}"), 503
        try:
            parts.check_reading()
        except StoreUnavailable as error:
            return jsonify(status=f"pages wait: {error}"), 503
        if not all(parts.threads().values()):
            return jsonify(status="a background thread has stopped"), 503
        for status in (each.status(head) for each in parts.followers):
            if status.stalled > STALLED_SECONDS:
                says = f"{status.name} has not followed the event log for {status.stalled:.0f} s"
                return jsonify(status=says), 503
        return jsonify(status="ok"), 200

    @blueprint.get("/metrics")
    def metrics() -> Response:
        registry = CollectorRegistry()
        head = parts.event_log.head()
        _gauge(registry, "command_center_log_head", "Number of the newest event", head)
        registry.register(_Followers([each.status(head) for each in parts.followers]))
        _gauge(registry, "command_center_inbox_waiting", "Deliveries not worked on yet", parts.inbox.waiting())
        _gauge(registry, "command_center_wall_viewers", "Connected walls", parts.viewers())
        _gauge(
            registry,
            "command_center_forwarded_untrusted",
            "Requests that a proxy forwarded although TRUSTED_PROXIES is 0, since the start",
            parts.forwarded_untrusted(),
        )
        quarantine = Gauge("command_center_quarantined", "Deliveries in quarantine", ["channel"], registry=registry)
        for channel, count in parts.inbox.quarantined().items():
            quarantine.labels(channel).set(count)
        alerts = Gauge(
            "command_center_alerts_open", "Alerts nobody has acknowledged or silenced", ["severity"], registry=registry
        )
        for severity, count in parts.alerts().items():
            alerts.labels(str(severity)).set(count)
        outgoing = Gauge(
            "command_center_outgoing",
            "What goes out and waits, is sent, is unsure, or failed within a week",
            ["route", "state"],
            registry=registry,
        )
        for labels, count in parts.outgoing().items():
            outgoing.labels(*labels).set(count)
        registry.register(_NoReports(parts.inbox.no_reports()))
        running = Gauge(
            "command_center_thread_running", "1 while a background thread lives", ["name"], registry=registry
        )
        for name, lives in parts.threads().items():
            running.labels(name).set(lives)
        registry.register(_Transports(parts.transports(), parts.clock()))
        return Response(generate_latest(registry), content_type="text/plain; version=0.0.4; charset=utf-8")

    return blueprint


class _NoReports(Collector):
    """What came and is no report, by channel and kind; kept in the database, so that it goes on after a restart."""

    def __init__(self, amounts: Mapping[tuple[str, str], int]) -> None:
        self._amounts = amounts

    def collect(self) -> Iterator[Metric]:
        """One family."""
        family = CounterMetricFamily(
            "command_center_no_reports", "Items that are no report", labels=["channel", "kind"]
        )
        for labels, amount in self._amounts.items():
            family.add_metric(labels, amount)
        return iter((family,))


class _Followers(Collector):
    """Figures of each follower of the log, by its name."""

    def __init__(self, statuses: Sequence[FollowerStatus]) -> None:
        self._statuses = statuses

    def collect(self) -> Iterator[Metric]:
        """One family a figure."""
        prefix = "command_center_follower"
        lag = GaugeMetricFamily(f"{prefix}_lag_events", "Events of the log not taken yet", labels=["name"])
        age = GaugeMetricFamily(f"{prefix}_batch_age_seconds", "Since it last took a batch", labels=["name"])
        stalled = GaugeMetricFamily(
            f"{prefix}_stalled_seconds", "Since a look at the log last ended well", labels=["name"]
        )
        errors = CounterMetricFamily(f"{prefix}_errors", "Looks at the log that failed", labels=["name"])
        for each in self._statuses:
            lag.add_metric([each.name], each.lag)
            if each.batch_age is not None:
                age.add_metric([each.name], each.batch_age)
            stalled.add_metric([each.name], each.stalled)
            errors.add_metric([each.name], each.errors)
        return iter((lag, age, stalled, errors))


class _Transports(Collector):
    """Figures of each transport that listens by itself: the switchboard, the watched folder."""

    def __init__(self, states: Mapping[str, TransportState], now: datetime) -> None:
        self._states, self._now = states, now

    def collect(self) -> Iterator[Metric]:
        """One family a figure."""
        prefix = "command_center_transport"
        connected = GaugeMetricFamily(f"{prefix}_connected", "1 while it is connected", labels=["name"])
        state = GaugeMetricFamily(f"{prefix}_state_seconds", "Since it is as it is", labels=["name"])
        heard = GaugeMetricFamily(
            f"{prefix}_heard_seconds", "Since the other side last told something", labels=["name"]
        )
        trouble = GaugeMetricFamily(
            f"{prefix}_trouble",
            "What is wrong: 2 where somebody must act, 1 where it mends itself",
            labels=["name", "why"],
        )
        for name, each in self._states.items():
            connected.add_metric([name], each.word == "connected")
            state.add_metric([name], (self._now - each.since).total_seconds())
            if each.heard_at is not None:
                heard.add_metric([name], (self._now - each.heard_at).total_seconds())
            if each.word in ("waiting", "broken"):
                trouble.add_metric([name, each.reason], 2 if each.word == "broken" else 1)
        return iter((connected, state, heard, trouble))


def _gauge(registry: CollectorRegistry, name: str, help_text: str, value: float) -> None:
    Gauge(name, help_text, registry=registry).set(value)
