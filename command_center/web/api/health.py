"""Health: whether the process lives, whether it can take and show reports, and figures for a monitor."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flask import Blueprint, Response, jsonify
from prometheus_client import CollectorRegistry, Gauge, generate_latest

from command_center.errors import StoreUnavailable
from command_center.readmodel.read_model import Feed
from command_center.store.event_log import EventLog
from command_center.store.inbox import Inbox


@dataclass(frozen=True, slots=True)
class HealthParts:
    """What the health pages look at. `threads` are the background threads by name, and whether each lives."""

    inbox: Inbox
    event_log: EventLog
    feed: Feed
    threads: Callable[[], Mapping[str, bool]]
    viewers: Callable[[], int]


def health(parts: HealthParts) -> Blueprint:
    """``/healthz`` (alive), ``/readyz`` (the database answers, every thread runs), ``/metrics`` (Prometheus)."""
    blueprint = Blueprint("health", __name__)

    @blueprint.get("/healthz")
    def alive() -> Response:
        return jsonify(status="ok")

    @blueprint.get("/readyz")
    def ready() -> tuple[Response, int]:
        try:
            parts.event_log.head()
        except StoreUnavailable:
            return jsonify(status="database away"), 503
        if not all(parts.threads().values()):
            return jsonify(status="a background thread has stopped"), 503
        return jsonify(status="ok"), 200

    @blueprint.get("/metrics")
    def metrics() -> Response:
        registry = CollectorRegistry()
        head = parts.event_log.head()
        _gauge(registry, "command_center_log_head", "Number of the newest event", head)
        _gauge(
            registry, "command_center_feed_lag_events", "Events the read model has not taken", head - parts.feed.head
        )
        _gauge(registry, "command_center_inbox_waiting", "Deliveries not worked on yet", parts.inbox.waiting())
        _gauge(registry, "command_center_wall_viewers", "Connected walls", parts.viewers())
        quarantine = Gauge("command_center_quarantined", "Deliveries in quarantine", ["channel"], registry=registry)
        for channel, count in parts.inbox.quarantined().items():
            quarantine.labels(channel).set(count)
        running = Gauge(
            "command_center_thread_running", "1 while a background thread lives", ["name"], registry=registry
        )
        for name, lives in parts.threads().items():
            running.labels(name).set(lives)
        return Response(generate_latest(registry), content_type="text/plain; version=0.0.4; charset=utf-8")

    return blueprint


def _gauge(registry: CollectorRegistry, name: str, help_text: str, value: float) -> None:
    Gauge(name, help_text, registry=registry).set(value)
