"""Composition root: puts the rooms together. It knows everybody and nobody imports it but the command line.

`create_app` gives the Flask server that carries Dash and Socket.IO.
"""

import hashlib
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import dash
from dash.exceptions import DependencyException
from flask import Flask
from flask_socketio import SocketIO

from callbacks.citizens import citizens_blueprint
from callbacks.page import Page, Sources
from command_center.casework import sla_watch
from command_center.casework.alert_watch import AlertWatch
from command_center.casework.call_desk import CallDesk
from command_center.casework.call_form import CHANNEL, LINE
from command_center.casework.deadline_reading import DeadlineReader
from command_center.casework.desk_room import DeskRoom
from command_center.casework.open_alerts import OpenAlerts
from command_center.casework.relocate import follow_imports
from command_center.casework.report_file import FileReader
from command_center.domain.masking import place_words
from command_center.domain.transport import TransportState
from command_center.domain.working_days import WIB
from command_center.export.exporter import Exporter
from command_center.followers.acknowledging import acknowledging
from command_center.followers.alerts import alert_follower
from command_center.followers.log_follower import LogFollower
from command_center.followers.projection import projection
from command_center.open311.blueprint import Open311, open311_blueprint
from command_center.readmodel.read_model import ReadModel
from command_center.reference.selection_values import vocabulary_of
from command_center.settings import Settings, read_settings
from command_center.store.audit import Audit
from command_center.store.calls import Calls
from command_center.store.drafts import Drafts
from command_center.store.files import Files
from command_center.store.inbox_rows import InboxRows
from command_center.store.open311_posts import Open311Posts
from command_center.store.presence import Presence
from command_center.store.public_reports import PublicReports
from command_center.store.public_texts import PublicTexts
from command_center.store.report_files import ReportFiles
from command_center.store.report_texts import ReportTexts
from command_center.store.saved_views import SavedViews
from command_center.store.unnamed_files import UnnamedFiles
from command_center.web.api.deadline import deadline_api
from command_center.web.api.export import exports
from command_center.web.api.health import HealthParts, health
from command_center.web.api.openapi import openapi
from command_center.web.api.pictures import report_pictures
from command_center.web.api.report_acts import ReportActs, report_acts
from command_center.web.api.selection import selection_export
from command_center.web.compression import install_compression
from command_center.web.live.by_http import by_http
from command_center.web.live.hub import LiveHub
from command_center.web.live.seats import SeatLimits, Seats
from command_center.web.live.sockets import make_sockets
from command_center.web.people.person_pages import person_pages
from command_center.web.security.access_control import AccessControl, install_access_control
from data_sources.open311_form import keys_of
from data_sources.registry import listeners
from data_sources.transports.answer_limit import AnswerLimit
from data_sources.transports.listener import Listener
from data_sources.transports.webhook import webhooks
from program.alerts import alert_watch, alerting
from program.background import Background
from program.briefing_clock import BriefingClock
from program.briefings import briefing_issuer, briefing_post, briefing_reader, kept_current
from program.browser_libraries import browser_libraries
from program.citizens import citizen_parts
from program.core import Core, build_core, now
from program.directory import directory_pages
from program.filling import fill
from program.navigation import head_links
from program.office import office_room
from program.pages import PAGES
from program.running_server import security_settings
from program.screens import screens
from simulation.demo import Demo

ROOT = Path(__file__).parents[1]
SWITCHBOARD = f"{CHANNEL} switchboard"
"""The listener whose line the desk shows."""


@dataclass(frozen=True)
class Running:
    """A composed server: what `start` and the tests reach for. A new follower of the log is one more of `followers`."""

    core: Core
    server: Flask
    dash: dash.Dash
    socket: SocketIO
    model: ReadModel
    projection: LogFollower
    hub: LiveHub
    followers: Sequence[LogFollower]
    access: AccessControl
    background: Background
    listeners: Mapping[str, Listener]
    public_texts: PublicTexts
    briefing_clock: BriefingClock
    alert_watch: AlertWatch


_running: list["Running"] = []


def create_app(settings: Settings | None = None) -> Flask:
    """The Flask server with Dash and Socket.IO on it, its background threads running. Raises CommandCenterError."""
    return begin(build_core(settings or read_settings()))


