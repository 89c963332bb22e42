"""The briefing put together from the rooms: who issues it, by which rules of the city, and who reads it."""

from collections.abc import Callable
from datetime import time

from command_center.casework.briefing_issue import BriefingIssuer
from command_center.errors import StoreUnavailable
from command_center.followers.log_follower import LogFollower
from command_center.readmodel.briefing import BriefingRules
from command_center.readmodel.read_model import ReadModel
from program.core import Core, now

PATIENCE_SECONDS = 30.0
"""How long an issue waits for the facts of what is in the log."""


def briefing_rules(core: Core) -> BriefingRules:
    """The city's calendar and targets with the settings of the briefing."""
    reference, settings = core.reference, core.settings
    return BriefingRules(
        calendar=reference.calendar,
        targets=reference.targets,
        issue_time=time.fromisoformat(settings.briefing_time),
        decision_days=settings.briefing_decision_days,
        fallback=reference.categories.fallback,
    )


def briefing_issuer(core: Core, model: ReadModel, current: Callable[[], None]) -> BriefingIssuer:
    """Issues from this read model; `current` brings it up to the log."""
    return BriefingIssuer(core.db, model, core.names, briefing_rules(core), current, now)


def kept_current(core: Core, facts: LogFollower) -> Callable[[], None]:
    """Waits for the facts that a running projection takes from the log. Raises StoreUnavailable where it lags."""

    def current() -> None:
        head = core.event_log.head()
        if not facts.reach(head, PATIENCE_SECONDS):
            raise StoreUnavailable(
                f"the read model is behind the log ({facts.seq} of {head}): the briefing waits for it"
            )

    return current
