"""Issues the mayor's briefings: one each morning, those that were missed, and a corrected version where a person asks."""

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import structlog

from command_center.casework.carrying import with_instructions
from command_center.domain.instructions import Instruction
from command_center.domain.working_days import WIB
from command_center.errors import CommandCenterError, NotFound
from command_center.readmodel.briefing import BriefingRules, first_day_of, late_numbers, load_briefing
from command_center.readmodel.briefing_changes import changed_figures, differs
from command_center.readmodel.briefing_record import as_briefing, as_text, fingerprint
from command_center.readmodel.briefing_view import Briefing, ChangedFigure
from command_center.readmodel.read_model import ReadModel
from command_center.readmodel.wall import WallNames
from command_center.store.briefings import Briefings, IssuedBriefing
from command_center.store.db import Database
from command_center.store.handovers import handovers

log = structlog.get_logger(__name__)

MISSED_DAYS = 7
"""Mornings that are made good after a server was down; older ones are issued by hand."""
SYSTEM = "system"


class BriefingRefused(CommandCenterError):
    """There is no briefing to issue for that day: the message says why."""


@dataclass(frozen=True, slots=True)
class Issue:
    """What asking for a briefing came to: the version, whether it is new, and which figures it changed."""

    briefing: IssuedBriefing
    is_new: bool
    changed: tuple[ChangedFigure, ...] = ()


class BriefingIssuer:
    """Makes briefings from the read model and keeps them. Several processes may try at once: one of them issues.

    `current` waits until the read model holds what the log does, and raises StoreUnavailable where it does not get there.
    """

    def __init__(
        self,
        db: Database,
        model: ReadModel,
        names: WallNames,
        rules: BriefingRules,
        current: Callable[[], None],
        clock: Callable[[], datetime],
        instructed: Callable[[datetime], Sequence[Instruction]] = lambda _moment: (),
    ) -> None:
        """`instructed` gives the mayor's instructions as they stood before an aware moment."""
        self.kept = Briefings(db)
        self._instructed = instructed
        self.rules = rules
        self._db, self._model, self._names = db, model, names
        self._current, self._clock = current, clock

    def now(self) -> datetime:
        """The clock of the program."""
        return self._clock()

    def due_day(self) -> date:
        """The last morning whose hour has come: today, before that hour yesterday."""
        now = self._clock()
        today = now.astimezone(WIB).date()
        return today if now >= self.rules.cutoff(today) else today - timedelta(days=1)

    def first_morning(self) -> date | None:
        """The morning after the first report ever: no briefing tells of a day before it. None without a report."""
        first = first_day_of(self._model)
        return first + timedelta(days=1) if first else None

    def issue_due(self) -> list[IssuedBriefing]:
        """Issue what is due and not issued of the last seven mornings since the first report; returns what this process
        issued. Raises StoreUnavailable.
        """
        last = self.due_day()
        week = [last - timedelta(days=ago) for ago in range(MISSED_DAYS - 1, -1, -1)]
        there = set(self.kept.days(week[0], last))
        if not self._missing(week, there):
            return []
        self._current()
        issued = [self._issue(day, 1, SYSTEM, "") for day in self._missing(week, there)]
        return [each for each in issued if each is not None]

    def issue(self, day: date, by: str, reason: str) -> Issue:
        """Issue the briefing of a day, or a further version of it where anything differs from the last one.

        A further version says why (`reason`). Raises BriefingRefused, StoreUnavailable.
        """
        if self._clock() < self.rules.cutoff(day):
            raise BriefingRefused(f"the briefing of {day} is issued at {self.rules.issue_time:%H:%M} WIB of that day")
        self._current()
        first = self.first_morning()
        if first is None or day < first:
            since = f"the first report came in on {first - timedelta(days=1)}" if first else "there is no report yet"
            raise BriefingRefused(f"there is nothing to tell on {day}: {since}")
        versions = self.kept.versions(day)
        if not versions:
            made = self._issue(day, 1, by, reason)
            return Issue(made or self.newest(day), made is not None)
        last = versions[-1]
        issued, known_now = as_briefing(last.content, last.fingerprint), self.compose(day)
        if not differs(issued, known_now):
            return Issue(last, False)
        changed = changed_figures(issued, known_now)
        if not reason.strip():
            raise BriefingRefused(
                f"version {last.version} of {day} stands, and {len(changed)} of its figures would change: say why with "
                "--reason"
            )
        made = self._issue(day, last.version + 1, by, reason.strip())
        return Issue(made or self.newest(day), made is not None, changed)

    def compose(self, day: date) -> Briefing:
        """The briefing of a morning as it is known now; nothing is kept."""
        passed = handovers(self._db, late_numbers(self._model, self.rules, day), self.rules.cutoff(day))
        known = load_briefing(self._model, self._names, self.rules, day, passed)
        return with_instructions(known, self._instructed(known.cutoff), self._names.opd)

    def newest(self, day: date) -> IssuedBriefing:
        """The newest version for a day. Raises NotFound."""
        versions = self.kept.versions(day)
        if not versions:
            raise NotFound(f"no briefing was issued for {day}")
        return versions[-1]

    def _missing(self, days: Sequence[date], there: Container[date]) -> list[date]:
        first = self.first_morning()
        return [day for day in days if first is not None and day >= first and day not in there]

    def _issue(self, day: date, version: int, by: str, reason: str) -> IssuedBriefing | None:
        """Keep a new version; None where another process was faster."""
        briefing = self.compose(day)
        content = as_text(briefing)
        mine = self.kept.keep(
            day=day,
            version=version,
            cutoff_at=briefing.cutoff,
            issued_at=self._clock(),
            issued_by=by,
            reason=reason,
            content=content,
            fingerprint=fingerprint(content),
        )
        if not mine:
            return None
        log.info("briefing_issued", day=day.isoformat(), version=version, by=by, fingerprint=fingerprint(content)[:8])
        return self.newest(day)