def begin(core: Core) -> Flask:
    """The same on a core that is open already; `end` closes it."""
    running = compose(core)
    start(running)
    _running.append(running)
    return running.server


def compose(core: Core, pages: Sequence[Page[Any]] = PAGES) -> Running:
    """Put the rooms together, with these pages; nothing runs yet."""
    settings = core.settings
    pages = [page for page in pages if settings.demo or not page.only_demo]
    version = program_version()
    server = Flask("command_center", static_folder=None)
    access = install_access_control(server, settings, core.db, pages, now, security_settings(settings))
    install_compression(server)
    model = ReadModel.open(settings.var_dir / "read_model.duckdb", WIB, core.reference.calendar)
    facts = projection(model, core.event_log)
    seats = Seats(SeatLimits(settings.sockets, settings.sockets_per_person, settings.sockets_per_address))
    socket = make_sockets(server, seats, access.identity, access.socket_origins)
    background = Background()
    presence = Presence(core.db)
    alerts = alerting(core)
    open_alerts = OpenAlerts(alerts.alerts, core.reference.alerts, now)
    hub = LiveHub(
        socket,
        seats,
        core.event_log,
        core.names.place,
        now,
        version,
        identify=access.identity,
        still_allowed=access.still_allowed,
        may_watch=lambda identity: access.allowed("wall", identity),
        here=lambda: presence.mark(now()),
        alerts=open_alerts.mark,
    )
    watch = alert_watch(core, model, alerts)
    followers = (
        facts,
        hub.follower,
        acknowledging(core.acknowledger.take, core.event_log, now),
        alert_follower(watch, alerts, core.event_log, facts),
    )
    server.register_blueprint(by_http(hub, access.identity))
    public = PublicReports(core.db, place_words(core.reference.areas))
    transports = listeners(core.channels, core.inbox.put)

    def states() -> Mapping[str, TransportState]:
        return {name: each.state for name, each in transports.items()}

    server.register_blueprint(webhooks(core.channels, core.inbox, now, AnswerLimit(settings.redis_url)))
    server.register_blueprint(open311_blueprint(_open311(core, public)))
    server.register_blueprint(browser_libraries())
    citizens = citizen_parts(core, access, public, version)
    server.register_blueprint(citizens_blueprint(citizens))
    server.register_blueprint(report_pictures(citizens.pictures, Files(core.db), core.reports, access.identity, now))
    server.register_blueprint(
        report_acts(ReportActs(core.reports, core.reference, core.handling, core.answering, access.identity, now))
    )
    server.register_blueprint(openapi(core.reference, version, settings.url))
    server.register_blueprint(
        selection_export(
            model, core.reference, vocabulary_of(core.reference), access.identity, now, WIB, access.trail.note
        )
    )
    server.register_blueprint(
        exports(
            Exporter(core.db, core.reference, WIB, settings.language),
            access.identity,
            core.reference.calendar,
            WIB,
            now,
            access.trail.note,
        )
    )
    server.register_blueprint(
        health(
            HealthParts(
                core.inbox,
                core.event_log,
                followers,
                background.alive,
                lambda: hub.viewers,
                lambda: access.forwarded_untrusted,
                core.db.check_writing,
                model.check_whole,
                states,
                now,
                core.outgoing_standing,
                lambda: alerts.alerts.open_by_severity(now()),
            )
        )
    )
    deadlines = DeadlineReader(core.reports, core.deadline_clock)
    server.register_blueprint(deadline_api(deadlines, access.identity, now))
    issuer = briefing_issuer(core, model, kept_current(core, facts))
    reader = briefing_reader(core, issuer)
    room = desk_room(core)
    sources = Sources(
        settings=settings,
        reference=core.reference,
        locator=core.locator,
        names=core.names,
        model=model,
        projection=facts,
        event_log=core.event_log,
        quarantined=core.inbox.quarantined,
        lags=core.inbox.lags,
        calls=CallDesk(
            core.inbox,
            core.reports,
            Calls(core.db, CHANNEL, LINE),
            core.reference,
            now,
            switchboard=lambda: states().get(SWITCHBOARD),
        ),
        texts=ReportTexts(core.db, public.texts),
        briefings=reader,
        identity=access.identity,
        clock=now,
        version=version,
        saved_views=SavedViews(core.db),
        desk=room,
        office=office_room(core, room.files, model),
        pictures=citizens.pictures,
        deadlines=deadlines,
        alerts=alerts,
        open_alerts=open_alerts,
    )
    server.register_blueprint(
        person_pages(
            access,
            settings,
            core.db,
            core.code_names,
            head_links(access.policy, pages, settings.language),
            version,
            now,
            core.reference.channels.by_code,
        )
    )
    if access.security_settings.oidc_issuer:
        server.register_blueprint(directory_pages(core, access))
    screen = screens(server, access, pages, sources)
    server.register_error_handler(DependencyException, lambda _error: ("There is no such file.\n", 404))
    access.finish(screen.callback_map, screen.csp_hashes)
    return Running(
        core=core,
        server=server,
        dash=screen,
        socket=socket,
        model=model,
        projection=facts,
        hub=hub,
        followers=followers,
        access=access,
        background=background,
        listeners=transports,
        public_texts=public.texts,
        briefing_clock=BriefingClock(issuer, briefing_post(core, reader), time.time),
        alert_watch=watch,
    )


