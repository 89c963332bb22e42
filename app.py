"""Composition root: puts the rooms together. It knows everybody and nobody imports it but the command line.

`create_app` gives the Flask server that carries Dash and Socket.IO; ``app:server`` serves a WSGI server.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any

import dash
import structlog
from flask import Flask
from flask_socketio import SocketIO

from background import Background
from callbacks import wall as wall_callbacks
from command_center.logs import set_up_logs
from command_center.readmodel.feed import Feed, ReadModel
from command_center.readmodel.wall import WallNames
from command_center.reference.load import Reference, load_reference
from command_center.services import sla_watch
from command_center.services.boundaries import load_polygons
from command_center.services.examine import Examiner
from command_center.services.intake import Intake
from command_center.services.places import Locator
from command_center.services.triage import Triage
from command_center.settings import Settings, read_settings
from command_center.store.db import Database
from command_center.store.event_log import EventLog
from command_center.store.inbox import Inbox
from command_center.store.open311_posts import Open311Posts
from command_center.store.public_reports import PublicReports
from command_center.store.reports import Reports
from command_center.store.schema import upgrade
from command_center.web.door import Door, install_door
from command_center.web.export import exports
from command_center.web.health import HealthParts, health
from command_center.web.live import LiveHub
from command_center.web.open311 import Open311, open311_blueprint
from command_center.web.wall_source import LiveWall
from data_sources.base import Channel
from data_sources.pump import Pump
from data_sources.registry import load_channels
from data_sources.transports.webhook import webhooks
from layouts.pages import PAGES
from looks import wall_look

log = structlog.get_logger(__name__)
ROOT = Path(__file__).parent


def now() -> datetime:
    """The clock of the program: aware UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Core:
    """Everything below the screens: what the command line needs too."""

    settings: Settings
    db: Database
    reference: Reference

    @cached_property
    def inbox(self) -> Inbox:
        """The durable inbox."""
        return Inbox(self.db)

    @cached_property
    def reports(self) -> Reports:
        """Reports of this installation."""
        return Reports(self.db)

    @cached_property
    def event_log(self) -> EventLog:
        """The spine."""
        return EventLog(self.db)

    @cached_property
    def channels(self) -> Mapping[str, Channel]:
        """Code -> channel; in a demo the doors have secrets of this instance."""
        return load_channels(self.settings.derived_secret if self.settings.demo else None)

    @cached_property
    def locator(self) -> Locator:
        """Finds places, with the city's boundaries where it imported them."""
        return Locator(self.reference.areas, load_polygons(self.settings.var_dir / "boundaries"))

    @cached_property
    def intake(self) -> Intake:
        """Turns items into reports."""
        return Intake(self.reports, Examiner(self.reference, self.locator), simulated=self.settings.demo)

    @cached_property
    def triage(self) -> Triage:
        """Takes the steps of P3M and the OPD."""
        return Triage(self.reports)

    @cached_property
    def pump(self) -> Pump:
        """Moves deliveries from the inbox to intake."""
        return Pump(self.inbox, self.channels, self.intake, now)


def build_core(settings: Settings) -> Core:
    """Open the database, migrate it and read the reference data. Raises errors.CommandCenterError."""
    reference = load_reference(settings.city_dir)
    db = Database(settings.database)
    upgrade(db)
    return Core(settings, db, reference)


@dataclass(frozen=True)
class Running:
    """A composed server: what `start` and the tests reach for."""

    core: Core
    server: Flask
    dash: dash.Dash
    socket: SocketIO
    feed: Feed
    hub: LiveHub
    door: Door
    background: Background


def create_app(settings: Settings | None = None) -> Flask:
    """The Flask server with Dash and Socket.IO on it, its background threads running."""
    running = compose(build_core(settings or read_settings()))
    start(running)
    return running.server


def compose(core: Core) -> Running:
    """Put the rooms together; nothing runs yet."""
    settings = core.settings
    server = Flask("command_center", static_folder=None)
    door = install_door(server, settings, core.db, PAGES, now)
    model = ReadModel.open(settings.var_dir / "read_model.duckdb", settings.zone)
    feed = Feed(model, core.event_log)
    socket = SocketIO(
        server, async_mode="threading", cors_allowed_origins=door.socket_origins, ping_interval=10, ping_timeout=10
    )
    background = Background()
    hub = LiveHub(
        socket,
        feed,
        core.event_log,
        _names(core).place,
        now,
        _version(),
        identify=door.identity,
        still_allowed=door.still_allowed,
        may_watch=lambda identity: door.policy.may_open("wall", identity),
    )
    server.register_blueprint(webhooks(core.channels, core.inbox, now))
    server.register_blueprint(open311_blueprint(_open311(core)))
    server.register_blueprint(exports(core.reports, core.reference, door.identity))
    server.register_blueprint(
        health(HealthParts(core.inbox, core.event_log, feed, background.alive, lambda: hub.viewers))
    )
    wall = LiveWall(feed, _names(core), core.reference.calendar, core.inbox, now)
    screen = _dash(server, door, wall_callbacks, WallParts(wall, wall_look(core.reference, settings, _version())))
    return Running(core, server, screen, socket, feed, hub, door, background)


@dataclass(frozen=True)
class WallParts:
    """What the wall's page needs: see `callbacks.wall.WallSource`."""

    source: LiveWall
    look: Any

    def view(self) -> Any:
        """The view as of now."""
        return self.source.view()
