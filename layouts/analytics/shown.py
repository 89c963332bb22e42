"""One showing of the analysis: the view with what was asked for and how it shall look."""

from collections.abc import Mapping
from dataclasses import dataclass

from command_center.domain.selection import Selection
from command_center.domain.selection_reading import SelectionFault, SelectionProblem, SelectionReading
from command_center.readmodel.analytics_view import AnalyticsView
from layouts.analytics.config import AnalyticsConfig
from layouts.figures.area_choropleth import MEASURES
from layouts.i18n import Words

MAP_NAMES = {"rate": "per-jiwa", "count": "jumlah", "median": "median"}
"""What the map shows -> its value of ``peta=`` in an address."""
LEVELS = ("kecamatan", "kelurahan")
OPTIONS = ("peta", "tingkat")
"""Names in an address that choose how a figure looks, not which reports it is about."""
IGNORED = (*OPTIONS, "tema", "bahasa")


@dataclass(frozen=True, slots=True)
class MapChoice:
    """What the map shows (one of `MEASURES`) and of which areas (one of `LEVELS`)."""

    measure: str = "rate"
    level: str = "kecamatan"

    def query(self) -> str:
        """Its part of the address, "" for the usual."""
        parts = []
        if self.measure != MEASURES[1]:
            parts.append(f"peta={MAP_NAMES[self.measure]}")
        if self.level != LEVELS[0]:
            parts.append(f"tingkat={self.level}")
        return "&".join(parts)


@dataclass(frozen=True, slots=True)
class Shown:
    """`reading` is what the address asked for, `choice` how the map looks; `theme` is a key of THEMES."""

    view: AnalyticsView
    config: AnalyticsConfig
    words: Words
    theme: str
    reading: SelectionReading
    choice: MapChoice

    @property
    def selection(self) -> Selection:
        """The selection that is shown."""
        return self.view.selection


def read_map_choice(query: Mapping[str, object]) -> tuple[MapChoice, tuple[SelectionProblem, ...]]:
    """How the map shall look; what there is not is told, and the usual taken."""
    problems = []
    found = {}
    measures = {name: measure for measure, name in MAP_NAMES.items()}
    for name, known in (("peta", measures), ("tingkat", {level: level for level in LEVELS})):
        said = query.get(name)
        if isinstance(said, str) and said in known:
            found["measure" if name == "peta" else "level"] = known[said]
        elif said:
            problems.append(SelectionProblem(SelectionFault.VALUE, name, str(said)[:60]))
    return MapChoice(**found), tuple(problems)
