"""Views of the analysis that were asked for a moment ago: a page asks twice for the same, and gets the same figures."""

from collections import OrderedDict
from datetime import datetime
from threading import Lock

from command_center.domain.selection import Selection
from command_center.readmodel.analysis.city import AnalysisCity
from command_center.readmodel.analysis.load import load_analytics
from command_center.readmodel.analytics_view import AnalyticsView
from command_center.readmodel.read_model import ReadModel
from command_center.readmodel.selected import RowRights

KEPT = 24


class KeptViews:
    """The last views by selection, rights and moment; safe to share between threads."""

    def __init__(self, model: ReadModel, city: AnalysisCity) -> None:
        self._model, self._city = model, city
        self._views: OrderedDict[tuple[Selection, RowRights, datetime], AnalyticsView] = OrderedDict()
        self._lock = Lock()

    def view(self, selection: Selection, rights: RowRights, as_of: datetime) -> AnalyticsView:
        """The view as of an aware moment: the one that was given for it before, where it is kept still."""
        key = selection, rights, as_of
        with self._lock:
            if key in self._views:
                self._views.move_to_end(key)
                return self._views[key]
        view = load_analytics(self._model, selection, self._city, rights, as_of)
        with self._lock:
            self._views[key] = view
            while len(self._views) > KEPT:
                self._views.popitem(last=False)
        return view
