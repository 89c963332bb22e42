"""The morning's briefing: issued at its hour by one of several, made good after a gap, corrected by a new version alone."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from command_center.casework.briefing_issue import BriefingIssuer, BriefingRefused
from command_center.casework.briefing_reading import TODAY, BriefingReader
from command_center.domain.events import EventKind
from command_center.domain.working_days import WIB, Calendar
from command_center.errors import StoreUnavailable
from command_center.readmodel.briefing import BriefingRules
from command_center.readmodel.briefing_record import UnreadableBriefing, as_briefing
from command_center.readmodel.read_model import ReadModel
from command_center.store.public_reports import PublicReports
from command_center.store.tables import metadata
from tests.readmodel.facts import changed, received
from tests.readmodel.test_briefing import NAMES
from tests.store.kinds import BOTH_KINDS, EITHER_KIND

CALENDAR = Calendar("test", {}, 2026, 2027, date(2027, 12, 31))
RULES = BriefingRules(CALENDAR, {}, time(6), 5, "lainnya")
THURSDAY = date(2026, 11, 26)
SIX = datetime(2026, 11, 25, 23, 0, tzinfo=UTC)
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)


class Morning:
    """An installation whose clock the test sets; its read model has what `tell` gave it."""

    def __init__(self, db, model):
        self.db, self.now = db, SIX
        self.model = model
        self.issuer = self.another()
        self.reader = BriefingReader(self.issuer, PublicReports(db))

    def another(self, current=lambda: None):
        """One more process of it."""
        return BriefingIssuer(self.db, self.model, NAMES, RULES, current, lambda: self.now)

    def tell(self, *events):
        self.model.apply(events)

    def days(self):
        return self.issuer.kept.days(date(2026, 1, 1), date(2027, 12, 31))


@pytest.fixture(scope="module")
def _model():
    model = ReadModel.open(None, WIB, CALENDAR)
    yield model
    model.close()


@pytest.fixture
def model(_model):
    """The read model of this file, empty."""
    _model.clear()
    return _model


@pytest.fixture
def morning(db, model):
    made = Morning(db, model)
    made.tell(received(1, SIX - 2 * DAY), received(2, SIX - timedelta(hours=10)))
    return made


def test_it_is_issued_at_six_and_not_before(morning):
    morning.now = SIX - SECOND
    morning.issuer.issue_due()
    assert morning.days() == [date(2026, 11, 25)], "so far only yesterday's is due"
    morning.now = SIX
    (issued,) = morning.issuer.issue_due()
    assert (issued.day, issued.version, issued.cutoff_at, issued.issued_by) == (THURSDAY, 1, SIX, "system")
    assert morning.issuer.issue_due() == []


@BOTH_KINDS
def test_of_several_processes_one_issues(morning):
    issuers = [morning.another() for _ in range(6)]
    with ThreadPoolExecutor(6) as pool:
        done = [issued for each in pool.map(lambda issuer: issuer.issue_due(), issuers) for issued in each]
    assert sorted(each.day for each in done) == morning.days() == [date(2026, 11, 25), THURSDAY]


def test_a_server_that_was_down_at_six_issues_when_it_starts_with_what_was_known_at_six(morning):
    expected = morning.issuer.compose(THURSDAY)
    morning.tell(received(3, SIX + timedelta(hours=1)))
    morning.now = SIX + timedelta(hours=3)
    issued = morning.issuer.issue_due()[-1]
    assert issued.cutoff_at == SIX
    assert as_briefing(issued.content, issued.fingerprint) == expected


@EITHER_KIND
def test_mornings_of_a_week_are_made_good_and_none_before_the_first_report(morning):
    morning.now = SIX + 3 * DAY
    morning.issuer.issue_due()
    assert morning.days() == [date(2026, 11, day) for day in (25, 26, 27, 28, 29)]
    morning.now = SIX + 30 * DAY
    morning.issuer.issue_due()
    assert morning.days()[-7:] == [date(2026, 12, day) for day in range(20, 27)]
    assert date(2026, 12, 10) not in morning.days(), "what is older is issued by hand"


@EITHER_KIND
def test_without_a_report_nothing_is_issued(db, model):
    empty = Morning(db, model)
    assert empty.issuer.issue_due() == []
    with pytest.raises(BriefingRefused, match="no report yet"):
        empty.issuer.issue(THURSDAY, "sari", "")
    assert empty.reader.read(TODAY).absent == "no_data"


def test_a_day_without_reports_has_a_briefing_that_says_so(morning):
    morning.now = SIX + 5 * DAY
    issued = morning.issuer.issue_due()[-1]
    assert as_briefing(issued.content, issued.fingerprint).entry("received").value == 0


def test_it_waits_for_the_facts(morning):
    def behind():
        raise StoreUnavailable("behind the log")

    with pytest.raises(StoreUnavailable):
        morning.another(behind).issue_due()
    assert morning.days() == []


def test_what_has_no_hour_yet_or_no_data_is_refused(morning):
    with pytest.raises(BriefingRefused, match="issued at 06:00 WIB"):
        morning.issuer.issue(THURSDAY + DAY, "sari", "")
    with pytest.raises(BriefingRefused, match="first report came in on 2026-11-24"):
        morning.issuer.issue(date(2026, 11, 24), "sari", "")


@EITHER_KIND
def test_it_is_corrected_by_a_new_version_that_says_what_changed(morning):
    morning.issuer.issue_due()
    same = morning.issuer.issue(THURSDAY, "sari", "")
    assert (same.is_new, same.briefing.version) == (False, 1), "nothing differs: the version stands"
    morning.tell(received(3, SIX - timedelta(hours=9), category="rob"))
    with pytest.raises(BriefingRefused, match="--reason"):
        morning.issuer.issue(THURSDAY, "sari", " ")
    corrected = morning.issuer.issue(THURSDAY, "sari", "laporan susulan")
    assert (corrected.is_new, corrected.briefing.version) == (True, 2)
    told = {each.key: (each.before, each.after) for each in corrected.changed}
    assert told["received"] == (1, 2)
    assert told["open"] == (2, 3)
    assert "answered" not in told
    edition = morning.reader.read(THURSDAY.isoformat()).edition
    assert (edition.version, edition.versions, edition.reason) == (2, (1, 2), "laporan susulan")
    assert edition.changed == corrected.changed
    first = morning.reader.read(THURSDAY.isoformat(), "1").edition
    assert first.version == 1
    assert first.briefing.entry("received").value == 1, "what was issued stays as it was"


def test_an_other_category_alone_is_a_change_too(morning):
    morning.issuer.issue_due()
    morning.tell(changed(3, SIX, 2, EventKind.AMENDED, category="rob"))
    corrected = morning.issuer.issue(THURSDAY, "sari", "kategori diperbaiki")
    assert corrected.is_new
    assert corrected.changed == ()


@EITHER_KIND
def test_today_s_address_shows_yesterday_s_until_six(morning):
    morning.now = SIX - SECOND
    morning.issuer.issue_due()
    reading = morning.reader.read(TODAY)
    assert (reading.day, reading.instead, reading.overdue) == (date(2026, 11, 25), True, False)
    assert reading.comes_at == SIX
    morning.now = SIX + SECOND
    assert morning.reader.read(TODAY).overdue, "its hour has come, and nobody issued it"
    morning.issuer.issue_due()
    reading = morning.reader.read(TODAY)
    assert (reading.day, reading.instead) == (THURSDAY, False)
    assert (reading.before, reading.after) == (date(2026, 11, 25), None)


@pytest.mark.parametrize(
    ("asked", "absent"),
    [
        ("2026-11-27", "to_come"),
        ("2999-01-01", "to_come"),
        ("2026-11-20", "too_early"),
        ("0001-01-01", "no_day"),
        ("9999-12-31", "no_day"),
        ("2026-02-30", "no_day"),
        ("kemarin", "no_day"),
        ("2026-11-26 ", "no_day"),
        ("٢٠٢٦-١١-٢٦", "no_day"),
        ("<script>", "no_day"),
        ("", "no_day"),
    ],
)
def test_an_address_without_a_briefing_says_why(morning, asked, absent):
    morning.issuer.issue_due()
    reading = morning.reader.read(asked)
    assert (reading.edition, reading.absent) == (None, absent)
    assert reading.newest == THURSDAY


def test_a_morning_that_nobody_issued_says_so(morning):
    morning.now = SIX + 30 * DAY
    morning.issuer.issue_due()
    assert morning.reader.read("2026-12-01").absent == "not_issued"


@EITHER_KIND
def test_what_was_changed_behind_our_back_is_not_shown(morning):
    morning.issuer.issue_due()
    table = metadata.tables["briefings"]
    morning.db.write(lambda connection: connection.execute(table.update().values(content="{}")) and None)
    reading = morning.reader.read(THURSDAY.isoformat())
    assert (reading.edition, reading.absent) == (None, "unreadable")
    kept = morning.issuer.newest(THURSDAY)
    with pytest.raises(UnreadableBriefing):
        as_briefing(kept.content, replace(kept, fingerprint="0").fingerprint)
