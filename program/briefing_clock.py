"""Issues and mails the briefing by the clock: APScheduler in the serving process, watched for clocks that are set anew."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from time import monotonic
from typing import TYPE_CHECKING

import structlog

from command_center.casework.briefing_issue import BriefingIssuer
from command_center.casework.briefing_post import BriefingPost
from command_center.domain.working_days import WIB
from command_center.errors import CommandCenterError

if TYPE_CHECKING:
    from apscheduler.schedulers.background import BackgroundScheduler

log = structlog.get_logger(__name__)

LETTERS_EVERY = timedelta(seconds=20)
"""How often it is looked which letters are due."""
AGAIN_AFTER = timedelta(seconds=60)
"""Before what could not be issued is tried again."""
WATCH_SECONDS = 5.0
MOST_WAITING = 8
"""Times of issuing that may wait for one that runs: a start, a morning, and as often as somebody sets the clock meanwhile."""
JUMP_SECONDS = 3.0
"""The clock was set where it moved by this much more or less than time passed."""


def issue_and_address(issuer: BriefingIssuer, post: BriefingPost) -> None:
    """Issue what is due, and have the letters of the last morning's first version wait. Doing it again changes nothing.

    Raises StoreUnavailable.
    """
    issuer.issue_due()
    if post.configured and (versions := issuer.kept.versions(issuer.due_day())):
        post.address(versions[0].id)


class BriefingClock:
    """Runs until it is stopped. Several processes may: the database lets one of them issue, and one send each letter.

    At its start, and after the clock was set, it looks at once: what was missed is made good.
    """

    def __init__(self, issuer: BriefingIssuer, post: BriefingPost, wall_clock: Callable[[], float]) -> None:
        """`wall_clock` gives seconds since 1970, as time.time does."""
        self.issuer, self._post, self._wall_clock = issuer, post, wall_clock
        self._one_at_a_time = threading.Lock()

    def run(self, stop: threading.Event) -> None:
        """Keep the schedule until `stop` is set."""
        # It brings much along, and a server shall start fast.
        from apscheduler.schedulers.background import BackgroundScheduler

        scheduler = BackgroundScheduler(
            timezone=WIB, job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        )
        self.fill(scheduler)
        scheduler.start()
        try:
            self._watch(scheduler, stop)
        finally:
            scheduler.shutdown(wait=False)

    def fill(self, scheduler: "BackgroundScheduler") -> None:
        """Give the scheduler its jobs: each morning, and the letters; both for the first time at once."""
        at_once = datetime.now(UTC)
        # One that comes while another runs waits for it: a scheduler that allows one alone leaves it out, until tomorrow.
        scheduler.add_job(
            self._issue,
            self._mornings(),
            args=[scheduler],
            id="briefing",
            next_run_time=at_once,
            max_instances=MOST_WAITING,
        )
        if self._post.configured:
            scheduler.add_job(
                self._letters, "interval", seconds=LETTERS_EVERY.seconds, id="briefing letters", next_run_time=at_once
            )

    def _mornings(self) -> object:
        from apscheduler.triggers.cron import CronTrigger

        at: time = self.issuer.rules.issue_time
        return CronTrigger(hour=at.hour, minute=at.minute, timezone=WIB)

    def _watch(self, scheduler: "BackgroundScheduler", stop: threading.Event) -> None:
        """A scheduler waits by the time that passes: where the clock is set, it must count anew when morning is."""
        ahead = self._wall_clock() - monotonic()
        while not stop.wait(WATCH_SECONDS):
            now_ahead = self._wall_clock() - monotonic()
            if abs(now_ahead - ahead) > JUMP_SECONDS:
                log.warning("clock_was_set", by_seconds=round(now_ahead - ahead))
                ahead = now_ahead
                scheduler.remove_all_jobs()
                self.fill(scheduler)

    def _issue(self, scheduler: "BackgroundScheduler") -> None:
        try:
            with self._one_at_a_time:
                issue_and_address(self.issuer, self._post)
        except Exception as error:
            # Whatever it was: the mayor shall not wait for the next morning because of it.
            if isinstance(error, CommandCenterError):
                log.warning("briefing_waits", problem=str(error), again_after_seconds=AGAIN_AFTER.seconds)
            else:
                log.exception("briefing_failed", again_after_seconds=AGAIN_AFTER.seconds)
            again = datetime.now(UTC) + AGAIN_AFTER
            scheduler.add_job(
                self._issue, "date", run_date=again, args=[scheduler], id="briefing again", replace_existing=True
            )

    def _letters(self) -> None:
        try:
            self._post.send_due()
        except CommandCenterError as error:
            log.warning("briefing_letters_wait", problem=str(error))
