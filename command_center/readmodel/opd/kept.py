"""Pages of an OPD that were asked for a moment ago: as long as nothing happens, all who open one at the same time are one question."""

from datetime import datetime, timedelta

from command_center.readmodel.opd.load import OpdAsked, OpdRules, load_opd
from command_center.readmodel.opd.queue import QueueReader
from command_center.readmodel.opd_view import OpdView
from command_center.readmodel.read_model import ReadModel
from command_center.readmodel.shared import SharedAnswers

KEPT = 12
LATELY = timedelta(seconds=5)
"""A deadline may pass without an event, which the deadline watch tells within as long."""


class KeptOpdViews:
    """The last views by what is asked and by whom; safe to share between threads."""

    def __init__(self, model: ReadModel, rules: OpdRules) -> None:
        self._model, self._rules = model, rules
        self._views = SharedAnswers[OpdView](KEPT)

    def view(self, asked: OpdAsked, reader: QueueReader, now: datetime) -> OpdView:
        """The page as of `now` (aware), or of up to `LATELY` before where the log stands where it stood. The code is
        trusted here, whoever calls has asked whether it may be seen.
        """

        def stands(view: OpdView) -> bool:
            return view.head == self._model.head() and timedelta() <= now - view.as_of < LATELY

        return self._views.get((asked, reader), stands, lambda: load_opd(self._model, asked, reader, self._rules, now))
