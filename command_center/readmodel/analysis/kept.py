"""Views of the analysis that were asked for a moment ago: a page asks twice for the same, and gets the same figures.

Of a city with many reports they also stand for who opens the page within the next minute: twenty viewers are one question.
The page tells the moment that its figures are of.
"""

from datetime import datetime, timedelta

from command_center.domain.selection import Selection
from command_center.readmodel.analysis.city import AnalysisCity
from command_center.readmodel.analysis.load import load_analytics
from command_center.readmodel.analytics_view import AnalyticsView
from command_center.readmodel.read_model import ReadModel
from command_center.readmodel.remembered import FEW
from command_center.readmodel.selected import RowRights
from command_center.readmodel.shared import SharedAnswers

KEPT = 24
LATELY = timedelta(minutes=1)


class KeptViews:
    """The last views by selection, rights and moment; safe to share between threads."""

    def __init__(self, model: ReadModel, city: AnalysisCity) -> None:
        self._model, self._city = model, city
        self._views = SharedAnswers[AnalyticsView](KEPT)

    def view(self, selection: Selection, rights: RowRights, as_of: datetime) -> AnalyticsView:
        """The view as of an aware moment: the one that was given for it before, where it is kept still."""
        return self._view(selection, rights, as_of, timedelta())

    def lately(self, selection: Selection, rights: RowRights, now: datetime) -> AnalyticsView:
        """The view as of now; of `FEW` reports or more it may be one of the minute before."""
        return self._view(selection, rights, now, LATELY)

    def _view(self, selection: Selection, rights: RowRights, as_of: datetime, lately: timedelta) -> AnalyticsView:
        def stands(view: AnalyticsView) -> bool:
            large = view.tallies.city.received >= FEW
            return view.as_of == as_of or (large and timedelta() <= as_of - view.as_of < lately)

        return self._views.get(
            (selection, rights), stands, lambda: load_analytics(self._model, selection, self._city, rights, as_of)
        )
