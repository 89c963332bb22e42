"""Looks at all alert rules every half minute, and tells what is due: several processes may, each look is done by one."""

import threading
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

import structlog

from command_center.casework.alerting import Alerting
from command_center.domain.alerts import AlertCause, AlertFinding, AlertRule
from command_center.errors import StoreUnavailable
from command_center.readmodel.alert_findings import AskedElsewhere, find_alerts
from command_center.readmodel.read_model import ReadModel
from command_center.readmodel.wall import WallNames
from command_center.store.event_log import LogPosition

log = structlog.get_logger(__name__)

CHECK_EVERY = timedelta(seconds=30)
"""Between two looks at everything: what the log tells is looked at when it is told."""
TELL_SECONDS = 2.0


class AlertWatch:
    """Finds and tells."""

    def __init__(
        self,
        alerting: Alerting,
        model: ReadModel,
        names: WallNames,
        asked: AskedElsewhere,
        clock: Callable[[], datetime],
    ) -> None:
        self._alerting, self._model, self._names = alerting, model, names
        self._asked, self._clock = asked, clock

    def check(self) -> bool:
        """Look at every rule; False where another process knew more. Raises StoreUnavailable."""
        rules, now = self._alerting.rules.every, self._clock()
        seq, found = self.find(rules, now)
        return self._alerting.take(rules, found, seq, now)

    def check_causes(self, causes: frozenset[AlertCause], position: LogPosition) -> None:
        """Look at the rules of some causes, since the log told of something up to a position. Raises StoreUnavailable."""
        rules, now = [each for each in self._alerting.rules.every if each.cause in causes], self._clock()
        seq, found = self.find(rules, now)
        self._alerting.take(rules, found, seq, now, position)

    def find(self, rules: Sequence[AlertRule], now: datetime) -> tuple[int, tuple[AlertFinding, ...]]:
        """What holds now of these rules, without keeping it. Raises StoreUnavailable."""
        return find_alerts(self._model, self._names, rules, self._asked, now)

    def check_where_due(self) -> None:
        """Look at everything where nobody has within half a minute. Raises StoreUnavailable."""
        checked_at = self._alerting.alerts.checked_at()
        now = self._clock()
        # A clock that was set back must not keep everybody from looking.
        if checked_at is None or not now - CHECK_EVERY < checked_at <= now:
            self.check()

    def run(self, stop: threading.Event) -> None:
        """Look and tell until `stop` is set. A database that is away is waited for."""
        while not stop.is_set():
            try:
                self.check_where_due()
                self._alerting.tell_due(self._clock())
            except StoreUnavailable as error:
                log.warning("alert_watch_waits", problem=str(error))
            except Exception:
                log.exception("alert_watch_failed")
            stop.wait(TELL_SECONDS)
