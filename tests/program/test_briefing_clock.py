"""The briefing by the clock: each morning at its hour in Semarang, at once after a start, and also where the clock is set."""

import threading
import time
from datetime import timedelta

import pytest
from apscheduler.schedulers.background import BackgroundScheduler

from command_center.casework.briefing_post import BriefingPost
from command_center.domain.working_days import WIB
from command_center.post.smtp import MailServer, Security
from command_center.store.briefing_mails import BriefingMails
from program import briefing_clock
from program.briefing_clock import BriefingClock, issue_and_address
from tests.casework.test_briefing_issue import SIX, THURSDAY, Morning
from tests.readmodel.borrowed import borrowed, lending
from tests.readmodel.facts import CALENDAR, received
from tests.servers.smtp import MailServerOfTest
from tests.store.test_briefings import AT


@pytest.fixture
def morning(sqlite_db):
    with lending():
        made = Morning(sqlite_db, borrowed(WIB, CALENDAR))
        made.tell(received(1, SIX - timedelta(days=2)))
        yield made


@pytest.fixture
def post(sqlite_db):
    with MailServerOfTest() as server:
        at = MailServer("127.0.0.1", server.port, Security.NONE, "", "", "laporan@x.test", timeout=1)
        yield BriefingPost(BriefingMails(sqlite_db), at, ["a@x.test"], lambda *_: None, lambda: AT)


def until(asked, seconds=20):
    """Wait for it, with patience."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if asked():
            return True
        time.sleep(0.02)
    return False


def test_the_next_morning_is_at_its_hour_in_semarang(morning, post):
    scheduler = BackgroundScheduler(timezone=WIB)
    BriefingClock(morning.issuer, post, time.time).fill(scheduler)
    scheduler.start(paused=True)
    trigger = scheduler.get_job("briefing").trigger
    assert trigger.get_next_fire_time(None, SIX - timedelta(seconds=1)) == SIX
    assert trigger.get_next_fire_time(SIX, SIX) == SIX + timedelta(days=1)
    scheduler.shutdown()


def test_it_issues_at_once_and_has_the_letters_wait_once(morning, post):
    issue_and_address(morning.issuer, post)
    issue_and_address(morning.issuer, post)
    (kept,) = morning.issuer.kept.versions(THURSDAY)
    assert [letter.recipient for letter in post.mails.of(kept.id)] == ["a@x.test"]
    earlier = morning.issuer.kept.versions(THURSDAY - timedelta(days=1))[0]
    assert post.mails.of(earlier.id) == [], "what was made good is not mailed"


def test_a_later_version_is_not_mailed_by_itself(morning, post):
    issue_and_address(morning.issuer, post)
    morning.tell(received(2, SIX - timedelta(hours=9)))
    corrected = morning.issuer.issue(THURSDAY, "sari", "susulan").briefing
    issue_and_address(morning.issuer, post)
    assert post.mails.of(corrected.id) == []


def test_a_running_clock_issues_at_its_start_and_when_the_time_was_set(morning, post, monkeypatch):
    monkeypatch.setattr(briefing_clock, "WATCH_SECONDS", 0.02)
    ahead = [0.0]
    stop = threading.Event()
    clock = BriefingClock(morning.issuer, post, lambda: time.time() + ahead[0])
    runner = threading.Thread(target=clock.run, args=(stop,))
    runner.start()
    try:
        assert until(lambda: THURSDAY in morning.days())
        morning.now += timedelta(days=1)
        ahead[0] = 86_400.0
        assert until(lambda: THURSDAY + timedelta(days=1) in morning.days()), "the clock was set a day ahead"
        morning.now += timedelta(days=1)
        ahead[0] = -86_400.0
        assert until(lambda: THURSDAY + timedelta(days=2) in morning.days()), "and set back"
    finally:
        stop.set()
        runner.join(10)
    assert not runner.is_alive()


def test_a_morning_that_comes_while_another_is_issued_is_issued_after_it(morning, post, monkeypatch):
    monkeypatch.setattr(briefing_clock, "WATCH_SECONDS", 0.02)
    begun, go_on, stop = threading.Event(), threading.Event(), threading.Event()
    ahead = [0.0]
    issue = briefing_clock.issue_and_address

    def slowly(issuer, post):
        issue(issuer, post)
        begun.set()
        assert go_on.wait(20)

    monkeypatch.setattr(briefing_clock, "issue_and_address", slowly)
    clock = BriefingClock(morning.issuer, post, lambda: time.time() + ahead[0])
    runner = threading.Thread(target=clock.run, args=(stop,))
    runner.start()
    try:
        assert begun.wait(20)
        morning.now += timedelta(days=1)
        ahead[0] = 86_400.0
        time.sleep(0.5)
        assert THURSDAY + timedelta(days=1) not in morning.days(), "the one before it has not ended"
        go_on.set()
        assert until(lambda: THURSDAY + timedelta(days=1) in morning.days())
    finally:
        go_on.set()
        stop.set()
        runner.join(10)


def test_what_could_not_be_issued_is_tried_again(morning, post, monkeypatch):
    monkeypatch.setattr(briefing_clock, "AGAIN_AFTER", timedelta(seconds=0.05))
    from command_center.errors import StoreUnavailable

    tries = []

    def behind():
        tries.append(1)
        if len(tries) < 3:
            raise StoreUnavailable("behind the log")

    stop = threading.Event()
    clock = BriefingClock(morning.another(behind), post, time.time)
    runner = threading.Thread(target=clock.run, args=(stop,))
    runner.start()
    try:
        assert until(lambda: THURSDAY in morning.days())
    finally:
        stop.set()
        runner.join(10)
    assert len(tries) == 3


def test_whatever_keeps_it_from_issuing_it_tries_again_soon(morning, post, monkeypatch):
    monkeypatch.setattr(briefing_clock, "AGAIN_AFTER", timedelta(seconds=0.1))
    due, failures = morning.issuer.issue_due, [OSError("no space left on device"), ZeroDivisionError()]

    def failing():
        if failures:
            raise failures.pop()
        return due()

    monkeypatch.setattr(morning.issuer, "issue_due", failing)
    stop = threading.Event()
    runner = threading.Thread(target=BriefingClock(morning.issuer, post, time.time).run, args=(stop,))
    runner.start()
    try:
        assert until(lambda: THURSDAY in morning.days())
    finally:
        stop.set()
        runner.join(10)
