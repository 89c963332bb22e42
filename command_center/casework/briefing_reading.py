"""Finds the briefing that an address asks for, or says why there is none; with the words of the reports to read."""

import re
from datetime import date, datetime

from command_center.casework.briefing_issue import BriefingIssuer
from command_center.domain.moments import in_calendar
from command_center.domain.working_days import WIB
from command_center.readmodel.briefing_changes import changed_figures
from command_center.readmodel.briefing_record import UnreadableBriefing, as_briefing
from command_center.readmodel.briefing_view import BriefingEdition, BriefingReading
from command_center.store.briefings import IssuedBriefing
from command_center.store.public_reports import PublicReports

TODAY = "hari-ini"
"""The address of the newest briefing: /briefing/hari-ini."""
LETTERS = 130
"""Of the words of a report."""


class BriefingReader:
    """Reads what the issuer keeps."""

    def __init__(self, issuer: BriefingIssuer, public: PublicReports) -> None:
        self.kept = issuer.kept
        self._issuer, self._public = issuer, public

    def read(self, asked: str, version: str = "", now: datetime | None = None) -> BriefingReading:
        """What /briefing/<asked> shows: a day as 2026-11-27, or `TODAY`. `version` is a number, "" for the newest.

        Raises StoreUnavailable.
        """
        moment = now or self._issuer.now()
        today = moment.astimezone(WIB).date()
        if asked == TODAY:
            return self._newest(today, moment)
        day = _day(asked)
        if day is None:
            return BriefingReading(None, None, "no_day", newest=self._issuer.kept.newest_day(today))
        return self._of(day, version, today, moment)

    def edition(self, issued: IssuedBriefing) -> BriefingEdition:
        """An issued version, read and compared with the one before. Raises UnreadableBriefing."""
        versions = self._issuer.kept.versions(issued.day)
        briefing = as_briefing(issued.content, issued.fingerprint)
        before = next((each for each in versions if each.version == issued.version - 1), None)
        changed = changed_figures(as_briefing(before.content, before.fingerprint), briefing) if before else ()
        return BriefingEdition(
            briefing=briefing,
            version=issued.version,
            versions=tuple(each.version for each in versions),
            issued_at=issued.issued_at,
            reason=issued.reason,
            fingerprint=issued.fingerprint,
            changed=changed,
        )

    def excerpts(self, edition: BriefingEdition) -> dict[str, str]:
        """Number -> the first words of the reports to read, masked by the rules of today.

        They are no part of what is kept: a report that was taken back, or made rahasia, has none from then on.
        """
        numbers = [row.number for row in edition.briefing.queue.rows]
        return {each.number: _shortened(each.description) for each in self._public.by_numbers(numbers)}

    def _newest(self, today: date, now: datetime) -> BriefingReading:
        kept = self._issuer.kept
        day = kept.newest_day(today)
        if day is None:
            first = self._issuer.first_morning()
            comes_at = self._issuer.rules.cutoff(first) if first and first > today else None
            return BriefingReading(today, None, "to_come" if comes_at else "no_data", comes_at=comes_at)
        found = self._of(day, "", today, now)
        if day == today:
            return found
        # Before its hour, or where the one of today is late, that of yesterday stands there and says so.
        return BriefingReading(
            day=found.day,
            edition=found.edition,
            absent=found.absent,
            instead=True,
            overdue=now >= self._issuer.rules.cutoff(today),
            comes_at=self._issuer.rules.cutoff(today),
            before=found.before,
            excerpts=found.excerpts,
        )

    def _of(self, day: date, version: str, today: date, now: datetime) -> BriefingReading:
        kept = self._issuer.kept
        versions = kept.versions(day)
        before, after = kept.beside(day)
        newest = kept.newest_day(today)
        if not versions:
            absent, comes_at, first = self._absence(day, now)
            return BriefingReading(day, None, absent, comes_at=comes_at, first=first, newest=newest)
        wanted = next((each for each in versions if str(each.version) == version), versions[-1])
        try:
            edition = self.edition(wanted)
        except UnreadableBriefing:
            return BriefingReading(day, None, "unreadable", newest=newest, before=before, after=after)
        return BriefingReading(day, edition, newest=newest, before=before, after=after, excerpts=self.excerpts(edition))

    def _absence(self, day: date, now: datetime) -> tuple[str, datetime | None, date | None]:
        first = self._issuer.first_morning()
        comes_at = self._issuer.rules.cutoff(day)
        if now < comes_at:
            return "to_come", comes_at, first
        if first is None:
            return "no_data", None, None
        return ("too_early" if day < first else "not_issued"), None, first


def _day(text: str) -> date | None:
    """2026-11-27 as a day; None for anything else."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        return None
    try:
        day = date.fromisoformat(text)
        return day if in_calendar(day) else None
    except ValueError:
        return None


def _shortened(text: str) -> str:
    """The first words, with dots where there are more."""
    words = " ".join(text.split())
    if len(words) <= LETTERS:
        return words
    return words[:LETTERS].rsplit(" ", 1)[0].rstrip(",;:. ") + " …"
