"""The OPD page's questions to the server: the page of one department, for who may see it, and whether it has changed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dash import Dash, Input, Output, State, html, no_update
from dash.development.base_component import Component

from callbacks.page import Page, Sources
from command_center.domain.areas import Areas
from command_center.domain.due_explained import DueExplained
from command_center.domain.working_days import wib_day
from command_center.errors import NotAllowed
from command_center.places.area_shapes import area_shapes
from command_center.places.locator import Locator
from command_center.places.points import Polygons
from command_center.readmodel.opd.kept import KeptOpdViews
from command_center.readmodel.opd.load import OpdAsked, OpdRules, load_opd_index
from command_center.readmodel.opd.queue import QueueAsked, QueueReader
from command_center.readmodel.opd_view import OpdIndex, OpdTab, OpdView
from command_center.web.api.export import READS_TEXTS
from command_center.web.security.identity import JUDGES_OPD, READS_CONFIDENTIAL, Identity, row_scope
from command_center.web.security.policy import EXPORTS
from layouts.figures.area_labels import short_names
from layouts.figures.opd_points import MapGround
from layouts.i18n import words_for
from layouts.opd import ids
from layouts.opd.config import OpdConfig, opd_config
from layouts.opd.index import index_page
from layouts.opd.page import content, opd_page
from layouts.opd.place_in_address import ALL, OpdPlace, place_of
from layouts.theme import theme_for
from layouts.visit import Visit

STAFF_TABS = (OpdTab.QUEUE, OpdTab.DUE, OpdTab.MAP)
"""What staff of a department works with; performance and peers are for its chief (docs/decisions/staff-of-an-opd.md)."""
STAYS = (OpdTab.QUEUE, OpdTab.MAP)
"""Tabs in which somebody reads or has zoomed: they are told of a change, nothing moves under the finger."""


@dataclass(frozen=True)
class OpdSource:
    """What the page asks, on behalf of who sends the request: the scope comes from the session, never from the browser."""

    identity: Callable[[], Identity]
    view: Callable[[OpdPlace, QueueReader], OpdView]
    index: Callable[[int], OpdIndex]
    texts: Callable[[Sequence[int], bool], Mapping[int, str]]
    deadlines: Callable[[Sequence[int]], Mapping[int, DueExplained]]
    ground: Callable[[], MapGround]
    config: OpdConfig

    def allowed(self, code: str) -> Identity:
        """Who asks, where that OPD is theirs to see. Raises NotAllowed."""
        identity = self.identity()
        scope = row_scope(identity)
        if scope is not None and scope != code:
            raise NotAllowed("this sign-in sees its own department only: open /opd")
        return identity


def source(sources: Sources) -> OpdSource:
    """The read model's pages of all OPD."""
    reference = sources.reference
    config = opd_config(reference, sources.settings)
    views = KeptOpdViews(sources.model, OpdRules(reference.calendar, reference.policies, config.places))

    def view(place: OpdPlace, reader: QueueReader) -> OpdView:
        queue = QueueAsked(place.part, place.page, place.number)
        asked = OpdAsked(place.code, place.tab, place.weeks, queue)
        return views.view(asked, reader, sources.clock())

    return OpdSource(
        identity=sources.identity,
        view=view,
        index=lambda weeks: load_opd_index(sources.model, list(config.opd), weeks, sources.clock()),
        texts=lambda report_ids, masked: sources.texts.of(report_ids, masked=masked),
        deadlines=lambda report_ids: sources.deadlines.of(report_ids, sources.clock()),
        ground=DrawnGround(sources.locator, reference.areas),
        config=config,
    )


class DrawnGround:
    """The boundaries in use, simplified once for each set of them: that takes about a second."""

    def __init__(self, locator: Locator, areas: Areas) -> None:
        self._locator, self._areas = locator, areas
        self._kept: tuple[Polygons, MapGround] | None = None

    def __call__(self) -> MapGround:
        """What a map is drawn on."""
        polygons = self._locator.polygons
        if self._kept is None or self._kept[0] is not polygons:
            shapes = area_shapes(polygons, self._areas)
            names = short_names({area.code: area.name for area in self._areas.kecamatan})
            ground = MapGround(
                kelurahan={code: area.rings for code, area in shapes.kelurahan.items()},
                kecamatan=[ring for area in shapes.kecamatan.values() for ring in area.rings],
                labels=[(names[code], area) for code, area in shapes.kecamatan.items()],
                names={area.code: area.name for area in self._areas.kelurahan},
                approximate=shapes.approximate,
            )
            self._kept = polygons, ground
        return self._kept[1]


