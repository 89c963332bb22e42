"""The analysis' questions to the server: the parts of a selection, the rows behind it, and the person's own views."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from urllib.parse import parse_qsl

from dash import ALL, Dash, Input, Output, State, ctx, no_update
from dash.dependencies import ClientsideFunction
from dash.development.base_component import Component

from callbacks.page import Page, Sources
from command_center.domain.moments import moment_of
from command_center.domain.selection import Selection
from command_center.domain.selection_reading import SelectionReading, read_selection
from command_center.domain.working_days import WIB
from command_center.errors import NotFound, StoreUnavailable
from command_center.places.area_shapes import AreaShapes, area_shapes
from command_center.places.points import Polygons
from command_center.readmodel.analysis.city import AnalysisCity, analysis_city
from command_center.readmodel.analysis.kept import KeptViews
from command_center.readmodel.analysis.rows import MOST_ROWS, SORTABLE, Order, load_rows
from command_center.readmodel.analytics_view import AnalyticsView
from command_center.readmodel.read_model import ReadModel
from command_center.readmodel.selected import RowRights
from command_center.store.saved_views import BadView, SavedViews
from command_center.web.security.identity import Identity, row_rights
from layouts.analytics import ids
from layouts.analytics.config import AnalyticsConfig, analytics_config
from layouts.analytics.filters import IN_BAR
from layouts.analytics.grid import grid_rows
from layouts.analytics.kept_parts import KeptParts
from layouts.analytics.page import analytics_page, shown_data
from layouts.analytics.parts import FIRST, LATER
from layouts.analytics.saved import saved_list
from layouts.analytics.shown import IGNORED, Shown, read_map_choice
from layouts.i18n import Words, words_for
from layouts.theme import theme_for
from layouts.visit import Visit

LONGEST_ADDRESS = 16_000
"""Characters of a query that are read; the rest is nobody's address."""


@dataclass(frozen=True)
class AnalyticsSource:
    """What the page asks, on behalf of who is signed in: whose rows follows from the session, never from the browser."""

    model: ReadModel
    views: KeptViews
    city: AnalysisCity
    config: AnalyticsConfig
    saved: SavedViews
    identity: Callable[[], Identity]
    clock: Callable[[], datetime]
    parts: KeptParts = field(default_factory=KeptParts)

    @property
    def today(self) -> date:
        """The WIB day."""
        return self.day(None)

    def day(self, as_of: datetime | None) -> date:
        """The WIB day of a moment that was shown before, or of now: periods that end today end with it."""
        now = self.clock()
        return min(as_of or now, now).astimezone(WIB).date()

    @property
    def rights(self) -> RowRights:
        """Whose rows who asks may see. Raises NotAllowed for who sees none."""
        return row_rights(self.identity())

    def view(self, selection: Selection, as_of: datetime | None = None) -> AnalyticsView:
        """The view of a selection as of now (of a large city, of the last minute), or as of a moment that was shown before."""
        now = self.clock()
        if as_of is None:
            return self.views.lately(selection, self.rights, now)
        return self.views.view(selection, self.rights, min(as_of, now))


def source(sources: Sources) -> AnalyticsSource:
    """The analysis of whoever asks."""
    reference = sources.reference
    city = analysis_city(reference.areas, reference.policies, reference.calendar)
    drawn: dict[int, tuple[Polygons, AreaShapes]] = {}

    def shapes() -> AreaShapes:
        polygons = sources.locator.polygons
        kept = drawn.get(0)
        if kept is None or kept[0] is not polygons:
            kept = drawn[0] = polygons, area_shapes(polygons, reference.areas)
        return kept[1]

    return AnalyticsSource(
        model=sources.model,
        views=KeptViews(sources.model, city),
        city=city,
        config=analytics_config(reference, sources.settings, shapes),
        saved=sources.saved_views,
        identity=sources.identity,
        clock=sources.clock,
    )


def layout(analytics: AnalyticsSource, visit: Visit) -> Component:
    """The page for its address; the first parts are there at once."""
    shown = showing(analytics, visit.variables, visit.words, visit.theme)
    saved = saved_list(analytics.saved.of(analytics.identity().name), visit.words)
    return analytics_page(shown, visit, analytics.today, saved, analytics.parts)


def showing(
    analytics: AnalyticsSource, query: Mapping[str, object], words: Words, theme: str, as_of: datetime | None = None
) -> Shown:
    """What a query asks for."""
    found = read_selection(query, analytics.config.vocabulary, analytics.day(as_of), IGNORED)
    choice, more = read_map_choice(query)
    reading = SelectionReading(found.selection, (*found.problems, *more))
    return Shown(analytics.view(reading.selection, as_of), analytics.config, words, theme, reading, choice)


