"""What each page asks of the read model: one entry a page, measured by `queries` at every size."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from command_center.domain.selection import DaySpan, Dimension, Preset, Selection
from command_center.domain.working_days import wib_day
from command_center.places.area_shapes import AreaShapes
from command_center.readmodel.analysis.city import analysis_city
from command_center.readmodel.analysis.load import load_analytics
from command_center.readmodel.briefing import load_briefing
from command_center.readmodel.channel_scene import load_channels
from command_center.readmodel.deadline_scene import load_deadlines
from command_center.readmodel.flood_scene import load_floods
from command_center.readmodel.league_scene import load_league
from command_center.readmodel.opd.load import OpdAsked, OpdRules, load_opd
from command_center.readmodel.opd.queue import QueueReader
from command_center.readmodel.opd_view import OpdTab
from command_center.readmodel.read_model import ReadModel
from command_center.readmodel.selected import RowRights
from command_center.readmodel.wall import load_wall
from program.briefings import briefing_rules
from program.core import Core

Load = Callable[[ReadModel, Core, datetime], object]

OPD = "dpu"
"""The department with most reports in the invented city."""
FILTERS = ((Dimension.CATEGORY, ("banjir",)), (Dimension.CHANNEL, ("sms", "whatsapp")))


def _analytics(days: int, filters: tuple[tuple[Dimension, tuple[str, ...]], ...] = ()) -> Load:
    def load(model: ReadModel, core: Core, now: datetime) -> object:
        today = wib_day(now)
        span = DaySpan(today - timedelta(days=days - 1), today)
        selection = Selection(Preset.OWN, span)
        for dimension, values in filters:
            selection = selection.with_filter(dimension, values)
        reference = core.reference
        city = analysis_city(reference.areas, reference.policies, reference.calendar)
        return load_analytics(model, selection, city, RowRights(), now)

    return load


def _briefing(model: ReadModel, core: Core, now: datetime) -> object:
    return load_briefing(model, core.names, briefing_rules(core), wib_day(now), {})


def _opd(tab: OpdTab) -> Load:
    def load(model: ReadModel, core: Core, now: datetime) -> object:
        reference = core.reference
        areas = reference.areas
        places = {area.code: area.name for area in areas.kecamatan} | {area.code: area.name for area in areas.kelurahan}
        rules = OpdRules(reference.calendar, reference.policies, places)
        return load_opd(model, OpdAsked(OPD, tab), QueueReader(own_opd=True), rules, now)

    return load


PAGES: Mapping[str, Load] = {
    "wall": lambda model, core, now: load_wall(model, core.names, core.reference.calendar, now, {}),
    "wall, deadlines": lambda model, core, now: load_deadlines(model, core.names, core.reference.calendar, now),
    "wall, floods": lambda model, core, now: load_floods(
        model, core.names, None, AreaShapes({}, {}, approximate=False), now
    ),
    "wall, league": lambda model, core, now: load_league(model, core.names, now),
    "wall, channels": lambda model, core, now: load_channels(model, core.names, now, None),
    "briefing": _briefing,
    **{f"OPD, {tab}": _opd(tab) for tab in OpdTab},
    "analytics, 91 days": _analytics(91),
    "analytics, 91 days, two filters": _analytics(91, FILTERS),
}
"""Page -> what it asks as of a moment."""