def desk_room(core: Core) -> DeskRoom:
    """What the desk works with."""
    audit = Audit(core.db)
    files = FileReader(core.reports, ReportFiles(core.db), core.event_log, audit, core.reference.categories)
    return DeskRoom(
        reports=core.reports,
        handling=core.handling,
        answering=core.answering,
        rows=InboxRows(core.db),
        files=files,
        presence=Presence(core.db),
        drafts=Drafts(core.db),
        pictures=Files(core.db),
    )


def _open311(core: Core, public: PublicReports) -> Open311:
    """Open311 knows its keys from the channels that are posted to through it."""
    settings = core.settings
    return Open311(
        inbox=core.inbox,
        posts=Open311Posts(core.db),
        reports=public,
        reference=core.reference,
        keys=keys_of(core.channels),
        token_secret=settings.derived_secret("open311 tokens"),
        jurisdiction_id=settings.jurisdiction_id,
        base_url=settings.url,
        clock=now,
        demo=settings.demo,
        service_name=settings.service_name,
    )


def start(running: Running) -> None:
    """Bring the read model up to date, then start the background threads."""
    core, background = running.core, running.background
    core.in_use()
    fill(running.model, running.projection, core.event_log)
    for follower in running.followers:
        background.start(follower.name, follower.run)
    for name in ("inbox worker 1", "inbox worker 2"):
        background.start(name, lambda stop: core.worker.run_messages(stop, core.db.changes))
    # By itself, so that a large file does not hold up the messages.
    background.start("file worker", lambda stop: core.worker.run_files(stop, core.db.changes))
    background.start("deadlines", lambda stop: sla_watch.watch(core.reports, core.deadline_clock, now, stop))
    background.start("boundaries", lambda stop: follow_imports(core.boundaries, core.reports, now, stop))
    background.start("alert watch", running.alert_watch.run)
    background.start("beat", running.hub.beat_until)
    background.start("outbox", lambda stop: core.outbox_worker.run(stop, core.db.changes))
    background.start("public texts", running.public_texts.keep)
    background.start("unnamed files", UnnamedFiles(core.db, now).keep_clear)
    background.start("briefing", running.briefing_clock.run)
    for listener in running.listeners.values():
        listener.start()
    if core.settings.demo:
        demo = Demo(core.settings, core.reference, core.channels, core.reports, core.triage, core.answering)
        background.start("demo citizens", demo.citizens)
        background.start("demo staff", demo.staff)
        if (citizens := core.citizens) is not None:
            background.start("demo receipts", lambda stop: citizens.tell(core.outbox_worker.receipt, stop))


def end() -> None:
    """Let the walls go, stop the background threads and close the databases; the second call finds nothing to do."""
    while _running:
        running = _running.pop()
        running.hub.close()
        for listener in running.listeners.values():
            listener.stop()
        running.background.end()
        running.model.close()
        running.core.close()


def program_version() -> str:
    """Changes with every file that a browser or the server runs: an open wall reloads when it meets another one."""
    digest = hashlib.blake2b(digest_size=6)
    for folder in ("assets", "callbacks", "layouts", "command_center", "data_sources"):
        for file in sorted((ROOT / folder).rglob("*")):
            if file.suffix in (".py", ".js", ".css", ".toml", ".csv"):
                digest.update(file.read_bytes())
    return digest.hexdigest()
