"""Views of the analysis that were asked for a moment ago: a page asks twice for the same, and gets the same figures.

Of a city with many reports they also stand for who opens the page within the next minute: twenty viewers are one question.
The page tells the moment that its figures are of.
"""

from collections import OrderedDict
from datetime import datetime, timedelta
from threading import Lock

from command_center.domain.selection import Selection
from command_center.readmodel.analysis.city import AnalysisCity
from command_center.readmodel.analysis.load import load_analytics
from command_center.readmodel.analytics_view import AnalyticsView
from command_center.readmodel.read_model import ReadModel
from command_center.readmodel.remembered import FEW
from command_center.readmodel.selected import RowRights

KEPT = 24
LATELY = timedelta(minutes=1)

Key = tuple[Selection, RowRights]


class KeptViews:
    """The last views by selection, rights and moment; safe to share between threads."""

    def __init__(self, model: ReadModel, city: AnalysisCity) -> None:
        self._model, self._city = model, city
        self._views: OrderedDict[tuple[Key, datetime], AnalyticsView] = OrderedDict()
        self._making: dict[Key, Lock] = {}
        self._lock = Lock()

    def view(self, selection: Selection, rights: RowRights, as_of: datetime) -> AnalyticsView:
        """The view as of an aware moment: the one that was given for it before, where it is kept still."""
        return self._view((selection, rights), as_of, timedelta())

    def lately(self, selection: Selection, rights: RowRights, now: datetime) -> AnalyticsView:
        """The view as of now; of `FEW` reports or more it may be one of the minute before."""
        return self._view((selection, rights), now, LATELY)

    def _view(self, key: Key, as_of: datetime, lately: timedelta) -> AnalyticsView:
        if (view := self._find(key, as_of, lately)) is not None:
            return view
        with self._lock:
            making = self._making.setdefault(key, Lock())
        # One at a time asks for the same: who comes meanwhile finds it made.
        with making:
            if (view := self._find(key, as_of, lately)) is not None:
                return view
            view = load_analytics(self._model, key[0], self._city, key[1], as_of)
            with self._lock:
                self._making.pop(key, None)
                self._views[key, as_of] = view
                while len(self._views) > KEPT:
                    self._views.popitem(last=False)
            return view

    def _find(self, key: Key, as_of: datetime, lately: timedelta) -> AnalyticsView | None:
        with self._lock:
            for (of, moment), view in reversed(self._views.items()):
                large = view.tallies.city.received >= FEW
                if of == key and (moment == as_of or (large and timedelta() <= as_of - moment < lately)):
                    self._views.move_to_end((of, moment))
                    return view
        return None
