"""The open alerts that screens show, asked once for all walls and desks, and a mark by which they hear that others are."""

import hashlib
import threading
from collections.abc import Callable
from datetime import datetime, timedelta

from command_center.domain.alert_story import AlertFilter
from command_center.domain.alerts import Alert, AlertRules, AlertState, AlertWay
from command_center.errors import StoreUnavailable
from command_center.store.alerts import Alerts

AGES_AFTER = timedelta(seconds=2)
MOST = 500


class OpenAlerts:
    """Kept for two seconds: each screen asks each second where much happens. While the database is away the last ones stand."""

    def __init__(self, alerts: Alerts, rules: AlertRules, clock: Callable[[], datetime]) -> None:
        self._alerts, self._rules, self._clock = alerts, rules, clock
        self._lock = threading.Lock()
        self._kept: tuple[Alert, ...] = ()
        self._at: datetime | None = None

    def told_on(self, way: AlertWay) -> tuple[Alert, ...]:
        """Those of rules with this way that nobody has acknowledged or silenced, the most severe first."""
        told = {each.key for each in self._rules.every if way in each.ways}
        return tuple(each for each in self._open() if each.rule in told)

    def mark(self) -> str:
        """Another text whenever other alerts are open, or one of them counts more or less; it says nothing else."""
        said = ",".join(f"{each.id}.{each.count}" for each in self._open())
        return hashlib.blake2b(said.encode(), digest_size=6).hexdigest()

    def _open(self) -> tuple[Alert, ...]:
        with self._lock:
            now = self._clock()
            if self._at is None or not self._at <= now < self._at + AGES_AFTER:
                try:
                    found = self._alerts.listed(AlertFilter(frozenset({AlertState.OPEN})), now, MOST)
                except StoreUnavailable:
                    return self._kept
                self._kept, self._at = tuple(found), now
            return self._kept