def register(app: Dash, analytics: AnalyticsSource) -> None:
    """Attach the page's callbacks to this app."""

    @app.callback(
        Output(ids.first(ALL), "children"),  # type: ignore[arg-type]
        Output(ids.SHOWN, "data"),
        Input(ids.ASK, "data"),
        State(ids.SETUP, "data"),
        prevent_initial_call=True,
    )
    def first(ask: Any, setup: Any) -> tuple[list[Any], dict[str, Any]]:
        shown = showing(analytics, query_of(ask), *setup_of(setup, analytics))
        keys = [output["id"]["first"] for output in ctx.outputs_list[0]]
        number = ask.get("number") if isinstance(ask, dict) else None
        return [analytics.parts.of(FIRST[key], shown) if key in FIRST else no_update for key in keys], {
            **shown_data(shown),
            "number": number,
        }

    @app.callback(
        Output(ids.later(ALL), "children"),  # type: ignore[arg-type]
        Input(ids.SHOWN, "data"),
        State(ids.SETUP, "data"),
    )
    def later(answered: Any, setup: Any) -> list[Any]:
        words, theme = setup_of(setup, analytics)
        shown = showing(analytics, query_of(answered), words, theme, as_of_data(answered))
        keys = [output["id"]["later"] for output in ctx.outputs_list]
        return [analytics.parts.of(LATER[key], shown) if key in LATER else no_update for key in keys]

    @app.callback(
        Output(ids.GRID, "getRowsResponse"),
        Input(ids.GRID, "getRowsRequest"),
        State(ids.SHOWN, "data"),
        State(ids.SETUP, "data"),
        prevent_initial_call=True,
    )
    def rows(asked: Any, answered: Any, setup: Any) -> Any:
        if not isinstance(asked, dict):
            return no_update
        words, _ = setup_of(setup, analytics)
        as_of = as_of_data(answered)
        found = read_selection(query_of(answered), analytics.config.vocabulary, analytics.day(as_of), IGNORED)
        start, end = (whole(asked.get(name)) for name in ("startRow", "endRow"))
        now = analytics.clock()
        page = load_rows(
            analytics.model,
            found.selection,
            analytics.rights,
            min(as_of or now, now),
            start,
            min(max(end - start, 0), MOST_ROWS),
            order_of(asked.get("sortModel")),
        )
        return {"rowData": grid_rows(page.rows, analytics.config, words), "rowCount": page.total}

    @app.callback(
        Output(ids.VIEWS, "children"),
        Output(ids.NOTED, "children"),
        Input(ids.VIEW_ACT, "data"),
        State(ids.SETUP, "data"),
        prevent_initial_call=True,
    )
    def keep(act: Any, setup: Any) -> tuple[list[Component], str]:
        words, _ = setup_of(setup, analytics)
        problem = kept(analytics, act, words)
        views = analytics.saved.of(analytics.identity().name)
        return saved_list(views, words, problem), problem or words("analytics.saved.done")

    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction(namespace="analytics", function_name="choose"),
        Output(ids.CHOSEN, "data"),
        [Input(ids.filter_id(dimension), "value") for dimension in map(str, IN_BAR)],
        Input(ids.BASELINE, "value"),
        prevent_initial_call=True,
    )
    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction(namespace="analytics", function_name="shown"),
        Output(ids.STANDS, "data"),
        Input(ids.SHOWN, "data"),
    )
    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction(namespace="analytics", function_name="below"),
        Output(ids.BELOW, "data"),
        Input(ids.later(next(iter(LATER))), "children"),
        prevent_initial_call=True,
    )


def kept(analytics: AnalyticsSource, act: Any, words: Words) -> str:
    """Save, rename or delete as the person asked; what was wrong with it, "" for nothing."""
    if not isinstance(act, dict):
        return ""
    person, what = analytics.identity().name, act.get("act")
    name, number = text(act.get("name")), whole(act.get("number"))
    try:
        if what == "save":
            found = read_selection(query_of(act), analytics.config.vocabulary, analytics.today, IGNORED)
            choice, _ = read_map_choice(query_of(act))
            query = "&".join(part for part in (found.selection.query(), choice.query()) if part)
            analytics.saved.save(person, name, query, analytics.clock())
        elif what == "rename":
            analytics.saved.rename(person, number, name)
        elif what == "delete":
            analytics.saved.delete(person, number)
    except BadView as error:
        return words(f"analytics.saved.bad_{error.reason}")
    except NotFound:
        return words("analytics.saved.bad_gone")
    except StoreUnavailable:
        return words("analytics.saved.bad_store")
    return ""


def query_of(data: Any) -> dict[str, object]:
    """The query that the browser asks with; {} for what is none."""
    query = data.get("query") if isinstance(data, dict) else None
    if not isinstance(query, str) or len(query) > LONGEST_ADDRESS:
        return {}
    found: dict[str, object] = {}
    for name, value in parse_qsl(query.removeprefix("?"), keep_blank_values=True, max_num_fields=None):
        found.setdefault(name, value)
    return found


def as_of_data(data: Any) -> datetime | None:
    """The moment of the answer that stands; None for what is none."""
    return moment_of(text(data.get("asOf")) if isinstance(data, dict) else "")


def setup_of(setup: Any, analytics: AnalyticsSource) -> tuple[Words, str]:
    """Language and colours that the page was made with."""
    told = setup if isinstance(setup, dict) else {}
    return words_for(told.get("bahasa"), analytics.config.language), theme_for(told.get("tema"), "terang")


def order_of(model: Any) -> Order:
    """The grid's order, each column once; what is no column of it is left out."""
    order: dict[str, bool] = {}
    for each in model if isinstance(model, list) else []:
        if isinstance(each, dict) and each.get("colId") in SORTABLE:
            order.setdefault(each["colId"], each.get("sort") == "asc")
    return tuple(order.items())


def whole(value: Any) -> int:
    """A whole number from 0 on, 0 for anything else."""
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 1 << 53 else 0


def text(value: Any) -> str:
    """A text as it is, "" for anything else."""
    return value if isinstance(value, str) else ""


PAGE = Page(
    path="/analytics",
    key="analytics",
    title="analytics.page_name",
    roles=("diskominfo", "mayor", "admin"),
    layout=layout,
    register=register,
    source=source,
    begins=("diskominfo",),
    libraries=("plotly", "grid"),
)
