"""Parts of the analysis that were drawn a moment ago: who opens the same view in the same language gets the same parts."""

from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock

from command_center.domain.selection_reading import SelectionProblem
from command_center.readmodel.analytics_view import AnalyticsView
from layouts.analytics.parts import PagePart, built
from layouts.analytics.shown import MapChoice, Shown
from layouts.figures.card import FAILED
from layouts.written import Content, written

KEPT = 6
"""Showings that are kept: a view in a language, in colours, with a choice of map."""


@dataclass(frozen=True, slots=True, eq=False)
class _Showing:
    """`view` is the very one, whose rights are those of who may see it: as long as it is held, no other has its id."""

    view: AnalyticsView
    parts: dict[str, Content] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)


_Key = tuple[int, str, str, MapChoice, tuple[SelectionProblem, ...]]


class KeptParts:
    """Makes parts and keeps those of the last showings; safe to share between threads."""

    def __init__(self) -> None:
        self._showings: OrderedDict[_Key, _Showing] = OrderedDict()
        self._lock = Lock()

    def of(self, part: PagePart, shown: Shown) -> Content:
        """The part: the one that was made of this view before, or made now; one that failed is made anew for the next.
        One at a time makes parts of a showing.
        """
        showing = self._showing(shown)
        with showing.lock:
            if part.key in showing.parts:
                return showing.parts[part.key]
            made = written(built(part, shown))
            # A word of the filter bar does not tell whether it failed, and is made in no time.
            if not part.key.startswith("said-") and FAILED not in getattr(made, "data-html", ""):
                showing.parts[part.key] = made
            return made

    def _showing(self, shown: Shown) -> _Showing:
        key = id(shown.view), shown.words.language, shown.theme, shown.choice, tuple(shown.reading.problems)
        with self._lock:
            showing = self._showings.setdefault(key, _Showing(shown.view))
            self._showings.move_to_end(key)
            while len(self._showings) > KEPT:
                self._showings.popitem(last=False)
            return showing
