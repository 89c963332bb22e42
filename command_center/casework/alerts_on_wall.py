"""The open alerts that are told on the wall, asked once for all walls."""

import threading
from collections.abc import Callable
from datetime import datetime, timedelta

from command_center.domain.alert_story import AlertFilter
from command_center.domain.alerts import Alert, AlertRules, AlertState
from command_center.errors import StoreUnavailable
from command_center.store.alerts import Alerts

AGES_AFTER = timedelta(seconds=2)
MOST = 50


class AlertsOnWall:
    """Kept for two seconds: each wall asks each second where much happens. While the database is away the last ones stand."""

    def __init__(self, alerts: Alerts, rules: AlertRules, clock: Callable[[], datetime]) -> None:
        self._alerts, self._rules, self._clock = alerts, rules, clock
        self._lock = threading.Lock()
        self._kept: tuple[Alert, ...] = ()
        self._at: datetime | None = None

    def open(self) -> tuple[Alert, ...]:
        """Those that nobody has acknowledged or silenced, the most severe first."""
        with self._lock:
            now = self._clock()
            if self._at is None or not self._at <= now < self._at + AGES_AFTER:
                try:
                    found = self._alerts.listed(AlertFilter(frozenset({AlertState.OPEN})), now, MOST)
                except StoreUnavailable:
                    return self._kept
                told = set(self._rules.on_wall)
                self._kept, self._at = tuple(each for each in found if each.rule in told), now
            return self._kept
