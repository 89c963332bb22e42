"""What a page is: it says in one place where it stands, who may open it, what it asks, and what it shows and does."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Generic, TypeVar

from dash import Dash
from dash.development.base_component import Component

from command_center.casework.alerting import Alerting
from command_center.casework.briefing_reading import BriefingReader
from command_center.casework.call_desk import CallDesk
from command_center.casework.deadline_reading import DeadlineReader
from command_center.casework.desk_room import DeskRoom
from command_center.casework.office_room import OfficeRoom
from command_center.casework.open_alerts import OpenAlerts
from command_center.followers.log_follower import LogFollower
from command_center.places.locator import Locator
from command_center.readmodel.read_model import ReadModel
from command_center.readmodel.wall import WallNames
from command_center.reference.load import Reference
from command_center.settings import Settings
from command_center.store.event_log import EventLog
from command_center.store.inbox import DeliveryLag
from command_center.store.report_texts import ReportTexts
from command_center.store.saved_views import SavedViews
from command_center.web.report_pictures import ReportPictures
from command_center.web.security.identity import Identity
from layouts.visit import Visit


@dataclass(frozen=True)
class Sources:
    """What a page may ask. The composition makes it once; a page takes of it what it needs.

    `model` is the read model, `projection` what keeps it current with `event_log`. `names` are those shown for codes.
    `quarantined` counts deliveries a channel, `lags` tells how long those since a moment took; None where a past moment
    is shown. `texts` are the words of reports, masked for who may not read them. `saved_views` are kept by each person
    for herself. `briefings` finds what was issued, `deadlines` explains those of reports that the page may show. `identity` says who sends the request that is being answered: whose rows they are follows from it
    (`row_scope`), never from what the browser sends. `clock` gives aware UTC; `version` is that of the program;
    `desk` is what P3M works with, `alerts` are what people acknowledge and silence, `open_alerts` what screens show of them, `office` what departments and the mayor do;
    `pictures` are those of reports.
    """

    settings: Settings
    reference: Reference
    locator: Locator
    names: WallNames
    model: ReadModel
    projection: LogFollower
    event_log: EventLog
    quarantined: Callable[[], Mapping[str, int]]
    lags: Callable[[datetime], Mapping[str, DeliveryLag]] | None
    calls: CallDesk
    texts: ReportTexts
    briefings: BriefingReader
    identity: Callable[[], Identity]
    clock: Callable[[], datetime]
    version: str
    saved_views: SavedViews
    desk: DeskRoom
    deadlines: DeadlineReader
    alerts: Alerting
    open_alerts: OpenAlerts
    office: OfficeRoom
    pictures: ReportPictures


Source = TypeVar("Source")
"""What one page asks: a type of its own."""


@dataclass(frozen=True)
class Page(Generic[Source]):
    """One page.

    `path` may hold variables: /opd/<code>. `key` is what its ids begin with, followed by a dash: who may call a callback
    follows from it. `title` is a key of the words. `roles`: p3m, diskominfo, mayor, opd, admin, and wall for a device
    that was given a wall link; or public, for everybody.
    `source` takes from the program what the page asks, `layout` shows it, `register` attaches its callbacks to the app.
    `entry` is where the navigation leads where `path` has variables: /opd/semua; a chief is led to the own department.
    `begins` are the roles whose first page this is. `libraries` are scripts of others that it needs beside Dash's own:
    keys of LIBRARIES in program/page_files.py, and of BROWSER_LIBRARIES. `theme` is a key of the
    themes, "" for that of the wall. `only_demo` hides it from real installations.
    A page that is `whole` is sent as HTML with its own scripts, and without Dash's
    (docs/decisions/wall-is-a-document.md, desk-is-a-document.md). Its components are those of HTML and SVG; `shares` are
    files that lie directly in assets/ and that it takes beside its own.
    """

    path: str
    key: str
    title: str
    roles: tuple[str, ...]
    layout: Callable[[Source, Visit], Component]
    register: Callable[[Dash, Source], None]
    source: Callable[[Sources], Source]
    entry: str = ""
    begins: tuple[str, ...] = ()
    libraries: tuple[str, ...] = ()
    theme: str = "terang"
    only_demo: bool = False
    whole: bool = False
    shares: tuple[str, ...] = ()

    def attach(self, app: Dash, sources: Sources) -> Callable[[Visit], Component]:
        """Attach the page to this app; returns what shows it. Each app has a source of its own."""
        source = self.source(sources)
        self.register(app, source)
        return partial(self.layout, source)