def layout(opd: OpdSource, visit: Visit) -> Component:
    """The page of the OPD in the address, the list of all, or the list with what is wrong with the address."""
    asked = place_of(visit.variables)
    identity = opd.allowed(asked.code)
    place = within(asked, tabs_for(identity))
    may_open_all = row_scope(identity) is None
    if place.code == ALL and may_open_all:
        return index_page(opd.index(place.weeks), opd.config, visit)
    view = opd.view(place, reader_of(identity))
    if place.code not in opd.config.opd and view.now.first_ever is None:
        return index_page(opd.index(place.weeks), opd.config, visit, unknown=place.code)
    return opd_page(
        view,
        opd.config,
        visit,
        place,
        may_open_all=may_open_all,
        shown_tabs=tabs_for(identity),
        may_export=bool(identity.roles & EXPORTS),
        texts=texts_of(opd, view, identity),
        deadlines=deadlines_of(opd, view),
        ground=opd.ground() if view.map is not None else None,
    )


def register(app: Dash, opd: OpdSource) -> None:
    """Attach the page's callback to this app."""

    @app.callback(
        Output(ids.CONTENT, "children"),
        Output(ids.AGE, "children"),
        Output(ids.ASKED, "data"),
        Input(ids.TICK, "n_intervals"),
        State(ids.ASKED, "data"),
        State(ids.ROOT, "lang"),
        prevent_initial_call=True,
    )
    def refresh(_: Any, asked: Any, language: Any) -> tuple[Any, ...]:
        return refreshed(opd, asked, language)


def refreshed(opd: OpdSource, asked: Any, language: Any) -> tuple[Any, ...]:
    """The tab anew where something has changed; in a tab that somebody reads in, that it has. Raises NotAllowed."""
    told: Mapping[str, Any] = asked if isinstance(asked, dict) else {}
    stood = place_of(told)
    identity = opd.allowed(stood.code)
    place = within(stood, tabs_for(identity))
    view = opd.view(place, reader_of(identity))
    if view.head == told.get("head"):
        return no_update, no_update, no_update
    words = words_for(language, opd.config.language)
    if place.tab in STAYS:
        link = html.A(words("opd.age_load"), href=place.address)
        return no_update, [words("opd.age_changed"), " ", link], no_update
    shown = content(
        view,
        opd.config,
        words,
        theme_for(told.get("theme"), "terang"),
        place,
        texts=texts_of(opd, view, identity),
        deadlines=deadlines_of(opd, view),
        ground=None,
        may_export=bool(identity.roles & EXPORTS),
    )
    as_of = words("opd.as_of", day=words.date_long(wib_day(view.as_of)), clock=words.clock(view.as_of))
    return shown, as_of, {**told, "head": view.head}


def tabs_for(identity: Identity) -> tuple[OpdTab, ...]:
    """The tabs this identity is shown, the one to begin with first: staff its work, not how its department does."""
    return tuple(OpdTab) if identity.roles & JUDGES_OPD else STAFF_TABS


def within(place: OpdPlace, tabs: Sequence[OpdTab]) -> OpdPlace:
    """The place where its tab is among them, else the first of them."""
    return place if place.tab in tabs else replace(place, tab=tabs[0])


def reader_of(identity: Identity) -> QueueReader:
    """What of the queue this identity may be named."""
    return QueueReader(own_opd=row_scope(identity) is not None, confidential=bool(identity.roles & READS_CONFIDENTIAL))


def texts_of(opd: OpdSource, view: OpdView, identity: Identity) -> Mapping[int, str]:
    """The words of the rows that are shown: masked but for who works on reports."""
    rows = rows_of(view)
    return opd.texts(rows, not identity.roles & READS_TEXTS) if rows else {}


def deadlines_of(opd: OpdSource, view: OpdView) -> Mapping[int, DueExplained]:
    """The working of the deadlines of the rows that are shown."""
    rows = rows_of(view)
    return opd.deadlines(rows) if rows else {}


def rows_of(view: OpdView) -> list[int]:
    """The reports whose rows are shown."""
    rows = [*view.performance.due_first] if view.performance else []
    if view.queue is not None:
        rows += [*view.queue.rows, *([view.queue.selected] if view.queue.selected else [])]
    return [row.report_id for row in rows]


PAGE = Page(
    path="/opd/<code>",
    key="opd",
    title="opd.page_name",
    roles=("opd", "opd_staff", "p3m", "diskominfo", "mayor", "admin"),
    layout=layout,
    register=register,
    source=source,
    entry=f"/opd/{ALL}",
    begins=("opd", "opd_staff"),
    libraries=("plotly",),
)
